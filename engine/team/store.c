/* SPDX-License-Identifier: MIT */
/*
 * The team's store by libpq; see the header. Each statement is sent and waited for with a limit, so that
 * a server that hangs is a failure, too.
 */
#include <config.h>

#include "errwalk/store.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "errwalk/memory.h"
#include "store-library.h"
#include "store-schema.h"

enum { PATIENCE_SECONDS = 60, PARAMETERS = 5, NUMBER_TEXT = 24 };

struct store {
    const struct libpq *pq;
    PGconn *connection;
    struct buffer says;
    char state[6]; /* SQLSTATE of the last failure, or "" */
};

static enum status fail(struct store *store, const char *state, const char *says)
{
    size_t length = strcspn(says, "\n"); /* what follows is a detail */

    snprintf(store->state, sizeof store->state, "%s", state ? state : "");
    buffer_clear(&store->says);
    buffer_append(&store->says, says, length);
    return STATUS_IO;
}

const char *store_message(const struct store *store)
{
    return buffer_text(&store->says);
}

static void hear_nothing(void *context, const char *message)
{
    (void)context, (void)message;
}

enum status store_open(const char *connection, struct store **store)
{
    static const char *const names[] = {"connect_timeout", "tcp_user_timeout",
                                        "fallback_application_name", "dbname", "client_encoding",
                                        "options", NULL};
    const char *const values[] = {"10", "60000", "errwalk", connection, "UTF8",
                                  "-c statement_timeout=55s -c search_path=pg_catalog", NULL};
    struct store *opened = memory_alloc(sizeof *opened);
    const char *why = "";

    *store = opened;
    opened->pq = libpq_load(&why);
    if (!opened->pq)
        return fail(opened, NULL, why);
    opened->connection = opened->pq->PQconnectdbParams(names, values, 1);
    if (opened->pq->PQstatus(opened->connection) != CONNECTION_OK)
        return fail(opened, NULL, opened->pq->PQerrorMessage(opened->connection));
    opened->pq->PQsetNoticeProcessor(opened->connection, hear_nothing, NULL);
    opened->pq->PQsetnonblocking(opened->connection, 1);
    return STATUS_OK;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    if (store->connection)
        store->pq->PQfinish(store->connection);
    buffer_free(&store->says);
    memory_free(store);
}

