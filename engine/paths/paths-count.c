/* SPDX-License-Identifier: MIT */
/*
 * All paths, counted by dynamic programming: what is so from a step on follows from what is so from the
 * steps that it leads to. The counter only adds and prints, so that it needs no library.
 *
 * Without the edges into weigh steps there is no circle: ways that end without such a step, and ways to
 * each of them, are counted so. From a weigh step on, items are a set: each comes back, or does not, in
 * any order, which is counted once.
 */
#include <config.h>

#include "paths-count.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "errwalk/memory.h"

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

#define NOWHERE UINT32_MAX

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

static const struct distance no_way = {.fewest_questions = UINT64_MAX,
                                       .fewest_minutes = UINT64_MAX};
static const struct distance at_once = {.paths = {.limbs = {1}}};

static bool is_none(const struct distance *distance)
{
    return distance->fewest_questions == UINT64_MAX;
}

/* One way or the other. */
static void join(struct distance *sum, const struct distance *other)
{
    add(&sum->paths, &other->paths);
    sum->fewest_questions = lesser(sum->fewest_questions, other->fewest_questions);
    sum->most_questions = greater(sum->most_questions, other->most_questions);
    sum->fewest_minutes = lesser(sum->fewest_minutes, other->fewest_minutes);
    sum->most_minutes = greater(sum->most_minutes, other->most_minutes);
}

/* Bit by bit, so that no product is wider than a limb. */
static struct paths_count times(const struct paths_count *a, const struct paths_count *b)
{
    struct paths_count product = {0};
    bool more = a->more || b->more;
    size_t limb = PATHS_LIMBS;
    int bit;

    while (limb-- > 0) {
        struct paths_count higher = {0};

        more = more || product.limbs[PATHS_LIMBS - 1];
        memcpy(higher.limbs + 1, product.limbs, (PATHS_LIMBS - 1) * sizeof *higher.limbs);
        product = (struct paths_count){0};
        for (bit = 59; bit >= 0; bit--) {
            struct paths_count twice = product;

            add(&product, &twice);
            if (b->limbs[limb] >> bit & 1)
                add(&product, a);
        }
        add(&product, &higher);
        more = more || product.more;
    }
    product.more = more;
    return product;
}

/* One way after the other. */
static struct distance then(const struct distance *first, const struct distance *next)
{
    if (is_none(first) || is_none(next))
        return no_way;
    return (struct distance){
        .paths = times(&first->paths, &next->paths),
        .fewest_questions = first->fewest_questions + next->fewest_questions,
        .most_questions = first->most_questions + next->most_questions,
        .fewest_minutes = first->fewest_minutes + next->fewest_minutes,
        .most_minutes = first->most_minutes + next->most_minutes,
    };
}

/* A question only leads on; of the others each may be the last. Ways are looked at up to the weigh step
 * `weigh`, or NOWHERE those that come to none. */
static struct distance measure(const struct edges *edges, const struct distance *known,
                               uint32_t index, uint32_t weigh)
{
    const struct step *step = edges->steps[index];
    bool asks = step_is_question(step->kind), ends = !step_leads_on(step->kind) && weigh == NOWHERE;
    struct distance here = ends ? at_once : no_way;
    uint32_t e;

    for (e = edges->first[index]; e < edges->first[index + 1]; e++) {
        uint32_t to = edges->items[e].to;

        if (edges->items[e].fit != ROUTE_FITS)
            continue;
        if (edges->steps[to]->kind != STEP_WEIGH)
            join(&here, &known[to]);
        else if (to == weigh)
            join(&here, &at_once);
    }
    if (is_none(&here))
        return here;
    here.fewest_questions += asks;
    here.most_questions += asks;
    here.fewest_minutes += millionths(step->minutes);
    here.most_minutes += millionths(step->minutes);
    return here;
}

/* Row w of `back` has, by step, the ways to weigh step w; the row behind them those that come to none. */
struct circles {
    const struct edges *edges;
    struct distance *back;
    bool *together;        /* by two weigh steps: each leads to the other */
    struct distance *from; /* by weigh step: all ways from it on */
    bool *is_known;
};

static struct distance *row(const struct circles *circles, size_t weigh)
{
    return circles->back + weigh * circles->edges->step_count;
}

static void find_rows(struct circles *circles)
{
    const struct edges *edges = circles->edges;
    size_t w, i;

    for (w = 0; w <= edges->weigh_count; w++) {
        uint32_t weigh = w < edges->weigh_count ? edges->weighs[w] : NOWHERE;

        for (i = edges->step_count; i-- > 0;) {
            uint32_t at = edges->cut_order[i];

            row(circles, w)[at] = measure(edges, row(circles, w), at, weigh);
        }
    }
}

static void find_together(struct circles *circles)
{
    const struct edges *edges = circles->edges;
    size_t n = edges->weigh_count, a, b, via;
    bool *leads = memory_alloc(n * n + 1);

    for (a = 0; a < n; a++) {
        for (b = 0; b < n; b++)
            leads[a * n + b] = !is_none(&row(circles, b)[edges->weighs[a]]);
    }
    for (via = 0; via < n; via++) {
        for (a = 0; a < n; a++) {
            for (b = 0; leads[a * n + via] && b < n; b++)
                leads[a * n + b] |= leads[via * n + b];
        }
    }
    for (a = 0; a < n; a++) {
        for (b = 0; b < n; b++)
            circles->together[a * n + b] = a == b || (leads[a * n + b] && leads[b * n + a]);
    }
    memory_free(leads);
}

