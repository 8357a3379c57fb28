/* SPDX-License-Identifier: MIT */
/*
 * SQLite asks the project's one door for memory, where running out of it ends the program.
 */
#include <config.h>

#include "history-private.h"

#include <stdalign.h>
#include <stddef.h>

#include "errwalk/memory.h"

/* SQLite asks how large a block is, so each begins with its size. */
struct block {
    alignas(max_align_t) size_t size;
    alignas(max_align_t) unsigned char bytes[];
};

static struct block *block_of(void *bytes)
{
    return (struct block *)((unsigned char *)bytes - offsetof(struct block, bytes));
}

static void *resize(void *bytes, int size)
{
    struct block *block =
        memory_realloc(bytes ? block_of(bytes) : NULL, sizeof *block + (size_t)size);

    block->size = (size_t)size;
    return block->bytes;
}

static void *take(int size)
{
    return resize(NULL, size);
}

static void give_back(void *bytes)
{
    memory_free(bytes ? block_of(bytes) : NULL);
}

static int size_of(void *bytes)
{
    return bytes ? (int)block_of(bytes)->size : 0;
}

static int round_up(int size)
{
    return (size + 7) & ~7;
}

static int start(void *context)
{
    (void)context;
    return SQLITE_OK;
}

static void stop(void *context)
{
    (void)context;
}

static const sqlite3_mem_methods allocator = {.xMalloc = take,
                                              .xFree = give_back,
                                              .xRealloc = resize,
                                              .xSize = size_of,
                                              .xRoundup = round_up,
                                              .xInit = start,
                                              .xShutdown = stop};

void history_use_memory(void)
{
    sqlite3_config(SQLITE_CONFIG_MALLOC, &allocator); /* refused, without harm, but the first time */
}