static int64_t now_seconds(void)
{
    struct timespec now = {0};

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

/* Until there is an answer, all having been sent. */
static enum status wait_for_answer(struct store *store)
{
    const struct libpq *pq = store->pq;
    const int64_t deadline = now_seconds() + PATIENCE_SECONDS;

    for (;;) {
        int left = pq->PQflush(store->connection);
        struct pollfd socket = {.fd = pq->PQsocket(store->connection),
                                .events = (short)(left ? POLLIN | POLLOUT : POLLIN)};

        if (left < 0)
            return fail(store, NULL, pq->PQerrorMessage(store->connection));
        if (!left && !pq->PQisBusy(store->connection))
            return STATUS_OK;
        if (now_seconds() >= deadline)
            return fail(store, NULL, "the server does not answer");
        if (poll(&socket, 1, 1000) > 0 && socket.revents & ~POLLOUT &&
            !pq->PQconsumeInput(store->connection))
            return fail(store, NULL, pq->PQerrorMessage(store->connection));
    }
}

static enum status fail_result(struct store *store, const PGresult *result)
{
    const char *state = store->pq->PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *says = store->pq->PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

    return fail(store, state, says ? says : store->pq->PQerrorMessage(store->connection));
}

/* Gives each row to `take`, and reads all results in any case. `*changed` (may be NULL): how many rows the
 * last statement changed. */
typedef enum status take_row(struct store *store, const PGresult *row, void *context);

static enum status read_results(struct store *store, take_row *take, void *context, size_t *changed)
{
    const struct libpq *pq = store->pq;
    enum status status = STATUS_OK;
    PGresult *result;

    for (;;) {
        ExecStatusType kind;

        if (wait_for_answer(store) != STATUS_OK)
            return STATUS_IO;
        result = pq->PQgetResult(store->connection);
        if (!result)
            return status;
        kind = pq->PQresultStatus(result);
        if (kind == PGRES_SINGLE_TUPLE && status == STATUS_OK)
            status = take(store, result, context);
        else if (kind == PGRES_COMMAND_OK && changed)
            *changed = strtoul(pq->PQcmdTuples(result), NULL, 10);
        else if (kind != PGRES_SINGLE_TUPLE && kind != PGRES_TUPLES_OK && kind != PGRES_COMMAND_OK &&
                 status == STATUS_OK)
            status = fail_result(store, result);
        pq->PQclear(result);
    }
}

static enum status ask(struct store *store, const char *sql, int count, const char *const *values,
                       take_row *take, void *context)
{
    const struct libpq *pq = store->pq;

    store->state[0] = '\0';
    if (!pq->PQsendQueryParams(store->connection, sql, count, NULL, values, NULL, NULL, 0))
        return fail(store, NULL, pq->PQerrorMessage(store->connection));
    if (take)
        pq->PQsetSingleRowMode(store->connection);
    return read_results(store, take, context, NULL);
}

/* Statements without parameters, several of which are one transaction. */
static enum status execute(struct store *store, const char *sql, size_t *changed)
{
    store->state[0] = '\0';
    if (!store->pq->PQsendQuery(store->connection, sql))
        return fail(store, NULL, store->pq->PQerrorMessage(store->connection));
    return read_results(store, NULL, NULL, changed);
}

static bool state_is(const struct store *store, const char *state)
{
    return strcmp(store->state, state) == 0;
}

/* A whole number within bounds; -1 for anything else. */
static int64_t number_at(const struct store *store, const PGresult *row, int column, int64_t most)
{
    const char *text = store->pq->PQgetvalue(row, 0, column);
    char *end;
    long long number = strtoll(text, &end, 10);

    return *text && !*end && number >= 0 && number <= most ? number : -1;
}

static enum status take_version(struct store *store, const PGresult *row, void *context)
{
    *(int *)context = (int)number_at(store, row, 0, INT32_MAX);
    return STATUS_OK;
}

/* 0 where there is no store yet. */
static enum status read_version(struct store *store, int *version)
{
    enum status status;

    *version = 0;
    status = ask(store, "SELECT number FROM errwalk.version", 0, NULL, take_version, version);
    return state_is(store, "42P01") || state_is(store, "3F000") ? STATUS_OK : status;
}

static enum status refuse_version(struct store *store, int version)
{
    struct buffer says = {0};

    if (!version)
        buffer_string(&says, "there is no store in this database yet; whoever owns it makes it with "
                             "'errwalk sync --init'");
    else if (version > store_version)
        buffer_printf(&says, "its schema is version %d, of a newer errwalk (this one knows %d); update "
                             "errwalk", version, store_version);
    else
        buffer_printf(&says, "its schema is version %d, of an older errwalk (this one needs %d); whoever "
                             "owns it brings it up to date with 'errwalk sync --init'",
                      version, store_version);
    fail(store, NULL, buffer_text(&says));
    buffer_free(&says);
    return STATUS_INVALID;
}

enum status store_check(struct store *store)
{
    int version;
    enum status status = read_version(store, &version);

    return status == STATUS_OK && version != store_version ? refuse_version(store, version) : status;
}

/* One version after the other, each in a transaction that another errwalk waits for. */
enum status store_init(struct store *store, int *from, int *to)
{
    struct buffer sql = {0};
    int version = 0;
    enum status status = read_version(store, &version);

    *from = version;
    if (status == STATUS_OK && version > store_version)
        status = refuse_version(store, version);
    while (status == STATUS_OK && version < store_version) {
        buffer_clear(&sql);
        buffer_printf(&sql, "SELECT pg_advisory_xact_lock(1165128311);%s", store_schemas[version]);
        status = execute(store, buffer_text(&sql), NULL);
        version++;
    }
    buffer_free(&sql);
    *to = version;
    return status;
}

/* Hexadecimal digits as bytes. */
static bool read_digest(const char *text, unsigned char digest[SHARE_DIGEST])
{
    size_t i;

    if (strlen(text) != 2 * SHARE_DIGEST || strspn(text, "0123456789abcdef") != 2 * SHARE_DIGEST)
        return false;
    for (i = 0; i < SHARE_DIGEST; i++) {
        char byte[3] = {text[2 * i], text[2 * i + 1]};

        digest[i] = (unsigned char)strtoul(byte, NULL, 16);
    }
    return true;
}

static bool is_uuid(const char *text)
{
    static const char shape[] = "00000000-0000-0000-0000-000000000000";
    size_t i;

    for (i = 0; shape[i] && text[i]; i++) {
        if (shape[i] == '-' ? text[i] != '-' : !strchr("0123456789abcdef", text[i]))
            return false;
    }
    return !shape[i] && !text[i];
}

/* A statement on its way: what is made of its rows. */
struct reading {
    store_take_head *take_head;
    store_take_event *take_event;
    void *context;
    struct share_head last;
};

static enum status take_head(struct store *store, const PGresult *row, void *context)
{
    const struct libpq *pq = store->pq;
    struct reading *reading = context;
    struct share_head head = {.gone = strcmp(pq->PQgetvalue(row, 0, 4), "t") == 0};
    const char *installation = pq->PQgetvalue(row, 0, 0), *session = pq->PQgetvalue(row, 0, 1);
    const int64_t events = number_at(store, row, 2, SHARE_EVENTS_MOST);

    if (!is_uuid(installation) || !session_id_is_valid(session) || events < 0 ||
        !read_digest(pq->PQgetvalue(row, 0, 3), head.digest))
        return fail(store, NULL, "it gives a session that none can be");
    snprintf(head.installation, sizeof head.installation, "%s", installation);
    snprintf(head.session, sizeof head.session, "%s", session);
    head.events = (unsigned)events;
    if (*reading->last.session && share_compare(&head, &reading->last) <= 0)
        return fail(store, NULL, "it gives its sessions out of their order");
    reading->last = head;
    return reading->take_head(reading->context, &head);
}

enum status store_heads(struct store *store, const char *const *own, store_take_head *take,
                        void *context)
{
    struct reading reading = {.take_head = take, .context = context};
    struct buffer sql = {0};
    enum status status;
    size_t i;

    buffer_string(&sql, "SELECT installation, session, events, encode(digest, 'hex'),"
                        " purged IS NOT NULL FROM errwalk.session");
    for (i = 0; own && own[i]; i++) /* they are UUIDs of this history's making */
        buffer_printf(&sql, "%s'%s'", i ? ", " : " WHERE installation IN (", own[i]);
    buffer_printf(&sql, "%s ORDER BY installation, session", i ? ")" : "");
    status = ask(store, buffer_text(&sql), 0, NULL, take_head, &reading);
    buffer_free(&sql);
    return state_is(store, "42501") ? STATUS_NO : status;
}

static enum status take_event(struct store *store, const PGresult *row, void *context)
{
    const struct libpq *pq = store->pq;
    struct reading *reading = context;
    struct share_event event = {.number = (unsigned)number_at(store, row, 0, SHARE_EVENTS_MOST),
                                .body = pq->PQgetvalue(row, 0, 1),
                                .length = (size_t)pq->PQgetlength(row, 0, 1)};

    if (!read_digest(pq->PQgetvalue(row, 0, 2), event.digest))
        return fail(store, NULL, "it gives an event without a digest");
    return reading->take_event(reading->context, &event);
}

enum status store_read(struct store *store, const struct share_head *head, unsigned stored,
                       store_take_event *take, void *context)
{
    static const char sql[] = "SELECT number, body, encode(digest, 'hex') FROM errwalk.event"
                              " WHERE installation = $1 AND session = $2 AND number > $3"
                              " AND number <= $4 ORDER BY number";
    struct reading reading = {.take_event = take, .context = context};
    char from[NUMBER_TEXT], to[NUMBER_TEXT];
    const char *const values[] = {head->installation, head->session, from, to};

    snprintf(from, sizeof from, "%u", stored);
    snprintf(to, sizeof to, "%u", head->events);
    return ask(store, sql, 4, values, take_event, &reading);
}

/* The texts of the parameters of rows; those of the session are the same in each. */
static void put_row(struct buffer *texts, const struct share_event *event)
{
    size_t i;

    buffer_printf(texts, "%u", event->number);
    buffer_char(texts, '\0');
    buffer_string(texts, "\\x");
    for (i = 0; i < SHARE_DIGEST; i++)
        buffer_printf(texts, "%02x", event->digest[i]);
    buffer_char(texts, '\0');
}

enum status store_push(struct store *store, const struct share_head *head,
                       const struct share_event *events, size_t count)
{
    const char **values = memory_alloc((count * PARAMETERS + 1) * sizeof *values);
    struct buffer sql = {0}, texts = {0};
    const char *at;
    enum status status;
    size_t i;

    buffer_string(&sql, "INSERT INTO errwalk.event (installation, session, number, body, digest) VALUES");
    for (i = 0; i < count; i++)
        put_row(&texts, &events[i]);
    for (i = 0, at = buffer_text(&texts); i < count; i++) {
        const size_t n = i * PARAMETERS;

        buffer_printf(&sql, "%s($%zu, $%zu, $%zu, $%zu, $%zu)", i ? "," : " ", n + 1, n + 2, n + 3,
                      n + 4, n + 5);
        values[n] = head->installation;
        values[n + 1] = head->session;
        values[n + 2] = at;
        values[n + 3] = events[i].body;
        values[n + 4] = at += strlen(at) + 1;
        at += strlen(at) + 1;
    }
    buffer_string(&sql, " ON CONFLICT DO NOTHING");
    status = ask(store, buffer_text(&sql), (int)(count * PARAMETERS), values, NULL, NULL);
    buffer_free(&sql);
    buffer_free(&texts);
    memory_free(values);
    if (state_is(store, "42501"))
        return STATUS_INVALID;
    return strncmp(store->state, "EW", 2) == 0 || strncmp(store->state, "22", 2) == 0 ||
                   strncmp(store->state, "23", 2) == 0
               ? STATUS_NO
               : status;
}

enum status store_purge(struct store *store, int64_t before, size_t *removed)
{
    struct buffer sql = {0};
    size_t changed = 0;
    enum status status = execute(store, "BEGIN", NULL);

    buffer_printf(&sql,
                  "UPDATE errwalk.session SET purged = now(), events = 0,"
                  " digest = decode(repeat('00', 32), 'hex') WHERE purged IS NULL AND started < %lld",
                  (long long)before);
    if (status == STATUS_OK)
        status = execute(store, buffer_text(&sql), removed);
    if (status == STATUS_OK) /* by a statement of its own, which sees what was pushed meanwhile */
        status = execute(store, "DELETE FROM errwalk.event USING errwalk.session s"
                                " WHERE event.installation = s.installation AND event.session = s.session"
                                " AND s.purged IS NOT NULL", &changed);
    buffer_free(&sql);
    if (status == STATUS_OK)
        return execute(store, "COMMIT", NULL);
    if (state_is(store, "42501"))
        fail(store, "42501", "only whoever owns the store may purge it");
    return status;
}
