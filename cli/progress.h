/* SPDX-License-Identifier: MIT */
/*
 * What takes longer than half a second says so on standard error, where that is a terminal: in one
 * line that changes at most ten times a second, and is taken away when it is done.
 */
#ifndef ERRWALK_CLI_PROGRESS_H
#define ERRWALK_CLI_PROGRESS_H

#include <stddef.h>

/* So much of it is done; `what` is said in front: "Converting the history". `context` is not used. */
void progress_show(void *context, const char *what, size_t done, size_t all);

/* Takes the line away, if there is one. */
void progress_end(void);

#endif
