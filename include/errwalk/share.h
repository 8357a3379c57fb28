/* SPDX-License-Identifier: MIT */
/*
 * Share: what a team's store and a history say to each other of sessions.
 *
 * A session is known by the UUID of the installation that began it and by its id; what is there of it
 * by the number of its last event, with that event's digest. Events are bodies, as they are stored, each
 * with the digest that goes on from that of the one before. Where events were changed before they were
 * pushed, bodies and digests are those that the store has; they are kept here and never made again.
 *
 * All that can fail returns STATUS_IO where the history cannot do it (history_message says why).
 */
#ifndef ERRWALK_SHARE_H
#define ERRWALK_SHARE_H

#include "errwalk/history.h"

enum {
    SHARE_DIGEST = 32,          /* bytes: SHA-256 */
    SHARE_BODY_MOST = 1 << 20,  /* bytes of an event */
    SHARE_EVENTS_MOST = 100000, /* of a session */
};

/* A session on one side. */
struct share_head {
    char installation[HISTORY_UUID], session[SESSION_ID_SIZE];
    unsigned events;
    unsigned char digest[SHARE_DIGEST]; /* of the last of them */
    bool gone;                          /* purged: it never comes back */
    bool own;      /* here: an installation of this history began it */
    unsigned sent; /* here: so many events are known to be in the store */
};

/* Which comes first: by installation, then by id, by their bytes. */
int share_compare(const struct share_head *a, const struct share_head *b);

struct share_event {
    unsigned number;
    const char *body; /* ends with a NUL */
    size_t length;
    unsigned char digest[SHARE_DIGEST];
};

/* Makes the history where there is none, and notes that it is shared from now on. */
enum status share_open(struct history *history);

/* Only one process at a time syncs a history: until the lock is closed (lock_close). STATUS_NO: another
 * does. */
enum status share_lock(struct history *history, int *lock);

/* All sessions of the history in the order of share_compare; a tombstone hides its session. */
struct share_heads;
enum status share_heads_open(struct history *history, struct share_heads **heads);
enum status share_heads_next(struct share_heads *heads, struct share_head *head, bool *found);
void share_heads_close(struct share_heads *heads); /* NULL is allowed */

/* The digest of an event of a session as the store is to have it. STATUS_NO: there is no such event. */
enum status share_digest(struct history *history, const struct share_head *head, unsigned number,
                         unsigned char digest[SHARE_DIGEST]);

/* Changes the events of a session before they are pushed, in place; their texts may point anywhere that
 * lives until the next call. */
typedef enum status share_change(void *context, struct event *events, size_t count);

/* Gives to `take` the events of a session after the first `stored`, which the store has. With `change`
 * (NULL: none) those that are new are changed and what came out is kept first. */
enum status share_read(struct history *history, const struct share_head *head, unsigned stored,
                       share_change *change, void *context,
                       void (*take)(void *taker, const struct share_event *event), void *taker);

/* Notes that the store has so many events of a session. */
enum status share_sent(struct history *history, const struct share_head *head, unsigned events);

/* A pulled session, or more of one that is there: events in their order, the first of which is the next.
 * Nothing is taken of what does not hold: STATUS_INVALID, and `wrong` says why. STATUS_NO: it is being
 * walked, or deleted here meanwhile. */
enum status share_put(struct history *history, const struct share_head *head,
                      const struct share_event *events, size_t count, const char **wrong);

/* Puts what follows, up to share_end, into one transaction. */
enum status share_begin(struct history *history);
enum status share_end(struct history *history, enum status status);

/* Sessions that are purged from the store: they never go there again, and copies of others' are removed
 * for good. */
enum status share_bury(struct history *history, const struct share_head *heads, size_t count,
                       size_t *removed);

/* Notes how a sync ended: `says` is "" where it went well. */
enum status share_note(struct history *history, int64_t now, const char *says);

/* Since when each sync has failed, and what the last one said; 0 where the last went well, or none was.
 */
enum status share_failing(struct history *history, int64_t *since, struct buffer *says);

#endif
