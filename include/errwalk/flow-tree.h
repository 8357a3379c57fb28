/* SPDX-License-Identifier: MIT */
/*
 * Flow tree: a flow with what owns its memory, for loading it, linking its calls and finding its steps.
 * Others see the flow alone (errwalk/flow.h).
 */
#ifndef ERRWALK_FLOW_TREE_H
#define ERRWALK_FLOW_TREE_H

#include "errwalk/arena.h"
#include "errwalk/flow.h"
#include "errwalk/index.h"

/* How many questions come before a step of a block, at the fewest and at the most. */
struct before {
    bool is_reached; /* without a fix on the way, which may end it */
    unsigned fewest, most;
};

struct tree {
    struct flow flow; /* first: a flow is its tree */
    const struct step *diagnose, *resolve; /* two lists while loading, one afterwards */
    struct arena *arena;
    struct index index; /* steps by id, under TREE_STEPS */
    struct pattern **patterns;
    size_t pattern_count, pattern_capacity;
    struct before *before; /* of a block that was linked: by step */
    bool is_linking;       /* its calls are being looked for */
};

/* The map number of the steps in the index; other maps count from 1. */
enum { TREE_STEPS = 0 };

static inline const struct tree *tree_of(const struct flow *flow)
{
    return (const struct tree *)flow;
}

#endif
