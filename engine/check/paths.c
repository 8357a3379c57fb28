/* SPDX-License-Identifier: MIT */
/*
 * Figures of all paths by dynamic programming: what is so from a step on follows from what is so
 * from the steps it leads to. The counter only adds and prints, so that it needs no library.
 */
#include <config.h>

#include "errwalk/paths.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "errwalk/memory.h"

#include "expand.h"
#include "replies.h"
#include "routes.h"

static const uint64_t base = UINT64_C(1000000000000000000);

static void add(struct paths_count *sum, const struct paths_count *other)
{
    uint64_t carry = 0;
    size_t i;

    for (i = 0; i < PATHS_LIMBS; i++) {
        sum->limbs[i] += other->limbs[i] + carry;
        carry = sum->limbs[i] >= base;
        if (carry)
            sum->limbs[i] -= base;
    }
    sum->more |= other->more || carry;
}

void paths_count_text(struct buffer *out, const struct paths_count *count)
{
    size_t i = PATHS_LIMBS - 1;

    if (count->more) {
        buffer_printf(out, "more than 10^%d", PATHS_LIMBS * 18);
        return;
    }
    while (i > 0 && !count->limbs[i])
        i--;
    buffer_printf(out, "%" PRIu64, count->limbs[i]);
    while (i-- > 0)
        buffer_printf(out, "%018" PRIu64, count->limbs[i]);
}

/* From a step on. */
struct distance {
    struct paths_count paths;
    uint64_t fewest_questions, most_questions;
    uint64_t fewest_minutes, most_minutes; /* in millionths, which add up exactly */
};

