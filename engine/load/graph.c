/* SPDX-License-Identifier: MIT */
/*
 * The graph: edges are resolved by hash, and one depth-first walk, with a stack of its own, finds
 * cycles, what is reached, and the order in which the questions left are counted. All of it is
 * linear in steps and edges.
 */
#include <config.h>

#include "loader.h"
#include "prove.h"

#include <string.h>

#include "errwalk/load.h"
#include "errwalk/memory.h"

struct edge {
    struct target *target;
    uint32_t to;     /* the step's index; NOWHERE for a dangling edge */
    bool is_guessed; /* dangling, and `to` is what was meant */
};

#define NOWHERE UINT32_MAX

enum colour { WHITE, GREY, BLACK };

/* What is known of a step. */
struct vertex {
    struct step *step;
    uint32_t first, end;   /* its edges */
    uint32_t next;         /* the edge to follow next */
    uint32_t depth;        /* on the stack */
    unsigned fewest, most; /* questions, as in the step */
    unsigned char colour;
    bool is_reached, is_followed; /* from the first step; from another step that is not reached */
};

struct graph {
    struct loader *loader;
    struct vertex *vertices;
    size_t count;
    struct edge *edges;
    size_t edge_count, edge_capacity;
    uint32_t *stack, *order; /* indices of vertices; order: each after what it leads to */
    uint32_t depth;
    size_t ordered;
    bool weighs;   /* it has a weigh step */
    bool cuts;     /* edges into weigh steps are passed over */
};

static void fault_dangling(struct graph *graph, struct edge *edge, const char *what, const char *id)
{
    struct loader *loader = graph->loader;
    const struct node *steps = (const struct node *)loader->tree->flow.first, *meant = NULL;
    char hint[NEAREST_HINT];
    const char *meaning = nearest_id(edge->target->id, steps, &loader->compared, hint, &meant);

    if (!meaning && loader->lost_step)
        return;
    reader_fault(&loader->reader, RULE_DANGLING, edge->target->place, meaning,
                 *id ? "%s '%s' goes to '%s', which is not a step"
                     : "%s%s goes to '%s', which is not a step",
                 what, id, edge->target->id);
    if (meant) {
        edge->to = (uint32_t)((const struct step *)meant)->index;
        edge->is_guessed = true;
    } else {
        loader->is_lossy = true;
    }
}

/* `what` and `id` say where the edge begins. */
static void add_edge(struct graph *graph, const char *what, const char *id, struct target *target)
{
    struct edge edge = {.target = target, .to = NOWHERE};
    void *edges = graph->edges;

    if (!*target->id)
        return;
    memory_grow(&edges, &graph->edge_capacity, graph->edge_count, sizeof edge);
    graph->edges = edges;
    target->step = (const struct step *)index_find(graph->loader->index, TREE_STEPS, target->id);
    if (target->step)
        edge.to = (uint32_t)target->step->index;
    else
        fault_dangling(graph, &edge, what, id);
    graph->edges[graph->edge_count++] = edge;
}

static void add_edges(struct graph *graph, struct step *step)
{
    struct answer *answer = load_writable(step->answers);
    struct route *route = load_writable(step->routes);
    struct weigh_item *item;

    for (; answer; answer = answer->node.next)
        add_edge(graph, "answer", answer->node.id, &answer->to);
    for (; route; route = route->node.next)
        add_edge(graph, "a route", "", &route->to);
    add_edge(graph, "'to'", "", &step->to);
    add_edge(graph, "'if-not'", "", &step->if_not);
    add_edge(graph, "'if-worse'", "", &step->if_worse);
    for (item = load_writable(step->questions); item; item = item->node.next)
        add_edge(graph, "a question", "", &item->to);
    for (item = load_writable(step->fixes); item; item = item->node.next)
        add_edge(graph, "a fix", "", &item->to);
    add_edge(graph, "'else'", "", &step->otherwise);
    graph->weighs = graph->weighs || step->kind == STEP_WEIGH;
}

static bool graph_new(struct graph *graph)
{
    struct step *step = load_writable(graph->loader->tree->flow.first);

    graph->count = graph->loader->tree->flow.step_count;
    graph->vertices = memory_alloc(graph->count * sizeof *graph->vertices);
    graph->stack = memory_alloc(graph->count * sizeof *graph->stack);
    graph->order = memory_alloc(graph->count * sizeof *graph->order);
    for (; step; step = step->node.next) {
        struct vertex *vertex = &graph->vertices[step->index];

        vertex->step = step;
        vertex->first = vertex->next = (uint32_t)graph->edge_count;
        add_edges(graph, step);
        vertex->end = (uint32_t)graph->edge_count;
    }

    return true;
}

