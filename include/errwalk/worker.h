/* SPDX-License-Identifier: MIT */
/*
 * Worker: a copy of this process that does a part of its work on another core. It has all that was read
 * so far, and what it changes, allocates or breaks is its own. What it finds comes back through a pipe.
 */
#ifndef ERRWALK_WORKER_H
#define ERRWALK_WORKER_H

#include <stdbool.h>
#include <stddef.h>

struct worker {
    long process; /* 0 once it was waited for */
    int results; /* to read from; the caller closes it */
};

/* How many processors this process may use; 1 where a process cannot be copied. */
size_t worker_most(void);

/* Starts one, which calls `work` with the end of the pipe to write to, and ends with status 0 when that comes
 * back. False where that cannot be done. Write out what is buffered before: the copy would have it as well. */
bool worker_start(struct worker *worker, void (*work)(void *context, int results), void *context);

/* Waits for its end: its exit status, or a signal's number as a negative number. 0 where that was done before. */
int worker_wait(struct worker *worker);

/* Ends it at once, unless it was waited for; wait for it then. */
void worker_stop(const struct worker *worker);

#endif
