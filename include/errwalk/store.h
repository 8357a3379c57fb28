/* SPDX-License-Identifier: MIT */
/*
 * Store: the team's database, a PostgreSQL, as much of it as a sync needs.
 *
 * Its client library is loaded when a store is opened, so that nothing else pays for it; where errwalk was
 * built without it, or it is not installed, a store cannot be opened and says so. Nothing waits for longer
 * than a minute. What a store gives is not trusted: ids and sizes are checked here, events by whoever
 * takes them.
 *
 * Anything can return STATUS_IO: the store cannot be reached, or cannot do it; store_message says why.
 */
#ifndef ERRWALK_STORE_H
#define ERRWALK_STORE_H

#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/share.h"
#include "errwalk/status.h"

struct store;

/* Connects by a connection string of libpq, or an URI. A store is made in any case, for the message;
 * store_close when done. */
enum status store_open(const char *connection, struct store **store);
void store_close(struct store *store); /* NULL is allowed */

/* Of the last call that failed: one line. */
const char *store_message(const struct store *store);

/* STATUS_INVALID: its schema is not that of this errwalk, and the message says what to do. */
enum status store_check(struct store *store);

/* Makes the schema, or brings an older one up to this version: `*from` and `*to` are versions, 0 for
 * none. STATUS_INVALID: it is newer. */
enum status store_init(struct store *store, int *from, int *to);

/* Gives each session that this role sees in the order of share_compare; with `own` (ended by NULL) only
 * those that these installations began. STATUS_NO: the role may not read. */
typedef enum status store_take_head(void *context, const struct share_head *head);
enum status store_heads(struct store *store, const char *const *own, store_take_head *take,
                        void *context);

/* Gives the events of a session after the first `stored`. */
typedef enum status store_take_event(void *context, const struct share_event *event);
enum status store_read(struct store *store, const struct share_head *head, unsigned stored,
                       store_take_event *take, void *context);

/* Adds events of a session, all or none; those that are there already as they are count as added.
 * STATUS_NO: they were refused, as where others are there. STATUS_INVALID: this role may not push. */
enum status store_push(struct store *store, const struct share_head *head,
                       const struct share_event *events, size_t count);

/* Removes all sessions that started before a time, for good. */
enum status store_purge(struct store *store, int64_t before, size_t *removed);

#endif
