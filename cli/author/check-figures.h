/* SPDX-License-Identifier: MIT */
/*
 * What check tells of a flow that loads, besides faults: its figures, what its tests do not walk,
 * how each step is reached, and tests to be added.
 */
#ifndef ERRWALK_CLI_CHECK_FIGURES_H
#define ERRWALK_CLI_CHECK_FIGURES_H

#include "errwalk/flow.h"
#include "cli/options.h"

/* Texts of a run; zero-initialise it, buffer_free each. */
struct check_figures {
    struct buffer details; /* of --coverage, --paths and --suggest-tests */
    struct buffer lines;   /* a line of figures for each flow */
};

/* Adds a flow with the faults that were found in it. */
void check_figures_add(struct check_figures *figures, const struct options *options,
                       const struct flow *flow, size_t errors, size_t warnings);

#endif
