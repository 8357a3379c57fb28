/* SPDX-License-Identifier: MIT */
/*
 * A depth-first search against the edges, with a stack of its own. All searches together may do so
 * much: a multiple of the edges.
 */
#include <config.h>

#include "errwalk/ways.h"

#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/paths.h"
#include "errwalk/replies.h"

enum { MOST_WORK = 64, LEAST_WORK = 20000, MOST_TRIES = 64, SHOWN_HOPS = 8 };

/* A step that the search stands at. */
struct stand {
    uint32_t step;
    uint32_t next; /* of the edges into it, the one to try next */
    uint32_t edge; /* by which it is left towards the end */
    unsigned state;
};

struct ways {
    const struct edges *edges;
    struct replies *replies;
    uint32_t *into, *first; /* edges into step i, the nearest first: from first[i] to first[i + 1] */
    struct stand *stands;
    struct hop *hops;
    struct paths_hop *shown;
    size_t work; /* left */
};

/* The edges in the order in which a search from the first step meets them. */
static uint32_t *order_edges(const struct edges *edges, uint32_t *order)
{
    uint32_t *queue = memory_alloc((edges->step_count + 1) * sizeof *queue), e;
    bool *met = memory_alloc(edges->step_count + 1);
    size_t count = 0, queued = 1, i;

    met[0] = true;
    for (i = 0; i < queued; i++) {
        for (e = edges->first[queue[i]]; e < edges->first[queue[i] + 1]; e++) {
            if (edges->items[e].fit != ROUTE_FITS || edges->items[e].target->closes)
                continue; /* nothing is forgotten on a circle */
            order[count++] = e;
            if (!met[edges->items[e].to])
                queue[queued++] = edges->items[e].to;
            met[edges->items[e].to] = true;
        }
    }
    memory_free(queue);
    memory_free(met);
    return order + count;
}

struct ways *ways_new(const struct edges *edges)
{
    struct ways *ways = memory_alloc(sizeof *ways);
    uint32_t *order = memory_alloc((edges->count + 1) * sizeof *order), *end, *e;
    size_t steps = edges->step_count, i;

    ways->edges = edges;
    ways->work = MOST_WORK * (edges->count + steps) + LEAST_WORK;
    ways->first = memory_alloc((steps + 2) * sizeof *ways->first);
    ways->into = memory_alloc((edges->count + 1) * sizeof *ways->into);
    ways->stands = memory_alloc((steps + 1) * sizeof *ways->stands);
    ways->hops = memory_alloc((steps + 1) * sizeof *ways->hops);
    ways->shown = memory_alloc((steps + 1) * sizeof *ways->shown);
    end = order_edges(edges, order);
    for (e = order; e < end; e++)
        ways->first[edges->items[*e].to + 2]++;
    for (i = 2; i <= steps + 1; i++)
        ways->first[i] += ways->first[i - 1];
    for (e = order; e < end; e++)
        ways->into[ways->first[edges->items[*e].to + 1]++] = *e;
    memory_free(order);
    replies_new(edges, &ways->replies);
    return ways;
}

void ways_free(struct ways *ways)
{
    if (!ways)
        return;
    replies_free(ways->replies);
    memory_free(ways->first);
    memory_free(ways->into);
    memory_free(ways->stands);
    memory_free(ways->hops);
    memory_free(ways->shown);
    memory_free(ways);
}

/* Whether what was not found is only a value that any walk could have: one that leads on anyhow. */
static bool is_walked(const struct ways *ways, size_t count, enum status status)
{
    size_t i;

    for (i = 0; status == STATUS_NO && i < count; i++) {
        if (!ways->hops[i].reply && ways->edges->items[ways->hops[i].edge].kind != EDGE_TO)
            return false;
    }
    return status == STATUS_OK || status == STATUS_NO;
}

/* The stands from the end to the first step as hops from the first step on. */
static size_t lay_out(struct ways *ways, size_t depth)
{
    size_t i;

    for (i = 0; i + 1 < depth; i++)
        ways->hops[i].edge = ways->stands[depth - 1 - i].edge;
    return depth - 1;
}

static void show(struct ways *ways, size_t count, struct buffer *out)
{
    size_t i, from = count > SHOWN_HOPS ? count - SHOWN_HOPS : 0;

    for (i = 0; i < count; i++) {
        const struct edge *edge = &ways->edges->items[ways->hops[i].edge];

        ways->shown[i] =
            (struct paths_hop){.step = ways->edges->steps[edge->from], .reply = ways->hops[i].reply};
    }
    buffer_string(out, from ? "…, " : "");
    paths_witness_text(out, ways->shown + from, count - from);
}

/* Whether the way that the stands are on can be walked. */
static bool try_way(struct ways *ways, size_t depth, struct buffer *out)
{
    size_t count = lay_out(ways, depth);
    enum status status;

    ways->work -= ways->work > count ? count : ways->work;
    replies_clear(ways->replies);
    status = replies_fill(ways->replies, ways->hops, count);
    if (!is_walked(ways, count, status))
        return false;
    show(ways, count, out);
    return true;
}

enum way_found ways_find(struct ways *ways, const struct step *to, unsigned state,
                         const struct way_wanted *wanted, struct buffer *out)
{
    const struct edges *edges = ways->edges;
    size_t depth = 1;
    unsigned tries = 0;

    ways->stands[0] =
        (struct stand){.step = (uint32_t)to->index, .next = ways->first[to->index], .state = state};
    while (depth) {
        struct stand *stand = &ways->stands[depth - 1];
        const struct edge *edge;
        unsigned before = stand->state;

        if (stand->step == 0 && wanted->begins(wanted->context, stand->state) &&
            try_way(ways, depth, out))
            return WAY_FOUND;
        tries += stand->step == 0;
        if (stand->step == 0 || stand->next == ways->first[stand->step + 1]) {
            depth--;
            continue;
        }
        if (!ways->work || tries > MOST_TRIES)
            return WAY_UNKNOWN;
        ways->work--;
        edge = &edges->items[ways->into[stand->next++]];
        if (wanted->takes(wanted->context, edge, stand->state, &before))
            ways->stands[depth++] = (struct stand){.step = edge->from,
                                                   .next = ways->first[edge->from],
                                                   .edge = ways->into[stand->next - 1],
                                                   .state = before};
    }
    return WAY_NONE;
}
