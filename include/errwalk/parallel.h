/* SPDX-License-Identifier: MIT */
/*
 * Parallel: work in many parts, done on all processors, whose results come in the order of the parts.
 *
 * A part is worked on in a copy of this process (worker.h), or in this process itself where there is but one:
 * `work` must not count on what it changes, and says all in its result. `take` is always called here.
 */
#ifndef ERRWALK_PARALLEL_H
#define ERRWALK_PARALLEL_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"

struct parallel {
    size_t parts;
    size_t workers; /* at most; 1: no copy is made */
    void *context;
    void (*work)(void *context, size_t part, struct buffer *result);
    void (*take)(void *context, size_t part, const char *result, size_t length);
};

/* A worker that ended too early. */
struct parallel_fault {
    size_t part; /* whose result did not come */
    int status;  /* how it ended, as of worker_wait */
};

/* False where a worker ended too early; the others are ended then. */
bool parallel_run(const struct parallel *parallel, struct parallel_fault *fault);

#endif
