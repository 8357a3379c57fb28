/*
 * The list of sessions, folded from their events each time it is asked for.
 */
#include <config.h>

#include "history-private.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/memory.h"

/* A list on its way. */
struct listing {
    const struct history_filter *filter;
    struct history_list list;
    size_t capacity;
};

/* Whether a text is the code of an error, as a number in any base. */
static bool is_code(const char *text, struct code code)
{
    char *end;
    long long number = strtoll(text, &end, 0);

    return code.present && *text && !*end && number == code.value;
}

static enum status passes_problem(const struct event *started, const char *problem, bool *passes)
{
    bool in_error = false, in_flow = false;
    enum status status = history_has(started->error, problem, &in_error);

    if (status == STATUS_OK)
        status = history_has(started->to_flow, problem, &in_flow);
    if (status == STATUS_OK)
        *passes = in_error || in_flow || is_code(problem, started->code);
    return status;
}

static enum status passes(const struct history_filter *filter, const struct session *session,
                          bool *yes)
{
    const struct event *started = session_event(session, 0);
    enum status status = STATUS_OK;

    *yes = started->at >= filter->since &&
           (filter->outcome < 0 || filter->outcome == (int)session_outcome(session));
    if (*yes && filter->problem)
        status = passes_problem(started, filter->problem, yes);
    if (status == STATUS_OK && *yes && filter->search)
        status = history_has_words(session, filter->search, yes);
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

static const char *keep(struct listing *listing, const char *text)
{
    return arena_copy(listing->list.arena, text, strlen(text));
}

static enum status add(struct listing *listing, const struct session *session)
{
    const struct event *started = session_event(session, 0);
    struct history_session item = {
        .id = keep(listing, started->session),
        .error = keep(listing, started->error),
        .flow = keep(listing, started->to_flow),
        .title = keep(listing, started->title),
        .path = keep(listing, started->path),
        .scenario = keep(listing, started->scenario),
        .mode = keep(listing, started->mode),
        .trainee = keep(listing, started->trainee),
        .code = started->code,
        .started = started->at,
        .last = session_event(session, session_count(session) - 1)->at,
        .outcome = session_outcome(session),
        .questions = count_questions(session),
    };

    if (!item.id || !item.error || !item.flow || !item.title || !item.path ||
        !item.scenario || !item.mode || !item.trainee ||
        memory_grow((void **)&listing->list.items, &listing->capacity, listing->list.count,
                    sizeof item) != STATUS_OK)
        return STATUS_NO_MEMORY;
    listing->list.items[listing->list.count++] = item;
    return STATUS_OK;
}

static enum status take(void *context, struct session *session)
{
    struct listing *listing = context;
    bool yes = false;
    enum status status = passes(listing->filter, session, &yes);

    if (status == STATUS_OK && yes)
        status = add(listing, session);
    session_free(session);
    return status;
}

static int newest_first(const void *a, const void *b)
{
    const struct history_session *one = a, *other = b;

    if (one->started != other->started)
        return one->started < other->started ? 1 : -1;
    if (one->last != other->last)
        return one->last < other->last ? 1 : -1;
    return strcmp(one->id, other->id);
}

/* Folds the sessions that the clauses choose. STATUS_NO: there is no database yet. */
static enum status fold_all(struct history *history, const char *clauses,
                            enum status (*take_one)(void *context, struct session *session),
                            void *context)
{
    sqlite3_stmt *statement = NULL;
    enum status status = history_open(history, false);

    if (status == STATUS_OK)
        status = history_inspect(history);
    if (status == STATUS_OK)
        status = history_select(history, clauses, NULL, &statement);
    if (status != STATUS_OK)
        return status;
    status = history_fold(history, statement, take_one, context);
    sqlite3_finalize(statement);
    return status;
}

enum status history_trainings(struct history *history,
                              enum status (*take_one)(void *context, struct session *session),
                              void *context)
{
    static const char clauses[] =
        "WHERE session IN (SELECT session FROM event WHERE number = 1 AND scenario <> '') "
        "ORDER BY session, number";
    enum status status = fold_all(history, clauses, take_one, context);

    return status == STATUS_NO ? STATUS_OK : status;
}

enum status history_list(struct history *history, const struct history_filter *filter,
                         struct history_list *list)
{
    struct listing listing = {.filter = filter, .list = {.arena = arena_new()}};
    enum status status = STATUS_NO_MEMORY;

    if (listing.list.arena)
        status = fold_all(history, "ORDER BY session, number", take, &listing);
    if (status != STATUS_OK && status != STATUS_NO) {
        history_list_free(&listing.list);
        return status;
    }
    if (listing.list.count)
        qsort(listing.list.items, listing.list.count, sizeof *listing.list.items, newest_first);
    *list = listing.list;
    return STATUS_OK;
}

void history_list_free(struct history_list *list)
{
    arena_free(list->arena);
    memory_free(list->items);
    *list = (struct history_list){0};
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
}
