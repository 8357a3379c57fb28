/* SPDX-License-Identifier: MIT */
/*
 * Dry run: a walk by given replies alone, without library, clock, store or person: a test of a flow,
 * the good path of a scenario.
 *
 * It has a session as any walk has, so that conditions and texts are answered by its moments. At a
 * `call` it may go into the block, or be told by which exit that comes back.
 */
#ifndef ERRWALK_DRY_RUN_H
#define ERRWALK_DRY_RUN_H

#include <stdbool.h>

#include "errwalk/flow.h"
#include "errwalk/session.h"
#include "errwalk/weighing.h"

/* A call that is open, and where it was made. */
struct dry_call {
    const struct dry_call *outer; /* that was open before it, or NULL */
    const struct flow *flow;
    const struct step *step;
};

struct dry_run {
    const struct flow *flow; /* where it stands, borrowed */
    struct session *session;
    const struct step *step; /* where it stands, or ended; a `route` or `weigh` step until
                                dry_run_decide */
    const struct target *taken;   /* the edge that the last reply took; NULL: none */
    const struct dry_call *calls; /* that are open, the innermost first */
    unsigned depth;               /* how many */
    struct arena *arena;          /* of them */
    const struct step *(*prefer)(void *context, const struct weighing *weighing);
    void *context;
};

/* Begins at the first step of the flow, with an error; NULL: the flow's own. dry_run_end when done. */
void dry_run_begin(struct dry_run *run, const struct flow *flow, const struct error_ref *error);

/* The same, with which item of a weigh step comes next; where it gives NULL, the best does. */
void dry_run_begin_by(struct dry_run *run, const struct flow *flow, const struct error_ref *error,
                      const struct step *(*prefer)(void *context, const struct weighing *weighing),
                      void *context);
void dry_run_end(struct dry_run *run);

/* Replies at the step where it stands, and goes on: an answer's id, a value, the result of a fix,
 * `done` at an escalation. Returns the edge that it took; NULL where the walk ends with it, and where
 * it does not fit, which changes nothing. An edge to a weigh step that has nothing left ends it, too:
 * then it stays at its step, and `taken` is that edge. */
const struct target *dry_run_reply(struct dry_run *run, const char *reply, bool *fits);

/* At a `route` or `weigh` step: goes on by what is known, and at a `return` of a block that was gone into
 * back to where it was called. Returns the edge that it took; NULL, and nothing changes, at any other. */
const struct target *dry_run_decide(struct dry_run *run);

/* At a `call`: goes into its block. False where it stands at no call, or the block is not there. */
bool dry_run_enter(struct dry_run *run);

/* The step where it stands by its path, as session_path has it; also at a `route` step. Appended. */
void dry_run_path(const struct dry_run *run, struct buffer *out);

/* The path of a step of the flow where it stands. */
void dry_run_path_of(const struct dry_run *run, const struct step *step, struct buffer *out);

#endif
