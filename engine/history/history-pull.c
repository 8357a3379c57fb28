/* SPDX-License-Identifier: MIT */
/*
 * Events that others pushed, into this history. Whoever can write into the store may be anybody: nothing
 * is taken that does not hold by its digests and fold as a session does.
 */
#include <config.h>

#include "errwalk/share.h"

#include <string.h>
#include <unistr.h>

#include "errwalk/lock.h"
#include "history-private.h"

static enum status find_installation(struct history *history, const char *uuid, int64_t *number)
{
    static const char sql[] = "INSERT OR IGNORE INTO installation (uuid, machine, since, own)"
                              " VALUES (?1, '', 0, 0)";
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, &statement, sql, "s", uuid);

    if (status == STATUS_OK)
        status = history_run(history, statement);
    sqlite3_finalize(statement);
    if (status == STATUS_OK)
        status = history_ask(history, &statement, "SELECT number FROM installation WHERE uuid = ?1",
                             "s", uuid);
    return history_take_number(history, status, statement, number);
}

static enum status is_buried(struct history *history, const struct share_head *head)
{
    static const char sql[] =
        "SELECT count(*) FROM tombstone WHERE installation = ?1 AND session = ?2";
    sqlite3_stmt *statement = NULL;
    int64_t graves = 0;
    enum status status =
        history_ask(history, &statement, sql, "ss", head->installation, head->session);

    status = history_take_number(history, status, statement, &graves);
    return status == STATUS_OK && graves ? STATUS_NO : status;
}

/* Whether the session that is here under this id is that of the installation. */
static enum status is_of(struct history *history, int64_t key, int64_t installation, bool *same)
{
    sqlite3_stmt *statement = NULL;
    int64_t number = 0;
    enum status status =
        history_ask(history, &statement, "SELECT installation FROM session WHERE key = ?1", "i", key);

    status = history_take_number(history, status, statement, &number);
    *same = number == installation;
    return status;
}

/* The next event onto the session, where it holds. `*wrong`: why it does not. */
static bool fold(struct session *session, const struct share_event *event, struct buffer *texts,
                 unsigned char digest[SHARE_DIGEST], const char **wrong)
{
    struct event read;

    *wrong = NULL;
    if (event->number != session_count(session) + 1)
        *wrong = "an event is missing";
    else if (event->length > SHARE_BODY_MOST || event->number > SHARE_EVENTS_MOST)
        *wrong = "an event is too large, or one too many";
    else if (strlen(event->body) != event->length ||
             u8_check((const uint8_t *)event->body, event->length))
        *wrong = "an event is not text in UTF-8";
    if (*wrong)
        return false;
    history_chain(digest, event->body, event->length);
    if (memcmp(digest, event->digest, SHARE_DIGEST) != 0)
        *wrong = "an event is not as it was written";
    else if (!history_read_body(event->body, event->length, texts, &read) ||
             session_apply(session, &read) != STATUS_OK)
        *wrong = "its events do not fit together";
    return !*wrong;
}

/* Onto the log, in memory. */
static enum status fold_all(struct history_log *log, const struct share_head *head,
                            const struct share_event *events, size_t count,
                            unsigned char digest[SHARE_DIGEST], const char **wrong)
{
    struct buffer texts = {0};
    bool holds = true;
    size_t i;

    for (i = 0; holds && i < count; i++)
        holds = fold(log->session, &events[i], &texts, digest, wrong);
    if (holds && strcmp(session_id(log->session), head->session) != 0) {
        *wrong = "it says that it is another session";
        holds = false;
    }
    buffer_free(&texts);
    return holds ? STATUS_OK : STATUS_INVALID;
}

/* Their bodies are stored as they came, with digests that go on from those here. */
static enum status insert(struct history *history, struct history_log *log,
                          const struct share_event *events, size_t count)
{
    static const char sql[] =
        "INSERT INTO event (session, number, body, digest) VALUES (?1, ?2, ?3, ?4)";
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, &statement, sql, "");
    size_t i;

    for (i = 0; status == STATUS_OK && i < count; i++) {
        history_chain(log->digest, events[i].body, events[i].length);
        status = history_insert_body(history, statement, log->key, events[i].number, events[i].body,
                                     events[i].length, log->digest);
        if (status == STATUS_OK && memcmp(log->digest, events[i].digest, SHARE_DIGEST) != 0)
            status = history_keep_pushed(history, log->key, &events[i], true);
    }
    sqlite3_finalize(statement);
    return status;
}

static enum status write(struct history *history, struct history_log *log, int64_t installation,
                         const struct share_event *events, size_t count)
{
    const size_t before = log->stored;
    sqlite3_stmt *statement = NULL;
    enum status status = STATUS_OK;

    if (!before)
        status = history_free_key(history, session_event(log->session, 0)->at, &log->key);
    if (status == STATUS_OK)
        status = insert(history, log, events, count);
    if (status == STATUS_OK)
        status = history_index(history, log, before);
    log->stored = session_count(log->session);
    if (status == STATUS_OK)
        status = history_put_summary(history, log, installation);
    if (status == STATUS_OK && !before)
        status = history_add_total(history, 1);
    if (status == STATUS_OK)
        status = history_ask(history, &statement,
                             "UPDATE session SET sent = events, cut = 0 WHERE key = ?1", "i", log->key);
    if (status == STATUS_OK)
        status = history_run(history, statement);
    sqlite3_finalize(statement);
    return status;
}

/* What is here of the session, and the digest of its last event as the store has it. */
static enum status find_log(struct history *history, const struct share_head *head,
                            int64_t installation, struct history_log *log,
                            unsigned char digest[SHARE_DIGEST], const char **wrong)
{
    enum status status = history_read(history, head->session, log);
    bool same = false;

    if (status == STATUS_NO) {
        log->session = session_new();
        return STATUS_OK;
    }
    if (status == STATUS_OK)
        status = share_digest(history, head, (unsigned)log->stored, digest);
    if (status == STATUS_OK)
        status = is_of(history, log->key, installation, &same);
    if (status == STATUS_OK && !same) {
        *wrong = "another session has this id here";
        status = STATUS_INVALID;
    }
    return status;
}

/* Under the session's lock. */
static enum status put(struct history *history, const struct share_head *head,
                       const struct share_event *events, size_t count, const char **wrong)
{
    unsigned char digest[SHARE_DIGEST] = {0};
    struct history_log log = {0};
    int64_t installation = 0;
    enum status status = is_buried(history, head);

    if (status == STATUS_OK)
        status = find_installation(history, head->installation, &installation);
    if (status == STATUS_OK)
        status = find_log(history, head, installation, &log, digest, wrong);
    if (status == STATUS_OK)
        status = fold_all(&log, head, events, count, digest, wrong);
    if (status == STATUS_OK)
        status = write(history, &log, installation, events, count);
    history_log_free(&log);
    return status;
}

enum status share_put(struct history *history, const struct share_head *head,
                      const struct share_event *events, size_t count, const char **wrong)
{
    int lock = -1;
    enum status status = history_open_lock(history, &lock);

    if (status == STATUS_OK)
        status = history_lock(history, lock, head->session);
    if (status == STATUS_OK)
        status = put(history, head, events, count, wrong);
    lock_close(lock);
    return status;
}
