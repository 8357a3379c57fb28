/* SPDX-License-Identifier: MIT */
/*
 * Run: the built program as a person or a script would start it, through the shell.
 *
 * A run has a directory of its own, an environment in which nothing of the machine's shows, and a
 * deadline; it never sleeps. Of each it is expected that what the program writes is UTF-8 without
 * control characters, and in the format that was asked for.
 */
#ifndef ERRWALK_TESTS_RUN_H
#define ERRWALK_TESTS_RUN_H

#include <stddef.h>

/* Strings belong to the result: run_free. */
struct run {
    int status; /* of exit; 128 and the signal; -1 after the deadline */
    char *out, *err;
    size_t out_length, err_length;
};

/* Sets the environment: `errwalk` is the one in the build directory, flows come from `flows` (under
 * the source tree), the working directory is the scratch directory, and there is no home. */
void run_prepare(const char *flows);

/* From now on, until run_prepare, all runs share one history; else each has its own. */
void run_share_history(const char *name);

/* Runs a line of shell with a text as standard input, NULL for none. */
void run_shell(struct run *run, const char *command, const char *input);

/* When the output so far holds `until`, `send` is typed. */
struct run_step {
    const char *until, *send;
};

/* Runs a line of shell on a terminal of its own; steps are ended by a NULL `until`. All output is
 * in `out`. */
void run_terminal(struct run *run, const char *command, const struct run_step *steps);

void run_free(struct run *run);

enum { RUN_FRAGMENTS = 8 };

/* A row of a table: what is run and what must come of it. */
struct run_row {
    const char *command, *input;
    int status;
    const char *out[RUN_FRAGMENTS], *err[RUN_FRAGMENTS]; /* each is in there; one with '!' before it is not */
};

/* Runs a row. In no case may there be an escape sequence, a box character or bytes that are not
 * UTF-8 (unless the command sets LC_ALL), or a report of a sanitizer; what goes to standard error
 * begins with "errwalk: " or is a diagnostic. */
void run_expect(const struct run_row *row);

/* The same for a row that has been run. */
void run_check(const struct run_row *row, const struct run *run);

#endif
