/* SPDX-License-Identifier: MIT */
/*
 * Faulted: the built program under a library that is preloaded and makes one thing fail, and what must hold then.
 * It says so and ends with a status that is not 0, or all is as it is without: no text is missing, and what was
 * acknowledged is stored.
 */
#ifndef ERRWALK_TESTS_FAULTED_H
#define ERRWALK_TESTS_FAULTED_H

#include <stdbool.h>
#include <stddef.h>

#include "run.h"

/* Something that is done in plain mode. */
struct faulted_task {
    const char *name, *command, *input;
    const char *before; /* what is typed in a walk before, NULL: there is none */
    size_t acts;        /* how many acts are stored afterwards */
};
extern const struct faulted_task faulted_tasks[]; /* ended by a NULL name */

/* How a task goes when nothing fails. */
struct faulted_calm {
    const struct faulted_task *task;
    char *out, *file; /* standard output; t.json, "" for none */
};

/* The path of a shim; false where it cannot be preloaded: a sanitizer has an allocator of its own, which must be the
 * first, and the shims stand on glibc. */
bool faulted_is_possible(const char *shim, char path[4096]);

/* Runs a task with nothing failing; `environment` are assignments of the shell. */
void faulted_begin(struct faulted_calm *calm, const struct faulted_task *task, const char *environment);
void faulted_end(struct faulted_calm *calm);

/* Runs it in a directory of that name of its own, and expects what must hold. */
void faulted_try(const struct faulted_calm *calm, const char *name, const char *environment);

/* Whether all are tried, or a fiftieth of them by their number. */
bool faulted_takes(unsigned long number);

#endif
