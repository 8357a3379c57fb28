/* SPDX-License-Identifier: MIT */
/*
 * What is left of a damaged history, into a new one: of each session its events from the first on
 * whose digests hold. They are looked for in the bytes of the file, so that no damage to what leads to
 * them matters; the rest of the database only helps to say what is lost.
 */
#include <config.h>

#include "history-private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "errwalk/memory.h"

struct row {
    int64_t key, number;
    const char *body;
    size_t length;
    const unsigned char *digest;
};

struct salvage {
    struct history *from, *to;
    struct arena *arena;
    struct row *rows;
    size_t count, capacity;
    struct history_list expected; /* what the summaries tell of, where they can be read */
    int64_t installation;
    struct history_salvaged result;
    history_loss *lost;
    void *context;
};

static bool take_row(void *context, const struct history_row *found)
{
    struct salvage *salvage = context;
    struct row row = {.key = found->key, .number = found->number, .length = found->length};

    row.body = arena_copy(salvage->arena, found->body, found->length);
    row.digest = (const unsigned char *)arena_copy(salvage->arena, (const char *)found->digest,
                                                   HISTORY_DIGEST);
    memory_grow((void **)&salvage->rows, &salvage->capacity, salvage->count, sizeof row);
    salvage->rows[salvage->count++] = row;
    return true;
}

static int in_order(const void *a, const void *b)
{
    const struct row *one = a, *other = b;

    if (one->key != other->key)
        return one->key < other->key ? -1 : 1;
    return (one->number > other->number) - (one->number < other->number);
}

/* Whether a row is the next of a session. */
static bool fits(const struct row *row, struct session *session, unsigned char *digest,
                 struct buffer *texts)
{
    unsigned char chained[HISTORY_DIGEST];
    struct event event;

    memcpy(chained, digest, sizeof chained);
    history_chain(chained, row->body, row->length);
    if (memcmp(chained, row->digest, sizeof chained) != 0 ||
        !history_read_body(row->body, row->length, texts, &event) ||
        session_apply(session, &event) != STATUS_OK)
        return false;
    memcpy(digest, chained, sizeof chained);
    return true;
}

/* The run of a session's events among its rows, several of which may say that they are the same. */
static struct session *run_of(const struct row *rows, size_t count)
{
    struct session *session = session_new();
    unsigned char digest[HISTORY_DIGEST] = {0};
    struct buffer texts = {0};
    size_t i;

    for (i = 0; i < count; i++) {
        if (rows[i].number == (int64_t)session_count(session) + 1)
            fits(&rows[i], session, digest, &texts);
    }
    buffer_free(&texts);
    return session;
}

static size_t expected_events(const struct salvage *salvage, const char *id)
{
    size_t i;

    for (i = 0; i < salvage->expected.count; i++) {
        if (strcmp(salvage->expected.items[i].id, id) == 0)
            return salvage->expected.items[i].events;
    }
    return 0;
}

static void report(struct salvage *salvage, const char *id, size_t kept, size_t all)
{
    salvage->result.lost_events += all - kept;
    salvage->result.lost_sessions += kept == 0;
    salvage->lost(salvage->context, id, kept, all);
}

/* What SQLite can read of a session, if that is more: it goes over some damage to a row. */
static void read_more(struct salvage *salvage, struct history_log *log, size_t expected)
{
    struct history_log read = {0};
    const char *id = session_id(log->session);

    if (session_count(log->session) < expected && salvage->from->db &&
        history_key(salvage->from, id, &log->key) == STATUS_OK) {
        history_read_log(salvage->from, log->key, &read);
        if (read.stored > session_count(log->session) && strcmp(session_id(read.session), id) == 0) {
            struct session *shorter = log->session;

            log->session = read.session;
            read.session = shorter;
        }
    }
    history_log_free(&read);
}

/* Which installation began a session, where its summary can be read. */
static int64_t installation_of(struct salvage *salvage, const char *id)
{
    sqlite3_stmt *statement = NULL;
    int64_t number = salvage->installation;

    if (salvage->from->db && history_ask(salvage->from, &statement,
                                         "SELECT installation FROM session WHERE id = ?1", "s",
                                         id) == STATUS_OK)
        history_take_number(salvage->from, STATUS_OK, statement, &number);
    return history_has_installation(salvage->to, number) ? number : salvage->installation;
}

