/* SPDX-License-Identifier: MIT */
/*
 * Events on their way to the disk: one transaction a commit, and no session before its first event
 * after `started`.
 */
#include <config.h>

#include "history-private.h"

#include <string.h>

#include "errwalk/lock.h"

/* Whether the database has of the session what the log says. If not, another process has written to
 * it, or the file is not the one that it was. */
static enum status compare_stored(struct history *history, const struct history_log *log)
{
    static const char sql[] = "SELECT max(number), digest FROM event WHERE session = ?1";
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, &statement, sql, "i", log->key);
    bool row = false, same;

    if (status == STATUS_OK)
        status = history_step(history, statement, &row);
    same = row && sqlite3_column_int64(statement, 0) == (int64_t)log->stored &&
           sqlite3_column_bytes(statement, 1) == HISTORY_DIGEST &&
           memcmp(sqlite3_column_blob(statement, 1), log->digest, HISTORY_DIGEST) == 0;
    sqlite3_finalize(statement);
    if (status == STATUS_OK && !same)
        status = history_fail(history, HISTORY_GONE, "the session has changed");
    return status;
}

/* A key for a session of which nothing is stored. */
static enum status take_key(struct history *history, struct history_log *log, int64_t *installation)
{
    int64_t other = 0;
    enum status status = history_key(history, session_id(log->session), &other);

    if (status == STATUS_OK)
        return history_fail(history, HISTORY_BROKEN, "it has a session of this id");
    if (status == STATUS_NO)
        status = history_installation(history, installation);
    if (status == STATUS_OK)
        status = history_free_key(history, session_event(log->session, 0)->at, &log->key);
    return status;
}

/* Within the transaction, as whoever opens it next: what is acknowledged must be found again. */
static enum status read_back(struct history *history, const struct history_log *log)
{
    struct history_log read = {0};
    enum status status = history_read(history, session_id(log->session), &read);

    if (status == STATUS_OK && read.stored != log->stored)
        status = history_fail(history, HISTORY_CORRUPT, "what was written is not there");
    history_log_free(&read);
    return status == STATUS_NO
               ? history_fail(history, HISTORY_CORRUPT, "what was written is not there")
               : status;
}

static enum status write_rows(struct history *history, struct history_log *log)
{
    const size_t before = log->stored;
    const bool first = !history->was_checked;
    int64_t installation = 0;
    unsigned char digest[HISTORY_DIGEST];
    enum status status = history_check_before_writing(history);

    if (status == STATUS_OK)
        status = before ? compare_stored(history, log) : take_key(history, log, &installation);
    if (status == STATUS_OK)
        status = history_insert(history, log, digest);
    if (status == STATUS_OK)
        status = history_index(history, log, before);
    if (status != STATUS_OK)
        return status;
    memcpy(log->digest, digest, sizeof digest);
    log->stored = session_count(log->session);
    status = history_put_summary(history, log, installation);
    if (status == STATUS_OK && !before)
        status = history_add_total(history, 1);
    return status == STATUS_OK && (first || !before) ? read_back(history, log) : status;
}

/* Writes what the log has more than the database. After a failure the log is as it was. */
static enum status write_log(struct history *history, struct history_log *log)
{
    const struct history_log before = *log;
    enum status status = history_begin(history);

    if (status == STATUS_OK)
        status = history_end(history, write_rows(history, log));
    if (status != STATUS_OK)
        *log = before;
    return status;
}

/* Adds events to the log and writes it. They must fit, or they could not be read. */
static enum status add_events(struct history *history, struct history_log *log,
                              const struct event *events, size_t count)
{
    enum status status = STATUS_OK;
    size_t i, added = 0;

    for (i = 0; status == STATUS_OK && i < count; i++) {
        status = session_apply(log->session, &events[i]);
        added += status == STATUS_OK;
    }
    if (status == STATUS_OK)
        status = write_log(history, log);
    if (status != STATUS_OK)
        session_retract(log->session, added);
    return status;
}

/* `started` waits for the event after it: a glance leaves no session. */
static enum status hold_back(struct history *history, const struct event *started)
{
    struct history_log log = {.session = session_new()};
    enum status status = session_apply(log.session, started);

