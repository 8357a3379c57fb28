/* SPDX-License-Identifier: MIT */
/*
 * Progress of what takes long; see the header.
 */
#include <config.h>

#include "progress.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE = 500, PAUSE = 100 }; /* milliseconds */

static int64_t begun, shown; /* milliseconds; 0: not */
static int width;            /* of the line */

static int64_t milliseconds(void)
{
    struct timespec now = {0};

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_show(void *context, const char *what, size_t done, size_t all)
{
    const int64_t now = milliseconds();
    int length;

    (void)context;
    begun = begun ? begun : now;
    if (now - begun < PATIENCE || now - shown < PAUSE || !isatty(STDERR_FILENO))
        return;
    length = fprintf(stderr, "\r%s: %d %%", what, all ? (int)(100.0 * (double)done / (double)all) : 0);
    fprintf(stderr, "%*s", length < width ? width - length : 0, "");
    width = length;
    shown = now;
    fflush(stderr);
}

void progress_end(void)
{
    if (width) {
        fprintf(stderr, "\r%*s\r", width, "");
        fflush(stderr);
    }
    begun = shown = width = 0;
}
