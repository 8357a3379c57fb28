/* SPDX-License-Identifier: MIT */
/*
 * The rows of results: from the events of sessions, filtered, each session once.
 */
#include <config.h>

#include "results-private.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/match.h"
#include "errwalk/memory.h"
#include "errwalk/prose.h"
#include "errwalk/training.h"

const char *const decision_kind_names[DECISION_KIND_COUNT] = {
    [DECISION_CHOSEN] = "chosen", [DECISION_TYPED] = "typed", [DECISION_DIAGNOSED] = "diagnosed"};

const char *const verdict_names[] = {
    [VERDICT_NONE] = "none", [VERDICT_WRONG] = "wrong", [VERDICT_RIGHT] = "right"};

struct results *results_new(void)
{
    struct results_builder *builder = memory_alloc(sizeof *builder);

    builder->arena = arena_new();
    return &builder->results;
}

void results_free(struct results *results)
{
    struct results_builder *builder = (struct results_builder *)results;

    if (!builder)
        return;
    arena_free(builder->arena);
    memory_free(builder->results.trainings);
    memory_free(builder->results.shifts);
    memory_free(builder);
}

const char *results_keep_text(struct results_builder *builder, const char *text)
{
    return *text ? arena_copy(builder->arena, text, strlen(text)) : "";
}

void results_add_row(struct results_builder *builder, struct result *row)
{
    struct results *results = &builder->results;

    memory_grow((void **)&results->trainings, &builder->capacity, results->count,
                sizeof *results->trainings);
    row->place = results->count;
    results->trainings[results->count++] = row;
}

/* A row on its way from a session. */
struct row_builder {
    struct results_builder *results;
    const struct session *session;
    const struct solution *solution;
    struct result *row;
    int64_t before; /* the time of the decision before */
};

static const char *keep(struct row_builder *building, const char *text)
{
    return results_keep_text(building->results, text);
}

/* Facts differ from training to training, and a question is one question: their names stand. */
static void put_name(const void *context, const char *name, struct buffer *out)
{
    (void)context;
    buffer_string(out, name);
}

static const char *keep_question(struct row_builder *building, const char *text)
{
    struct buffer question = {0};
    const char *kept;

    prose_expand(&question, text, put_name, NULL);
    kept = keep(building, buffer_text(&question));
    buffer_free(&question);
    return kept;
}

static struct result_decision *take_any(struct row_builder *building, const struct event *event)
{
    struct result_decision *decision = &building->row->decisions[building->row->count++];
    const char *path = session_path(building->session, event);

    *decision = (struct result_decision){
        .number = event->number,
        .at = event->at,
        .seconds = event->at > building->before ? (unsigned)(event->at - building->before) : 0,
        .step = keep(building, path),
        .verdict = solution_verdict(building->solution, path, event),
    };
    building->before = event->at;
    return decision;
}

static struct result_decision *take_choice(struct row_builder *building, const struct event *event)
{
    struct truth truth = {.answer = "", .say = ""};
    struct result_decision *decision = take_any(building, event);

    solution_truth_at(building->solution, session_path(building->session, event), event, &truth);
    decision->question = keep_question(building, event->question);
    decision->answer = keep(building, event->answer);
    decision->say = keep(building, session_answer_text(event));
    decision->right = keep(building, truth.answer);
    decision->right_say = keep(building, truth.say);
    return decision;
}

static void take_answer(struct row_builder *building, const struct event *event)
{
    take_choice(building, event);
}

static void take_typed(struct row_builder *building, const struct event *event)
{
    struct result_decision *decision = take_choice(building, event);

    decision->kind = DECISION_TYPED;
    if (event->sensitive)
        decision->answer = "";
}

/* An ending with nothing to answer is done. */
static void take_referral(struct row_builder *building, const struct event *event)
{
    take_choice(building, event)->answer = "done";
}

static void take_end(struct row_builder *building, const struct event *event)
{
    if (strcmp(event->answer, outcome_names[OUTCOME_ESCALATED]) == 0)
        take_referral(building, event);
}

static void take_diagnosis(struct row_builder *building, const struct event *event)
{
    struct result_decision *decision = take_any(building, event);

    decision->kind = DECISION_DIAGNOSED;
    decision->question = "What is the cause?";
    decision->answer = keep(building, event->answer);
    decision->say = keep(building, event->say);
    decision->right = building->row->cause;
    decision->right_say = building->row->cause_title;
    decision->percent = event->percent;
}

static void (*const takers[EVENT_KIND_COUNT])(struct row_builder *building,
                                              const struct event *event) = {
    [EVENT_ANSWERED] = take_answer, [EVENT_TYPED] = take_typed,
    [EVENT_TRIED] = take_answer,    [EVENT_REFERRED] = take_referral,
    [EVENT_ENDED] = take_end,       [EVENT_DIAGNOSED] = take_diagnosis,
};

static void fill(struct row_builder *building, const struct session *session)
{
    struct result *row = building->row;
    struct score score;
    size_t i, events = session_count(session);
    enum score_part part;

    score_by(session, building->solution, &score);
    row->outcome = session_outcome(session);
    row->tenths = score.tenths;
    for (part = 0; part < SCORE_PART_COUNT; part++)
        row->parts[part] = score.parts[part].tenths;
    row->minutes = score.minutes;
    row->allowed = score.allowed;
    row->cause = keep(building, building->solution->cause);
    row->cause_title = keep(building, building->solution->cause_title);
    row->decisions = arena_alloc(building->results->arena, events * sizeof *row->decisions);
    for (i = 0; i < events; i++) {
        const struct event *event = session_event(session, i);

        if (takers[event->kind])
            takers[event->kind](building, event);
    }
}

