/* SPDX-License-Identifier: MIT */
/*
 * Preloaded into the program by memory-test.c: the request for memory after so many is refused, whoever makes
 * it: errwalk or a library; and so is every later one, or none.
 */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

/* glibc's own, by the names that it keeps for this. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static long left = -1, requests; /* -1: none is refused */
static bool once;

__attribute__((constructor)) static void begin(void)
{
    const char *after = getenv("MEMORY_FAILS_AFTER");

    once = getenv("MEMORY_FAILS_ONCE") != NULL;
    if (after)
        left = strtol(after, NULL, 10);
}

/* How many requests there were, where nothing was refused. */
__attribute__((destructor)) static void end(void)
{
    const char *path = getenv("MEMORY_REPORT");
    FILE *report = path ? fopen(path, "w") : NULL;

    if (!report)
        return;
    fprintf(report, "%ld\n", requests);
    fclose(report);
}

static bool is_refused(void)
{
    requests++;
    if (left < 0)
        return false;
    if (left > 0) {
        left--;
        return false;
    }
    if (once)
        left = -1;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return is_refused() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return is_refused() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return is_refused() ? NULL : __libc_realloc(old, size);
}
