/* SPDX-License-Identifier: MIT */
/*
 * What one session adds. A visit is a flow that it entered, or a block at one of its calls; entering it
 * again after going back is the same visit. All is first noted of the visits, because only at the end
 * of the session it is known which of them stand.
 */
#include <config.h>

#include "stats-private.h"

#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/moment.h"

enum { NONE = -1, GAP_SECONDS = STATS_GAP * 60 };

/* A step as one visit saw it. */
struct sight {
    struct step_count *step;
    int visit;
    bool stood; /* it was not only decided by */
    int64_t seconds;
    size_t gaps;
};

struct visit {
    struct flow_count *flow;
    int parent;             /* of a block: the visit that called it, and at which step */
    struct step_count *call;
    bool stands;
    const struct event *entrance; /* the last that stands */
    unsigned outcome;
    int64_t seconds;
    size_t questions, gaps;
    uint32_t *sights; /* by the number of a step: its sight, from 1; 0: none */
    size_t size;      /* of sights */
};

/* Where a walk stands. */
struct place {
    int visit; /* NONE: nowhere */
    struct step_count *step;
};

struct stats_visits {
    struct stats *stats;
    const struct session *session;
    struct visit *visits;
    struct sight *sights;
    size_t count, capacity, sight_count, sight_capacity;
};

struct stats_visits *stats_visits_new(void)
{
    return memory_alloc(sizeof(struct stats_visits));
}

void stats_visits_free(struct stats_visits *visits)
{
    size_t i;

    for (i = 0; i < visits->capacity; i++)
        memory_free(visits->visits[i].sights);
    memory_free(visits->visits);
    memory_free(visits->sights);
    memory_free(visits);
}

/* A new visit, in the memory of one of a session before. */
static int add_visit(struct stats_visits *all, struct flow_count *flow, struct place call)
{
    const size_t before = all->capacity;
    struct visit *visit;
    uint32_t *sights;
    size_t size;

    memory_grow((void **)&all->visits, &all->capacity, all->count, sizeof *all->visits);
    if (all->capacity > before)
        memset(all->visits + before, 0, (all->capacity - before) * sizeof *all->visits);
    visit = &all->visits[all->count];
    sights = visit->sights;
    size = visit->size;
    if (size)
        memset(sights, 0, size * sizeof *sights);
    *visit = (struct visit){
        .flow = flow, .parent = call.visit, .call = call.step, .sights = sights, .size = size};
    return (int)all->count++;
}

static struct sight *sight_of(struct stats_visits *all, struct place place)
{
    struct visit *visit = &all->visits[place.visit];
    const size_t number = place.step->number;

    if (number >= visit->size) {
        const size_t size = 2 * (number + 8);

        visit->sights = memory_realloc(visit->sights, size * sizeof *visit->sights);
        memset(visit->sights + visit->size, 0, (size - visit->size) * sizeof *visit->sights);
        visit->size = size;
    }
    if (!visit->sights[number]) {
        memory_grow((void **)&all->sights, &all->sight_capacity, all->sight_count,
                    sizeof *all->sights);
        all->sights[all->sight_count++] = (struct sight){.step = place.step, .visit = place.visit};
        visit->sights[number] = (uint32_t)all->sight_count;
    }
    return &all->sights[visit->sights[number] - 1];
}

/* The visit of a flow within a call, and the step that this leads to. */
static struct place find_place(struct stats_visits *all, const char *flow_id, const char *step_id,
                               const struct event *call)
{
    struct flow_count *flow = stats_flow_count(all->stats, flow_id);
    struct place from = {.visit = NONE};
    size_t i = 0;

    if (call)
        from = find_place(all, call->flow, call->step, session_call(all->session, call));
    while (i < all->count && (all->visits[i].flow != flow || all->visits[i].parent != from.visit ||
                              all->visits[i].call != from.step))
        i++;
    if (i == all->count)
        i = (size_t)add_visit(all, flow, from);
    return (struct place){(int)i, stats_step_count(all->stats, flow, step_id)};
}

/* Where it stood after an event. */
static struct place place_after(struct stats_visits *all, const struct event *event)
{
    const struct moment after = moment_after(all->session, event);
    const struct event *next =
        event->number < session_count(all->session)
            ? session_event(all->session, event->number)
            : NULL;

    return find_place(all, moment_flow(after), moment_step(after), session_call(all->session, next));
}

