/* SPDX-License-Identifier: MIT */
/*
 * The best order of fixes alone. What each set of failed fixes leaves of a cause is a product that does
 * not depend on the weights, so it is computed once and serves each question's every answer.
 */
#include <config.h>

#include <math.h>
#include <string.h>

#include "errwalk/memory.h"
#include "weigh-private.h"

struct fix_order {
    const struct weigh_model *model;
    size_t *fixes; /* those that are left, by their numbers in the model */
    size_t count, sets;
    double *costs;           /* of those fixes */
    double *left;            /* cause by cause what each set leaves of it; NULL above WEIGH_EXACT_FIXES */
    double *totals, *values; /* of each set */
    double *weights;         /* for the order by chance and cost */
};

static void multiply_out(struct fix_order *order)
{
    const size_t causes = order->model->cause_count;
    size_t set, i, k;

    order->sets = (size_t)1 << order->count;
    order->left = memory_alloc((causes + 1) * order->sets * sizeof(double));
    order->totals = memory_alloc(order->sets * sizeof(double));
    order->values = memory_alloc(order->sets * sizeof(double));
    for (k = 0; k < causes; k++) {
        double *left = order->left + k * order->sets;

        left[0] = 1;
        for (i = 0; i < order->count; i++) {
            const double stays = 1 - order->model->fixes[order->fixes[i]].cures[k];

            for (set = 0; set < (size_t)1 << i; set++)
                left[set + ((size_t)1 << i)] = left[set] * stays;
        }
    }
}

struct fix_order *fix_order_new(const struct weigh_model *model, const struct weigh_state *state)
{
    struct fix_order *order = memory_alloc(sizeof *order);
    size_t i;

    order->model = model;
    order->fixes = memory_alloc((model->fix_count + 1) * sizeof(size_t));
    for (i = 0; i < model->fix_count; i++) {
        if (!state->fix_is_over[i])
            order->fixes[order->count++] = i;
    }
    order->costs = memory_alloc((order->count + 1) * sizeof(double));
    for (i = 0; i < order->count; i++)
        order->costs[i] = model->fixes[order->fixes[i]].cost;
    if (order->count <= WEIGH_EXACT_FIXES)
        multiply_out(order);
    else
        order->weights = memory_alloc((model->cause_count + 1) * sizeof(double));
    return order;
}

void fix_order_free(struct fix_order *order)
{
    if (!order)
        return;
    memory_free(order->fixes);
    memory_free(order->costs);
    memory_free(order->left);
    memory_free(order->totals);
    memory_free(order->values);
    memory_free(order->weights);
    memory_free(order);
}

/* What the fixes that are not in the set are worth after those in it failed. One that cures nothing
 * there only adds its cost, so it is never the least; where all are such, nothing is left to do. */
static double value_of_set(const struct fix_order *order, size_t set)
{
    const double total = order->totals[set];
    double best = order->model->calls ? total * order->model->call : INFINITY, other = INFINITY;
    size_t i;

    if (!order->model->calls && order->totals[order->sets - 1] >= total)
        return 0;
    order->values[set] = INFINITY; /* what a fix of the set itself comes to, without a branch */
    for (i = 0; i + 1 < order->count; i += 2) { /* two at a time do not wait for each other */
        const double one = order->costs[i] * total + order->values[set | (size_t)1 << i];
        const double two = order->costs[i + 1] * total + order->values[set | (size_t)2 << i];

        best = one < best ? one : best;
        other = two < other ? two : other;
    }
    for (; i < order->count; i++)
        best = fmin(best, order->costs[i] * total + order->values[set | (size_t)1 << i]);
    return other < best ? other : best;
}

static void value_sets(struct fix_order *order, const double *weights)
{
    size_t set, k;

    memset(order->totals, 0, order->sets * sizeof(double));
    for (k = 0; k < order->model->cause_count; k++) {
        const double weight = weights[k], *left = order->left + k * order->sets;
        double *totals = order->totals;

        for (set = 0; weight > 0 && set < order->sets; set++)
            totals[set] += weight * left[set];
    }
    for (set = order->sets; set-- > 0;)
        order->values[set] = value_of_set(order, set);
}

/* The fix that cures most for each minute; order->count where none cures anything. */
static size_t most_for_a_minute(const struct fix_order *order, const bool *is_over)
{
    const struct weigh_model *model = order->model;
    size_t best = order->count, i, k;
    double most = 0;

    for (i = 0; i < order->count; i++) {
        const struct weigh_fix *fix = &model->fixes[order->fixes[i]];
        double cured = 0;

        if (is_over[i])
            continue;
        for (k = 0; k < model->cause_count; k++)
            cured += order->weights[k] * fix->cures[k];
        cured /= fmax(fix->cost, 1e-9);
        if (cured > most) {
            most = cured;
            best = i;
        }
    }
    return best;
}

/* The order by chance for each minute, ranked again after each failure, and cut off by a call where
 * that costs least. `failed`: the place of a fix that failed before; order->count: none did. */
static double ranked_order(struct fix_order *order, const double *weights, size_t failed)
{
    const struct weigh_model *model = order->model;
    bool *is_over = memory_alloc(order->count + 1);
    double spent = 0, total = weigh_sum(weights, model->cause_count), best = INFINITY;
    size_t next;

    memcpy(order->weights, weights, model->cause_count * sizeof *weights);
    is_over[failed] = true;
    if (failed < order->count)
        total = weigh_after_fix(model, order->weights, order->fixes[failed], order->weights);
    for (;;) {
        if (model->calls)
            best = fmin(best, spent + total * model->call);
        next = most_for_a_minute(order, is_over);
        if (next == order->count)
            break;
        spent += order->costs[next] * total;
        total = weigh_after_fix(model, order->weights, order->fixes[next], order->weights);
        is_over[next] = true;
    }
    memory_free(is_over);
    return model->calls ? best : spent;
}

double fix_order_value(struct fix_order *order, const double *weights)
{
    if (!order->left)
        return ranked_order(order, weights, order->count);
    value_sets(order, weights);
    return order->values[0];
}

void fix_order_after_each(struct fix_order *order, const double *weights, double *after)
{
    size_t i;

    if (order->left)
        value_sets(order, weights);
    for (i = 0; i < order->count; i++)
        after[order->fixes[i]] = order->left ? order->values[(size_t)1 << i]
                                             : ranked_order(order, weights, i);
}
