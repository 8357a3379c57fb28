/* SPDX-License-Identifier: MIT */
/*
 * What the files of this room share.
 */
#ifndef ERRWALK_WEIGH_PRIVATE_H
#define ERRWALK_WEIGH_PRIVATE_H

#include "errwalk/next-step.h"

/* exact.c: what every state that can be reached is worth, found once. */
struct exact;

/* NULL where there are more states than the model allows. */
struct exact *exact_new(const struct weigh_model *model, const struct weigh_state *state);
void exact_free(struct exact *exact);

/* V after the first step: of a fix that failed, of a question over its answers. */
double exact_after_fix(struct exact *exact, size_t fix);
double exact_after_question(struct exact *exact, size_t question);

/* fix-order.c: what the fixes that are left are worth alone, without any question. */
struct fix_order;

struct fix_order *fix_order_new(const struct weigh_model *model, const struct weigh_state *state);
void fix_order_free(struct fix_order *order);

/* V for these weights; and V after the failure of each fix that is left, by its number in the model. */
double fix_order_value(struct fix_order *order, const double *weights);
void fix_order_after_each(struct fix_order *order, const double *weights, double *after);

/* next-step.c: what a fix may have left of each cause; what an answer leaves of it. Sums are returned. */
double weigh_after_fix(const struct weigh_model *model, const double *weights, size_t fix,
                       double *after);
double weigh_after_answer(const struct weigh_model *model, const double *weights,
                          const struct weigh_answer *answer, double *after);
double weigh_sum(const double *weights, size_t count);

/* Whether a fix can still cure something. */
bool weigh_can_cure(const struct weigh_model *model, const double *weights, size_t fix);

#endif