/* An item: the ways that come back to its circle, and those that do not. */
struct item_ways {
    struct distance back, out;
    bool is_fix;
};

static struct distance from_weigh(struct circles *circles, size_t weigh);

static struct item_ways look_at_item(struct circles *circles, size_t weigh, const struct step *item)
{
    const size_t n = circles->edges->weigh_count;
    struct item_ways ways = {no_way, row(circles, n)[item->index], item->kind == STEP_FIX};
    size_t w;

    for (w = 0; w < n; w++) {
        struct distance to = row(circles, w)[item->index], rest;

        if (is_none(&to))
            continue;
        if (circles->together[weigh * n + w]) {
            join(&ways.back, &to);
            continue;
        }
        rest = from_weigh(circles, w);
        rest = then(&to, &rest);
        join(&ways.out, &rest);
    }
    return ways;
}

static size_t find_items(struct circles *circles, size_t weigh, struct item_ways *items)
{
    const struct edges *edges = circles->edges;
    const struct weigh_item *item;
    size_t count = 0, w;

    for (w = 0; w < edges->weigh_count; w++) {
        if (!circles->together[weigh * edges->weigh_count + w])
            continue;
        flow_each (item, edges->steps[edges->weighs[w]]->questions)
            items[count++] = look_at_item(circles, weigh, item->to.step);
        flow_each (item, edges->steps[edges->weighs[w]]->fixes)
            items[count++] = look_at_item(circles, weigh, item->to.step);
    }
    return count;
}

/* All items but one that come back, each or not; `all_fixes`: every fix, so that nothing is left. */
static struct distance all_back(const struct item_ways *items, size_t count, size_t but,
                                bool all_fixes)
{
    struct distance product = at_once;
    size_t i;

    for (i = 0; i < count; i++) {
        struct distance each = items[i].back;

        if (i == but)
            continue;
        if (!all_fixes || !items[i].is_fix)
            join(&each, &at_once);
        product = then(&product, &each);
    }
    return product;
}

/* The last item does not come back, or the `else` comes, or nothing is left. */
static struct distance sum_items(const struct circles *circles, const struct step *step,
                                 const struct item_ways *items, size_t count)
{
    const struct step *call = step->otherwise.step;
    struct distance sum = no_way, way, last;
    size_t i;

    for (i = 0; i < count; i++) {
        way = all_back(items, count, i, false);
        way = then(&way, &items[i].out);
        join(&sum, &way);
    }
    last = call ? row(circles, circles->edges->weigh_count)[call->index] : at_once;
    way = all_back(items, count, count, !call);
    way = then(&way, &last);
    join(&sum, &way);
    return sum;
}

static struct distance from_weigh(struct circles *circles, size_t weigh)
{
    const struct edges *edges = circles->edges;
    struct item_ways *items;
    size_t count;

    if (circles->is_known[weigh])
        return circles->from[weigh];
    items = memory_alloc(2 * FLOW_MAX_ITEMS * edges->weigh_count * sizeof *items);
    count = find_items(circles, weigh, items);
    circles->from[weigh] = sum_items(circles, edges->steps[edges->weighs[weigh]], items, count);
    circles->is_known[weigh] = true;
    memory_free(items);
    return circles->from[weigh];
}

/* From the first step: ways that come to no weigh step, and those to each and on. */
static struct distance from_first(struct circles *circles)
{
    const size_t n = circles->edges->weigh_count;
    const bool weighs = circles->edges->steps[0]->kind == STEP_WEIGH;
    struct distance all = weighs ? no_way : row(circles, n)[0], way, rest;
    size_t w;

    for (w = 0; w < n; w++) {
        way = !weighs                           ? row(circles, w)[0]
              : circles->edges->weighs[w] == 0 ? at_once
                                               : no_way;
        if (is_none(&way))
            continue;
        rest = from_weigh(circles, w);
        way = then(&way, &rest);
        join(&all, &way);
    }
    return all;
}

void paths_measure(const struct flow *flow, const struct edges *edges, struct paths_figures *figures)
{
    const size_t n = edges->weigh_count;
    struct circles circles = {
        .edges = edges,
        .back = memory_alloc((n + 1) * edges->step_count * sizeof(struct distance)),
        .together = memory_alloc(n * n + 1),
        .from = memory_alloc((n + 1) * sizeof(struct distance)),
        .is_known = memory_alloc(n + 1),
    };
    const struct step *step;
    struct distance all;

    find_rows(&circles);
    find_together(&circles);
    all = from_first(&circles);
    *figures = (struct paths_figures){
        .steps = flow->step_count,
        .paths = all.paths,
        .fewest_questions = all.fewest_questions,
        .most_questions = all.most_questions,
        .fewest_minutes = (double)all.fewest_minutes / 1e6,
        .most_minutes = (double)all.most_minutes / 1e6,
    };
    flow_each (step, flow->first) {
        figures->questions += step_is_question(step->kind);
        figures->endings += !step_leads_on(step->kind);
    }
    memory_free(circles.back);
    memory_free(circles.together);
    memory_free(circles.from);
    memory_free(circles.is_known);
}
