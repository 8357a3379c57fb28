/* SPDX-License-Identifier: MIT */
/*
 * Answers: the file behind --answers, in the form of a flow's `tests:`.
 *
 * Either a mapping of step to answer id, typed value or fix result, or that mapping under
 * `answers:`, with an `ends:` beside it if wanted.
 */
#ifndef ERRWALK_ANSWERS_H
#define ERRWALK_ANSWERS_H

#include "errwalk/diag.h"
#include "errwalk/flow.h"
#include "errwalk/status.h"

struct answers;

/* Reads a file, with the limits of a flow. Fails as flow_load does. The caller owns it. */
enum status answers_load(const char *path, struct diag_list *faults, struct answers **answers);

/* NULL is allowed. */
void answers_free(struct answers *answers);

/* The answers, and `ends` or "". Owned by the answers. */
const struct flow_test *answers_test(const struct answers *answers);

/* What is answered at a step, with its place in the file; NULL where nothing is. */
const struct value_node *answers_find(const struct flow_test *test, const char *step);

/* Adds a fault at an answer of the file: with the line it stands on. */
void answers_fault(const struct answers *answers, const struct value_node *answer,
                   struct diag_list *faults, const char *hint, const char *format, ...)
    BUFFER_PRINTF(5, 6);

#endif
