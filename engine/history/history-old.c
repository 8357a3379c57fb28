/* SPDX-License-Identifier: MIT */
/*
 * Sessions as the versions 1 and 2 of the tables had them: a column for each field of an event, and a
 * sum of the fields in each row. Only read, by the conversion; what was released never changes, so the
 * fields are those of then.
 */
#include <config.h>

#include "history-private.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/catalog.h"
#include "errwalk/memory.h"

#define OLD_NUMBERS(X) X(number) X(at) X(target) X(item) X(on) X(sensitive)
#define OLD_TEXTS(X)                                                                        \
    X(session) X(error) X(flow) X(step) X(question) X(answer) X(say) X(fact) X(to) X(to_flow) \
        X(title) X(path) X(sha256) X(related)
#define NEWER_NUMBERS(X) X(minutes) X(percent) X(seed) /* of version 2 */
#define NEWER_TEXTS(X) X(scenario) X(mode) X(trainee) X(lock) X(solution) X(evidence)

enum column {
#define COLUMN(name) COLUMN_##name,
    COLUMN_kind,
    COLUMN_step_kind,
    COLUMN_checksum,
    COLUMN_code,
    OLD_NUMBERS(COLUMN)
    OLD_TEXTS(COLUMN)
    NEWER_NUMBERS(COLUMN)
    NEWER_TEXTS(COLUMN)
#undef COLUMN
};

#define NAME(name) ", \"" #name "\""
#define OLD_NAMES "kind, step_kind, checksum, code" OLD_NUMBERS(NAME) OLD_TEXTS(NAME)
#define ROWS " FROM event WHERE session = ?1 ORDER BY number"

static const char old_sql[] = "SELECT " OLD_NAMES ROWS;
static const char newer_sql[] = "SELECT " OLD_NAMES NEWER_NUMBERS(NAME) NEWER_TEXTS(NAME) ROWS;

/* FNV-1a. */
static uint64_t add(uint64_t sum, const void *bytes, size_t length)
{
    const unsigned char *byte = bytes;

    while (length--)
        sum = (sum ^ *byte++) * 0x100000001b3U;
    return sum;
}

static uint64_t add_text(uint64_t sum, const char *name, const char *text)
{
    return *text ? add(add(sum, name, strlen(name) + 1), text, strlen(text) + 1) : sum;
}

static uint64_t add_number(uint64_t sum, const char *name, int64_t number)
{
    unsigned char bytes[8];
    int i;

    for (i = 0; i < 8; i++)
        bytes[i] = (uint64_t)number >> 8 * i & 255;
    return number ? add(add(sum, name, strlen(name) + 1), bytes, sizeof bytes) : sum;
}

/* Of the fields that are not empty, by name, in the order that version 2 had them in. */
static int64_t checksum(const struct event *row, int64_t code)
{
    uint64_t sum = 0xcbf29ce484222325U;

#define ADD(name) sum = add_number(sum, #name, (int64_t)row->name);
    ADD(number) ADD(at)
    sum = add_number(sum, "code", code);
    ADD(target) ADD(item)
    NEWER_NUMBERS(ADD)
    ADD(on) ADD(sensitive)
#undef ADD
#define ADD(name) sum = add_text(sum, #name, row->name);
    OLD_TEXTS(ADD)
    NEWER_TEXTS(ADD)
#undef ADD
    sum = add_text(sum, "kind", event_kind_names[row->kind]);
    sum = add_text(sum, "step_kind", step_kind_names[row->step_kind]);
    return (int64_t)sum;
}

/* The place of the column's text in an array of names; `count` where it is not there. */
static int place_of(const char *text, const char *const *names, int count)
{
    int i = 0;

    while (i < count && strcmp(text, names[i]) != 0)
        i++;
    return i;
}