/* A session that lost its end is only read from now on: somebody may have what comes next. */
static enum status mark_cut(struct history *history, const char *id)
{
    sqlite3_stmt *statement = NULL;
    enum status status =
        history_ask(history, &statement, "UPDATE session SET cut = 1 WHERE id = ?1", "s", id);

    if (status == STATUS_OK)
        status = history_run(history, statement);
    sqlite3_finalize(statement);
    return status;
}

static enum status put(struct salvage *salvage, struct history_log *log, size_t most)
{
    const size_t expected = expected_events(salvage, session_id(log->session));
    struct session *session;
    size_t kept;
    int64_t other;
    enum status status = history_key(salvage->to, session_id(log->session), &other);

    if (status != STATUS_NO) /* an older copy of a session that came over already */
        return status;
    read_more(salvage, log, expected);
    session = log->session;
    kept = session_count(session);
    status = history_build_add(salvage->to, session, installation_of(salvage, session_id(session)));
    if (status != STATUS_OK)
        return status;
    salvage->result.sessions++;
    salvage->result.events += kept;
    most = most > expected ? most : expected;
    if (most <= kept)
        return STATUS_OK;
    report(salvage, session_id(session), kept, most);
    return mark_cut(salvage->to, session_id(session));
}

static enum status put_all(struct salvage *salvage)
{
    enum status status = STATUS_OK;
    size_t i, end;

    if (salvage->count)
        qsort(salvage->rows, salvage->count, sizeof *salvage->rows, in_order);
    for (i = 0; status == STATUS_OK && i < salvage->count; i = end) {
        const struct row *rows = &salvage->rows[i];
        struct history_log log = {0};
        size_t most;

        for (end = i + 1; end < salvage->count && salvage->rows[end].key == rows->key; end++)
            ;
        log.session = run_of(rows, end - i);
        most = (size_t)salvage->rows[end - 1].number;
        if (session_count(log.session))
            status = put(salvage, &log, most <= end - i ? most : 0); /* else it is decay */
        history_log_free(&log);
    }
    return status;
}

/* Those of which only a summary is left. */
static enum status report_missing(struct salvage *salvage)
{
    enum status status = STATUS_OK;
    int64_t key;
    size_t i;

    for (i = 0; i < salvage->expected.count; i++) {
        const struct history_session *summary = &salvage->expected.items[i];

        status = history_key(salvage->to, summary->id, &key);
        if (status == STATUS_NO)
            report(salvage, summary->id, 0, summary->events);
        else if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

/* As far as it can be opened, what it says that it has; and its log goes into the file. */
static void ask_what_was(struct salvage *salvage)
{
    const struct history_filter everything = {.since = INT64_MIN, .outcome = -1};

    if (history_open(salvage->from, false) != STATUS_OK)
        return;
    sqlite3_wal_checkpoint_v2(salvage->from->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    history_list(salvage->from, &everything, &salvage->expected);
}

static enum status run(struct salvage *salvage)
{
    enum status status = history_look(salvage->from, false);

    if (status != STATUS_OK)
        return status;
    ask_what_was(salvage);
    errno = 0;
    if (history_scan_rows(salvage->from->path, take_row, salvage) != STATUS_OK)
        return history_fail_system(salvage->from);
    status = history_build_begin(salvage->to, 4096, &salvage->installation);
    if (status == STATUS_OK && salvage->from->db)
        history_carry_installations(salvage->from, salvage->to, &salvage->installation);
    if (status == STATUS_OK)
        status = put_all(salvage);
    if (status == STATUS_OK)
        status = report_missing(salvage);
    if (status == STATUS_OK && salvage->from->db)
        history_carry_shared(salvage->from, salvage->to);
    status = history_build_end(salvage->to, status);
    if (status == STATUS_IO)
        history_fail_as(salvage->from, salvage->to);
    return status;
}

enum status history_salvage(struct history *history, const char *file, history_loss *lost,
                            void *context, struct history_salvaged *result)
{
    struct history *to = history_new(file);
    struct salvage salvage = {
        .from = history, .to = to, .arena = arena_new(), .lost = lost, .context = context};
    enum status status;

    if (access(to->path, F_OK) == 0) {
        history_free(to);
        arena_free(salvage.arena);
        return STATUS_INVALID;
    }
    status = run(&salvage);
    sqlite3_close(to->db);
    to->db = NULL;
    if (status != STATUS_OK && to->inode)
        unlink(to->path);
    *result = salvage.result;
    history_list_free(&salvage.expected);
    memory_free(salvage.rows);
    arena_free(salvage.arena);
    history_free(to);
    return status;
}