/* The steps of the cycle that the edge closes; of a long one the first and the last. */
static void fault_cycle(struct graph *graph, const struct edge *edge)
{
    struct buffer path = {0};
    uint32_t at, start = graph->vertices[edge->to].depth;

    for (at = start; at < graph->depth; at++) {
        if (at - start >= 6 && graph->depth - at > 2) {
            buffer_string(&path, "… → ");
            at = graph->depth - 3;
            continue;
        }
        buffer_printf(&path, "%s → ", graph->vertices[graph->stack[at]].step->node.id);
    }
    buffer_string(&path, graph->vertices[edge->to].step->node.id);
    reader_fault(&graph->loader->reader, RULE_CYCLE, edge->target->place,
                 "a walk never comes back: let one of these lead elsewhere",
                 "this closes a cycle: %s", buffer_text(&path));
    buffer_free(&path);
}

static bool leads_to_weigh(const struct graph *graph, const struct edge *edge)
{
    return graph->vertices[edge->to].step->kind == STEP_WEIGH;
}

static void close_circle(struct graph *graph, struct edge *edge)
{
    if (graph->weighs && !graph->cuts)
        edge->target->closes = true;
    else if (!edge->is_guessed)
        fault_cycle(graph, edge);
}

static void push(struct graph *graph, uint32_t index, bool is_reached)
{
    struct vertex *vertex = &graph->vertices[index];

    vertex->colour = GREY;
    vertex->is_reached = is_reached;
    vertex->depth = graph->depth;
    graph->stack[graph->depth++] = index;
}

/* Walks everything that a step leads to. */
static void visit(struct graph *graph, uint32_t start, bool is_reached)
{
    push(graph, start, is_reached);
    while (graph->depth) {
        struct vertex *vertex = &graph->vertices[graph->stack[graph->depth - 1]];
        struct edge *edge;

        if (vertex->next == vertex->end) {
            vertex->colour = BLACK;
            graph->order[graph->ordered++] = graph->stack[--graph->depth];
            continue;
        }
        edge = &graph->edges[vertex->next++];
        if (edge->to == NOWHERE || (graph->cuts && leads_to_weigh(graph, edge)))
            continue;
        if (graph->vertices[edge->to].colour == WHITE)
            push(graph, edge->to, is_reached);
        else if (graph->vertices[edge->to].colour == GREY)
            close_circle(graph, edge);
    }
}

/* From the first step, and then from those that are not reached. */
static void visit_from_first(struct graph *graph)
{
    uint32_t i;

    graph->ordered = 0;
    for (i = 0; i < graph->count; i++) {
        struct vertex *vertex = &graph->vertices[i];

        vertex->colour = WHITE;
        vertex->is_reached = false;
        vertex->next = vertex->first;
    }
    for (i = 0; i < graph->count; i++) {
        if (graph->vertices[i].colour == WHITE)
            visit(graph, i, i == 0);
    }
}

/* What is a cycle where no edge leads into a weigh step is one; each that is left leads through such
 * a step, whose items come once. */
static void visit_all(struct graph *graph)
{
    uint32_t i, e;

    graph->cuts = graph->weighs;
    visit_from_first(graph);
    if (graph->cuts) {
        graph->cuts = false;
        visit_from_first(graph);
    }
    for (i = 0; i < graph->count; i++) {
        for (e = graph->vertices[i].first;
             !graph->vertices[i].is_reached && e < graph->vertices[i].end; e++) {
            if (graph->edges[e].to != NOWHERE)
                graph->vertices[graph->edges[e].to].is_followed = true;
        }
    }
}

/* Of steps that are not reached those where it begins; what they lead to follows from it. */
static void fault_unreached(struct graph *graph)
{
    size_t i;

    for (i = 0; i < graph->count; i++) {
        const struct vertex *vertex = &graph->vertices[i];

        if (!vertex->is_reached && !vertex->is_followed)
            reader_fault(&graph->loader->reader, RULE_UNREACHABLE, vertex->step->node.place,
                         "let an answer lead to it, or take it out", "no walk reaches step '%s'",
                         vertex->step->node.id);
    }
}

/* Questions left to the first ending, in an order in which what follows is known already. */
static void count_questions(struct graph *graph)
{
    size_t i, e;

    for (i = 0; i < graph->ordered; i++) {
        struct vertex *vertex = &graph->vertices[graph->order[i]];
        unsigned fewest = UINT32_MAX, most = 0;

        if (!step_leads_on(vertex->step->kind))
            continue;
        for (e = vertex->first; e < vertex->end; e++) {
            const struct vertex *to = &graph->vertices[graph->edges[e].to];

            fewest = to->fewest < fewest ? to->fewest : fewest;
            most = to->most > most ? to->most : most;
        }
        vertex->step->fewest = vertex->fewest = fewest + step_is_question(vertex->step->kind);
        vertex->step->most = vertex->most = most + step_is_question(vertex->step->kind);
    }
}

void graph_prove(struct loader *loader)
{
    struct graph graph = {.loader = loader};

    if (loader->tree->flow.step_count && graph_new(&graph)) {
        visit_all(&graph);
        if (!loader->is_lossy)
            fault_unreached(&graph);
        if (!loader->reader.errors && graph.weighs)
            loader_count_questions(loader->tree);
        else if (!loader->reader.errors)
            count_questions(&graph);
    }
    memory_free(graph.vertices);
    memory_free(graph.stack);
    memory_free(graph.order);
    memory_free(graph.edges);
}
