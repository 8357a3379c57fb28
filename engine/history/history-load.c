/*
 * Sessions out of rows: every reading of history is a fold over events.
 */
#include <config.h>

#include "history-private.h"

#include <string.h>

static enum status damaged(struct history *history)
{
    return history_fail(history, HISTORY_CORRUPT, "the events of a session do not fit together");
}

/* Begins a session with the first of its events. */
static enum status begin(struct session **session)
{
    *session = session_new();
    return *session ? STATUS_OK : STATUS_NO_MEMORY;
}

/* A row of a session that has been begun, which must be its next event. */
static enum status add(struct history *history, struct session *session, const struct event *event)
{
    enum status status;

    if (event->number != session_count(session) + 1)
        return damaged(history);
    status = session_apply(session, event);
    return status == STATUS_INVALID ? damaged(history) : status;
}

enum status history_fold(struct history *history, sqlite3_stmt *statement,
                         enum status (*take)(void *context, struct session *session), void *context)
{
    struct session *session = NULL;
    enum status status;
    struct event event;
    const char *id;
    bool row;

    while ((status = history_step(history, statement, &row)) == STATUS_OK && row) {
        status = history_read_event(history, statement, &event, &id);
        if (status == STATUS_OK && session && strcmp(session_id(session), id) != 0) {
            status = take(context, session);
            session = NULL;
        }
        if (status == STATUS_OK && !session)
            status = begin(&session);
        if (status == STATUS_OK)
            status = add(history, session, &event);
        if (status != STATUS_OK)
            break;
    }
    if (status == STATUS_OK && session) {
        status = take(context, session);
        session = NULL;
    }
    session_free(session);
    return status;
}

static enum status keep(void *context, struct session *session)
{
    *(struct session **)context = session;
    return STATUS_OK;
}

enum status history_read(struct history *history, const char *id, struct session **session)
{
    struct session *loaded = NULL;
    sqlite3_stmt *statement = NULL;
    enum status status =
        history_select(history, "WHERE session = ?1 ORDER BY number", id, &statement);

    if (status != STATUS_OK)
        return status;
    status = history_fold(history, statement, keep, &loaded);
    sqlite3_finalize(statement);
    if (status == STATUS_OK && !loaded)
        status = STATUS_NO;
    if (status == STATUS_OK)
        *session = loaded;
    else
        session_free(loaded);
    return status;
}

enum status history_load(struct history *history, const char *id, struct session **session)
{
    enum status status = history_open(history, false);

    if (status == STATUS_OK)
        status = history_inspect(history);
    return status == STATUS_OK ? history_read(history, id, session) : status;
}
