/* SPDX-License-Identifier: MIT */
/*
 * World: what a case is like at a moment of a session, which is what the conditions of a scenario are
 * held against.
 *
 * A condition names a fact or a question of the flow, a fix, or `minutes`. Facts and answers count as
 * they stand. What was done to a fix was done, also where the trainee went back: it is `done` once it was
 * looked at or tried, and `skipped` where it only was skipped. `minutes` are those gone by on the
 * simulated clock at the end of the look.
 */
#ifndef ERRWALK_TRAINING_WORLD_H
#define ERRWALK_TRAINING_WORLD_H

#include "errwalk/moment.h"
#include "errwalk/scenario.h"

/* Zeroed but for its moment and its minutes; world_free when done. */
struct world {
    struct moment moment;
    double minutes;
    const char *const *done; /* fixes that were tried before the trainee went back to the start */
    size_t done_count;
    struct buffer text;
    struct moment_facts facts;
};

void world_free(struct world *world);

/* Gives each condition of a scenario the step that its fact comes from. Returns the first that names
 * nothing of the flow, or NULL. */
const struct condition *world_link(const struct scenario *scenario, const struct flow *flow);

/* What a name of a condition stands for now, or NULL: not known. Valid until the next call. */
const char *world_value(struct world *world, const char *name);

/* Which of the cases of a step fits, from 1, or 0: what stands at the step itself. */
unsigned world_found(struct world *world, const struct scenario *scenario, const char *path);
unsigned world_harm(struct world *world, const struct scenario *scenario, const char *path);

/* What is found at a step in a case, or NULL where the scenario does not speak of it. */
const struct finding *world_finding(const struct scenario *scenario, const char *path, unsigned found);

/* The same in the case that fits. */
const struct finding *world_find(struct world *world, const struct scenario *scenario,
                                 const char *path);

#endif
