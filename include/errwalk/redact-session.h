/* SPDX-License-Identifier: MIT */
/*
 * Names of people and machines masked in the events of a session, before they go to others. What is masked
 * and what is not is said in errwalk/redact.h. Names of files, which say who works where, are left out.
 */
#ifndef ERRWALK_REDACT_SESSION_H
#define ERRWALK_REDACT_SESSION_H

#include <stddef.h>

#include "errwalk/arena.h"
#include "errwalk/session.h"
#include "errwalk/status.h"

/* Changes copies of the session's events in place, all kinds but those in `keep`. Their texts are then the
 * arena's. Names are numbered in the order in which the session has them, so that of a session that went
 * on the first events come out as before. After a failure the events are not to be used. */
enum status redact_events(struct event *events, size_t count, unsigned keep, struct arena *arena);

#endif
