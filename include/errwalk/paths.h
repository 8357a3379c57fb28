/*
 * Paths: every way through a flow, without walking each.
 *
 * A path goes from the first step to where the walk stops, from step to step by an answer, a typed
 * value's `to` or route, or what became of a fix. It stops at a `refer` or `escalate`, and at a
 * fix, which works; from a fix with `if-not` or `if-worse` there are further paths that go on. Two
 * answers to the same step are two paths; all values that take one route are one. A route that is
 * proved never to fit is on no path.
 */
#ifndef ERRWALK_PATHS_H
#define ERRWALK_PATHS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/flow.h"
#include "errwalk/status.h"

enum { PATHS_LIMBS = 4 };

/* How many paths there are, exactly up to 10^72. */
struct paths_count {
    uint64_t limbs[PATHS_LIMBS]; /* to the base 10^18, the lowest first */
    bool more;                   /* there are more than that; the limbs say nothing */
};

/* What can be said of all paths of a flow. Questions are `ask` and `input`; minutes are those of
 * every step on the path. */
struct paths_figures {
    size_t steps, questions, endings;
    struct paths_count paths;
    uint64_t fewest_questions, most_questions, fewest_minutes, most_minutes;
};

/* Fills `*figures` for a loaded flow. Linear in steps and edges. STATUS_NO_MEMORY leaves it
 * untouched. */
enum status paths_figures(const struct flow *flow, struct paths_figures *figures);

/* The count in decimal; "more than 1000…" where it is not known exactly. */
void paths_count_text(struct buffer *out, const struct paths_count *count);

#endif
