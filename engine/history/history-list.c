/* SPDX-License-Identifier: MIT */
/*
 * Pages of the list of sessions: from a place on, as many as are asked for, by the key that is in
 * the order of time. What is not in a summary is read from the events, of as few sessions as can be.
 */
#include <config.h>

#include "history-private.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/memory.h"

/* A list on its way. */
struct listing {
    struct history *history;
    const struct history_filter *filter;
    struct history_list list;
    size_t capacity;
    size_t known; /* items of pages before, which stay */
};

/* Whether a text is the code of an error, as a number in any base. */
static bool is_code(const char *text, struct code code)
{
    char *end;
    long long number = strtoll(text, &end, 0);

    return code.present && *text && !*end && number == code.value;
}

static bool passes_summary(const struct history_filter *filter,
                           const struct history_session *session)
{
    const char *problem = filter->problem;

    return session->started >= filter->since && !(filter->own && session->pulled) &&
           (filter->outcome < 0 || filter->outcome == (int)session->outcome) &&
           (!problem || history_has(session->error, problem) ||
            history_has(session->flow, problem) || is_code(problem, session->code));
}

static const char *keep(struct listing *listing, const char *text)
{
    return arena_copy(listing->list.arena, text, strlen(text));
}

static void keep_all(struct listing *listing, struct history_session *item)
{
    item->id = item->ending = keep(listing, item->id);
    item->error = keep(listing, item->error);
    item->flow = keep(listing, item->flow);
    item->title = keep(listing, item->title);
    item->path = keep(listing, item->path);
    item->scenario = keep(listing, item->scenario);
    item->mode = keep(listing, item->mode);
    item->trainee = keep(listing, item->trainee);
}

static bool has_words(const struct listing *listing, const struct session *session)
{
    const char *search = listing->filter->search;

    return !search || !*search || history_has_words(session, search);
}

static void add(struct listing *listing, const struct history_session *session)
{
    struct history_session item = *session;

    keep_all(listing, &item);
    memory_grow((void **)&listing->list.items, &listing->capacity, listing->list.count,
                sizeof item);
    listing->list.items[listing->list.count++] = item;
}

/* A session of which there is no summary, or none that holds. */
static enum status take_events(struct listing *listing, int64_t key)
{
    struct history_log log = {0};
    enum status status = history_read_log(listing->history, key, &log);

    if (status == STATUS_OK && log.stored) {
        const struct history_session summary = history_summarise(log.session, key);

        if (passes_summary(listing->filter, &summary) && has_words(listing, log.session))
            add(listing, &summary);
    } else if (status == STATUS_OK || history_is_corrupt(listing->history, status)) {
        listing->list.damaged++; /* it costs no other */
        status = STATUS_OK;
    }
    history_log_free(&log);
    return status;
}

/* The session in a row, if the filter lets it through. */
static enum status take(struct listing *listing, sqlite3_stmt *statement)
{
    const char *search = listing->filter->search;
    struct history_session summary;
    const bool holds = history_read_summary(statement, &summary, NULL);

    if (!holds)
        return take_events(listing, summary.place);
    if (!passes_summary(listing->filter, &summary))
        return STATUS_OK;
    if (search && *search)
        return take_events(listing, summary.place);
    add(listing, &summary);
    return STATUS_OK;
}

/* Whether the page is full, with one more than it holds. */
static bool is_full(struct listing *listing)
{
    const size_t most = listing->filter->most;
    struct history_list *list = &listing->list;

    list->more = most && list->count - listing->known > most;
    list->count -= list->more;
    return list->more;
}

/* From where sessions are read, the better first: where one of them is damaged, the next serves. */
enum listing_source {
    BY_WORDS, /* only those that the index of words names */
    BY_TABLE,
    BY_KEYS, /* each by itself */
    SOURCE_COUNT
};

