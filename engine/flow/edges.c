/* SPDX-License-Identifier: MIT */
/*
 * The edges of a flow in one array. While a flow loads, graph.c has an array of its own, with edges
 * that dangle and steps that are in a cycle; this one is of sound flows and says what an edge is.
 */
#include <config.h>

#include "errwalk/edges.h"

#include "errwalk/memory.h"

/* Fills the edge where there is room; counts it in any case. */
static void add(struct edges *edges, const struct step *step, enum edge_kind kind,
                const struct target *target, const void *of)
{
    if (!target->step)
        return;
    if (edges->items)
        edges->items[edges->count] = (struct edge){
            .target = target,
            .answer = kind == EDGE_ANSWER ? of : NULL,
            .route = kind == EDGE_ROUTE ? of : NULL,
            .from = (uint32_t)step->index,
            .to = (uint32_t)target->step->index,
            .kind = kind,
        };
    edges->count++;
    edges->has_circles = edges->has_circles || target->closes;
}

static void add_all(struct edges *edges)
{
    const struct step *step;
    const struct answer *answer;
    const struct route *route;
    const struct weigh_item *item;

    edges->count = 0;
    flow_each (step, edges->flow->first) {
        if (edges->items) {
            edges->steps[step->index] = step;
            edges->first[step->index] = (uint32_t)edges->count;
        }
        flow_each (answer, step->answers)
            add(edges, step, EDGE_ANSWER, &answer->to, answer);
        flow_each (route, step->routes)
            add(edges, step, EDGE_ROUTE, &route->to, route);
        add(edges, step, EDGE_TO, &step->to, NULL);
        add(edges, step, EDGE_IF_NOT, &step->if_not, NULL);
        add(edges, step, EDGE_IF_WORSE, &step->if_worse, NULL);
        flow_each (item, step->questions)
            add(edges, step, EDGE_ITEM, &item->to, NULL);
        flow_each (item, step->fixes)
            add(edges, step, EDGE_ITEM, &item->to, NULL);
        add(edges, step, EDGE_ELSE, &step->otherwise, NULL);
    }
    if (edges->items)
        edges->first[edges->step_count] = (uint32_t)edges->count;
}

static bool closes_circle(const struct edge *edge)
{
    return edge->target->closes;
}

static bool leads_to_weigh(const struct edge *edge)
{
    return edge->target->step->kind == STEP_WEIGH;
}

/* Kahn's algorithm: a step is next when all that leads to it is before it, but for edges that are left
 * out. */
static void sort(const struct edges *edges, uint32_t *order, bool (*is_out)(const struct edge *edge))
{
    uint32_t *open = memory_alloc((edges->step_count + 1) * sizeof *open);
    size_t e, i, ordered = 0;

    for (e = 0; e < edges->count; e++)
        open[edges->items[e].to] += !is_out(&edges->items[e]);
    for (i = 0; i < edges->step_count; i++) {
        if (!open[i])
            order[ordered++] = (uint32_t)i;
    }
    for (i = 0; i < ordered; i++) {
        uint32_t at = order[i];

        for (e = edges->first[at]; e < edges->first[at + 1]; e++) {
            if (!is_out(&edges->items[e]) && --open[edges->items[e].to] == 0)
                order[ordered++] = edges->items[e].to;
        }
    }
    memory_free(open);
}

static void find_weighs(struct edges *edges)
{
    size_t i;

    for (i = 0; i < edges->step_count; i++) {
        if (edges->steps[i]->kind == STEP_WEIGH)
            edges->weighs[edges->weigh_count++] = (uint32_t)i;
    }
}

void edges_new(const struct flow *flow, struct edges *edges)
{
    size_t steps = flow->step_count;

    *edges = (struct edges){.flow = flow, .step_count = steps};
    add_all(edges);
    edges->items = memory_alloc((edges->count + 1) * sizeof *edges->items);
    edges->steps = memory_alloc((steps + 1) * sizeof *edges->steps);
    edges->first = memory_alloc((steps + 1) * sizeof *edges->first);
    edges->order = memory_alloc((steps + 1) * sizeof *edges->order);
    edges->weighs = memory_alloc((FLOW_MAX_WEIGHS + 1) * sizeof *edges->weighs);
    add_all(edges);
    find_weighs(edges);
    sort(edges, edges->order, closes_circle);
    edges->cut_order = edges->order;
    if (edges->weigh_count) {
        edges->cut_order = memory_alloc((steps + 1) * sizeof *edges->cut_order);
        sort(edges, edges->cut_order, leads_to_weigh);
    }
}

void edges_free(struct edges *edges)
{
    memory_free(edges->items);
    memory_free(edges->steps);
    memory_free(edges->first);
    if (edges->cut_order != edges->order)
        memory_free(edges->cut_order);
    memory_free(edges->order);
    memory_free(edges->weighs);
    *edges = (struct edges){0};
}

uint32_t edges_find(const struct edges *edges, const struct step *step, const struct target *target)
{
    uint32_t e = edges->first[step->index];

    while (e + 1 < edges->first[step->index + 1] && edges->items[e].target != target)
        e++;
    return e;
}
