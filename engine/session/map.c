/* SPDX-License-Identifier: MIT */
/*
 * The trail is laid over the outline first; then what can be come to from where the walk stands is
 * followed down its rows, and what is neither is ruled out.
 */
#include <config.h>

#include "errwalk/map.h"

#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/moment.h"

const char *const map_state_names[MAP_STATE_COUNT] = {
    [MAP_OPEN] = "",
    [MAP_TRAIL] = "on the trail",
    [MAP_HERE] = "you are here",
    [MAP_OUT] = "ruled out",
};

/* The step that an edge of an event leads to: a weigh step leads on by itself. */
static const char *led_to(const struct event *event)
{
    return *event->via ? event->via : event->to;
}

/* Which of a step's edges an event went along. */
static bool is_along(const struct outline_row *row, const struct event *event,
                     const struct route *route, struct moment_facts *facts)
{
    if (strcmp(flow_decided(row->step, moment_value, facts)->node.id, led_to(event)) != 0)
        return false;
    switch (event->kind) {
    case EVENT_ANSWERED:
        return row->kind == EDGE_ANSWER && strcmp(row->answer->node.id, event->answer) == 0;
    case EVENT_TYPED:
        return row->kind == EDGE_TYPED || (row->kind == EDGE_ROUTE && (!route || row->route == route));
    case EVENT_TRIED:
        return row->kind == (strcmp(event->answer, fix_result_names[FIX_WORSE]) == 0
                                 ? EDGE_IF_WORSE
                                 : EDGE_IF_NOT);
    default:
        return false;
    }
}

/* A fix that made it worse goes the way of one that did not help where it has none of its own. */
static bool is_instead(const struct outline_row *row, const struct event *event,
                       struct moment_facts *facts)
{
    return event->kind == EVENT_TRIED && row->kind == EDGE_IF_NOT &&
           strcmp(flow_decided(row->step, moment_value, facts)->node.id, led_to(event)) == 0;
}

/* From a weigh step to the item that came next. */
static void light_item(struct map *map, const struct step *weigh, const char *item)
{
    const struct outline_row *rows = map->outline->rows;
    size_t from = map->outline->shown[weigh->index], i;

    if (weigh->kind != STEP_WEIGH)
        return;
    map->steps[weigh->index] = MAP_TRAIL;
    for (i = from + 1; i < rows[from].end; i = rows[i].end) {
        if (strcmp(rows[i].step->node.id, item) == 0)
            map->edges[i] = MAP_TRAIL;
    }
}

/* An edge of the trail, and those that were decided without asking after it. */
static void light_edge(struct map *map, size_t at, const struct event *event,
                       struct moment_facts *facts)
{
    const struct outline_row *rows = map->outline->rows;
    const struct step *step = rows[at].step;
    size_t i;

    map->edges[at] = MAP_TRAIL;
    while (step->kind == STEP_ROUTE) {
        const struct route *route = flow_fitting(step, moment_value, facts);
        size_t from = map->outline->shown[step->index];

        map->steps[step->index] = MAP_TRAIL;
        for (i = from + 1; i < rows[from].end && rows[i].route != route; i = rows[i].end)
            continue;
        map->edges[i] = MAP_TRAIL;
        step = rows[i].step;
    }
    light_item(map, step, event->to);
}

static void take_edge(struct map *map, size_t from, const struct event *event,
                      const struct route *route, struct moment_facts *facts)
{
    const struct outline_row *rows = map->outline->rows;
    size_t i, instead = 0;

    for (i = from + 1; i < rows[from].end; i = rows[i].end) {
        if (is_along(&rows[i], event, route, facts)) {
            light_edge(map, i, event, facts);
            return;
        }
        if (is_instead(&rows[i], event, facts))
            instead = i;
    }
    if (instead)
        light_edge(map, instead, event, facts);
}

