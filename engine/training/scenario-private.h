/* SPDX-License-Identifier: MIT */
/*
 * A scenario with what owns its memory.
 */
#ifndef ERRWALK_SCENARIO_PRIVATE_H
#define ERRWALK_SCENARIO_PRIVATE_H

#include "errwalk/arena.h"
#include "errwalk/scenario.h"

struct book {
    struct scenario scenario; /* first: a scenario is its book */
    struct arena *arena;
};

/* Fills in what a file leaves out. */
void scenario_settle(const struct scenario *scenario);

#endif
