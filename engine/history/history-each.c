/* SPDX-License-Identifier: MIT */
/*
 * One session after the other, for figures over all of them: each is read by statements that are
 * prepared once, and is forgotten before the next.
 */
#include <config.h>

#include "history-private.h"

enum { SHOWN_EVERY = 512 }; /* sessions */

struct pass {
    struct history *history;
    sqlite3_stmt *keys, *events;
    struct buffer texts;
    enum status (*take)(void *context, const struct session *session);
    void *context;
    size_t done, damaged;
    int64_t all;
};

/* Of two that began at once, because one goes on from the other, that one comes first: its id is later. */
static enum status ask(struct pass *pass, const struct history_filter *filter)
{
    struct history *history = pass->history;
    sqlite3_stmt *total = NULL;
    enum status status = history_ask(history, &total, "SELECT sessions FROM total", "");

    status = history_take_number(history, status, total, &pass->all);
    if (status == STATUS_OK)
        status = history_ask(history, &pass->keys,
                             "SELECT key FROM session WHERE key >= ?1 AND scenario = ''"
                             " AND (NOT ?2 OR installation IN (SELECT number FROM installation"
                             " WHERE own)) ORDER BY started DESC, length(id) DESC, id DESC",
                             "ii", history_least_key(filter->since), (int64_t)filter->own);
    return status == STATUS_OK ? history_ask_events(history, &pass->events) : status;
}

static enum status take_one(struct pass *pass, int64_t key)
{
    struct history *history = pass->history;
    struct history_log log;
    enum status status = history_read_events(history, pass->events, key, &pass->texts, &log);

    if (status == STATUS_OK && log.stored) {
        status = pass->take(pass->context, log.session);
    } else if (status == STATUS_OK || history_is_corrupt(history, status)) {
        pass->damaged++; /* it costs no other */
        status = STATUS_OK;
    }
    history_log_free(&log);
    if (++pass->done % SHOWN_EVERY == 0 && history->progress)
        history->progress(history->progress_context, "Counting", pass->done, (size_t)pass->all);
    return status;
}

enum status history_each(struct history *history, const struct history_filter *filter,
                         enum status (*take)(void *context, const struct session *session),
                         void *context, size_t *damaged)
{
    struct pass pass = {.history = history, .take = take, .context = context};
    enum status status = history_open(history, false);
    bool row = true;

    if (status == STATUS_OK)
        status = ask(&pass, filter);
    while (status == STATUS_OK && (status = history_step(history, pass.keys, &row)) == STATUS_OK &&
           row)
        status = take_one(&pass, sqlite3_column_int64(pass.keys, 0));
    sqlite3_finalize(pass.keys);
    sqlite3_finalize(pass.events);
    buffer_free(&pass.texts);
    *damaged = pass.damaged;
    return status == STATUS_NO ? STATUS_OK : status;
}