static void take_event(struct map *map, const struct session *session, const struct event *event)
{
    const struct step *step = flow_step(map->flow, event->step);
    struct moment_facts facts = {.moment = moment_after(session, event)};
    const struct route *route = NULL;

    if (!step)
        return;
    map->steps[step->index] = MAP_TRAIL;
    map->events[step->index] = event;
    map->here = map->outline->shown[step->index];
    if (event->kind == EVENT_TYPED && step->routes)
        route = flow_fitting(step, moment_value, &facts);
    /* What a sensitive value was is not known any more. */
    if (route &&
        strcmp(flow_decided(route->to.step, moment_value, &facts)->node.id, led_to(event)) != 0)
        route = NULL;
    take_edge(map, map->here, event, route, &facts);
    buffer_free(&facts.text);
}

static bool is_weigh(const struct map *map, size_t row)
{
    return map->outline->rows[row].step->kind == STEP_WEIGH;
}

/* An item of a weigh step does not come twice. */
static bool is_done(const struct map *map, const struct step *step)
{
    return step->weighed_by && map->events[step->index];
}

/* All that can be come to below a row, over the references, too. */
static void open_below(struct map *map, size_t row)
{
    const struct outline *outline = map->outline;
    size_t *stack = memory_alloc((outline->steps + 1) * sizeof *stack), depth = 0, i;
    bool *met = memory_alloc(outline->steps + 1);

    stack[depth++] = row;
    while (depth) {
        size_t at = stack[--depth];

        for (i = at + 1; i < outline->rows[at].end; i = outline->rows[i].end) {
            size_t to = outline->rows[i].step->index;

            if (is_done(map, outline->rows[i].step))
                continue;
            map->edges[i] = MAP_OPEN;
            if (map->steps[to] != MAP_OUT && (!is_weigh(map, outline->shown[to]) || met[to]))
                continue;
            met[to] = true;
            map->steps[to] = map->steps[to] == MAP_OUT ? MAP_OPEN : map->steps[to];
            stack[depth++] = outline->shown[to];
        }
    }
    memory_free(stack);
    memory_free(met);
}

/* Every step and edge from MAP_OUT on. */
static void lay_over(struct map *map, const struct session *session)
{
    size_t count, i;
    const struct event *const *trail = session_trail(session, &count);
    const struct step *step;

    for (i = 0; i < map->outline->steps; i++)
        map->steps[i] = MAP_OUT;
    for (i = 0; i < map->outline->count; i++)
        map->edges[i] = MAP_OUT;
    for (i = 0; i < count; i++) {
        if (strcmp(trail[i]->flow, map->flow->id) == 0)
            take_event(map, session, trail[i]);
    }
    step = flow_step(map->flow, session_step(session));
    if (strcmp(session_flow(session), map->flow->id) != 0 || !step)
        return;
    map->steps[step->index] = MAP_HERE;
    map->here = map->outline->shown[step->index];
    if (session_outcome(session) != OUTCOME_UNFINISHED || session_end_is_due(session))
        return;
    open_below(map, map->here);
}

void map_new(const struct flow *flow, const struct session *session, struct map **map)
{
    struct map *result = memory_alloc(sizeof *result);

    result->flow = flow;
    outline_new(flow, &result->outline);
    result->steps = memory_alloc(result->outline->steps * sizeof *result->steps);
    result->edges = memory_alloc(result->outline->count * sizeof *result->edges);
    result->events = memory_alloc(result->outline->steps * sizeof *result->events);
    if (session)
        lay_over(result, session);
    *map = result;
}

void map_free(struct map *map)
{
    if (!map)
        return;
    outline_free(map->outline);
    memory_free(map->steps);
    memory_free(map->edges);
    memory_free(map->events);
    memory_free(map);
}

const struct step *map_branch(const struct map *map, const struct step *step)
{
    const struct outline_row *rows = map->outline->rows;
    size_t row = map->outline->shown[step->index];

    while (row > 0 && map->steps[rows[row].step->index] != MAP_TRAIL)
        row = rows[row].parent;
    return rows[row].step;
}

enum map_state map_row(const struct map *map, size_t row)
{
    const struct outline_row *at = &map->outline->rows[row];

    return at->refers ? map->edges[row] : map->steps[at->step->index];
}
