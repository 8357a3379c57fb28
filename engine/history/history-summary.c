/* SPDX-License-Identifier: MIT */
/*
 * The one row that a list needs of a session: written by the transaction that writes its events, and
 * to be had again from them. A sum of its fields finds decay; whoever finds one that does not hold
 * reads the events.
 */
#include <config.h>

#include "history-private.h"

#include <string.h>

/* Keys are seconds times this, and for sessions of one second the next that is free. */
enum { KEYS_A_SECOND = 16 };

#define SUMMARY_TEXTS(X) X(id) X(error) X(flow) X(title) X(path) X(scenario) X(mode) X(trainee)
#define SUMMARY_NUMBERS(X) X(started) X(last) X(due) X(questions) X(events)

#define NAME(name) #name ", "
const char history_summary_columns[] =
    SUMMARY_TEXTS(NAME) SUMMARY_NUMBERS(NAME) "code, family, outcome, digest, sum, key,"
    " installation IN (SELECT number FROM installation WHERE NOT own)";

enum column {
#define COLUMN(name) COLUMN_##name,
    SUMMARY_TEXTS(COLUMN)
    SUMMARY_NUMBERS(COLUMN)
#undef COLUMN
    COLUMN_code,
    COLUMN_family,
    COLUMN_outcome,
    COLUMN_digest,
    COLUMN_sum,
    COLUMN_key,
    COLUMN_pulled
};

/* FNV-1a: a change of any one byte changes it. */
static uint64_t add(uint64_t sum, const void *bytes, size_t length)
{
    const unsigned char *byte = bytes;

    while (length--)
        sum = (sum ^ *byte++) * 0x100000001b3U;
    return sum;
}

static uint64_t add_number(uint64_t sum, int64_t number)
{
    unsigned char bytes[8];
    int i;

    for (i = 0; i < 8; i++)
        bytes[i] = (uint64_t)number >> 8 * i & 255;
    return add(sum, bytes, sizeof bytes);
}

static int64_t sum_of(const struct history_session *summary, const unsigned char *digest)
{
    uint64_t sum = add(0xcbf29ce484222325U, digest, HISTORY_DIGEST);

#define ADD(name) sum = add(sum, summary->name, strlen(summary->name) + 1);
    SUMMARY_TEXTS(ADD)
#undef ADD
#define ADD(name) sum = add_number(sum, (int64_t)summary->name);
    SUMMARY_NUMBERS(ADD)
#undef ADD
    sum = add_number(sum, summary->code.present ? summary->code.value : -1);
    sum = add_number(sum, summary->code.present ? (int64_t)summary->code.kind : -1);
    sum = add_number(sum, (int64_t)summary->outcome);
    return (int64_t)add_number(sum, summary->place);
}

int64_t history_least_key(int64_t started)
{
    const int64_t least = INT64_MIN / KEYS_A_SECOND, most = INT64_MAX / KEYS_A_SECOND - 1;

    return KEYS_A_SECOND * (started < least ? least : started > most ? most : started);
}

enum status history_free_key(struct history *history, int64_t started, int64_t *key)
{
    static const char sql[] = "SELECT key FROM session WHERE key >= ?1 ORDER BY key";
    sqlite3_stmt *statement = NULL;
    enum status status;
    bool row = true;

    *key = history_least_key(started);
    status = history_ask(history, &statement, sql, "i", *key);
    while (status == STATUS_OK && row) {
        status = history_step(history, statement, &row);
        if (row && sqlite3_column_int64(statement, 0) != *key)
            break;
        *key += row;
    }
    sqlite3_finalize(statement);
    return status;
}

enum status history_add_total(struct history *history, int64_t sessions)
{
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, &statement,
                                     "UPDATE total SET sessions = sessions + ?1", "i", sessions);

    if (status == STATUS_OK)
        status = history_run(history, statement);
    sqlite3_finalize(statement);
    return status;
}

static size_t count_questions(const struct session *session)
{
    size_t count, i, questions = 0;
    const struct event *const *trail = session_trail(session, &count);

    for (i = 0; i < count; i++)
        questions += trail[i]->kind == EVENT_ANSWERED || trail[i]->kind == EVENT_TYPED;
    return questions;
}

struct history_session history_summarise(const struct session *session, int64_t key)
{
    const struct event *started = session_event(session, 0);
    const size_t count = session_count(session);

