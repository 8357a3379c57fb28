/* SPDX-License-Identifier: MIT */
/*
 * Edges: a valid flow as two arrays, steps and the edges between them, for what looks at all of it
 * at once. Building it is linear; nothing here recurses.
 */
#ifndef ERRWALK_EDGES_H
#define ERRWALK_EDGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/flow.h"

enum edge_kind {
    EDGE_ANSWER,
    EDGE_ROUTE,
    EDGE_TO,
    EDGE_IF_NOT,
    EDGE_IF_WORSE,
    EDGE_ITEM, /* of a weigh step */
    EDGE_ELSE,
    EDGE_KIND_COUNT
};

/* Whether a walk can take an edge. */
enum route_fit {
    ROUTE_FITS,   /* it may, as far as can be proved */
    ROUTE_TAKEN,  /* never: routes before it, here or on the way, take all that fit */
    ROUTE_EMPTY,  /* never: no value at all fits */
    ROUTE_BEHIND, /* never: only such routes lead to its step */
    ROUTE_FIT_COUNT
};

struct edge {
    const struct target *target;
    const struct answer *answer; /* of EDGE_ANSWER, else NULL */
    const struct route *route;   /* of EDGE_ROUTE, else NULL */
    uint32_t from, to;           /* indices of steps */
    enum edge_kind kind;
    enum route_fit fit; /* ROUTE_FITS until it is proved that no walk takes it */
};

struct edges {
    const struct flow *flow;
    const struct step **steps; /* by index */
    uint32_t *first;           /* step i has the edges from first[i] up to first[i + 1] */
    uint32_t *order;           /* indices of steps, each before what it leads to, but for edges
                                  that close a circle */
    uint32_t *cut_order;       /* the same with all edges into weigh steps left out */
    uint32_t *weighs;          /* indices of the weigh steps */
    struct edge *items;        /* by step, in the order of the file */
    size_t step_count, weigh_count, count;
    bool has_circles; /* some edge closes one */
};

/* Of a flow that loaded, which outlives it. edges_free in any case. */
void edges_new(const struct flow *flow, struct edges *edges);
void edges_free(struct edges *edges);

/* The edge of a step that has this target. */
uint32_t edges_find(const struct edges *edges, const struct step *step,
                    const struct target *target);

#endif
