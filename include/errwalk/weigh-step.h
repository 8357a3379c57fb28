/* SPDX-License-Identifier: MIT */
/*
 * Weigh step: the model (errwalk/next-step.h) of a weigh step of a flow, from what its file says.
 *
 * Weights are the likelihoods of the flow's causes as 20 cases, and the cases that were seen; chances of
 * a cure are what `cures` says as 20 tries, and the tries that were counted. What an answer tells of a
 * cause that does not name it is worked out from the others (errwalk-flow(5)).
 */
#ifndef ERRWALK_WEIGH_STEP_H
#define ERRWALK_WEIGH_STEP_H

#include "errwalk/arena.h"
#include "errwalk/flow.h"
#include "errwalk/next-step.h"

enum { WEIGH_PRIOR_CASES = 20 }; /* what an author's word counts as */

/* Borrowed from the flow; rows by the places of causes, fixes and questions in it. */
struct weigh_step {
    const struct flow *flow;
    const struct step *step;
    const struct cause **causes;
    const struct step **fixes, **questions;
    struct weigh_model model;
    struct arena *arena; /* holds all of it */
};

/* The model of a weigh step of a proved flow, which outlives it. */
struct weigh_step *weigh_step_new(const struct flow *flow, const struct step *step);
void weigh_step_free(struct weigh_step *weigh); /* NULL is allowed */

/* What an answer at any question of the flow tells: a row with P(answer | cause), in the arena, or NULL
 * where it tells nothing. */
const double *weigh_step_tells(const struct flow *flow, const struct step *step,
                               const struct answer *answer, struct arena *arena);

/* P(cured | cause) of any fix of the flow; a row in the arena. */
const double *weigh_step_cures(const struct flow *flow, const struct step *fix, struct arena *arena);

/* The weights of the causes before anything is known; a row in the arena. */
const double *weigh_step_weights(const struct flow *flow, struct arena *arena);

/* What a step costs: its minutes and what it waits. Where it says no minutes, a question 1, a fix 10, an
 * escalation 60. */
double weigh_step_cost(const struct step *step);

/* Its place among the fixes or questions of the model; false where it is none of them. */
bool weigh_step_place(const struct weigh_step *weigh, const struct step *item, enum weigh_kind *kind,
                      size_t *index);

/* The step of a candidate; NULL for WEIGH_NOTHING. */
const struct step *weigh_step_of(const struct weigh_step *weigh,
                                 const struct weigh_candidate *candidate);

#endif
