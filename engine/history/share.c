/* SPDX-License-Identifier: MIT */
/*
 * What a history has to share, and what it notes of sharing; see the header. What is pulled into it is
 * in history-pull.c.
 */
#include <config.h>

#include "errwalk/share.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/lock.h"
#include "errwalk/memory.h"
#include "history-private.h"

int share_compare(const struct share_head *a, const struct share_head *b)
{
    int order = strcmp(a->installation, b->installation);

    return order ? order : strcmp(a->session, b->session);
}

enum status share_open(struct history *history)
{
    static const char sql[] =
        "INSERT INTO sync SELECT 0, 0, '' WHERE NOT EXISTS (SELECT 1 FROM sync)";
    char uuid[HISTORY_UUID];
    enum status status = history_make_directory(history);

    if (status == STATUS_OK)
        status = history_open(history, true);
    if (status == STATUS_OK)
        status = history_execute(history, sql);
    return status == STATUS_OK ? history_installation_uuid(history, uuid) : status;
}

enum status share_lock(struct history *history, int *lock)
{
    int file = -1;
    enum status status = history_open_lock(history, &file);

    if (status == STATUS_OK)
        status = history_lock_sync(history, file);
    if (status == STATUS_OK)
        *lock = file;
    else
        lock_close(file);
    return status;
}

struct share_heads {
    struct history *history;
    sqlite3_stmt *statement;
    struct share_head last;
};

enum status share_heads_open(struct history *history, struct share_heads **heads)
{
    static const char sql[] =
        "SELECT uuid, id, events, coalesce(pushed.digest, session.digest), own, sent, 0 AS gone"
        " FROM session JOIN installation ON installation.number = installation"
        " LEFT JOIN pushed ON pushed.session = key AND pushed.number = events"
        " UNION ALL SELECT installation, session, 0, x'', 0, 0, 1 FROM tombstone"
        " ORDER BY uuid, id, gone DESC";
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, &statement, sql, "");

    if (status != STATUS_OK)
        return status;
    *heads = memory_alloc(sizeof **heads);
    **heads = (struct share_heads){.history = history, .statement = statement};
    return STATUS_OK;
}

static struct share_head head_of(sqlite3_stmt *row)
{
    struct share_head head = {.events = (unsigned)sqlite3_column_int64(row, 2),
                              .own = sqlite3_column_int64(row, 4),
                              .sent = (unsigned)sqlite3_column_int64(row, 5),
                              .gone = sqlite3_column_int64(row, 6)};

    snprintf(head.installation, sizeof head.installation, "%s", history_column(row, 0));
    snprintf(head.session, sizeof head.session, "%s", history_column(row, 1));
    if (sqlite3_column_bytes(row, 3) == SHARE_DIGEST)
        memcpy(head.digest, sqlite3_column_blob(row, 3), SHARE_DIGEST);
    return head;
}

enum status share_heads_next(struct share_heads *heads, struct share_head *head, bool *found)
{
    enum status status;

    do {
        status = history_step(heads->history, heads->statement, found);
        if (status != STATUS_OK || !*found)
            return status;
        *head = head_of(heads->statement);
    } while (share_compare(head, &heads->last) == 0); /* a session behind its tombstone */
    heads->last = *head;
    return STATUS_OK;
}

void share_heads_close(struct share_heads *heads)
{
    if (heads)
        sqlite3_finalize(heads->statement);
    memory_free(heads);
}

/* The body and the digest of an event as the store has them, or is to have them. STATUS_NO: there is
 * none. */
