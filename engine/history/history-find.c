/* SPDX-License-Identifier: MIT */
/*
 * One session out of all: by its name, as the latest, or by the hash of what was exported from it.
 */
#include <config.h>

#include "history-private.h"

#include <stdio.h>
#include <string.h>

/* What was pulled is another's: it is never the last. */
#define OWN " AND installation NOT IN (SELECT number FROM installation WHERE NOT own)"

static void reverse(const char *text, char reversed[SESSION_ID_SIZE])
{
    size_t length = strlen(text), i;

    for (i = 0; i < length; i++)
        reversed[i] = text[length - 1 - i];
    reversed[length] = '\0';
}

/* The one id that a statement gives for what ids begin with. STATUS_INVALID: several. */
static enum status find_one(struct history *history, const char *sql, const char *start,
                            char id[SESSION_ID_SIZE])
{
    char found[SESSION_ID_SIZE] = "";
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, &statement, sql, "s", start);
    bool row = false, another = false;

    if (status == STATUS_OK)
        status = history_step(history, statement, &row);
    if (row) {
        snprintf(found, sizeof found, "%s", history_column(statement, 0));
        status = history_step(history, statement, &another);
    }
    sqlite3_finalize(statement);
    if (status != STATUS_OK)
        return status;
    if (another || !row)
        return another ? STATUS_INVALID : STATUS_NO;
    strcpy(id, found);
    return STATUS_OK;
}

/* An exact id, else a unique ending, else a unique beginning. */
static enum status find_named(struct history *history, const char *name, char id[SESSION_ID_SIZE])
{
    static const char ending[] = "SELECT id FROM session WHERE reversed >= ?1"
                                 " AND reversed < ?1 || '~' LIMIT 2";
    static const char beginning[] = "SELECT id FROM session WHERE id >= ?1"
                                    " AND id < ?1 || '~' LIMIT 2";
    char reversed[SESSION_ID_SIZE];
    int64_t key;
    enum status status = history_key(history, name, &key);

    if (status == STATUS_OK)
        strcpy(id, name);
    if (status != STATUS_NO || strlen(name) < SESSION_ID_NAME_LEAST)
        return status;
    reverse(name, reversed);
    status = find_one(history, ending, reversed, id);
    return status == STATUS_NO ? find_one(history, beginning, name, id) : status;
}

/* The first id of a statement. STATUS_NO: it gives none. */
static enum status take_id(struct history *history, const char *sql, char id[SESSION_ID_SIZE])
{
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, &statement, sql, "");
    bool row = false;

    if (status == STATUS_OK)
        status = history_step(history, statement, &row);
    if (row)
        snprintf(id, SESSION_ID_SIZE, "%s", history_column(statement, 0));
    sqlite3_finalize(statement);
    return status == STATUS_OK && !row ? STATUS_NO : status;
}

/* The latest unfinished one, or else the latest. */
static enum status find_latest(struct history *history, char id[SESSION_ID_SIZE])
{
    static const char unfinished[] = "SELECT id FROM session WHERE outcome = 'unfinished'" OWN
                                     " ORDER BY last DESC, key DESC LIMIT 1";
    static const char any[] = "SELECT id FROM session INDEXED BY session_time WHERE true" OWN
                              " ORDER BY last DESC, key DESC LIMIT 1";
    enum status status = take_id(history, unfinished, id);

    return status == STATUS_NO ? take_id(history, any, id) : status;
}

enum status history_find(struct history *history, const char *text, char id[SESSION_ID_SIZE])
{
    char name[SESSION_ID_SIZE];
    enum status status = history_open(history, false);

    if (status != STATUS_OK)
        return status;
    if (!session_id_read(text, name))
        return STATUS_NO;
    return *name ? find_named(history, name, id) : find_latest(history, id);
}

