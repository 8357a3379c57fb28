/* SPDX-License-Identifier: MIT */
/*
 * Dry run: a walk by given replies alone, without library, clock, store or person: a test of a flow,
 * the good path of a scenario.
 *
 * It has a session as any walk has, so that conditions and texts are answered by its moments.
 */
#ifndef ERRWALK_DRY_RUN_H
#define ERRWALK_DRY_RUN_H

#include <stdbool.h>

#include "errwalk/flow.h"
#include "errwalk/session.h"

struct dry_run {
    const struct flow *flow; /* borrowed */
    struct session *session;
    const struct step *step; /* where it stands, or ended; a `route` step until dry_run_decide */
};

/* Begins at the first step of the flow, with an error; NULL: the flow's own. dry_run_end when done. */
void dry_run_begin(struct dry_run *run, const struct flow *flow, const struct error_ref *error);
void dry_run_end(struct dry_run *run);

/* Replies at the step where it stands, and goes on: an answer's id, a value, the result of a fix,
 * `done` at an escalation. Returns the edge that it took; NULL where the walk ends with it, and where
 * it does not fit, which changes nothing. */
const struct target *dry_run_reply(struct dry_run *run, const char *reply, bool *fits);

/* At a `route` step: goes on by what is known, and returns the edge that it took. NULL, and nothing
 * changes, at any other. */
const struct target *dry_run_decide(struct dry_run *run);

#endif