/* The rows from a place on, newest first. */
static enum status ask(struct listing *listing, enum listing_source source, const char *query,
                       sqlite3_stmt **statement)
{
    static const char *const tables[SOURCE_COUNT] = {
        "words CROSS JOIN session ON key = words.rowid", "session",
        "session INDEXED BY session_outcome"};
    const struct history_filter *filter = listing->filter;
    const char *key = source == BY_WORDS ? "words.rowid" : "key", *word = "";
    struct buffer sql = {0};
    enum status status;

    buffer_printf(&sql, "SELECT %s FROM %s WHERE %s < ?1 AND %s >= ?2",
                  source == BY_KEYS ? "key" : history_summary_columns, tables[source], key, key);
    if (source == BY_WORDS) {
        buffer_string(&sql, " AND words MATCH ?3");
        word = query;
    } else if (source == BY_TABLE && filter->outcome >= 0) {
        buffer_string(&sql, " AND outcome = ?3");
        word = outcome_names[filter->outcome];
    } else if (source == BY_TABLE && filter->trainings) {
        buffer_string(&sql, " AND scenario <> ''");
    }
    buffer_printf(&sql, " ORDER BY %s DESC", key);
    status = history_ask(listing->history, statement, buffer_text(&sql), *word ? "iis" : "ii",
                         filter->before ? filter->before : INT64_MAX,
                         history_least_key(filter->since), word);
    buffer_free(&sql);
    return status;
}

/* One session by its key, from its summary or else its events. */
static enum status take_key(struct listing *listing, sqlite3_stmt *by_key, int64_t key)
{
    enum status status = history_bind(listing->history, by_key, "i", key);
    bool row = false;

    if (status == STATUS_OK)
        status = history_step(listing->history, by_key, &row);
    if (history_is_corrupt(listing->history, status) || !row)
        return take_events(listing, key);
    return status == STATUS_OK ? take(listing, by_key) : status;
}

static enum status read_from(struct listing *listing, enum listing_source source, const char *query)
{
    struct buffer sql = {0};
    sqlite3_stmt *statement = NULL, *by_key = NULL;
    enum status status = ask(listing, source, query, &statement);
    bool row;

    buffer_printf(&sql, "SELECT %s FROM session WHERE key = ?1", history_summary_columns);
    if (status == STATUS_OK && source == BY_KEYS)
        status = history_ask(listing->history, &by_key, buffer_text(&sql), "");
    while (status == STATUS_OK &&
           (status = history_step(listing->history, statement, &row)) == STATUS_OK && row) {
        status = source == BY_KEYS
                     ? take_key(listing, by_key, sqlite3_column_int64(statement, 0))
                     : take(listing, statement);
        if (is_full(listing))
            break;
    }
    sqlite3_finalize(statement);
    sqlite3_finalize(by_key);
    buffer_free(&sql);
    return status;
}

/* How many characters two endings share, from the reversed ids. */
static size_t same_start(const char *a, const char *b)
{
    size_t i = 0;

    while (a[i] && a[i] == b[i])
        i++;
    return i;
}

/* Of each id as much of its end as names it among all: what stands beside it, read backwards, is the
 * most alike. */
static enum status shorten(struct listing *listing)
{
    static const char *const sides[] = {
        "SELECT reversed FROM session WHERE reversed < ?1 ORDER BY reversed DESC LIMIT 1",
        "SELECT reversed FROM session WHERE reversed > ?1 ORDER BY reversed LIMIT 1"};
    sqlite3_stmt *statements[2] = {NULL, NULL};
    enum status status = history_ask(listing->history, &statements[0], sides[0], "");
    size_t i, side, n;

