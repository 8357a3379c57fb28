/* SPDX-License-Identifier: MIT */
/*
 * Strategy: what a weigh step leads to from a state on, whatever is answered, as a tree.
 */
#ifndef ERRWALK_STRATEGY_H
#define ERRWALK_STRATEGY_H

#include "errwalk/arena.h"
#include "errwalk/weigh-step.h"

enum strategy_kind {
    STRATEGY_NOTHING, /* solved, or nothing is left */
    STRATEGY_MORE,    /* there is more, which was not worked out */
    STRATEGY_FIX,
    STRATEGY_QUESTION,
    STRATEGY_CALL,
    STRATEGY_LEAVE, /* it leads out of the weigh step, to `step` */
    STRATEGY_KIND_COUNT
};

extern const char *const strategy_kind_names[STRATEGY_KIND_COUNT]; /* "more", "fix", …; "" for nothing */

struct strategy {
    enum strategy_kind kind;
    const struct step *step;
    const struct answer *answer; /* by which the walk comes there; NULL at the top and after a fix */
    struct strategy *branches;   /* of a question by answer, of a fix what comes after it failed */
    size_t count;
};

enum { STRATEGY_NODES = 2000, STRATEGY_SECONDS = 1 };

/* The best strategy from a state on, breadth first, up to so many nodes and seconds of processor time. The
 * arena owns it. */
struct strategy *strategy_find(const struct weigh_step *weigh, const struct weigh_state *state,
                               struct arena *arena);

#endif