static uint64_t lesser(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static uint64_t greater(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

static uint64_t millionths(double number)
{
    return (uint64_t)llrint(number * 1e6);
}

/* A question only leads on; of the others each may be the last. */
static struct distance measure(const struct edges *edges, const struct distance *known,
                               uint32_t index)
{
    const struct step *step = edges->steps[index];
    bool asks = step_is_question(step->kind), leads_on = step_leads_on(step->kind);
    struct distance here = {.fewest_questions = leads_on ? UINT64_MAX : 0,
                          .fewest_minutes = leads_on ? UINT64_MAX : 0,
                          .paths = {.limbs = {!leads_on}}};
    uint32_t e;

    for (e = edges->first[index]; e < edges->first[index + 1]; e++) {
        const struct distance *to = &known[edges->items[e].to];

        if (edges->items[e].fit != ROUTE_FITS)
            continue;
        add(&here.paths, &to->paths);
        here.fewest_questions = lesser(here.fewest_questions, to->fewest_questions);
        here.most_questions = greater(here.most_questions, to->most_questions);
        here.fewest_minutes = lesser(here.fewest_minutes, to->fewest_minutes);
        here.most_minutes = greater(here.most_minutes, to->most_minutes);
    }
    here.fewest_questions += asks;
    here.most_questions += asks;
    here.fewest_minutes += millionths(step->minutes);
    here.most_minutes += millionths(step->minutes);
    return here;
}

struct paths {
    struct arena *arena; /* of the flow with its calls walked into */
    struct edges edges;  /* of that */
    struct paths_figures figures;
    struct replies *replies; /* NULL until a witness is asked for */
    uint32_t *from;          /* by step: the edge by which the shortest way comes, or NOWHERE */
    uint32_t *length;        /* by step: of that way */
    struct hop *hops;
    struct paths_hop *witness; /* both with room for one a step */
};

#define NOWHERE UINT32_MAX

static void count(const struct flow *flow, const struct edges *edges, struct paths_figures *figures)
{
    struct distance *known = memory_alloc(edges->step_count * sizeof *known);
    const struct step *step;
    size_t i;

    for (i = edges->step_count; i-- > 0;)
        known[edges->order[i]] = measure(edges, known, edges->order[i]);
    *figures = (struct paths_figures){
        .steps = flow->step_count,
        .paths = known[0].paths,
        .fewest_questions = known[0].fewest_questions,
        .most_questions = known[0].most_questions,
        .fewest_minutes = (double)known[0].fewest_minutes / 1e6,
        .most_minutes = (double)known[0].most_minutes / 1e6,
    };
    flow_each (step, flow->first) {
        figures->questions += step_is_question(step->kind);
        figures->endings += !step_leads_on(step->kind);
    }
    memory_free(known);
}

void paths_new(const struct flow *flow, struct paths **paths)
{
    struct paths *result = memory_alloc(sizeof *result);

    result->arena = arena_new();
    edges_new(flow_expand(flow, result->arena), &result->edges);
    routes_prove(&result->edges);
    count(flow, &result->edges, &result->figures);
    *paths = result;
}

void paths_free(struct paths *paths)
{
    if (!paths)
        return;
    replies_free(paths->replies);
    edges_free(&paths->edges);
    arena_free(paths->arena);
    memory_free(paths->from);
    memory_free(paths->length);
    memory_free(paths->hops);
    memory_free(paths->witness);
    memory_free(paths);
}

void paths_figures(const struct paths *paths, struct paths_figures *figures)
{
    *figures = paths->figures;
}

/* A breadth-first search from the first step. */
static void find_ways(struct paths *paths)
{
    const struct edges *edges = &paths->edges;
    uint32_t *queue = memory_alloc(edges->step_count * sizeof *queue);
    size_t i, queued = 1;
    uint32_t e;

    for (i = 0; i < edges->step_count; i++)
        paths->from[i] = NOWHERE;
    for (i = 0; i < queued; i++) {
        for (e = edges->first[queue[i]]; e < edges->first[queue[i] + 1]; e++) {
            uint32_t to = edges->items[e].to;

            if (edges->items[e].fit != ROUTE_FITS || paths->from[to] != NOWHERE)
                continue;
            paths->from[to] = e;
            paths->length[to] = paths->length[queue[i]] + 1;
            queue[queued++] = to;
        }
    }
    memory_free(queue);
}

static void prepare(struct paths *paths)
{
    size_t steps = paths->edges.step_count;

    if (paths->replies)
        return;
    paths->from = memory_alloc(steps * sizeof *paths->from);
    paths->length = memory_alloc(steps * sizeof *paths->length);
    paths->hops = memory_alloc(steps * sizeof *paths->hops);
    paths->witness = memory_alloc(steps * sizeof *paths->witness);
    find_ways(paths);
    replies_new(&paths->edges, &paths->replies);
}

/* The place of the route among those of its step, from 1. */
static unsigned number_of(const struct edge *edge, const struct step *step)
{
    const struct route *route = step->routes;
    unsigned number = 1;

    if (!edge->route)
        return 0;
    for (; route != edge->route; route = route->node.next)
        number++;
    return number;
}

size_t paths_length(struct paths *paths, const struct step *to, const struct step **before)
{
    const struct edges *edges = &paths->edges;
    uint32_t from;

    prepare(paths);
    from = paths->from[to->index];
    *before = from == NOWHERE ? NULL : edges->steps[edges->items[from].from];
    return *before ? paths->length[to->index] : 0;
}

enum status paths_witness(struct paths *paths, const struct step *to, const struct paths_hop **hops,
                          size_t *count)
{
    const struct edges *edges = &paths->edges;
    enum status status;
    size_t length = 0, i;
    uint32_t at;

    prepare(paths);
    for (at = (uint32_t)to->index; at && paths->from[at] != NOWHERE; length++)
        at = edges->items[paths->from[at]].from;
    if (at)
        return STATUS_INVALID;
    for (i = length, at = (uint32_t)to->index; i-- > 0; at = edges->items[paths->from[at]].from)
        paths->hops[i].edge = paths->from[at];
    replies_clear(paths->replies);
    status = replies_fill(paths->replies, paths->hops, length);
    for (i = 0; i < length; i++) {
        const struct edge *edge = &edges->items[paths->hops[i].edge];
        const struct step *step = edges->steps[edge->from];

        paths->witness[i] = (struct paths_hop){step, paths->hops[i].reply, number_of(edge, step)};
    }
    *hops = paths->witness;
    *count = length;
    return status;
}

/* A reply that could be taken for more than one is quoted. */
static void reply_text(struct buffer *out, const struct paths_hop *hop)
{
    if (!hop->reply && hop->route)
        buffer_printf(out, "(a value that takes route %u)", hop->route);
    else if (!hop->reply)
        buffer_printf(out, "(a value that matches %s)", hop->step->matches);
    else if (!*hop->reply || strpbrk(hop->reply, " ,=\"\n\t"))
        buffer_printf(out, "\"%s\"", hop->reply);
    else
        buffer_string(out, hop->reply);
}

void paths_witness_text(struct buffer *out, const struct paths_hop *hops, size_t count)
{
    const char *comma = "";
    size_t i;

    for (i = 0; i < count; i++) {
        if (hops[i].step->kind == STEP_ROUTE && hops[i].reply)
            continue;
        buffer_printf(out, "%s%s=", comma, hops[i].step->node.id);
        reply_text(out, &hops[i]);
        comma = ", ";
    }
}
