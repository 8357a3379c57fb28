/* SPDX-License-Identifier: MIT */
/*
 * Sync: a history and the team's store brought together. What this installation wrote and the store lacks
 * is pushed, what others pushed is pulled. A session is written by the installation that began it alone,
 * so that nothing conflicts; where an event is not the one that was pushed, that is reported, and nothing
 * is overwritten on either side. What was purged on one side does not come back from the other.
 *
 * However it is cut off, the next one goes on where it was.
 */
#ifndef ERRWALK_SYNC_H
#define ERRWALK_SYNC_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"
#include "errwalk/history.h"
#include "errwalk/store.h"

/* A session that was refused on either side, and why. */
typedef void sync_refusal(void *context, const char *session, const char *why);

struct sync_options {
    bool dry_run;   /* count what would be done, and do nothing */
    bool push_only; /* take nothing from the store */
    bool redact;    /* mask names before the first push */
    unsigned keep;  /* kinds of names that stay: bits 1 << enum redact_kind */
    sync_refusal *refused;
    history_progress *progress; /* may be NULL */
    void *context;              /* of both */
};

struct sync_counts {
    size_t sessions, events;
};

struct sync_result {
    struct sync_counts pushed, pulled;
    size_t removed; /* pulled sessions that the store has purged */
    size_t refused;
    struct buffer says; /* after STATUS_IO: what cannot be reached or done. The caller frees it */
};

/* The caller holds share_lock, and has called share_open and store_check. */
enum status sync_run(struct history *history, struct store *store,
                     const struct sync_options *options, struct sync_result *result);

#endif
