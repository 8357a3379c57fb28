/*
 * Deleting so that it is gone: first the rows, then whatever is left of them in the files.
 */
#include <config.h>

#include "history-private.h"

#include <string.h>

/* Sessions on their way out, locked until the descriptor is closed. */
struct removal {
    struct history *history;
    int lock;
    size_t removed;
};

static enum status remove_one(struct removal *removal, const char *id)
{
    enum status status = history_lock(removal->history, removal->lock, id);
    sqlite3_stmt *statement = NULL;
    bool row;

    if (status != STATUS_OK)
        return status;
    status = history_ask(removal->history, "DELETE FROM event WHERE session = ?1", id, &statement);
    if (status != STATUS_OK)
        return status;
    status = history_step(removal->history, statement, &row);
    removal->removed += sqlite3_changes(removal->history->db) > 0;
    sqlite3_finalize(statement);
    return status;
}

/* The ids of all sessions that began before a time, one after the other, each with its NUL. */
static enum status list_before(struct history *history, int64_t before, struct buffer *ids)
{
    sqlite3_stmt *statement = NULL;
    enum status status =
        history_ask(history, "SELECT session FROM event NOT INDEXED WHERE number = 1 AND at < ?1",
                    NULL, &statement);
    bool row;

    if (status != STATUS_OK)
        return status;
    if (sqlite3_bind_int64(statement, 1, before) != SQLITE_OK)
        status = history_fail_sqlite(history);
    while (status == STATUS_OK && (status = history_step(history, statement, &row)) == STATUS_OK &&
           row) {
        const unsigned char *id = sqlite3_column_text(statement, 0);

        buffer_append(ids, id ? (const char *)id : "", id ? strlen((const char *)id) + 1 : 1);
    }
    sqlite3_finalize(statement);
    return status == STATUS_OK && buffer_failed(ids) ? STATUS_NO_MEMORY : status;
}

/* Those that are being walked stay. */
static enum status remove_before(struct removal *removal, int64_t before)
{
    struct buffer ids = {0};
    enum status status = list_before(removal->history, before, &ids);
    size_t at = 0;

    while (status == STATUS_OK && at < ids.length) {
        status = remove_one(removal, ids.bytes + at);
        status = status == STATUS_NO ? STATUS_OK : status;
        at += strlen(ids.bytes + at) + 1;
    }
    buffer_free(&ids);
    return status;
}

/* By id, or where that is NULL by time. */
static enum status remove_all(struct removal *removal, const char *id, int64_t before)
{
    enum status status = history_begin(removal->history);

    if (status != STATUS_OK)
        return status;
    if (id)
        status = remove_one(removal, id);
    else
        status = remove_before(removal, before);
    status = history_end(removal->history, status);
    return status == STATUS_OK && removal->removed ? history_scrub(removal->history) : status;
}

static enum status remove_sessions(struct history *history, const char *id, int64_t before,
                                   size_t *removed)
{
    struct removal removal = {.history = history, .lock = -1};
    enum status status = history_open_lock(history, &removal.lock);

    if (status == STATUS_OK)
        status = remove_all(&removal, id, before);
    history_close_lock(removal.lock);
    if (status == STATUS_OK)
        *removed = removal.removed;
    return status;
}

enum status history_delete(struct history *history, const char *id)
{
    enum status status = history_open(history, false);
    size_t removed = 0;

    if (status != STATUS_OK)
        return status;
    status = remove_sessions(history, id, 0, &removed);
    if (status == STATUS_NO)
        return STATUS_INVALID;
    return status == STATUS_OK && !removed ? STATUS_NO : status;
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
