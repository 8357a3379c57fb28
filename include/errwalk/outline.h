/* SPDX-License-Identifier: MIT */
/*
 * Outline: a flow as a tree, read from the top down.
 *
 * A flow is a graph in which several answers may lead to one step. As an outline each edge is one
 * row, in the order in which a person meets it; a step is shown with what it leads to on the first
 * row that comes to it, and later rows only refer to that one. So a step's edges are the rows one
 * level below the row that shows it, and an outline is as long as the flow has edges.
 */
#ifndef ERRWALK_OUTLINE_H
#define ERRWALK_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"
#include "errwalk/flow.h"
#include "errwalk/status.h"

enum edge_kind {
    EDGE_START, /* to the first step, from nowhere */
    EDGE_TYPED, /* a value, whatever it is */
    EDGE_ROUTE, /* a value, where the route's conditions hold */
    EDGE_ANSWER,
    EDGE_IF_NOT,
    EDGE_IF_WORSE,
    EDGE_ITEM, /* of a weigh step */
    EDGE_ELSE, /* its last */
    EDGE_KIND_COUNT
};

struct outline_row {
    enum edge_kind kind;
    const struct answer *answer; /* of EDGE_ANSWER, else NULL */
    const struct route *route;   /* of EDGE_ROUTE, else NULL */
    const struct step *step;     /* where it leads */
    size_t parent;               /* the row of the step that it leaves; of the first row, itself */
    size_t end;                  /* the first row after all that is below this one */
    unsigned depth;              /* levels below the first row */
    bool refers;                 /* the step is shown on an earlier row */
};

struct outline {
    struct outline_row *rows; /* the first leads to the first step */
    size_t count;
    size_t *shown; /* of each step, by its index: the row that shows it */
    size_t steps;
};

/* The outline of a proved flow, which must outlive it. Linear in its steps and edges, however deep.
 * The caller owns it. */
void outline_new(const struct flow *flow, struct outline **outline);

/* NULL is allowed. */
void outline_free(struct outline *outline);

/* The row that shows a step. */
const struct outline_row *outline_of(const struct outline *outline, const struct step *step);

/* Appends what an edge stands for: an answer as it is written, a condition in words, "it did not
 * help". Nothing for EDGE_START. */
void outline_label(struct buffer *out, const struct outline_row *row);

/* A kind of step in a word before its text, "Fix"; "" for a question. */
extern const char *const outline_kinds[STEP_KIND_COUNT];

#endif