    return (struct history_session){
        .id = started->session,
        .ending = started->session,
        .error = started->error,
        .flow = started->to_flow,
        .title = started->title,
        .path = started->path,
        .scenario = started->scenario,
        .mode = started->mode,
        .trainee = started->trainee,
        .code = started->code,
        .started = started->at,
        .last = session_event(session, count - 1)->at,
        .due = session_waits_until(session),
        .outcome = session_outcome(session),
        .questions = count_questions(session),
        .events = count,
        .place = key,
    };
}

/* The letters of an id from the last to the first: what has the same ending is then side by side. */
static void reverse(const char *id, char reversed[SESSION_ID_SIZE])
{
    size_t length = strlen(id), i;

    for (i = 0; i < length && i < SESSION_ID_SIZE - 1; i++)
        reversed[i] = id[length - 1 - i];
    reversed[i] = '\0';
}

enum status history_put_summary(struct history *history, const struct history_log *log,
                                int64_t installation)
{
    static const char sql[] =
        "INSERT INTO session (id, error, flow, title, path, scenario, mode, trainee,"
        " code, started, last, due, questions, events, outcome, sum, key, reversed, installation,"
        " family, digest)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,"
        " ?19, ?20, ?21)"
        " ON CONFLICT (key) DO UPDATE SET last = excluded.last, due = excluded.due,"
        " questions = excluded.questions, events = excluded.events, outcome = excluded.outcome,"
        " sum = excluded.sum, digest = excluded.digest";
    const struct history_session row = history_summarise(log->session, log->key);
    char reversed[SESSION_ID_SIZE];
    sqlite3_stmt *statement = NULL;
    enum status status;

    reverse(row.id, reversed);
    status = history_ask(history, &statement, sql, "ssssssssiiiiiisiisis", row.id, row.error,
                         row.flow, row.title, row.path, row.scenario, row.mode, row.trainee,
                         row.code.present ? row.code.value : (int64_t)-1, row.started, row.last, row.due, (int64_t)row.questions,
                         (int64_t)row.events, outcome_names[row.outcome],
                         sum_of(&row, log->digest), row.place, reversed, installation,
                         row.code.present ? code_kind_name(row.code.kind) : "");
    if (status == STATUS_OK && sqlite3_bind_blob(statement, 21, log->digest, HISTORY_DIGEST,
                                                 SQLITE_STATIC) != SQLITE_OK)
        status = history_fail_sqlite(history);
    if (status == STATUS_OK)
        status = history_run(history, statement);
    sqlite3_finalize(statement);
    return status;
}

static enum outcome outcome_named(const char *name)
{
    int i = 0;

    while (i < OUTCOME_COUNT && strcmp(outcome_names[i], name) != 0)
        i++;
    return (enum outcome)i;
}

bool history_read_summary(sqlite3_stmt *statement, struct history_session *summary,
                          unsigned char digest[HISTORY_DIGEST])
{
    struct history_session row = {
        .place = sqlite3_column_int64(statement, COLUMN_key),
        .outcome = outcome_named(history_column(statement, COLUMN_outcome)),
    };
    const void *bytes = sqlite3_column_blob(statement, COLUMN_digest);

#define READ(name) row.name = history_column(statement, COLUMN_##name);
    SUMMARY_TEXTS(READ)
#undef READ
    if (*history_column(statement, COLUMN_family))
        row.code = code_of(code_kind_named(history_column(statement, COLUMN_family)),
                           sqlite3_column_int64(statement, COLUMN_code));
    row.started = sqlite3_column_int64(statement, COLUMN_started);
    row.last = sqlite3_column_int64(statement, COLUMN_last);
    row.due = sqlite3_column_int64(statement, COLUMN_due);
    row.questions = (size_t)sqlite3_column_int64(statement, COLUMN_questions);
    row.events = (size_t)sqlite3_column_int64(statement, COLUMN_events);
    row.ending = row.id;
    row.pulled = sqlite3_column_int64(statement, COLUMN_pulled);
    *summary = row;
    if (row.outcome == OUTCOME_COUNT || !bytes ||
        sqlite3_column_bytes(statement, COLUMN_digest) != HISTORY_DIGEST ||
        sum_of(&row, bytes) != sqlite3_column_int64(statement, COLUMN_sum))
        return false;
    if (digest)
        memcpy(digest, bytes, HISTORY_DIGEST);
    return true;
}