static enum status read_shared(struct history *history, int64_t key, unsigned number,
                               sqlite3_stmt **row, bool *changed)
{
    static const char sql[] =
        "SELECT coalesce(pushed.body, event.body), coalesce(pushed.digest, event.digest),"
        " pushed.digest IS NOT NULL FROM event LEFT JOIN pushed ON pushed.session = event.session"
        " AND pushed.number = event.number WHERE event.session = ?1 AND event.number = ?2";
    enum status status = history_ask(history, row, sql, "ii", key, (int64_t)number);
    bool found = false;

    if (status == STATUS_OK)
        status = history_step(history, *row, &found);
    if (status == STATUS_OK && !found)
        return STATUS_NO;
    if (status == STATUS_OK && sqlite3_column_bytes(*row, 1) != SHARE_DIGEST)
        return history_fail(history, HISTORY_CORRUPT, "an event has no digest");
    *changed = status == STATUS_OK && sqlite3_column_int64(*row, 2);
    return status;
}

enum status share_digest(struct history *history, const struct share_head *head, unsigned number,
                         unsigned char digest[SHARE_DIGEST])
{
    sqlite3_stmt *row = NULL;
    int64_t key = 0;
    bool changed;
    enum status status = history_key(history, head->session, &key);

    if (status == STATUS_OK)
        status = read_shared(history, key, number, &row, &changed);
    if (status == STATUS_OK)
        memcpy(digest, sqlite3_column_blob(row, 1), SHARE_DIGEST);
    sqlite3_finalize(row);
    return status;
}

enum status history_keep_pushed(struct history *history, int64_t key, const struct share_event *event,
                                bool same_body)
{
    static const char sql[] =
        "INSERT OR IGNORE INTO pushed (session, number, body, digest) VALUES (?1, ?2, ?3, ?4)";
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, &statement, sql, "ii", key, (int64_t)event->number);

    if (status == STATUS_OK &&
        ((!same_body && sqlite3_bind_text(statement, 3, event->body, (int)event->length,
                                          SQLITE_STATIC) != SQLITE_OK) ||
         sqlite3_bind_blob(statement, 4, event->digest, SHARE_DIGEST, SQLITE_STATIC) != SQLITE_OK))
        status = history_fail_sqlite(history);
    if (status == STATUS_OK)
        status = history_run(history, statement);
    sqlite3_finalize(statement);
    return status;
}

/* The events of a session from one on as they would be pushed, where they have not been. */
static enum status keep_changed(struct history *history, const struct history_log *log,
                                unsigned from, unsigned char digest[SHARE_DIGEST],
                                share_change *change, void *context)
{
    const size_t count = session_count(log->session);
    struct event *events = memory_alloc((count + 1) * sizeof *events);
    struct buffer body = {0};
    enum status status = STATUS_OK;
    size_t i;

    for (i = 0; i < count; i++)
        events[i] = *session_event(log->session, i);
    if (change && change(context, events, count) != STATUS_OK)
        status = history_fail(history, HISTORY_BROKEN, "names could not be masked");
    for (i = from; status == STATUS_OK && i < count; i++) {
        struct share_event event = {.number = (unsigned)i + 1};

        buffer_clear(&body);
        history_write_body(&body, &events[i]);
        event.body = buffer_text(&body);
        event.length = body.length;
        history_chain(digest, event.body, event.length);
        memcpy(event.digest, digest, SHARE_DIGEST);
        status = history_keep_pushed(history, log->key, &event, false);
    }
    buffer_free(&body);
    memory_free(events);
    return status;
}

/* How many events of a session the store has, or is to have as they were changed; with the digest of
 * the last. From the first that was changed on, all are. */
static enum status find_fixed(struct history *history, int64_t key, unsigned stored, unsigned *fixed,
                              bool *changed, unsigned char digest[SHARE_DIGEST])
{
    sqlite3_stmt *statement = NULL, *row = NULL;
    int64_t last = 0;
    bool is_changed;
    enum status status =
        history_ask(history, &statement, "SELECT max(number) FROM pushed WHERE session = ?1", "i", key);

    status = history_take_number(history, status, statement, &last);
    *changed = last > 0;
    *fixed = last > stored ? (unsigned)last : stored;
    memset(digest, 0, SHARE_DIGEST);
    if (status != STATUS_OK || !*fixed)
        return status;
    status = read_shared(history, key, *fixed, &row, &is_changed);
    if (status == STATUS_OK)
        memcpy(digest, sqlite3_column_blob(row, 1), SHARE_DIGEST);
    sqlite3_finalize(row);
    return status;
}

