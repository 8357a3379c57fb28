/* SPDX-License-Identifier: MIT */
/*
 * Role-play peer: one end of a role-play played by hand, packet by packet.
 */
#ifndef ERRWALK_TESTS_ROLEPLAY_PEER_H
#define ERRWALK_TESTS_ROLEPLAY_PEER_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/roleplay.h"

/* A runtime directory of this test alone, in the environment from now on. */
void roleplay_peer_prepare(const char *name);

/* A scenario's hash that no file has. */
extern const char roleplay_peer_sha256[];

/* The path of the socket of a scenario there, until the next call. */
const char *roleplay_peer_path(const char *scenario);

/* Connects to the socket of a scenario there; -1: nobody listens. */
int roleplay_peer_dial(const char *scenario);

/* What an agent says: a hello of the scenario "a/b", and a report. */
extern const char roleplay_peer_hello[];
void roleplay_peer_report(char *out, size_t size, const char *step, const char *answer, bool asks);

bool roleplay_peer_send(int peer, const char *text);

/* Works on a call until this news comes; false at a deadline, or after any other news. */
bool roleplay_peer_await(struct roleplay *roleplay, enum roleplay_news news);

/* An agent that has said hello and is linked. */
int roleplay_peer_agent(struct roleplay *roleplay, const char *scenario);

#endif
