/*
 * The one place that calls malloc, so that a test can make any request of the engine fail.
 */
#include <config.h>

#include "errwalk/memory.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static long requests_left = -1;

static bool may_allocate(void)
{
    if (requests_left < 0)
        return true;
    if (requests_left == 0)
        return false;
    requests_left--;
    return true;
}

void *memory_alloc(size_t size)
{
    return may_allocate() ? calloc(1, size ? size : 1) : NULL;
}

void *memory_realloc(void *old, size_t size)
{
    return may_allocate() ? realloc(old, size ? size : 1) : NULL;
}

char *memory_copy(const char *text, size_t length)
{
    char *copy = memory_alloc(length + 1);

    if (copy && length)
        memcpy(copy, text, length);
    return copy;
}

void memory_free(void *block)
{
    free(block);
}

enum status memory_grow(void **items, size_t *capacity, size_t count, size_t size)
{
    size_t room = *capacity ? *capacity * 2 : 8;
    void *grown;

    if (count < *capacity)
        return STATUS_OK;
    if (room > SIZE_MAX / size)
        return STATUS_NO_MEMORY;
    grown = memory_realloc(*items, room * size);
    if (!grown)
        return STATUS_NO_MEMORY;
    *items = grown;
    *capacity = room;
    return STATUS_OK;
}

void memory_fail_after(long count)
{
    requests_left = count;
}
