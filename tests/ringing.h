/* SPDX-License-Identifier: MIT */
/*
 * Ringing: one end of a call played by hand, packet by packet.
 */
#ifndef ERRWALK_TESTS_RINGING_H
#define ERRWALK_TESTS_RINGING_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/un.h>

#include "errwalk/call.h"

/* A runtime directory of this test alone, in the environment from now on. */
void ringing_prepare(const char *name);

/* A scenario's hash that no file has. */
extern const char ringing_sha256[];

/* The address of a scenario there. */
struct sockaddr_un ringing_address(const char *scenario);

/* Connects to the socket of a scenario there; -1: nobody listens. */
int ringing_dial(const char *scenario);

/* What an agent says: a hello of the scenario "a/b", and a report. */
extern const char ringing_hello[];
void ringing_report(char *out, size_t size, const char *step, const char *answer, bool asks);

bool ringing_send(int peer, const char *text);

/* Works on a call until this news comes; false at a deadline, or after any other news. */
bool ringing_await(struct call *call, enum call_news news);

/* An agent that has said hello and is linked. */
int ringing_agent(struct call *call, const char *scenario);

#endif
