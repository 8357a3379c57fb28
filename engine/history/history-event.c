/*
 * An event as a row and a row as an event. The columns follow EVENT_TEXTS, so that a field that an
 * event gains cannot be forgotten here: without a column for it nothing can be written.
 *
 * SQLite finds damage to its own structure, not to what it holds. So each row carries a sum of its
 * fields: against decay, not against forgery.
 */
#include <config.h>

#include "history-private.h"

#include <string.h>

#include "errwalk/catalog.h"

/* Two lists, as the sum of a row goes over them: the code's value stands between. */
#define EVENT_PLACE(X) \
    X(number)          \
    X(at)
#define EVENT_NUMBERS(X) \
    X(target)            \
    X(item)              \
    X(minutes)           \
    X(wait)              \
    X(percent)           \
    X(seed)              \
    X(on)                \
    X(sensitive)

enum column {
#define COLUMN(name) COLUMN_##name,
    EVENT_PLACE(COLUMN)
    EVENT_NUMBERS(COLUMN)
    EVENT_TEXTS(COLUMN)
#undef COLUMN
    COLUMN_code,
    COLUMN_family,
    COLUMN_kind,
    COLUMN_step_kind,
    COLUMN_checksum,
    COLUMN_COUNT
};

#define NAME(name) "\"" #name "\", "
#define COLUMN_NAMES \
    EVENT_PLACE(NAME) EVENT_NUMBERS(NAME) EVENT_TEXTS(NAME) "code, family, kind, step_kind, checksum"
#define PLACE(name) "?, "

static const char select_all[] = "SELECT " COLUMN_NAMES " FROM event ";
static const char insert[] = "INSERT INTO event (" COLUMN_NAMES ") VALUES (" EVENT_PLACE(PLACE)
    EVENT_NUMBERS(PLACE) EVENT_TEXTS(PLACE) "?, ?, ?, ?, ?)";

/* FNV-1a: a change of any one byte changes it. */
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

/* A code is two columns: its value and the name of its family. Before version 4 there was the value
 * alone, -1 for none; that is still how none is written. */
enum { NO_CODE = -1 };

static int64_t value_of(struct code code)
{
    return code.present ? code.value : NO_CODE;
}

static const char *family_of(struct code code)
{
    return code.present ? code_kind_name(code.kind) : "";
}

/* False where there is no such family. Of what is older than families the name of the error tells. */
static bool read_code(int64_t value, const char *family, const char *error, struct code *code)
{
    if (*family)
        *code = code_of(code_kind_named(family), value);
    else if (value == NO_CODE)
        *code = (struct code){0};
    else
        *code = catalog_code_beside(error, strlen(error), value);
    return code->kind < CODE_KIND_COUNT;
}

/* Of the fields that are not empty, by name: a column added later, with an empty default, leaves it
 * as it is. */
static int64_t checksum(const struct event *row, int64_t code, const char *family)
{
    uint64_t sum = 0xcbf29ce484222325U;

#define ADD(name) sum = add_number(sum, #name, (int64_t)row->name);
    EVENT_PLACE(ADD)
    sum = add_number(sum, "code", code);
    EVENT_NUMBERS(ADD)
#undef ADD
#define ADD(name) sum = add_text(sum, #name, row->name);
    EVENT_TEXTS(ADD)
#undef ADD
    sum = add_text(sum, "family", family);
    sum = add_text(sum, "kind", event_kind_names[row->kind]);
    sum = add_text(sum, "step_kind", step_kind_names[row->step_kind]);
    return (int64_t)sum;
}

static int bind_text(sqlite3_stmt *statement, enum column column, const char *text)
{
    return sqlite3_bind_text(statement, (int)column + 1, text, -1, SQLITE_STATIC);
}

