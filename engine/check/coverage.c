/* SPDX-License-Identifier: MIT */
/*
 * What tests walk: a mark for each step and each edge.
 */
#include <config.h>

#include "coverage.h"

#include "check.h"
#include "errwalk/memory.h"

#include "errwalk/routes.h"

static void mark(void *context, const struct step *step, const struct target *to)
{
    struct coverage *coverage = context;

    coverage->steps[step->index] = true;
    if (to)
        coverage->answers[edges_find(&coverage->edges, step, to)] = true;
    else
        coverage->tests++;
}

static void walk_tests(struct coverage *coverage, const struct flow *flow)
{
    struct diag_list faults = {0};
    struct check check = {.flow = flow, .faults = &faults, .walked = mark, .context = coverage};

    check_tests(&check);
    diag_list_free(&faults);
}

void coverage_new(const struct flow *flow, struct coverage **coverage)
{
    struct coverage *result = memory_alloc(sizeof *result);

    edges_new(flow, &result->edges);
    routes_prove(&result->edges);
    result->steps = memory_alloc(result->edges.step_count * sizeof *result->steps);
    result->answers = memory_alloc((result->edges.count + 1) * sizeof *result->answers);
    walk_tests(result, flow);
    *coverage = result;
}

void coverage_free(struct coverage *coverage)
{
    if (!coverage)
        return;
    edges_free(&coverage->edges);
    memory_free(coverage->steps);
    memory_free(coverage->answers);
    memory_free(coverage);
}

void coverage_figures(const struct coverage *coverage, struct coverage_figures *figures)
{
    size_t i;

    *figures =
        (struct coverage_figures){.tests = coverage->tests, .steps = coverage->edges.step_count};
    for (i = 0; i < coverage->edges.step_count; i++)
        figures->walked_steps += coverage->steps[i];
    for (i = 0; i < coverage->edges.count; i++) {
        figures->answers += coverage->edges.items[i].fit == ROUTE_FITS;
        figures->walked_answers += coverage->answers[i];
    }
}

/* What an edge is called where it stands; `number` counts the routes of its step. */
static void name_edge(struct buffer *out, const struct edge *edge, unsigned number)
{
    static const char *const names[EDGE_KIND_COUNT] = {
        [EDGE_TO] = "'to'",
        [EDGE_IF_NOT] = "'if-not'",
        [EDGE_IF_WORSE] = "'if-worse'",
        [EDGE_ITEM] = "an item",
        [EDGE_ELSE] = "'else'",
    };

    if (edge->kind == EDGE_ANSWER)
        buffer_printf(out, "answer '%s'", edge->answer->node.id);
    else if (edge->kind == EDGE_ROUTE)
        buffer_printf(out, "route %u", number);
    else
        buffer_string(out, names[edge->kind]);
}

static void begin_line(const struct coverage *coverage, struct buffer *out,
                       const struct diag_place *place)
{
    buffer_printf(out, "%s:%u:%u: no test ", coverage->edges.flow->path, place->line,
                  place->column);
}

static void step_text(const struct coverage *coverage, struct buffer *out, uint32_t index)
{
    const struct edges *edges = &coverage->edges;
    const struct step *step = edges->steps[index];
    unsigned routes = 0;
    uint32_t e;

    if (!coverage->steps[index]) {
        begin_line(coverage, out, &step->node.place);
        buffer_printf(out, "comes to %s '%s'\n",
                      step_is_question(step->kind) ? "question"
                      : step_leads_on(step->kind)  ? "step"
                                                   : "ending",
                      step->node.id);
        return;
    }
    for (e = edges->first[index]; e < edges->first[index + 1]; e++) {
        const struct edge *edge = &edges->items[e];

        routes += edge->kind == EDGE_ROUTE;
        if (coverage->answers[e] || edge->fit != ROUTE_FITS)
            continue;
        begin_line(coverage, out, &edge->target->place);
        buffer_string(out, "takes ");
        name_edge(out, edge, routes);
        buffer_printf(out, " of '%s' to '%s'\n", step->node.id, edge->target->id);
    }
}

void coverage_text(const struct coverage *coverage, struct buffer *out)
{
    uint32_t i;

    for (i = 0; i < coverage->edges.step_count; i++)
        step_text(coverage, out, i);
}