    if (status != STATUS_OK) {
        history_log_free(&log);
        return status;
    }
    history_log_free(&history->walked);
    history->walked = log;
    return STATUS_OK;
}

/* The first commit of a session writes what was held back too, and takes the session's lock. */
static enum status begin_session(struct history *history, const struct event *events, size_t count)
{
    const char *id = session_id(history->walked.session);
    int descriptor = -1;
    enum status status = history_make_directory(history);

    if (status == STATUS_OK)
        status = history_open(history, true);
    if (status == STATUS_OK)
        status = history_open_lock(history, &descriptor);
    if (status == STATUS_OK)
        status = history_lock(history, descriptor, id);
    if (status == STATUS_NO)
        status = history_fail(history, HISTORY_BUSY, "the session is locked");
    if (status == STATUS_OK)
        status = add_events(history, &history->walked, events, count);
    if (status != STATUS_OK) {
        lock_close(descriptor);
        return status;
    }
    history_take_lock(history, descriptor, id);
    return STATUS_OK;
}

enum status history_store_start(struct history *history)
{
    return history->walked.session && !history->walked.stored ? begin_session(history, NULL, 0)
                                                              : STATUS_OK;
}

static enum status commit(void *context, const struct event *events, size_t count)
{
    struct history *history = context;
    enum status status;

    if (count == 1 && events->kind == EVENT_STARTED)
        return hold_back(history, events);
    if (!history->walked.session)
        return STATUS_INVALID;
    if (!history->walked.stored)
        return begin_session(history, events, count);
    status = history_open(history, false);
    if (status == STATUS_NO)
        return history_fail(history, HISTORY_GONE, NULL);
    if (status == STATUS_OK)
        status = add_events(history, &history->walked, events, count);
    return status;
}

static const char *says(void *context)
{
    return history_message(context);
}

/* How many events the database has of the session that is walked. */
static size_t count_stored(struct history *history)
{
    static const char sql[] = "SELECT max(number) FROM event WHERE session = ?1";
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, &statement, sql, "i", history->walked.key);
    size_t count = 0;
    bool row = false;

    if (status == STATUS_OK)
        status = history_step(history, statement, &row);
    if (status == STATUS_OK && row)
        count = (size_t)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return count;
}

/* A session that is walked gains nothing from elsewhere but its release (history_append). */
static const struct event *added(void *context, size_t number)
{
    struct history *history = context;
    struct history_log log = {0};

    if (!history->walked.stored || history_open(history, false) != STATUS_OK)
        return NULL;
    if (number > history->walked.stored && count_stored(history) >= number &&
        history_read(history, session_id(history->walked.session), &log) == STATUS_OK) {
        history_log_free(&history->walked);
        history->walked = log;
        log = (struct history_log){0};
    }
    history_log_free(&log);
    return number <= history->walked.stored ? session_event(history->walked.session, number - 1)
                                            : NULL;
}

struct walk_store history_store(struct history *history)
{
    return (struct walk_store){.commit = commit, .says = says, .added = added, .context = history};
}

/* An event beside a session that is only read, else onto it. */
static enum status append(struct history *history, struct history_log *log, const struct event *event)
{
    bool only_read = false;
    enum status status = history_is_only_read(history, log->key, &only_read);

    if (status != STATUS_OK || !only_read)
        return status == STATUS_OK ? add_events(history, log, event, 1) : status;
    status = history_begin(history);
    return status == STATUS_OK ? history_end(history, history_note_export(history, log->key, event))
                               : status;
}

enum status history_append(struct history *history, const char *id, const struct event *event)
{
    enum status status = history_open(history, false);
    struct history_log log = {0};
    int descriptor = -1;

    if (status == STATUS_OK)
        status = history_open_lock(history, &descriptor);
    if (status == STATUS_OK) {
        status = history_lock(history, descriptor, id);
        /* Whoever is still at the end of an exam catches up with its release (`added`). */
        if (status == STATUS_NO)
            status = event->kind == EVENT_RELEASED ? STATUS_OK : STATUS_INVALID;
    }
    if (status == STATUS_OK)
        status = history_read(history, id, &log);
    if (status == STATUS_OK)
        status = append(history, &log, event);
    history_log_free(&log);
    lock_close(descriptor);
    return status;
}
