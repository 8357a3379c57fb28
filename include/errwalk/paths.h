/* SPDX-License-Identifier: MIT */
/*
 * Paths: every way through a flow, without walking each.
 *
 * A path goes from the first step to where the walk stops, from step to step by an answer, a typed
 * value's `to` or route, or what became of a fix. It stops at a `refer` or `escalate`, and at a
 * fix, which works; from a fix with `if-not` or `if-worse` there are further paths that go on. Two
 * answers to the same step are two paths; all values that take one route are one. A route that is
 * proved never to fit is on no path. A call is walked through its block, where flow_link found that, and
 * where it is not one of a great many.
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

/* What can be said of all paths of a flow. Steps, questions (`ask` and `input`) and endings are its own;
 * of a path the questions and minutes are those of every step on it, also in blocks. */
struct paths_figures {
    size_t steps, questions, endings;
    struct paths_count paths;
    uint64_t fewest_questions, most_questions;
    double fewest_minutes, most_minutes;
};

struct paths;

/* Looks at all paths of a loaded flow, which outlives it. Linear in steps and edges. The caller owns
 * `*paths`. */
void paths_new(const struct flow *flow, struct paths **paths);

/* NULL is allowed. */
void paths_free(struct paths *paths);

void paths_figures(const struct paths *paths, struct paths_figures *figures);

/* The count in decimal; "more than 10^72" where it is not known exactly. */
void paths_count_text(struct buffer *out, const struct paths_count *count);

/* One reply of a witness. */
struct paths_hop {
    const struct step *step; /* of a block with its path for an id */
    const char *reply; /* an answer's id, a value, `failed` or `worse`; NULL: none was found */
    unsigned route;    /* that the value takes, from 1; 0: no route */
};

/* How many replies a witness of this step has, and the step before it; 0 and NULL where it is the
 * first, or is not reached. */
size_t paths_length(struct paths *paths, const struct step *to, const struct step **before);

/*
 * A witness that a step is reached: the fewest replies that lead there from the first step, in
 * order; among equally few, those that come first in the file. STATUS_OK: a walk with these
 * replies comes there. STATUS_NO: as far as is known, for no value was found for some input.
 * STATUS_INVALID: only routes that no value takes lead there; `*hops` is then untouched. The hops
 * are owned by `paths`, until the next call. As linear as finding the values is: for one step, the
 * length of the way.
 */
enum status paths_witness(struct paths *paths, const struct step *to, const struct paths_hop **hops,
                          size_t *count);

/* "exact-error=this, role=developer"; "weight=(a value that takes route 2)". */
void paths_witness_text(struct buffer *out, const struct paths_hop *hops, size_t count);

#endif
