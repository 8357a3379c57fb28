/* SPDX-License-Identifier: MIT */
/*
 * The one place that calls malloc, and the one where running out of it ends the program. What
 * happens there allocates nothing and calls only what a signal handler may call.
 */
#include <config.h>

#include "errwalk/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EXIT_MEMORY = 4 }; /* as any fault of the system */

static void (*restore_terminal)(void);

void memory_on_exhaustion(void (*restore)(void))
{
    restore_terminal = restore;
}

_Noreturn void memory_exhausted(void)
{
    static const char message[] =
        "errwalk: out of memory; close other programs, then start errwalk again\n";
    ssize_t written;

    if (restore_terminal)
        restore_terminal();
    written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written;
    _exit(EXIT_MEMORY);
}

static void *must(void *block)
{
    if (!block)
        memory_exhausted();
    return block;
}

void *memory_alloc(size_t size)
{
    return must(calloc(1, size ? size : 1));
}

void *memory_realloc(void *old, size_t size)
{
    return must(realloc(old, size ? size : 1));
}

char *memory_copy(const char *text, size_t length)
{
    char *copy = memory_alloc(length + 1);

    if (length)
        memcpy(copy, text, length);
    return copy;
}

void memory_free(void *block)
{
    free(block);
}

void memory_grow(void **items, size_t *capacity, size_t count, size_t size)
{
    size_t room = *capacity ? *capacity * 2 : 8;

    if (count < *capacity)
        return;
    if (room > SIZE_MAX / size)
        memory_exhausted();
    *items = memory_realloc(*items, room * size);
    *capacity = room;
}
