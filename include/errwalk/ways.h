/* SPDX-License-Identifier: MIT */
/*
 * Ways: a way through a flow on which something holds, with replies that take it.
 *
 * A way is looked for from its end back to the first step, the shortest first, and each that is found
 * is walked: one whose replies cannot be found is none. So what is shown can be followed.
 */
#ifndef ERRWALK_WAYS_H
#define ERRWALK_WAYS_H

#include "errwalk/buffer.h"
#include "errwalk/edges.h"

struct ways;

/* What must hold of a way, read backwards: it stands in some state before and after each edge. */
struct way_wanted {
    /* Whether a way that is in `state` after the edge may take it, and the state before it. */
    bool (*takes)(void *context, const struct edge *edge, unsigned state, unsigned *before);
    /* Whether a way may begin in the state. */
    bool (*begins)(void *context, unsigned state);
    void *context;
};

enum way_found {
    WAY_FOUND,
    WAY_NONE,    /* there is none */
    WAY_UNKNOWN, /* it was not looked for to the end: a fixed room bounds all that is done */
};

/* The edges, proved by routes_prove, outlive it. The caller owns it. */
struct ways *ways_new(const struct edges *edges);

/* NULL is allowed. */
void ways_free(struct ways *ways);

/* Appends a way to a step where it is in `state`, as in "turns=yes, weight=20". */
enum way_found ways_find(struct ways *ways, const struct step *to, unsigned state,
                         const struct way_wanted *wanted, struct buffer *out);

#endif