/* What may be known of an exam before it is released. */
static void fill_head(struct row_builder *building, const struct session *session,
                      const struct event *started)
{
    struct result *row = building->row;

    row->session = keep(building, started->session);
    row->trainee = keep(building, started->trainee);
    row->scenario = keep(building, started->scenario);
    row->title = keep(building, building->solution->title);
    row->level = keep(building, building->solution->level);
    row->flow = keep(building, started->to_flow);
    row->mode = keep(building, started->mode);
    row->started = building->before = started->at;
    row->ended = session_last(session)->at;
    row->withheld = !training_is_open(session);
    row->cause = row->cause_title = row->source = "";
}

enum status results_add(struct results *results, const struct session *session)
{
    struct results_builder *builder = (struct results_builder *)results;
    const struct event *started = session_training(session);
    struct solution solution = {0};
    struct row_builder building = {.results = builder, .session = session, .solution = &solution};
    enum status status;

    if (!started || session_outcome(session) == OUTCOME_UNFINISHED)
        return STATUS_NO;
    building.row = arena_alloc(builder->arena, sizeof *building.row);
    status = solution_read(started->solution, &solution);
    if (status == STATUS_OK) {
        fill_head(&building, session, started);
        if (!building.row->withheld)
            fill(&building, session);
    }
    solution_free(&solution);
    if (status == STATUS_OK)
        results_add_row(builder, building.row);
    return status;
}

bool result_is_right(const struct result *result)
{
    size_t i = result->count;

    while (i--) {
        if (result->decisions[i].kind == DECISION_DIAGNOSED)
            return result->decisions[i].verdict == VERDICT_RIGHT;
    }
    return false;
}

const struct result_decision *result_first_mistake(const struct result *result)
{
    size_t i;

    for (i = 0; i < result->count; i++) {
        if (result->decisions[i].verdict == VERDICT_WRONG)
            return &result->decisions[i];
    }
    return NULL;
}

/* Whether a name has a part, in any case. */
static bool has(struct buffer *name, const char *text, const struct buffer *part)
{
    buffer_clear(name);
    match_fold(name, text, strlen(text));
    return strstr(buffer_text(name), buffer_text(part)) != NULL;
}

static void filter_rows(struct results *results, const struct results_filter *filter)
{
    struct buffer trainee = {0}, scenario = {0}, name = {0};
    size_t i, count = 0;

    if (filter->trainee)
        match_fold(&trainee, filter->trainee, strlen(filter->trainee));
    if (filter->scenario)
        match_fold(&scenario, filter->scenario, strlen(filter->scenario));
    for (i = 0; i < results->count; i++) {
        const struct result *row = results->trainings[i];

        if (row->started >= filter->since &&
            (!filter->mode || strcmp(row->mode, filter->mode) == 0) && has(&name, row->trainee, &trainee) &&
            has(&name, row->scenario, &scenario))
            results->trainings[count++] = row;
    }
    results->count = count;
    buffer_free(&trainee);
    buffer_free(&scenario);
    buffer_free(&name);
}

static int by_session(const void *a, const void *b)
{
    const struct result *one = *(const struct result *const *)a;
    const struct result *other = *(const struct result *const *)b;
    int order = strcmp(one->session, other->session);

    if (!order)
        order = (int)one->withheld - (int)other->withheld;
    return order ? order : (one->place > other->place) - (one->place < other->place);
}

static int by_start(const void *a, const void *b)
{
    const struct result *one = *(const struct result *const *)a;
    const struct result *other = *(const struct result *const *)b;

    if (one->started != other->started)
        return one->started < other->started ? -1 : 1;
    return strcmp(one->session, other->session);
}

/* The row of an exam that was released since is the same as that before. */
static bool is_same(const struct result *one, const struct result *other)
{
    return strcmp(one->trainee, other->trainee) == 0 &&
           strcmp(one->scenario, other->scenario) == 0 && one->started == other->started &&
           one->ended == other->ended &&
           (one->withheld != other->withheld ||
            (memcmp(one->parts, other->parts, sizeof one->parts) == 0 &&
             one->count == other->count));
}

static enum status drop_doubles(struct results *results, struct buffer *why)
{
    size_t i, count = 0;

    if (results->count)
        qsort(results->trainings, results->count, sizeof *results->trainings, by_session);
    for (i = 0; i < results->count; i++) {
        const struct result *row = results->trainings[i];
        const struct result *kept = count ? results->trainings[count - 1] : NULL;

        if (!kept || strcmp(kept->session, row->session) != 0) {
            results->trainings[count++] = row;
        } else if (!is_same(kept, row)) {
            buffer_printf(why, "%s: session %s is another than in %s; leave one of the files out",
                          row->source, row->session, kept->source);
            return STATUS_INVALID;
        }
    }
    results->count = count;
    if (count)
        qsort(results->trainings, count, sizeof *results->trainings, by_start);
    return STATUS_OK;
}

enum status results_compute(struct results *results, const struct results_filter *filter,
                            struct buffer *why)
{
    enum status status = drop_doubles(results, why);

    if (status == STATUS_OK)
        results_number((struct results_builder *)results);
    if (status == STATUS_OK) {
        filter_rows(results, filter);
        results_filter_shifts(results, filter);
    }
    if (status == STATUS_OK)
        results_group((struct results_builder *)results);
    return status;
}