static int bind(sqlite3_stmt *statement, const struct event *row)
{
    int code = SQLITE_OK;

#define BIND(name) code |= sqlite3_bind_int64(statement, COLUMN_##name + 1, (int64_t)row->name);
    EVENT_PLACE(BIND)
    EVENT_NUMBERS(BIND)
#undef BIND
#define BIND(name) code |= bind_text(statement, COLUMN_##name, row->name);
    EVENT_TEXTS(BIND)
#undef BIND
    code |= sqlite3_bind_int64(statement, COLUMN_code + 1, value_of(row->code));
    code |= bind_text(statement, COLUMN_family, family_of(row->code));
    code |= bind_text(statement, COLUMN_kind, event_kind_names[row->kind]);
    code |= bind_text(statement, COLUMN_step_kind, step_kind_names[row->step_kind]);
    code |= sqlite3_bind_int64(statement, COLUMN_checksum + 1,
                               checksum(row, value_of(row->code), family_of(row->code)));
    return code;
}

enum status history_count(struct history *history, const char *id, int64_t *count)
{
    return history_number(history, "SELECT max(number) FROM event WHERE session = ?1", id, count);
}

enum status history_insert(struct history *history, const char *id, int64_t stored,
                           const struct event *events, size_t count)
{
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, insert, NULL, &statement);
    bool more;
    size_t i;

    if (status != STATUS_OK)
        return status;
    for (i = 0; status == STATUS_OK && i < count; i++) {
        struct event row = events[i];

        row.session = id;
        row.number = (unsigned)(stored + 1 + (int64_t)i);
        if (row.sensitive)
            row.answer = row.pasted = row.facts = "";
        if (bind(statement, &row) != SQLITE_OK)
            status = history_fail_sqlite(history);
        else
            status = history_step(history, statement, &more);
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
    return status;
}

enum status history_select(struct history *history, const char *clauses, const char *text,
                           sqlite3_stmt **statement)
{
    enum status status = STATUS_NO_MEMORY;
    struct buffer sql = {0};

    buffer_string(&sql, select_all);
    buffer_string(&sql, clauses);
    if (!buffer_failed(&sql))
        status = history_ask(history, buffer_text(&sql), text, statement);
    buffer_free(&sql);
    return status;
}

/* The place of the column's text in an array of names; `count` where it is not there. */
static int named(const char *text, const char *const *names, int count)
{
    int i = 0;

    while (i < count && strcmp(text, names[i]) != 0)
        i++;
    return i;
}

static const char *text_at(sqlite3_stmt *statement, enum column column)
{
    const unsigned char *text = sqlite3_column_text(statement, (int)column);

    return text ? (const char *)text : "";
}

enum status history_read_event(struct history *history, sqlite3_stmt *statement,
                               struct event *event, const char **id)
{
    int kind = named(text_at(statement, COLUMN_kind), event_kind_names, EVENT_KIND_COUNT);
    int step_kind = named(text_at(statement, COLUMN_step_kind), step_kind_names, STEP_KIND_COUNT);
    struct event row = {.kind = (enum event_kind)kind, .step_kind = (enum step_kind)step_kind};
    int64_t code = sqlite3_column_int64(statement, COLUMN_code);
    const char *family = text_at(statement, COLUMN_family);
    bool sound = kind < EVENT_KIND_COUNT && step_kind < STEP_KIND_COUNT;

#define READ(name)                                             \
    row.name = sqlite3_column_int64(statement, COLUMN_##name); \
    sound = sound && row.name == sqlite3_column_int64(statement, COLUMN_##name);
    EVENT_PLACE(READ)
    EVENT_NUMBERS(READ)
#undef READ
#define READ(name) row.name = text_at(statement, COLUMN_##name);
    EVENT_TEXTS(READ)
#undef READ
    if (sqlite3_errcode(history->db) == SQLITE_NOMEM)
        return STATUS_NO_MEMORY;
    sound = read_code(code, family, row.error, &row.code) && sound;
    if (!sound || checksum(&row, code, family) != sqlite3_column_int64(statement, COLUMN_checksum))
        return history_fail(history, HISTORY_CORRUPT, "an event is not as it was written");
    *id = row.session;
    if (row.kind != EVENT_STARTED)
        row.session = "";
    *event = row;
    return STATUS_OK;
}