/* What is spent or asked in a block counts for the visit that calls it, too. */
#define each_outward(all, place)                                    \
    for (; (place).visit != NONE;                                    \
         (place) = (struct place){(all)->visits[(place).visit].parent, \
                                  (all)->visits[(place).visit].call})

static void add_time(struct stats_visits *all, struct place place, int64_t seconds)
{
    const bool gap = seconds > GAP_SECONDS;

    if (seconds <= 0)
        return;
    sight_of(all, place)->gaps += gap;
    each_outward (all, place) {
        all->visits[place.visit].seconds += gap ? 0 : seconds;
        all->visits[place.visit].gaps += gap;
        sight_of(all, place)->seconds += gap ? 0 : seconds;
    }
}

static void set_outcome(struct stats_visits *all, struct place place, unsigned outcome)
{
    each_outward (all, place)
        all->visits[place.visit].outcome = outcome;
}

static void count_question(struct stats_visits *all, struct place place)
{
    each_outward (all, place)
        all->visits[place.visit].questions++;
}

/* An event that stands, from one place to another. */
typedef void take_function(struct stats_visits *all, const struct event *event, struct place from,
                           struct place to);

static void take_entrance(struct stats_visits *all, const struct event *event, struct place from,
                          struct place to)
{
    struct visit *visit = &all->visits[to.visit];

    (void)from;
    visit->stands = true;
    visit->entrance = event;
    visit->outcome = OUTCOME_UNFINISHED;
}

/* Where an event leads: a weigh step leads on by itself. */
static const char *led_to(const struct event *event)
{
    return *event->via ? event->via : event->to;
}

static void take_answered(struct stats_visits *all, const struct event *event, struct place from,
                          struct place to)
{
    (void)to;
    stats_count_way(all->stats, from.step, event->answer, event->say, led_to(event), false);
    count_question(all, from);
}

/* A value is nobody's business. */
static void take_typed(struct stats_visits *all, const struct event *event, struct place from,
                       struct place to)
{
    (void)to;
    stats_count_way(all->stats, from.step, "", "", led_to(event), true);
    count_question(all, from);
}

static void confirm_causes(struct stats_visits *all, const struct event *event, struct place place)
{
    const char *line = event->causes;
    size_t length, id;

    for (; *line; line += length + (line[length] == '\n')) {
        struct cause_count *cause;

        length = strcspn(line, "\n");
        id = strcspn(line, "\t\n");
        cause = stats_cause_count(all->stats, all->visits[place.visit].flow, line, id);
        cause->confirmed++;
        if (!cause->title)
            cause->title = id < length ? arena_copy(all->stats->arena, line + id + 1, length - id - 1)
                                       : "";
    }
}

static void take_tried(struct stats_visits *all, const struct event *event, struct place from,
                       struct place to)
{
    enum fix_result result = FIX_WORKED;

    (void)to;
    while (result < FIX_RESULT_COUNT && strcmp(event->answer, fix_result_names[result]) != 0)
        result++;
    if (result == FIX_RESULT_COUNT)
        return;
    from.step->results[result]++;
    stats_count_way(all->stats, from.step, event->answer, event->say, led_to(event), false);
    if (result == FIX_WORKED)
        confirm_causes(all, event, from);
}

/* Another error leaves all calls. One that has ended stays as it ended. */
static void take_referred(struct stats_visits *all, const struct event *event, struct place from,
                          struct place to)
{
    from.step->referred++;
    if (!*event->to_flow)
        return;
    if (all->visits[from.visit].outcome == OUTCOME_UNFINISHED)
        set_outcome(all, from, OUTCOME_REFERRED);
    take_entrance(all, event, from, to);
}

/* At the step that called it, which has its returns as answers. */
static void take_returned(struct stats_visits *all, const struct event *event, struct place from,
                          struct place to)
{
    struct visit *block = &all->visits[from.visit];

    (void)to;
    block->outcome = STATS_RETURNED;
    if (block->parent != NONE)
        stats_count_way(all->stats, block->call, event->answer, event->say, led_to(event), false);
}

/* Left without a decision. */
static void count_exit(struct stats_visits *all, struct place place)
{
    each_outward (all, place)
        place.step->exits++;
}

static void take_ended(struct stats_visits *all, const struct event *event, struct place from,
                       struct place to)
{
    const enum outcome outcome = moment_outcome(moment_after(all->session, event));

    (void)from;
    set_outcome(all, to, outcome);
    if (outcome == OUTCOME_ABANDONED)
        count_exit(all, to);
}

