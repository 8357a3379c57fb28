/* SPDX-License-Identifier: MIT */
/*
 * What checking files comes to, of one file or of many: written by whoever checked one, and added up in the order
 * of the files.
 */
#ifndef ERRWALK_CLI_CHECK_RESULT_H
#define ERRWALK_CLI_CHECK_RESULT_H

#include <stdbool.h>

#include "errwalk/diag.h"

#include "check-figures.h"

/* Zero-initialise it; check_result_free when done. */
struct check_result {
    struct diag_list faults;
    struct check_figures figures;
    struct buffer passed_over; /* as check_result_pass_over writes it */
    bool is_unreadable;        /* a file could not be read */
};

void check_result_free(struct check_result *result);

/* Notes what could not be read of a library, to be reported where results are added up. */
void check_result_pass_over(struct check_result *result, const char *path, int error);

/* Bytes for check_result_add of this process or of one of which it is a copy. */
void check_result_write(const struct check_result *result, struct buffer *out);

/* Adds what was written, and reports what was passed over. */
void check_result_add(struct check_result *all, const char *bytes, size_t length);

#endif