static enum status give(struct history *history, const struct history_log *log, unsigned stored,
                        void (*take)(void *taker, const struct share_event *event), void *taker)
{
    enum status status = STATUS_OK;
    size_t i;

    for (i = stored; status == STATUS_OK && i < log->stored; i++) {
        struct share_event event = {.number = (unsigned)i + 1};
        sqlite3_stmt *row = NULL;
        bool changed;

        status = read_shared(history, log->key, event.number, &row, &changed);
        if (status == STATUS_OK) {
            event.body = history_column(row, 0);
            event.length = (size_t)sqlite3_column_bytes(row, 0);
            memcpy(event.digest, sqlite3_column_blob(row, 1), SHARE_DIGEST);
            take(taker, &event);
        }
        sqlite3_finalize(row);
    }
    return status;
}

/* Within a transaction: what is computed once is kept before anybody sees it. */
static enum status keep_new(struct history *history, const struct history_log *log, unsigned stored,
                            share_change *change, void *context)
{
    unsigned char digest[SHARE_DIGEST];
    unsigned fixed = 0;
    bool changed = false;
    enum status status = find_fixed(history, log->key, stored, &fixed, &changed, digest);

    if (status == STATUS_OK && (change || changed) && fixed < log->stored)
        status = keep_changed(history, log, fixed, digest, change, context);
    return status;
}

enum status share_read(struct history *history, const struct share_head *head, unsigned stored,
                       share_change *change, void *context,
                       void (*take)(void *taker, const struct share_event *event), void *taker)
{
    struct history_log log = {0};
    enum status status = history_read(history, head->session, &log);

    if (status == STATUS_OK)
        status = history_begin(history);
    if (status == STATUS_OK)
        status = history_end(history, keep_new(history, &log, stored, change, context));
    if (status == STATUS_OK)
        status = give(history, &log, stored, take, taker);
    history_log_free(&log);
    return status;
}

enum status share_sent(struct history *history, const struct share_head *head, unsigned events)
{
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, &statement, "UPDATE session SET sent = ?1 WHERE id = ?2",
                                     "is", (int64_t)events, head->session);

    if (status == STATUS_OK)
        status = history_run(history, statement);
    sqlite3_finalize(statement);
    return status;
}

enum status share_begin(struct history *history)
{
    enum status status = history_begin(history);

    return status == STATUS_OK ? history_check_before_writing(history) : status;
}

enum status share_end(struct history *history, enum status status)
{
    return history_end(history, status);
}

enum status share_note(struct history *history, int64_t now, const char *says)
{
    static const char sql[] =
        "UPDATE sync SET says = ?1, last = CASE WHEN ?1 = '' THEN ?2 ELSE last END,"
        " failing = CASE WHEN ?1 = '' THEN 0 WHEN failing THEN failing ELSE ?2 END";
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, &statement, sql, "si", says, now);

    if (status == STATUS_OK)
        status = history_run(history, statement);
    sqlite3_finalize(statement);
    return status;
}

enum status share_failing(struct history *history, int64_t *since, struct buffer *says)
{
    sqlite3_stmt *statement = NULL;
    enum status status = history_open(history, false);
    bool row = false;

    *since = 0;
    if (status == STATUS_OK)
        status = history_ask(history, &statement, "SELECT failing, says FROM sync", "");
    if (status == STATUS_OK)
        status = history_step(history, statement, &row);
    if (row) {
        *since = sqlite3_column_int64(statement, 0);
        buffer_string(says, history_column(statement, 1));
    }
    sqlite3_finalize(statement);
    return status == STATUS_NO ? STATUS_OK : status;
}
