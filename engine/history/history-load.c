/* SPDX-License-Identifier: MIT */
/*
 * Sessions out of rows.
 */
#include <config.h>

#include "history-private.h"

#include <string.h>

void history_log_free(struct history_log *log)
{
    session_free(log->session);
    *log = (struct history_log){0};
}

enum status history_key(struct history *history, const char *id, int64_t *key)
{
    sqlite3_stmt *statement = NULL;
    enum status status =
        history_ask(history, &statement, "SELECT key FROM session WHERE id = ?1", "s", id);
    bool row = false;

    if (status == STATUS_OK)
        status = history_step(history, statement, &row);
    if (row)
        *key = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return status == STATUS_OK && !row ? STATUS_NO : status;
}

/* Whether the log is what the summary says, where that holds. One whose last events were lost has no
 * gap that shows otherwise. */
static enum status compare(struct history *history, const struct history_log *log)
{
    struct buffer sql = {0};
    sqlite3_stmt *statement = NULL;
    struct history_session summary;
    unsigned char digest[HISTORY_DIGEST];
    enum status status;
    bool row = false;

    buffer_printf(&sql, "SELECT %s FROM session WHERE key = ?1", history_summary_columns);
    status = history_ask(history, &statement, buffer_text(&sql), "i", log->key);
    if (status == STATUS_OK)
        status = history_step(history, statement, &row);
    if (status == STATUS_OK && row && history_read_summary(statement, &summary, digest) &&
        (summary.events != log->stored || memcmp(digest, log->digest, sizeof digest) != 0))
        status = history_fail(history, HISTORY_CORRUPT, "the last events of a session are missing");
    sqlite3_finalize(statement);
    buffer_free(&sql);
    return status;
}

enum status history_read(struct history *history, const char *id, struct history_log *log)
{
    struct history_log read = {0};
    int64_t key = 0;
    enum status status = history_key(history, id, &key);

    if (status == STATUS_OK)
        status = history_read_log(history, key, &read);
    if (status == STATUS_OK && (!read.stored || strcmp(session_id(read.session), id) != 0))
        status = history_fail(history, HISTORY_CORRUPT, "the events of a session are missing");
    if (status == STATUS_OK)
        status = compare(history, &read);
    if (status == STATUS_OK)
        *log = read;
    else
        history_log_free(&read);
    return status;
}

enum status history_load(struct history *history, const char *id, struct session **session)
{
    enum status status = history_open(history, false);
    struct history_log log = {0};

    if (status == STATUS_OK)
        status = history_read(history, id, &log);
    if (status == STATUS_OK)
        *session = log.session;
    return status;
}
