/* SPDX-License-Identifier: MIT */
/*
 * Questions left where a flow weighs. Without the edges into weigh steps a flow has no circle; so the
 * ways from a step are those that end without such a step, and those that come to one of them. What
 * is left from a weigh step follows from its items, each of which comes at most once.
 */
#include <config.h>

#include "weigh-left.h"

#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/load.h"
#include "loader.h"

enum { NO_WAY = -1 };

struct left {
    const struct edges *edges;
    const bool *done;
    long *ends;            /* by step: the most questions to an ending, by no weigh step */
    long *back;            /* by weigh step and step: the most questions to that weigh step */
    bool *reaches;         /* by two weigh steps */
    long *known;           /* by weigh step: what is left from it; NO_WAY: not known yet */
};

static bool is_weigh(const struct left *left, uint32_t step)
{
    return left->edges->steps[step]->kind == STEP_WEIGH;
}

static long *back_of(const struct left *left, size_t weigh)
{
    return left->back + weigh * left->edges->step_count;
}

static long greater(long a, long b)
{
    return a > b ? a : b;
}

/* The most questions from a step on, where `to` says so of what it leads to; of a call what its block
 * asks comes before that. `weigh`: the edges that count lead into it or go on, NO_WAY: they end. */
static long onward(const struct left *left, uint32_t at, const long *to, long weigh)
{
    const struct edges *edges = left->edges;
    const struct step *step = edges->steps[at];
    struct before *exits = NULL, start = {.is_reached = true}, ended = {0};
    long most = NO_WAY;
    uint32_t e;

    if (!step_leads_on(step->kind)) /* an ending is the first */
        return weigh == NO_WAY ? 0 : NO_WAY;
    if (step->block) {
        exits = memory_alloc(edges->step_count * sizeof *exits);
        link_pass_block(step, &start, exits, &ended);
        most = ended.is_reached && weigh == NO_WAY ? (long)ended.most : NO_WAY;
    }
    for (e = edges->first[at]; e < edges->first[at + 1]; e++) {
        uint32_t target = edges->items[e].to;
        long rest = is_weigh(left, target) ? ((long)target == weigh ? 0 : NO_WAY) : to[target];

        if (rest != NO_WAY)
            most = greater(most, rest + step_is_question(step->kind) +
                                     (exits ? (long)exits[target].most : 0));
    }
    memory_free(exits);
    return most;
}

static void follow(struct left *left)
{
    size_t i, w;

    for (i = left->edges->step_count; i-- > 0;) {
        uint32_t at = left->edges->cut_order[i];

        left->ends[at] = onward(left, at, left->ends, NO_WAY);
        for (w = 0; w < left->edges->weigh_count; w++)
            back_of(left, w)[at] = onward(left, at, back_of(left, w), left->edges->weighs[w]);
    }
}

/* Whether one weigh step leads to another, over others too. */
static void reach(struct left *left)
{
    size_t n = left->edges->weigh_count, a, b, via;
    const struct weigh_item *item;

    for (a = 0; a < n; a++) {
        flow_each (item, left->edges->steps[left->edges->weighs[a]]->questions) {
            for (b = 0; b < n; b++)
                left->reaches[a * n + b] |= back_of(left, b)[item->to.step->index] != NO_WAY;
        }
    }
    for (via = 0; via < n; via++) {
        for (a = 0; a < n; a++) {
            for (b = 0; left->reaches[a * n + via] && b < n; b++)
                left->reaches[a * n + b] |= left->reaches[via * n + b];
        }
    }
}

static bool is_together(const struct left *left, size_t a, size_t b)
{
    return a == b || (left->reaches[a * left->edges->weigh_count + b] &&
                      left->reaches[b * left->edges->weigh_count + a]);
}

static long most_of(const struct left *left, size_t weigh, const struct step *but);

/* What an item may add before the walk is back in the group, and what where it leaves it. */
static void look(const struct left *left, size_t weigh, uint32_t item, long *stays, long *leaves)
{
    size_t w;

    *stays = 0;
    *leaves = left->ends[item];
    for (w = 0; w < left->edges->weigh_count; w++) {
        long back = back_of(left, w)[item];

        if (back == NO_WAY)
            continue;
        if (is_together(left, weigh, w))
            *stays = greater(*stays, back);
        else
            *leaves = greater(*leaves, back + most_of(left, w, NULL));
    }
}