enum status history_unfinished(struct history *history, const char *flow, char id[SESSION_ID_SIZE])
{
    static const char sql[] = "SELECT id, scenario FROM session WHERE flow = ?1"
                              " AND outcome = 'unfinished'" OWN " ORDER BY last DESC, key DESC";
    char found[SESSION_ID_SIZE];
    sqlite3_stmt *statement = NULL;
    enum status status = history_open(history, false);
    bool row = true;

    if (status == STATUS_OK)
        status = history_ask(history, &statement, sql, "s", flow);
    while (status == STATUS_OK && row) {
        status = history_step(history, statement, &row);
        if (!row || *history_column(statement, 1))
            continue;
        snprintf(found, sizeof found, "%s", history_column(statement, 0));
        if (!history_is_locked(history, found))
            break;
    }
    sqlite3_finalize(statement);
    if (status != STATUS_OK || !row)
        return status == STATUS_OK ? STATUS_NO : status;
    strcpy(id, found);
    return STATUS_OK;
}

static void give_export(struct history *history, const char *id, const struct event *event,
                        struct history_export *found)
{
    struct arena *arena = arena_new();

    *found = (struct history_export){
        .at = event->at,
        .redacted = event->on,
        .session = arena_copy(arena, id, strlen(id)),
        .format = arena_copy(arena, event->answer, strlen(event->answer)),
        .file = arena_copy(arena, event->say, strlen(event->say)),
    };
    arena_free(history->found);
    history->found = arena;
}

/* The export in an event of a session, which is read whole: so its digests are seen to hold. */
static enum status take_export(struct history *history, int64_t key, int64_t number,
                               const char *sha256, struct history_export *found)
{
    struct history_log log = {0};
    enum status status = history_read_log(history, key, &log);
    const struct event *event = session_event(log.session, (size_t)number - 1);

    if (status == STATUS_OK &&
        (!event || event->kind != EVENT_EXPORTED || strcmp(event->sha256, sha256) != 0))
        status = history_fail(history, HISTORY_CORRUPT, "an export is not where it was");
    if (status == STATUS_OK)
        give_export(history, session_id(log.session), event, found);
    history_log_free(&log);
    return status;
}

/* What was exported from a session that is only read. */
static enum status find_noted(struct history *history, const char *sha256,
                              struct history_export *found)
{
    static const char sql[] = "SELECT id, format, file, at, redacted FROM noted JOIN session"
                              " ON session.key = noted.session WHERE sha256 = ?1"
                              " ORDER BY at DESC LIMIT 1";
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, &statement, sql, "s", sha256);
    bool row = false;

    if (status == STATUS_OK)
        status = history_step(history, statement, &row);
    if (row) {
        const struct event event = {.answer = history_column(statement, 1),
                                    .say = history_column(statement, 2),
                                    .at = sqlite3_column_int64(statement, 3),
                                    .on = sqlite3_column_int64(statement, 4)};

        give_export(history, history_column(statement, 0), &event, found);
    }
    sqlite3_finalize(statement);
    return status == STATUS_OK && !row ? STATUS_NO : status;
}

enum status history_find_export(struct history *history, const char *sha256,
                                struct history_export *found)
{
    static const char sql[] = "SELECT session, number FROM export WHERE sha256 = ?1"
                              " ORDER BY at DESC, session, number DESC LIMIT 1";
    sqlite3_stmt *statement = NULL;
    enum status status = history_open(history, false);
    int64_t key = 0, number = 0;
    bool row = false;

    if (status == STATUS_OK)
        status = history_ask(history, &statement, sql, "s", sha256);
    if (status == STATUS_OK)
        status = history_step(history, statement, &row);
    if (row) {
        key = sqlite3_column_int64(statement, 0);
        number = sqlite3_column_int64(statement, 1);
    }
    sqlite3_finalize(statement);
    if (status != STATUS_OK || !row)
        return status == STATUS_OK ? find_noted(history, sha256, found) : status;
    return take_export(history, key, number, sha256, found);
}
