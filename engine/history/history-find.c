/*
 * One session out of all: by the beginning of its id, as the latest, or by the hash of what was
 * exported from it.
 */
#include <config.h>

#include "history-private.h"

#include <ctype.h>
#include <string.h>

#include "errwalk/memory.h"

/* The prefix as ids are written; false where no id can begin so. */
static bool read_prefix(const char *text, char prefix[HISTORY_ID_LENGTH + 1])
{
    static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
    size_t i;

    for (i = 0; text[i]; i++) {
        char letter = (char)tolower((unsigned char)text[i]);

        letter = letter == 'o' ? '0' : letter == 'i' || letter == 'l' ? '1' : letter;
        if (i == HISTORY_ID_LENGTH || !strchr(alphabet, letter))
            return false;
        prefix[i] = letter;
    }
    prefix[i] = '\0';
    return true;
}

/* The id in the row where a statement stands. */
static void copy_id(sqlite3_stmt *statement, char id[HISTORY_ID_LENGTH + 1])
{
    const unsigned char *text = sqlite3_column_text(statement, 0);

    strncpy(id, text ? (const char *)text : "", HISTORY_ID_LENGTH);
    id[HISTORY_ID_LENGTH] = '\0';
}

static enum status find_prefix(struct history *history, const char *prefix,
                               char id[HISTORY_ID_LENGTH + 1])
{
    static const char sql[] = "SELECT session FROM event NOT INDEXED WHERE number = 1"
                              " AND session >= ?1 AND session < ?1 || '~' LIMIT 2";
    char found[HISTORY_ID_LENGTH + 1];
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, sql, prefix, &statement);
    bool row = false, another = false;

    if (status != STATUS_OK)
        return status;
    status = history_step(history, statement, &row);
    if (row) {
        copy_id(statement, found);
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

/* Whether a session is unfinished. */
static enum status is_unfinished(struct history *history, const char *id, bool *unfinished)
{
    struct session *session;
    enum status status = history_read(history, id, &session);

    if (status != STATUS_OK)
        return status;
    *unfinished = session_outcome(session) == OUTCOME_UNFINISHED;
    session_free(session);
    return STATUS_OK;
}

/* The first unfinished session of a statement that gives ids; `latest` gets the first of all, ""
 * where there is none. Those that another process walks are left out where `free_only`. */
static enum status first_unfinished(struct history *history, sqlite3_stmt *statement,
                                    bool free_only, char latest[HISTORY_ID_LENGTH + 1],
                                    char id[HISTORY_ID_LENGTH + 1])
{
    char found[HISTORY_ID_LENGTH + 1];
    bool row, unfinished = false;
    enum status status;

    *latest = '\0';
    while ((status = history_step(history, statement, &row)) == STATUS_OK && row) {
        copy_id(statement, found);
        if (!*latest)
            strcpy(latest, found);
        if (free_only && history_is_locked(history, found))
            continue;
        status = is_unfinished(history, found, &unfinished);
        if (status == STATUS_OK && unfinished)
            strcpy(id, found);
        if (status != STATUS_OK || unfinished)
            return status;
    }
    return status == STATUS_OK ? STATUS_NO : status;
}

static enum status find_latest(struct history *history, const char *sql, const char *flow,
                               char latest[HISTORY_ID_LENGTH + 1], char id[HISTORY_ID_LENGTH + 1])
{
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, sql, flow, &statement);

    if (status != STATUS_OK)
        return status;
    status = first_unfinished(history, statement, flow != NULL, latest, id);
    sqlite3_finalize(statement);
    return status;
}

enum status history_find(struct history *history, const char *text, char id[HISTORY_ID_LENGTH + 1])
{
    static const char sql[] = "SELECT session FROM event GROUP BY session"
                              " ORDER BY max(at) DESC, session";
    char prefix[HISTORY_ID_LENGTH + 1], latest[HISTORY_ID_LENGTH + 1];
    enum status status = history_open(history, false);

    if (status == STATUS_OK)
        status = history_inspect(history);
    if (status != STATUS_OK)
        return status;
    if (!read_prefix(text, prefix))
        return STATUS_NO;
    if (*prefix)
        return find_prefix(history, prefix, id);
    status = find_latest(history, sql, NULL, latest, id);
    if (status == STATUS_NO && *latest) {
        strcpy(id, latest);
        return STATUS_OK;
    }
    return status;
}

enum status history_unfinished(struct history *history, const char *flow,
                               char id[HISTORY_ID_LENGTH + 1])
{
    static const char sql[] =
        "SELECT session FROM event"
        " WHERE session IN (SELECT session FROM event WHERE number = 1 AND to_flow = ?1"
        " AND scenario = '')"
        " GROUP BY session ORDER BY max(at) DESC, session";
    char latest[HISTORY_ID_LENGTH + 1];
    enum status status = history_open(history, false);

    return status == STATUS_OK ? find_latest(history, sql, flow, latest, id) : status;
}

static enum status copy_export(struct history *history, const struct event *event, const char *id,
                               struct history_export *found)
{
    struct arena *arena = arena_new();
    struct history_export copy = {.at = event->at, .redacted = event->on};

    if (!arena)
        return STATUS_NO_MEMORY;
    copy.session = arena_copy(arena, id, strlen(id));
    copy.format = arena_copy(arena, event->answer, strlen(event->answer));
    copy.file = arena_copy(arena, event->say, strlen(event->say));
    if (!copy.session || !copy.format || !copy.file) {
        arena_free(arena);
        return STATUS_NO_MEMORY;
    }
    arena_free(history->found);
    history->found = arena;
    *found = copy;
    return STATUS_OK;
}

enum status history_find_export(struct history *history, const char *sha256,
                                struct history_export *found)
{
    enum status status = history_open(history, false);
    sqlite3_stmt *statement = NULL;
    struct event event;
    const char *id;
    bool row = false;

    if (status == STATUS_OK)
        status = history_inspect(history);
    if (status == STATUS_OK)
        status = history_select(history,
                                "WHERE kind = 'exported' AND sha256 = ?1"
                                " ORDER BY at DESC, session, number DESC LIMIT 1",
                                sha256, &statement);
    if (status != STATUS_OK)
        return status;
    status = history_step(history, statement, &row);
    if (status == STATUS_OK)
        status = row ? history_read_event(history, statement, &event, &id) : STATUS_NO;
    if (status == STATUS_OK)
        status = copy_export(history, &event, id, found);
    sqlite3_finalize(statement);
    return status;
}
