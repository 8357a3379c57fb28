/* SPDX-License-Identifier: MIT */
/*
 * Random flows: graphs made from a seed, as a model that tests can search the dumb way and as the
 * YAML that is loaded.
 */
#ifndef ERRWALK_TESTS_RANDOM_FLOW_H
#define ERRWALK_TESTS_RANDOM_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/flow.h"

/* Of the facts two are typed; the third is the answer to one of the questions. */
enum {
    RANDOM_STEPS = 2000,
    RANDOM_EDGES = 6,
    RANDOM_TYPED = 2,
    RANDOM_ANSWER = RANDOM_TYPED,
    RANDOM_FACTS,
    NO_STEP = -1,
    NO_FACT = -1
};

/* A condition is on a small number: from low to high; of the answer from alow to ahigh. */
struct random_edge {
    int to;   /* a step; NO_STEP: one that is not there */
    int fact; /* of a route's condition; NO_FACT: always fits */
    int low, high;
};

/* Answers are a0, a1, …; of an input they are its routes; of a fix the first is if-not, the second
 * if-worse. */
struct random_step {
    enum step_kind kind;
    int fact; /* of an input */
    int gives; /* of a call: a typed fact; NO_FACT: none */
    int takes; /* of a call: the typed fact that is given as `t`; NO_FACT: none */
    int reads; /* of an ask: a typed fact that may be pasted there; NO_FACT: none */
    int uses; /* a fact in its text; NO_FACT: none */
    unsigned minutes;
    struct random_edge edges[RANDOM_EDGES];
    int edge_count;
};

struct random_flow {
    struct random_step steps[RANDOM_STEPS];
    int count;
    int returns; /* of a block: the last so many steps are its returns, a0, a1, … */
    int asked; /* the step whose answer is a fact; NO_STEP: none */
    uint64_t state; /* of the generator */
};

/* What to make: the number of steps, how many of a hundred questions are inputs with routes, and how
 * many of a hundred of the others decide without asking. */
void random_flow_make(struct random_flow *flow, uint64_t seed, int count, int inputs, int routes);

/* A number from 0 up to, not with, `limit`. */
int random_below(struct random_flow *flow, int limit);

/* The flow as a file. A call with so many exits calls blocks/random-N. */
void random_flow_write(const struct random_flow *flow, struct buffer *out);

#endif