static void take_chosen(struct stats_visits *all, const struct event *event, struct place from,
                        struct place to)
{
    (void)to;
    stats_step_count(all->stats, all->visits[from.visit].flow, event->via)->chosen++;
}

static void take_deferred(struct stats_visits *all, const struct event *event, struct place from,
                          struct place to)
{
    (void)all, (void)event, (void)to;
    from.step->deferred++;
}

/* `counts`: that it was taken back does, too. */
static const struct {
    take_function *take;
    bool counts;
} rules[EVENT_KIND_COUNT] = {
    [EVENT_STARTED] = {take_entrance, false},  [EVENT_ANSWERED] = {take_answered, true},
    [EVENT_TYPED] = {take_typed, true},        [EVENT_TRIED] = {take_tried, true},
    [EVENT_REFERRED] = {take_referred, true},  [EVENT_CALLED] = {take_entrance, false},
    [EVENT_RETURNED] = {take_returned, false}, [EVENT_ENDED] = {take_ended, false},
    [EVENT_CHOSEN] = {take_chosen, false},     [EVENT_DEFERRED] = {take_deferred, false},
};

/* A weigh step is seen by the item that it led to. */
static void take_weigh(struct stats_visits *all, const struct event *event, bool stands, int visit)
{
    struct step_count *weigh = stats_step_count(all->stats, all->visits[visit].flow, event->via);

    weigh->kind = STEP_WEIGH;
    sight_of(all, (struct place){visit, weigh});
    if (stands && *event->to)
        stats_count_way(all->stats, weigh, event->to, "", event->to, false);
}

static void take_event(struct stats_visits *all, const struct event *event, struct place from,
                       struct place to)
{
    const bool stands = session_stands(all->session, event);

    if (from.step && !*from.step->text && *event->question) {
        from.step->text = arena_copy(all->stats->arena, event->question, strlen(event->question));
        from.step->kind = event->step_kind;
    }
    if (*event->via)
        take_weigh(all, event, stands, to.visit);
    if (stands && rules[event->kind].take)
        rules[event->kind].take(all, event, from, to);
    else if (!stands && rules[event->kind].counts)
        from.step->undone++;
}

static void finish_visit(struct stats *stats, const struct visit *visit)
{
    struct flow_count *flow = visit->flow;

    flow->walks++;
    flow->outcomes[visit->outcome]++;
    flow->gaps += visit->gaps;
    stats_revision_count(stats, flow, visit->entrance->sha256)->walks++;
    if (!*flow->title && *visit->entrance->title)
        flow->title =
            arena_copy(stats->arena, visit->entrance->title, strlen(visit->entrance->title));
    if (visit->outcome == OUTCOME_UNFINISHED)
        return;
    spread_add(&flow->seconds, visit->seconds);
    spread_add(&flow->questions, (int64_t)visit->questions);
}

/* What was seen on a visit that was taken back as a whole is seen on none. */
static void finish(struct stats_visits *all, struct place last)
{
    size_t i;

    if (session_outcome(all->session) == OUTCOME_UNFINISHED)
        count_exit(all, last);
    for (i = 0; i < all->count; i++) {
        if (all->visits[i].stands)
            finish_visit(all->stats, &all->visits[i]);
    }
    for (i = 0; i < all->sight_count; i++) {
        const struct sight *sight = &all->sights[i];
        const struct visit *visit = &all->visits[sight->visit];

        sight->step->views += visit->stands;
        sight->step->gaps += visit->stands ? sight->gaps : 0;
        if (visit->stands && sight->stood && visit->outcome != OUTCOME_UNFINISHED)
            spread_add(&sight->step->seconds, sight->seconds);
    }
}

void stats_visit_all(struct stats *stats, const struct session *session)
{
    struct stats_visits *all = stats->visits;
    struct place from = {.visit = NONE}, to;
    size_t count = session_count(session), i;

    all->stats = stats;
    all->session = session;
    all->count = all->sight_count = 0;
    for (i = 0; i < count; i++) {
        const struct event *event = session_event(session, i);

        to = place_after(all, event);
        sight_of(all, to)->stood = true;
        take_event(all, event, from, to);
        if (i + 1 < count && moment_outcome(moment_after(session, event)) == OUTCOME_UNFINISHED)
            add_time(all, to, session_event(session, i + 1)->at - event->at);
        from = to;
    }
    finish(all, from);
}
