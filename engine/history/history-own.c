/* SPDX-License-Identifier: MIT */
/*
 * A session is written by the installation that began it, and by no other, so that nothing that is
 * pulled and pushed conflicts. What another began, or what lost its last events, is only read: what is
 * exported from it is noted beside it, and it goes on as a new session.
 */
#include <config.h>

#include "history-private.h"

#include <string.h>

enum status history_is_only_read(struct history *history, int64_t key, bool *only_read)
{
    static const char sql[] = "SELECT installation = ?1 AND NOT cut FROM session WHERE key = ?2";
    sqlite3_stmt *statement = NULL;
    int64_t own = 0, writes = 0;
    enum status status = history_own_installation(history, &own);

    if (status != STATUS_OK && status != STATUS_NO)
        return status;
    status = history_ask(history, &statement, sql, "ii", own, key);
    status = history_take_number(history, status, statement, &writes);
    if (status == STATUS_OK)
        *only_read = !writes;
    return status;
}

enum status history_note_export(struct history *history, int64_t key, const struct event *event)
{
    static const char sql[] = "INSERT INTO noted (sha256, at, session, format, file, redacted)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    sqlite3_stmt *statement = NULL;
    enum status status = history_check_before_writing(history);

    if (event->kind != EVENT_EXPORTED)
        return history_fail(history, HISTORY_NOT_OWN, NULL);
    if (status == STATUS_OK)
        status = history_ask(history, &statement, sql, "siissi", event->sha256, event->at, key,
                         event->answer, event->say, (int64_t)event->on);
    if (status == STATUS_OK)
        status = history_run(history, statement);
    sqlite3_finalize(statement);
    return status;
}

/* A session that goes on from one that is only read, and is walked from now on. */
static enum status begin_continued(struct history *history, const char *id, struct clock *clock)
{
    unsigned char random[SESSION_ID_RANDOM];
    struct history_log log = {0};
    char new_id[SESSION_ID_SIZE];
    enum status status = history_read(history, id, &log);

    if (status == STATUS_OK && session_training(log.session))
        status = history_fail(history, HISTORY_NOT_OWN, "it is a training, which only its trainee walks");
    if (status == STATUS_OK && clock_random(clock, random, sizeof random) != STATUS_OK)
        status = history_fail_system(history);
    if (status == STATUS_OK) {
        session_id_make(clock_milliseconds(clock, clock_now(clock)), random, new_id);
        history_log_free(&history->walked);
        history->walked = (struct history_log){.session = session_continue(log.session, new_id)};
        status = history_store_start(history);
    }
    history_log_free(&log);
    return status;
}

enum status history_resume(struct history *history, const char *id, struct clock *clock,
                           char resumed[SESSION_ID_SIZE])
{
    enum status status = history_open(history, false);
    bool only_read = false;
    int64_t key = 0;

    if (status == STATUS_OK)
        status = history_key(history, id, &key);
    if (status == STATUS_OK)
        status = history_is_only_read(history, key, &only_read);
    if (status != STATUS_OK)
        return status == STATUS_NO ? STATUS_INVALID : status;
    if (!only_read) {
        memmove(resumed, id, strlen(id) + 1);
        return history_claim(history, id);
    }
    status = begin_continued(history, id, clock);
    if (status == STATUS_OK)
        strcpy(resumed, history->session);
    return status;
}
