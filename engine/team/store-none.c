/* SPDX-License-Identifier: MIT */
/*
 * In place of the team's store, where errwalk was built without libpq.
 */
#include <config.h>

#include "errwalk/store.h"

enum status store_open(const char *connection, struct store **store)
{
    (void)connection;
    *store = NULL;
    return STATUS_IO;
}

void store_close(struct store *store)
{
    (void)store;
}

const char *store_message(const struct store *store)
{
    (void)store;
    return "this errwalk was built without libpq";
}

enum status store_check(struct store *store)
{
    (void)store;
    return STATUS_IO;
}

enum status store_init(struct store *store, int *from, int *to)
{
    (void)store, (void)from, (void)to;
    return STATUS_IO;
}

enum status store_heads(struct store *store, const char *const *own, store_take_head *take,
                        void *context)
{
    (void)store, (void)own, (void)take, (void)context;
    return STATUS_IO;
}

enum status store_read(struct store *store, const struct share_head *head, unsigned stored,
                       store_take_event *take, void *context)
{
    (void)store, (void)head, (void)stored, (void)take, (void)context;
    return STATUS_IO;
}

enum status store_push(struct store *store, const struct share_head *head,
                       const struct share_event *events, size_t count)
{
    (void)store, (void)head, (void)events, (void)count;
    return STATUS_IO;
}

enum status store_purge(struct store *store, int64_t before, size_t *removed)
{
    (void)store, (void)before, (void)removed;
    return STATUS_IO;
}