static bool read_event(sqlite3_stmt *statement, bool newer, struct event *event)
{
    const int kind = place_of(history_column(statement, COLUMN_kind), event_kind_names,
                              EVENT_KIND_COUNT);
    const int step_kind = place_of(history_column(statement, COLUMN_step_kind), step_kind_names,
                                   STEP_KIND_COUNT);
    const int64_t code = sqlite3_column_int64(statement, COLUMN_code);
    struct event row = event_make((enum event_kind)kind);
    bool holds = kind < EVENT_KIND_COUNT && step_kind < STEP_KIND_COUNT;

    row.step_kind = (enum step_kind)step_kind;
#define READ(name)                                             \
    row.name = sqlite3_column_int64(statement, COLUMN_##name); \
    holds = holds && row.name == sqlite3_column_int64(statement, COLUMN_##name);
    OLD_NUMBERS(READ)
    if (newer) {
        NEWER_NUMBERS(READ)
    }
#undef READ
#define READ(name) row.name = history_column(statement, COLUMN_##name);
    OLD_TEXTS(READ)
    if (newer) {
        NEWER_TEXTS(READ)
    }
#undef READ
    if (code >= 0) /* there were no families: the name of the error says which */
        row.code = catalog_code_beside(row.error, strlen(row.error), code);
    if (!holds || checksum(&row, code) != sqlite3_column_int64(statement, COLUMN_checksum))
        return false;
    *event = row;
    return true;
}

enum status history_old_session(struct history *history, int version, const char *id,
                                struct session **session, size_t *rows)
{
    struct session *read = session_new();
    sqlite3_stmt *statement = NULL;
    struct event event;
    enum status status =
        history_ask(history, &statement, version > 1 ? newer_sql : old_sql, "s", id);
    bool row, holds = true;

    *rows = 0;
    while (status == STATUS_OK &&
           (status = history_step(history, statement, &row)) == STATUS_OK && row) {
        ++*rows;
        holds = holds && read_event(statement, version > 1, &event) &&
                event.number == session_count(read) + 1 && strcmp(event.session, id) == 0;
        if (holds) {
            event.session = event.kind == EVENT_STARTED ? event.session : "";
            holds = session_apply(read, &event) == STATUS_OK;
        }
    }
    sqlite3_finalize(statement);
    if (history_is_corrupt(history, status)) {
        ++*rows; /* at least one that cannot be read */
        status = STATUS_OK;
    }
    if (status == STATUS_OK)
        *session = read;
    else
        session_free(read);
    return status;
}

/* A session by its first time. */
struct begun {
    int64_t at;
    char *id;
};

static int earlier_first(const void *a, const void *b)
{
    const struct begun *one = a, *other = b;

    if (one->at != other->at)
        return one->at < other->at ? -1 : 1;
    return strcmp(one->id, other->id);
}

/* From one end of the table; from there on as far as its pages can be read. */
static enum status gather(struct history *history, const char *order, struct begun **all,
                          size_t *count, size_t *capacity)
{
    struct buffer sql = {0};
    sqlite3_stmt *statement = NULL;
    enum status status;
    bool row;

    buffer_printf(&sql, "SELECT session, min(at) FROM event GROUP BY session ORDER BY session %s",
                  order);
    status = history_ask(history, &statement, buffer_text(&sql), "");
    while (status == STATUS_OK &&
           (status = history_step(history, statement, &row)) == STATUS_OK && row) {
        const char *id = history_column(statement, 0);

        memory_grow((void **)all, capacity, *count, sizeof **all);
        (*all)[(*count)++] = (struct begun){.at = sqlite3_column_int64(statement, 1),
                                            .id = memory_copy(id, strlen(id))};
    }
    sqlite3_finalize(statement);
    buffer_free(&sql);
    return status;
}

enum status history_old_ids(struct history *history, struct buffer *ids, size_t *sessions,
                            bool *damaged)
{
    struct begun *all = NULL;
    size_t count = 0, capacity = 0, i;
    enum status status = gather(history, "", &all, &count, &capacity);

    *sessions = 0;
    *damaged = history_is_corrupt(history, status);
    if (*damaged)
        status = gather(history, "DESC", &all, &count, &capacity);
    if (history_is_corrupt(history, status) && count)
        status = STATUS_OK;
    if (count)
        qsort(all, count, sizeof *all, earlier_first);
    for (i = 0; i < count; i++) {
        if (i == 0 || strcmp(all[i].id, all[i - 1].id) != 0) {
            buffer_append(ids, all[i].id, strlen(all[i].id) + 1);
            ++*sessions;
        }
    }
    for (i = 0; i < count; i++)
        memory_free(all[i].id);
    memory_free(all);
    return status;
}
