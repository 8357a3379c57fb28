/*
 * Events on their way to the disk: one transaction a commit, and no session before its first event
 * after `started`.
 */
#include <config.h>

#include "history-private.h"

#include <string.h>

/* Adds to a session that has `stored` events. Any other number means that another process has
 * written to it, or that the file is not the one that it was. */
static enum status add_events(struct history *history, const char *id, int64_t stored,
                              const struct event *events, size_t count)
{
    enum status status = history_begin(history);
    int64_t found = 0;

    if (status != STATUS_OK)
        return status;
    status = history_count(history, id, &found);
    if (status == STATUS_OK && found != stored)
        status = history_fail(history, stored ? HISTORY_GONE : HISTORY_BROKEN,
                              stored ? "the session has changed" : "it has a session of this id");
    if (status == STATUS_OK)
        status = history_insert(history, id, stored, events, count);
    return history_end(history, status);
}

/* `started` waits for the event after it: a glance leaves no session. */
static enum status hold_back(struct history *history, const struct event *started)
{
    struct session *held = session_new();
    enum status status = held ? session_apply(held, started) : STATUS_NO_MEMORY;

    if (status != STATUS_OK) {
        session_free(held);
        return status;
    }
    session_free(history->held);
    history->held = held;
    return STATUS_OK;
}

/* The lock comes before the database: where it cannot be had, SQLite would only wait. */
static enum status lock_new(struct history *history, const char *id, int *descriptor)
{
    enum status status = history_make_directory(history);

    if (status == STATUS_OK)
        status = history_open_lock(history, descriptor);
    if (status == STATUS_OK)
        status = history_lock(history, *descriptor, id);
    return status == STATUS_NO ? history_fail(history, HISTORY_BUSY, "the session is locked")
                               : status;
}

/* The first commit of a session writes what was held back too, and takes the session's lock. */
static enum status begin_session(struct history *history, const struct event *events, size_t count)
{
    enum { MOST = 2 }; /* a commit is an event and what follows from it */
    const char *id = session_id(history->held);
    struct event all[1 + MOST];
    enum status status;
    int descriptor = -1;

    if (count > MOST)
        return STATUS_INVALID;
    all[0] = *session_event(history->held, 0);
    memcpy(all + 1, events, count * sizeof *events);
    status = lock_new(history, id, &descriptor);
    if (status == STATUS_OK)
        status = history_open(history, true);
    if (status == STATUS_OK)
        status = add_events(history, id, 0, all, count + 1);
    if (status != STATUS_OK) {
        history_close_lock(descriptor);
        return status;
    }
    history_take_lock(history, descriptor, id, (int64_t)count + 1);
    session_free(history->held);
    history->held = NULL;
    return STATUS_OK;
}

static enum status commit(void *context, const struct event *events, size_t count)
{
    struct history *history = context;
    enum status status;

    if (count == 1 && events->kind == EVENT_STARTED)
        return hold_back(history, events);
    if (history->held)
        return begin_session(history, events, count);
    if (!*history->session)
        return STATUS_INVALID;
    status = history_open(history, false);
    if (status == STATUS_NO)
        return history_fail(history, HISTORY_GONE, NULL);
    if (status == STATUS_OK)
        status = add_events(history, history->session, history->stored, events, count);
    if (status == STATUS_OK)
        history->stored += (int64_t)count;
    return status;
}

static const char *says(void *context)
{
    return history_says(context);
}

struct walk_store history_store(struct history *history)
{
    return (struct walk_store){.commit = commit, .says = says, .context = history};
}

/* What is stored must fold, so it is tried on the session first. */
static enum status append_checked(struct history *history, const char *id,
                                  const struct event *event)
{
    struct session *session;
    enum status status = history_load(history, id, &session);
    int64_t stored;

    if (status != STATUS_OK)
        return status;
    stored = (int64_t)session_count(session);
    status = session_apply(session, event);
    session_free(session);
    return status == STATUS_OK ? add_events(history, id, stored, event, 1) : status;
}

enum status history_append(struct history *history, const char *id, const struct event *event)
{
    enum status status = history_open(history, false);
    int descriptor = -1;

    if (status == STATUS_OK)
        status = history_open_lock(history, &descriptor);
    if (status == STATUS_OK) {
        status = history_lock(history, descriptor, id);
        status = status == STATUS_NO ? STATUS_INVALID : status;
    }
    if (status == STATUS_OK)
        status = append_checked(history, id, event);
    history_close_lock(descriptor);
    return status;
}
