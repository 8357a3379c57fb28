/* SPDX-License-Identifier: MIT */
/*
 * Ways to steps: the shortest, and what is replied on it.
 */
#include <config.h>

#include "errwalk/paths.h"

#include <string.h>

#include "errwalk/memory.h"

#include "expand.h"
#include "paths-count.h"
#include "errwalk/replies.h"
#include "errwalk/routes.h"

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

void paths_new(const struct flow *flow, struct paths **paths)
{
    struct paths *result = memory_alloc(sizeof *result);

    result->arena = arena_new();
    edges_new(flow_expand(flow, result->arena), &result->edges);
    routes_prove(&result->edges);
    paths_measure(flow, &result->edges, &result->figures);
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
        if ((hops[i].step->kind == STEP_ROUTE || hops[i].step->kind == STEP_WEIGH) && hops[i].reply)
            continue;
        buffer_printf(out, "%s%s=", comma, hops[i].step->node.id);
        reply_text(out, &hops[i]);
        comma = ", ";
    }
}
