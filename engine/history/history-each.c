/* SPDX-License-Identifier: MIT */
/*
 * One session after the other, for figures over all of them: each is read by statements that are
 * prepared once, and is forgotten before the next.
 */
#include <config.h>

#include "errwalk/memory.h"
#include "history-private.h"

enum { SHOWN_EVERY = 512 }; /* sessions */

struct history_pass {
    struct history *history;
    sqlite3_stmt *keys, *events;
    struct buffer texts;
    struct history_log log; /* the session at hand */
    struct history_passed passed;
};

/* Of two that began at once, because one goes on from the other, that one comes first: its id is later. */
static enum status ask(struct history_pass *pass, const struct history_filter *filter)
{
    struct history *history = pass->history;
    sqlite3_stmt *total = NULL;
    enum status status = history_ask(history, &total, "SELECT sessions FROM total", "");
    int64_t all = 0;

    status = history_take_number(history, status, total, &all);
    pass->passed.all = (size_t)all;
    if (status == STATUS_OK)
        status = history_ask(history, &pass->keys,
                             "SELECT key FROM session WHERE key >= ?1 AND scenario = ''"
                             " AND (NOT ?2 OR installation IN (SELECT number FROM installation"
                             " WHERE own)) ORDER BY started DESC, length(id) DESC, id DESC",
                             "ii", history_least_key(filter->since), (int64_t)filter->own);
    return status == STATUS_OK ? history_ask_events(history, &pass->events) : status;
}

enum status history_pass_new(struct history *history, const struct history_filter *filter,
                             struct history_pass **pass)
{
    enum status status = history_open(history, false);

    *pass = memory_alloc(sizeof **pass);
    (*pass)->history = history;
    if (status == STATUS_OK)
        status = ask(*pass, filter);
    if (status == STATUS_OK || status == STATUS_NO)
        return STATUS_OK;
    history_pass_free(*pass);
    *pass = NULL;
    return status;
}

void history_pass_free(struct history_pass *pass)
{
    if (!pass)
        return;
    history_log_free(&pass->log);
    sqlite3_finalize(pass->keys);
    sqlite3_finalize(pass->events);
    buffer_free(&pass->texts);
    memory_free(pass);
}

/* What is damaged costs no other. */
static enum status take_one(struct history_pass *pass, int64_t key)
{
    struct history *history = pass->history;
    enum status status = history_read_events(history, pass->events, key, &pass->texts, &pass->log);

    if (status == STATUS_OK && pass->log.stored)
        return STATUS_OK;
    if (status != STATUS_OK && !history_is_corrupt(history, status))
        return status;
    pass->passed.damaged++;
    return STATUS_NO;
}

static void show_progress(const struct history_pass *pass)
{
    const struct history *history = pass->history;

    if (pass->passed.done % SHOWN_EVERY == 0 && history->progress)
        history->progress(history->progress_context, "Counting", pass->passed.done, pass->passed.all);
}

enum status history_pass_next(struct history_pass *pass, const struct session **session)
{
    enum status status = STATUS_NO;
    bool row = pass->keys != NULL;

    while (row && status == STATUS_NO) {
        history_log_free(&pass->log);
        status = history_step(pass->history, pass->keys, &row);
        if (status != STATUS_OK)
            return status;
        status = row ? take_one(pass, sqlite3_column_int64(pass->keys, 0)) : STATUS_NO;
        pass->passed.done += row;
        show_progress(pass);
    }
    *session = pass->log.session;
    return status;
}

const struct history_passed *history_pass_done(const struct history_pass *pass)
{
    return &pass->passed;
}
