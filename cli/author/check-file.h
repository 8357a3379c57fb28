/* SPDX-License-Identifier: MIT */
/*
 * Checking one file: a flow, a scenario or an assignment.
 */
#ifndef ERRWALK_CLI_CHECK_FILE_H
#define ERRWALK_CLI_CHECK_FILE_H

#include "errwalk/check.h"
#include "errwalk/library.h"

#include "check-result.h"
#include "cli/options.h"

enum check_sort { CHECK_FLOW, CHECK_SCENARIO, CHECK_ASSIGNMENT, CHECK_SORT_COUNT };

/* "flow", "scenario", "assignment" */
extern const char *const check_sorts[CHECK_SORT_COUNT];

struct check_file {
    enum check_sort sort;
    const char *path, *id; /* `id` may be NULL: that of the file's name */
    bool is_named;         /* by the person: blocks may stand beside it */
};

/* Adds what is wrong with it, and what else is to be reported of it. Things that it refers to are looked up in the
 * library of `checks`. */
void check_file(const struct check_file *file, const struct check_options *checks, const struct options *options,
                struct check_result *result);

#endif
