/* SPDX-License-Identifier: MIT */
/*
 * Events as rows: the body as it is written, and its digest, which goes on from that of the event
 * before. SQLite finds damage to its own structure, not to what it holds; the digests find any other,
 * and an event that was taken out of its place.
 */
#include <config.h>

#include "history-private.h"

#include <nettle/sha2.h>
#include <string.h>

void history_chain(unsigned char digest[HISTORY_DIGEST], const char *body, size_t length)
{
    struct sha256_ctx context;

    sha256_init(&context);
    sha256_update(&context, length, (const uint8_t *)body);
    sha256_update(&context, HISTORY_DIGEST, digest);
    sha256_digest(&context, HISTORY_DIGEST, digest);
}

struct event history_without_secrets(const struct event *event)
{
    struct event clean = *event;

    if (event->sensitive)
        clean.answer = clean.pasted = clean.facts = "";
    if (event->sensitive && event->kind == EVENT_PASTED)
        clean.answer = event->answer; /* the answer that it proposes */
    return clean;
}

enum status history_insert_body(struct history *history, sqlite3_stmt *statement, int64_t key,
                                size_t number, const char *body, size_t length,
                                const unsigned char *digest)
{
    if (sqlite3_bind_int64(statement, 1, key) != SQLITE_OK ||
        sqlite3_bind_int64(statement, 2, (int64_t)number) != SQLITE_OK ||
        sqlite3_bind_text(statement, 3, body, (int)length, SQLITE_STATIC) != SQLITE_OK ||
        sqlite3_bind_blob(statement, 4, digest, HISTORY_DIGEST, SQLITE_STATIC) != SQLITE_OK)
        return history_fail_sqlite(history);
    return history_run(history, statement);
}

/* So that it is found by what was written. */
static enum status insert_export(struct history *history, int64_t key, const struct event *event)
{
    static const char sql[] =
        "INSERT OR REPLACE INTO export (sha256, at, session, number) VALUES (?1, ?2, ?3, ?4)";
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, &statement, sql, "siii", event->sha256, event->at,
                                     key, (int64_t)event->number);

    if (status == STATUS_OK)
        status = history_run(history, statement);
    sqlite3_finalize(statement);
    return status;
}

enum status history_insert(struct history *history, const struct history_log *log,
                           unsigned char digest[HISTORY_DIGEST])
{
    static const char sql[] =
        "INSERT INTO event (session, number, body, digest) VALUES (?1, ?2, ?3, ?4)";
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, &statement, sql, "");
    struct buffer body = {0};
    size_t i;

    memcpy(digest, log->digest, HISTORY_DIGEST);
    for (i = log->stored; status == STATUS_OK && i < session_count(log->session); i++) {
        struct event event = history_without_secrets(session_event(log->session, i));

        buffer_clear(&body);
        history_write_body(&body, &event);
        history_chain(digest, body.bytes, body.length);
        status = history_insert_body(history, statement, log->key, i + 1, body.bytes, body.length,
                                     digest);
        if (status == STATUS_OK && event.kind == EVENT_EXPORTED)
            status = insert_export(history, log->key, &event);
    }
    buffer_free(&body);
    sqlite3_finalize(statement);
    return status;
}

static enum status damaged(struct history *history, const char *what)
{
    return history_fail(history, HISTORY_CORRUPT, what);
}

/* The event in a row, onto a session whose next it must be. */
static enum status read_one(struct history *history, sqlite3_stmt *statement,
                            struct history_log *log, struct buffer *texts)
{
    const char *body = history_column(statement, 1);
    size_t length = (size_t)sqlite3_column_bytes(statement, 1);
    const void *digest = sqlite3_column_blob(statement, 2);
    unsigned char chained[HISTORY_DIGEST];
    struct event event;

    if (sqlite3_column_int64(statement, 0) != (int64_t)log->stored + 1)
        return damaged(history, "an event of a session is missing");
    memcpy(chained, log->digest, sizeof chained);
    history_chain(chained, body, length);
    if (!digest || sqlite3_column_bytes(statement, 2) != HISTORY_DIGEST ||
        memcmp(digest, chained, HISTORY_DIGEST) != 0)
        return damaged(history, "an event is not as it was written");
    if (!history_read_body(body, length, texts, &event) ||
        session_apply(log->session, &event) != STATUS_OK)
        return damaged(history, "the events of a session do not fit together");
    memcpy(log->digest, chained, HISTORY_DIGEST);
    log->stored++;
    return STATUS_OK;
}

enum status history_ask_events(struct history *history, sqlite3_stmt **statement)
{
    return history_ask(history, statement,
                       "SELECT number, body, digest FROM event WHERE session = ?1 ORDER BY number",
                       "");
}

enum status history_read_events(struct history *history, sqlite3_stmt *statement, int64_t key,
                                struct buffer *texts, struct history_log *log)
{
    enum status status = history_bind(history, statement, "i", key);
    bool row;

    *log = (struct history_log){.session = session_new(), .key = key};
    while (status == STATUS_OK &&
           (status = history_step(history, statement, &row)) == STATUS_OK && row)
        status = read_one(history, statement, log, texts);
    return status;
}

enum status history_read_log(struct history *history, int64_t key, struct history_log *log)
{
    sqlite3_stmt *statement = NULL;
    struct buffer texts = {0};
    enum status status = history_ask_events(history, &statement);

    if (status == STATUS_OK)
        status = history_read_events(history, statement, key, &texts, log);
    else
        *log = (struct history_log){.session = session_new(), .key = key};
    sqlite3_finalize(statement);
    buffer_free(&texts);
    return status;
}
