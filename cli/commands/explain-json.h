/* SPDX-License-Identifier: MIT */
/*
 * An error's page for programs.
 */
#ifndef ERRWALK_CLI_EXPLAIN_JSON_H
#define ERRWALK_CLI_EXPLAIN_JSON_H

#include <jansson.h>

#include "errwalk/flow.h"
#include "errwalk/problem.h"

/* An object for one problem; `flow` may be NULL. The caller owns the reference. */
json_t *explain_json(const struct problem *problem, const struct flow *flow);

#endif