    if (status == STATUS_OK)
        status = history_ask(listing->history, &statements[1], sides[1], "");
    for (i = listing->known; status == STATUS_OK && i < listing->list.count; i++) {
        struct history_session *item = &listing->list.items[i];
        size_t letters = SESSION_ID_SHOWN, length = strlen(item->id);
        char reversed[SESSION_ID_SIZE];
        bool row = false;

        for (n = 0; n < length; n++)
            reversed[n] = item->id[length - 1 - n];
        reversed[n] = '\0';
        for (side = 0; status == STATUS_OK && side < 2; side++) {
            status = history_bind(listing->history, statements[side], "s", reversed);
            if (status == STATUS_OK)
                status = history_step(listing->history, statements[side], &row);
            if (row && same_start(history_column(statements[side], 0), reversed) >= letters)
                letters = same_start(history_column(statements[side], 0), reversed) + 1;
        }
        item->ending = session_id_ending(item->id, letters);
    }
    sqlite3_finalize(statements[0]);
    sqlite3_finalize(statements[1]);
    return status;
}

static enum status read_page(struct listing *listing)
{
    const struct history_filter *filter = listing->filter;
    struct buffer query = {0};
    sqlite3_stmt *statement = NULL;
    const size_t damaged = listing->list.damaged;
    enum listing_source source;
    enum status status = STATUS_OK;
    int64_t all = 0;

    if (filter->search)
        history_words_query(&query, filter->search);
    for (source = query.length ? BY_WORDS : BY_TABLE; source < SOURCE_COUNT; source++) {
        listing->list.count = listing->known;
        listing->list.damaged = damaged;
        status = read_from(listing, source, buffer_text(&query));
        if (!history_is_corrupt(listing->history, status))
            break;
    }
    buffer_free(&query);
    if (status == STATUS_OK && filter->counts_all) {
        status = history_ask(listing->history, &statement, "SELECT sessions FROM total", "");
        status = history_take_number(listing->history, status, statement, &all);
        listing->list.all = (size_t)all;
    }
    return status == STATUS_OK ? shorten(listing) : status;
}

enum status history_list(struct history *history, const struct history_filter *filter,
                         struct history_list *list)
{
    struct listing listing = {
        .history = history, .filter = filter, .list = {.arena = arena_new()}};
    enum status status = history_open(history, false);

    if (status == STATUS_OK)
        status = read_page(&listing);
    if (status != STATUS_OK && status != STATUS_NO) {
        history_list_free(&listing.list);
        return status;
    }
    *list = listing.list;
    return STATUS_OK;
}

enum status history_list_more(struct history *history, const struct history_filter *filter,
                              struct history_list *list)
{
    struct history_filter next = *filter;
    struct listing listing = {.history = history,
                              .filter = &next,
                              .list = *list,
                              .capacity = list->count,
                              .known = list->count};
    enum status status;

    if (!list->count)
        return STATUS_OK;
    next.before = list->items[list->count - 1].place;
    status = history_open(history, false);
    if (status == STATUS_OK)
        status = read_page(&listing);
    list->items = listing.list.items; /* it may have moved */
    if (status == STATUS_OK)
        *list = listing.list;
    return status;
}

void history_list_free(struct history_list *list)
{
    arena_free(list->arena);
    memory_free(list->items);
    *list = (struct history_list){0};
}

enum status history_trainings(struct history *history,
                              enum status (*take_one)(void *context, struct session *session),
                              void *context)
{
    const struct history_filter filter = {
        .since = INT64_MIN, .outcome = -1, .trainings = true};
    struct history_list list = {0};
    enum status status = history_list(history, &filter, &list);
    size_t i;

    for (i = list.count; status == STATUS_OK && i--;) { /* the oldest first */
        struct session *session = NULL;

        status = history_load(history, list.items[i].id, &session);
        if (status == STATUS_OK)
            status = take_one(context, session);
        else if (status == STATUS_NO || history_is_corrupt(history, status))
            status = STATUS_OK; /* removed meanwhile, or damaged, which costs no other */
    }
    history_list_free(&list);
    return status;
}

void history_problem_text(struct buffer *out, const struct history_session *session)
{
    if (*session->scenario)
        buffer_printf(out, "%s, %s", session->scenario, session->mode);
    else if (!*session->error)
        buffer_string(out, session->flow);
    else
        buffer_string(out, session->error);
    if (!*session->scenario && *session->error)
        code_print_after(out, session->code);
    if (session->pulled)
        buffer_string(out, ", from the team");
}
