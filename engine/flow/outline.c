/* SPDX-License-Identifier: MIT */
/*
 * Depth first with a stack of edges that wait, so that the depth of a flow is a matter of memory and
 * not of the program's own stack.
 */
#include <config.h>

#include "errwalk/outline.h"

#include <stdint.h>

#include "errwalk/memory.h"

const char *const outline_kinds[STEP_KIND_COUNT] = {
    [STEP_ASK] = "",        [STEP_INPUT] = "",         [STEP_FIX] = "Fix",
    [STEP_REFER] = "Refer", [STEP_ESCALATE] = "Escalate", [STEP_ROUTE] = "",
    [STEP_CALL] = "Call",   [STEP_RETURN] = "Return",  [STEP_WEIGH] = "Weigh",
};

struct rows {
    struct outline_row *items;
    size_t count, capacity;
};

static void add(struct rows *rows, const struct outline_row *row)
{
    memory_grow((void **)&rows->items, &rows->capacity, rows->count, sizeof *row);
    rows->items[rows->count++] = *row;
}

static void add_edge(struct rows *rows, struct outline_row edge, const struct target *to)
{
    edge.step = to->step;
    if (to->step)
        add(rows, &edge);
}

/* What leaves the step of a row, the last first: the stack gives it out in order. */
static void push_edges(struct rows *waiting, size_t parent, const struct outline_row *row)
{
    const struct outline_row below = {.parent = parent, .depth = row->depth + 1};
    const struct step *step = row->step;
    const struct answer *answer;
    const struct route *route;
    const struct weigh_item *item;
    size_t first = waiting->count, last;
    struct outline_row edge = below;

    edge.kind = EDGE_TYPED;
    add_edge(waiting, edge, &step->to);
    flow_each (route, step->routes) {
        edge = below;
        edge.kind = EDGE_ROUTE;
        edge.route = route;
        add_edge(waiting, edge, &route->to);
    }
    flow_each (answer, step->answers) {
        edge = below;
        edge.kind = EDGE_ANSWER;
        edge.answer = answer;
        add_edge(waiting, edge, &answer->to);
    }
    edge = below;
    edge.kind = EDGE_ITEM;
    flow_each (item, step->questions)
        add_edge(waiting, edge, &item->to);
    flow_each (item, step->fixes)
        add_edge(waiting, edge, &item->to);
    edge.kind = EDGE_ELSE;
    add_edge(waiting, edge, &step->otherwise);
    edge.kind = EDGE_IF_NOT;
    add_edge(waiting, edge, &step->if_not);
    edge.kind = EDGE_IF_WORSE;
    add_edge(waiting, edge, &step->if_worse);
    for (last = waiting->count; first + 1 < last; first++) {
        struct outline_row swapped = waiting->items[first];

        waiting->items[first] = waiting->items[--last];
        waiting->items[last] = swapped;
    }
}

static void lay_out(struct outline *outline, const struct flow *flow, struct rows *rows,
                    struct rows *waiting)
{
    add(waiting, &(struct outline_row){.kind = EDGE_START, .step = flow->first});
    while (waiting->count) {
        struct outline_row row = waiting->items[--waiting->count];

        row.refers = outline->shown[row.step->index] != SIZE_MAX;
        add(rows, &row);
        if (row.refers)
            continue;
        outline->shown[row.step->index] = rows->count - 1;
        push_edges(waiting, rows->count - 1, &row);
    }
}

/* What is below a row ends where the last of it does. */
static void find_ends(struct outline *outline)
{
    size_t i = outline->count;

    while (i--) {
        struct outline_row *row = &outline->rows[i], *parent = &outline->rows[row->parent];

        if (row->end <= i)
            row->end = i + 1;
        if (parent->end < row->end)
            parent->end = row->end;
    }
}

void outline_new(const struct flow *flow, struct outline **outline)
{
    struct outline *result = memory_alloc(sizeof *result);
    struct rows rows = {0}, waiting = {0};
    size_t i;

    result->steps = flow->step_count;
    result->shown = memory_alloc(flow->step_count * sizeof *result->shown);
    for (i = 0; i < flow->step_count; i++)
        result->shown[i] = SIZE_MAX;
    lay_out(result, flow, &rows, &waiting);
    result->rows = rows.items;
    result->count = rows.count;
    memory_free(waiting.items);
    find_ends(result);
    *outline = result;
}

void outline_free(struct outline *outline)
{
    if (!outline)
        return;
    memory_free(outline->rows);
    memory_free(outline->shown);
    memory_free(outline);
}

const struct outline_row *outline_of(const struct outline *outline, const struct step *step)
{
    return &outline->rows[outline->shown[step->index]];
}

static void add_part(struct buffer *out, const char *fact, const char *words, const char *value,
                     bool *first)
{
    if (!value)
        return;
    buffer_printf(out, "%s%s %s %s", *first ? "" : " and ", fact, words, value);
    *first = false;
}

static void add_condition(struct buffer *out, const struct condition *condition, bool *first)
{
    const char *fact = condition->node.id;
    const struct value_node *value;
    const char *words = " is one of ";

    add_part(out, fact, "is", condition->is, first);
    if (condition->one_of)
        buffer_printf(out, "%s%s", *first ? "" : " and ", fact);
    flow_each (value, condition->one_of) {
        buffer_printf(out, "%s%s", words, value->text);
        words = ", ";
        *first = false;
    }
    add_part(out, fact, "is below", condition->below, first);
    add_part(out, fact, "is above", condition->above, first);
    add_part(out, fact, "matches", condition->matches, first);
}

void outline_label(struct buffer *out, const struct outline_row *row)
{
    static const char *const words[EDGE_KIND_COUNT] = {
        [EDGE_START] = "",
        [EDGE_TYPED] = "any value",
        [EDGE_ROUTE] = "any other value",
        [EDGE_ANSWER] = "",
        [EDGE_IF_NOT] = "it did not help",
        [EDGE_IF_WORSE] = "it made things worse",
        [EDGE_ITEM] = "where it costs least",
        [EDGE_ELSE] = "nothing is left, or going on costs more",
    };
    const struct condition *condition;
    bool first = true;

    if (row->kind == EDGE_ANSWER)
        buffer_string(out, row->answer->say);
    else if (row->kind != EDGE_ROUTE || !row->route->conditions)
        buffer_string(out, words[row->kind]);
    else
        flow_each (condition, row->route->conditions)
            add_condition(out, condition, &first);
}
