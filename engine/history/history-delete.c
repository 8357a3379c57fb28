/* SPDX-License-Identifier: MIT */
/*
 * Deleting so that it is gone: first the rows and the words, then whatever is left of them in the
 * files.
 */
#include <config.h>

#include "history-private.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/lock.h"
#include "errwalk/share.h"

/* Sessions on their way out, locked until the descriptor is closed. */
struct removal {
    struct history *history;
    int lock;
    size_t removed;
    bool is_unreadable; /* the words of one are not known, so that the index must be made again */
};

/* Where the history is shared with a team, what is deleted must not come back from there. */
#define BURY                                                                                \
    ("INSERT OR IGNORE INTO tombstone SELECT uuid, id FROM session JOIN installation"          \
     " ON number = installation WHERE EXISTS (SELECT 1 FROM sync) AND key = ?1")

static enum status remove_rows(struct history *history, int64_t key)
{
    static const char *const rows[] = {"DELETE FROM event WHERE session = ?1",
                                       "DELETE FROM export WHERE session = ?1",
                                       "DELETE FROM noted WHERE session = ?1",
                                       "DELETE FROM pushed WHERE session = ?1",
                                       BURY,
                                       "DELETE FROM session WHERE key = ?1"};
    enum status status = STATUS_OK;
    size_t i;

    for (i = 0; status == STATUS_OK && i < sizeof rows / sizeof *rows; i++) {
        sqlite3_stmt *statement = NULL;

        status = history_ask(history, &statement, rows[i], "i", key);
        if (status == STATUS_OK)
            status = history_run(history, statement);
        sqlite3_finalize(statement);
    }
    return status;
}

static enum status remove_one(struct removal *removal, const char *id)
{
    struct history *history = removal->history;
    enum status status = history_lock(history, removal->lock, id);
    struct history_log log = {0};
    int64_t key = 0;

    if (status != STATUS_OK)
        return status == STATUS_NO ? STATUS_INVALID : status;
    status = history_key(history, id, &key);
    if (status != STATUS_OK)
        return status;
    status = history_read_log(history, key, &log);
    if (status == STATUS_OK)
        status = history_unindex(history, &log);
    history_log_free(&log);
    if (history_is_corrupt(history, status)) {
        removal->is_unreadable = true;
        status = STATUS_OK;
    }
    if (status == STATUS_OK)
        status = remove_rows(history, key);
    removal->removed += status == STATUS_OK;
    return status;
}

/* The ids of all sessions that began before a time, one after the other, each with its NUL. */
static enum status list_before(struct history *history, int64_t before, struct buffer *ids)
{
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, &statement,
                                     "SELECT id FROM session WHERE started < ?1", "i", before);
    bool row;

    while (status == STATUS_OK && (status = history_step(history, statement, &row)) == STATUS_OK &&
           row) {
        const char *id = history_column(statement, 0);

        buffer_append(ids, id, strlen(id) + 1);
    }
    sqlite3_finalize(statement);
    return status;
}

/* Those that are being walked stay. */
static enum status remove_before(struct removal *removal, int64_t before)
{
    struct buffer ids = {0};
    enum status status = list_before(removal->history, before, &ids);
    size_t at = 0;

    while (status == STATUS_OK && at < ids.length) {
        status = remove_one(removal, ids.bytes + at);
        status = status == STATUS_INVALID ? STATUS_OK : status;
        at += strlen(ids.bytes + at) + 1;
    }
    buffer_free(&ids);
    return status;
}

/* Words that were taken out are still in the index until it is written again. */
static enum status forget_words(const struct removal *removal)
{
    if (removal->is_unreadable)
        return history_index_all(removal->history);
    return history_execute(removal->history, "INSERT INTO words (words) VALUES ('optimize')");
}

/* Ends the transaction, and overwrites what was removed in it. */
static enum status finish(struct removal *removal, enum status status)
{
    struct history *history = removal->history;

    if (status == STATUS_OK && removal->removed)
        status = history_add_total(history, -(int64_t)removal->removed);
    if (status == STATUS_OK && removal->removed)
        status = forget_words(removal);
    status = history_end(history, status);
    return status == STATUS_OK && removal->removed ? history_scrub(history) : status;
}

/* By id, or where that is NULL by time. */
static enum status remove_all(struct removal *removal, const char *id, int64_t before)
{
    enum status status = history_begin(removal->history);

    if (status == STATUS_OK)
        status = history_check_before_writing(removal->history);
    if (status == STATUS_OK)
        status = id ? remove_one(removal, id) : remove_before(removal, before);
    return finish(removal, status);
}

static enum status remove_sessions(struct history *history, const char *id, int64_t before,
                                   size_t *removed)
{
    struct removal removal = {.history = history, .lock = -1};
    enum status status = history_open_lock(history, &removal.lock);

    if (status == STATUS_OK)
        status = remove_all(&removal, id, before);
    lock_close(removal.lock);
    if (status == STATUS_OK)
        *removed = removal.removed;
    return status;
}

enum status history_delete(struct history *history, const char *id)
{
    enum status status = history_open(history, false);
    size_t removed = 0;

    return status == STATUS_OK ? remove_sessions(history, id, 0, &removed) : status;
}

enum status history_purge(struct history *history, int64_t before, size_t *removed)
{
    enum status status = history_open(history, false);

    if (status == STATUS_NO)
        *removed = 0;
    if (status != STATUS_OK)
        return status == STATUS_NO ? STATUS_OK : status;
    return remove_sessions(history, NULL, before, removed);
}

/* A session of another goes with its tombstone; one of this history stays, and is never pushed again. */
static enum status bury_one(struct removal *removal, const struct share_head *head)
{
    struct history *history = removal->history;
    sqlite3_stmt *statement = NULL;
    enum status status =
        history_ask(history, &statement, "INSERT OR IGNORE INTO tombstone VALUES (?1, ?2)", "ss",
                    head->installation, head->session);

    if (status == STATUS_OK)
        status = history_run(history, statement);
    sqlite3_finalize(statement);
    if (status == STATUS_OK && !head->own && head->events)
        status = remove_one(removal, head->session);
    return status == STATUS_NO || status == STATUS_INVALID ? STATUS_OK : status;
}

static enum status bury_all(struct removal *removal, const struct share_head *heads, size_t count)
{
    enum status status = share_begin(removal->history);
    size_t i;

    for (i = 0; status == STATUS_OK && i < count; i++)
        status = bury_one(removal, &heads[i]);
    return finish(removal, status);
}

enum status share_bury(struct history *history, const struct share_head *heads, size_t count,
                       size_t *removed)
{
    struct removal removal = {.history = history, .lock = -1};
    enum status status = history_open_lock(history, &removal.lock);

    if (status == STATUS_OK)
        status = bury_all(&removal, heads, count);
    lock_close(removal.lock);
    if (status == STATUS_OK)
        *removed = removal.removed;
    return status;
}
