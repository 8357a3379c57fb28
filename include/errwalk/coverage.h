/* SPDX-License-Identifier: MIT */
/*
 * Coverage: what of a flow its tests walk.
 *
 * Only tests that pass count. An answer is any edge: an answer of a question, a route or `to`,
 * `if-not` or `if-worse`; routes that no value takes are left out.
 */
#ifndef ERRWALK_COVERAGE_H
#define ERRWALK_COVERAGE_H

#include <stddef.h>

#include "errwalk/buffer.h"
#include "errwalk/flow.h"
#include "errwalk/status.h"

struct coverage;

struct coverage_figures {
    size_t tests;                  /* that pass */
    size_t steps, walked_steps;    /* endings are steps */
    size_t answers, walked_answers;
};

/* Runs the tests of a loaded flow, which outlives it. The caller owns `*coverage`. Linear in steps,
 * edges and the answers of tests. */
void coverage_new(const struct flow *flow, struct coverage **coverage);

/* NULL is allowed. */
void coverage_free(struct coverage *coverage);

void coverage_figures(const struct coverage *coverage, struct coverage_figures *figures);

/* A line for each step that no test comes to and each answer of another step that none takes:
 * `file:line:column: no test takes answer 'no' of 'turns'`. */
void coverage_text(const struct coverage *coverage, struct buffer *out);

/*
 * Tests that walk what is left, as YAML to be pasted under `tests:`. Each passes. `*left` gets how
 * many answers none was found for: values that no simple means find, or facts that only a session
 * has. At worst quadratic in the edges.
 */
void coverage_suggest(const struct coverage *coverage, struct buffer *out, size_t *left);

#endif
