/* SPDX-License-Identifier: MIT */
/*
 * History fixture: what the tests of history share. Walks whose events go to a history, and looking
 * at what is there.
 */
#ifndef ERRWALK_TESTS_HISTORY_FIXTURE_H
#define ERRWALK_TESTS_HISTORY_FIXTURE_H

#include "errwalk/history.h"

#include "walking.h"

/* Commands that make events of every kind but exported. */
extern const char fixture_tour[];

/* A path for a new history in an empty directory of its own. It stays valid until the 4th call
 * after it. */
const char *fixture_path(void);

/* A walk that has started in a flow and keeps its events; the seed makes its session's id and its
 * time. */
struct walk *fixture_start(struct walking *walking, struct history *history, const char *flow,
                           unsigned seed);

/* A whole walk: starts, carries out the commands (walking_act_all), stops. The id of its session is put
 * into `id`. */
void fixture_walk(struct history *history, const char *flow, unsigned seed, const char *commands,
                  char id[SESSION_ID_SIZE]);

/* Gives events of a session from one number to another, each included, to the history's store. */
enum status fixture_feed(struct history *history, const struct session *session, size_t from,
                         size_t to);

/* Expects the session in the history to have exactly the events of another, sensitive values left
 * out. */
void fixture_expect(const char *what, struct history *history, const struct session *expected);

/* Expects a call to have failed so. */
void fixture_expect_fault(const char *what, struct history *history, enum status status,
                          enum history_fault fault);

/* Runs SQL on a database past the history. Returns its first value as a number, or -1. */
long fixture_sql(const char *path, const char *sql);

/* Whether the bytes are in any file of the directory of a history. */
bool fixture_has_bytes(const char *path, const char *bytes);

/* The next number of a seeded sequence; `*state` is not 0. */
unsigned fixture_random(unsigned *state);

#endif
