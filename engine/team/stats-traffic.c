/* SPDX-License-Identifier: MIT */
/*
 * How often each edge of a flow was walked. Events name the step that an answer led to in the end; the
 * routes between are found by that.
 */
#include <config.h>

#include "errwalk/stats.h"

#include <string.h>

#include "errwalk/memory.h"

enum { MOST_ROUTES = 32 }; /* one behind the other that are looked through */

/* Whether a step is the one, or a route that may lead there. */
static bool leads_to(const struct step *step, const char *to, unsigned depth)
{
    const struct route *route;

    if (step->kind != STEP_ROUTE || !depth)
        return strcmp(step->node.id, to) == 0;
    flow_each (route, step->routes) {
        if (leads_to(route->to.step, to, depth - 1))
            return true;
    }
    return false;
}

static bool is_worse(const char *answer)
{
    return strcmp(answer, fix_result_names[FIX_WORSE]) == 0;
}

static bool fits(const struct outline_row *row, const struct stats_way *way)
{
    switch (row->kind) {
    case EDGE_ANSWER:
        return !way->typed && strcmp(row->answer->node.id, way->answer) == 0;
    case EDGE_TYPED:
        return way->typed;
    case EDGE_ROUTE:
        return way->typed && leads_to(row->step, way->to, MOST_ROUTES);
    case EDGE_ITEM:
    case EDGE_ELSE:
        return strcmp(row->step->node.id, way->answer) == 0;
    case EDGE_IF_WORSE:
        return is_worse(way->answer);
    default: /* a fix that made it worse goes this way where it has none of its own */
        return strcmp(way->answer, fix_result_names[FIX_WORKED]) != 0 &&
               leads_to(row->step, way->to, MOST_ROUTES);
    }
}

/* On over what decides without asking. */
static void follow(const struct stats_tree *tree, const struct step *step, const struct stats_way *way)
{
    const struct outline_row *rows = tree->outline->rows;
    unsigned depth = MOST_ROUTES;

    while (step->kind == STEP_ROUTE && depth--) {
        const size_t from = tree->outline->shown[step->index];
        size_t row = from + 1;

        while (row < rows[from].end && !leads_to(rows[row].step, way->to, MOST_ROUTES))
            row = rows[row].end;
        if (row >= rows[from].end)
            return;
        tree->traffic[row] += way->count;
        step = rows[row].step;
    }
}

static void add_way(const struct stats_tree *tree, const struct step *step, const struct stats_way *way)
{
    const struct outline_row *rows = tree->outline->rows;
    const size_t from = tree->outline->shown[step->index];
    size_t row, found = 0;

    for (row = from + 1; row < rows[from].end; row = rows[row].end) {
        if (fits(&rows[row], way) && (!found || rows[row].kind == EDGE_IF_WORSE))
            found = row;
    }
    if (!found)
        return;
    tree->traffic[found] += way->count;
    follow(tree, rows[found].step, way);
}

static void find_left(const struct stats_tree *tree)
{
    const struct outline_row *rows = tree->outline->rows;
    size_t row = tree->outline->count;

    while (row--) {
        const bool has_next = row && rows[row].end < rows[rows[row].parent].end;

        tree->left[row] = tree->traffic[row] + (has_next ? tree->left[rows[row].end] : 0);
    }
}

void stats_tree_new(struct stats_tree *tree, const struct stats_flow *flow,
                    const struct outline *outline)
{
    size_t i, j;

    *tree = (struct stats_tree){.flow = flow, .outline = outline};
    tree->traffic = memory_alloc((outline->count + 1) * sizeof *tree->traffic);
    tree->left = memory_alloc((outline->count + 1) * sizeof *tree->left);
    tree->traffic[0] = flow->walks;
    for (i = 0; i < flow->step_count; i++) {
        const struct stats_step *step = &flow->steps[i];

        for (j = 0; step->step && j < step->way_count; j++)
            add_way(tree, step->step, &step->ways[j]);
    }
    find_left(tree);
}

void stats_tree_free(struct stats_tree *tree)
{
    memory_free(tree->traffic);
    memory_free(tree->left);
    *tree = (struct stats_tree){0};
}