/* From a weigh step on: all items of its group that lead back, and at last one that does not. */
static long count_most(const struct left *left, size_t weigh, const struct step *but)
{
    const struct weigh_item *item;
    long sum = 0, last = 0, stays, leaves;
    size_t w;

    for (w = 0; w < left->edges->weigh_count; w++) {
        if (!is_together(left, weigh, w))
            continue;
        flow_each (item, left->edges->steps[left->edges->weighs[w]]->questions) {
            if (item->to.step == but || (left->done && left->done[item->to.step->index]))
                continue;
            look(left, weigh, (uint32_t)item->to.step->index, &stays, &leaves);
            sum += stays;
            last = greater(last, leaves - stays);
        }
    }
    return sum + last;
}

static long most_of(const struct left *left, size_t weigh, const struct step *but)
{
    if (but)
        return count_most(left, weigh, but);
    if (left->known[weigh] == NO_WAY)
        left->known[weigh] = count_most(left, weigh, NULL);
    return left->known[weigh];
}

static long most_from(const struct left *left, uint32_t at)
{
    const struct step *step = left->edges->steps[at];
    long most = greater(left->ends[at], 0);
    size_t w;

    for (w = 0; w < left->edges->weigh_count; w++) {
        if (left->edges->weighs[w] == at)
            return most_of(left, w, NULL);
        if (back_of(left, w)[at] != NO_WAY)
            most = greater(most, back_of(left, w)[at] + most_of(left, w, step));
    }
    return most;
}

/* A weigh step may end at once: by a fix, or by its `else`. */
static unsigned fewest_from(const struct left *left, uint32_t at, const unsigned *fewest)
{
    const struct edges *edges = left->edges;
    const struct step *step = edges->steps[at];
    struct before *exits = NULL, start = {.is_reached = true}, ended = {0};
    unsigned least = UINT32_MAX;
    uint32_t e;

    if (!step_leads_on(step->kind) || step->kind == STEP_WEIGH)
        return 0;
    if (step->block) {
        exits = memory_alloc(edges->step_count * sizeof *exits);
        link_pass_block(step, &start, exits, &ended);
        least = ended.is_reached ? ended.fewest : UINT32_MAX;
    }
    for (e = edges->first[at]; e < edges->first[at + 1]; e++) {
        uint32_t target = edges->items[e].to;
        unsigned rest = fewest[target] + step_is_question(step->kind) +
                        (exits ? exits[target].fewest : 0);

        least = rest < least ? rest : least;
    }
    memory_free(exits);
    return least;
}

static void left_new(const struct edges *edges, const bool *done, struct left *left)
{
    size_t steps = edges->step_count, weighs = edges->weigh_count, i;

    *left = (struct left){.edges = edges, .done = done};
    left->ends = memory_alloc((steps + 1) * sizeof *left->ends);
    left->back = memory_alloc((weighs * steps + 1) * sizeof *left->back);
    left->reaches = memory_alloc(weighs * weighs + 1);
    left->known = memory_alloc((weighs + 1) * sizeof *left->known);
    for (i = 0; i < weighs; i++)
        left->known[i] = NO_WAY;
    follow(left);
    reach(left);
}

static void left_free(struct left *left)
{
    memory_free(left->ends);
    memory_free(left->back);
    memory_free(left->reaches);
    memory_free(left->known);
}

void weigh_left_count(const struct edges *edges)
{
    unsigned *fewest = memory_alloc((edges->step_count + 1) * sizeof *fewest);
    struct left left;
    size_t i;

    left_new(edges, NULL, &left);
    for (i = edges->step_count; i-- > 0;) {
        uint32_t at = edges->cut_order[i];
        struct step *step = load_writable(edges->steps[at]);

        fewest[at] = fewest_from(&left, at, fewest);
        if (!step_leads_on(step->kind))
            continue;
        step->fewest = fewest[at];
        step->most = (unsigned)most_from(&left, at);
    }
    left_free(&left);
    memory_free(fewest);
}

unsigned flow_most_left(const struct flow *flow, const struct step *step, const bool *done)
{
    struct edges edges;
    struct left left;
    unsigned most;

    edges_new(flow, &edges);
    left_new(&edges, done, &left);
    most = step_leads_on(step->kind) ? (unsigned)most_from(&left, (uint32_t)step->index) : 0;
    left_free(&left);
    edges_free(&edges);
    return most;
}
