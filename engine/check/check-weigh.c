/* SPDX-License-Identifier: MIT */
/*
 * Advice on what comes next: numbers that weigh steps must assume, questions that they never ask, and
 * chains of fixes that would be cheaper in another order.
 */
#include <config.h>

#include "check.h"

#include <string.h>
#include <time.h>

#include "errwalk/arena.h"
#include "errwalk/edges.h"
#include "errwalk/memory.h"
#include "errwalk/strategy.h"

/* A chain is reported where it is dearer by more than so much. */
static const double much_dearer = 1.2;

enum { MOST_CHAIN = 12 };

static void check_minutes(struct check *check, const struct step *step)
{
    if (step && !step->minutes_place.line)
        check_fault(check, RULE_WEIGH_ASSUMED, step->node.place, "say 'minutes'",
                    "'%s' says no minutes, so that %g are assumed", step->node.id,
                    weigh_step_cost(step) - step->wait);
}

static void check_assumed(struct check *check)
{
    const struct weigh_item *item;
    const struct cause *cause;
    const struct step *step;

    flow_each (cause, check->flow->causes) {
        if (!cause->likelihood_place.line)
            check_fault(check, RULE_WEIGH_ASSUMED, cause->node.place, "say 'likelihood'",
                        "'%s' has no likelihood, so that 1 is assumed", cause->node.id);
    }
    flow_each (step, check->flow->first) {
        flow_each (item, step->questions)
            check_minutes(check, item->to.step);
        flow_each (item, step->fixes)
            check_minutes(check, item->to.step);
        check_minutes(check, step->otherwise.step);
    }
}

/* Notes which questions a strategy asks; false where it was cut, so that nothing can be said. */
static bool note_asked(const struct strategy *node, bool *asked)
{
    bool whole = node->kind != STRATEGY_MORE;
    size_t i;

    if (node->kind == STRATEGY_QUESTION)
        asked[node->step->index] = true;
    for (i = 0; i < node->count; i++)
        whole = note_asked(&node->branches[i], asked) && whole;
    return whole;
}

static bool ask_from(const struct weigh_step *weigh, const double *row, bool *asked)
{
    struct arena *arena = arena_new();
    struct weigh_state state;
    bool whole;
    size_t k;

    weigh_state_new(&weigh->model, &state);
    for (k = 0; row && k < weigh->model.cause_count; k++)
        state.weights[k] *= row[k];
    whole = note_asked(strategy_find(weigh, &state, arena), asked);
    weigh_state_free(&state);
    arena_free(arena);
    return whole;
}

/* From what is known at first, and after each answer of a question outside that tells something. */
static bool ask_all(const struct weigh_step *weigh, bool *asked)
{
    const clock_t began = clock();
    const struct answer *answer;
    const struct step *step;
    bool whole = ask_from(weigh, NULL, asked);

    flow_each (step, weigh->flow->first) {
        if (step->kind != STEP_ASK || step->weighed_by == weigh->step)
            continue;
        flow_each (answer, step->answers) {
            const double *row = weigh_step_tells(weigh->flow, step, answer, weigh->arena);

            if ((clock() - began) / CLOCKS_PER_SEC >= STRATEGY_SECONDS)
                return false;
            whole = whole && (!row || ask_from(weigh, row, asked));
        }
    }
    return whole;
}

static void check_asked(struct check *check, const struct step *step)
{
    bool *asked = memory_alloc(check->flow->step_count + 1);
    struct weigh_step *weigh = weigh_step_new(check->flow, step);
    const struct weigh_item *item;
    struct weigh_choice choice;
    struct weigh_state state;

    weigh_state_new(&weigh->model, &state);
    weigh_choose(&weigh->model, &state, &choice);
    if (choice.is_exact && ask_all(weigh, asked)) {
        flow_each (item, step->questions) {
            if (!asked[item->to.step->index])
                check_fault(check, RULE_WEIGH_NEVER, item->to.place,
                            "make it cheaper, let it tell more, or take it out",
                            "'%s' never pays: '%s' never comes to it", item->to.id, step->node.id);
        }
    }
    weigh_choice_free(&choice);
    weigh_state_free(&state);
    weigh_step_free(weigh);
    memory_free(asked);
}

/* A chain of fixes, each the one that comes when the one before it failed. */
struct chain {
    const struct step *fixes[MOST_CHAIN];
    size_t count;
};

/* The only way to a fix, or NULL where there are several: then something else decides for it, too. */
static const struct step *only_way(const struct edges *edges, const struct step *fix)
{
    const struct step *from = NULL;
    size_t e;

    for (e = 0; e < edges->count; e++) {
        if (edges->items[e].to != fix->index)
            continue;
        if (from)
            return NULL;
        from = edges->steps[edges->items[e].from];
    }
    return from;
}

static bool is_known(const struct flow *flow, const struct step *fix)
{
    const struct value_node *name;
    const struct cause *cause;

    flow_each (name, fix->causes) {
        flow_each (cause, flow->causes) {
            if (strcmp(cause->node.id, name->text) == 0 && !cause->likelihood_place.line)
                return false;
        }
    }
    return fix->kind == STEP_FIX && (fix->causes || fix->cures) && fix->minutes_place.line &&
           (!fix->if_worse.step || fix->if_worse.step == fix->if_not.step);
}

static void follow_chain(const struct edges *edges, const struct step *first, struct chain *chain)
{
    const struct step *fix = first;

    chain->count = 0;
    while (fix && chain->count < MOST_CHAIN && is_known(edges->flow, fix) &&
           (fix == first || only_way(edges, fix) == chain->fixes[chain->count - 1])) {
        chain->fixes[chain->count++] = fix;
        fix = fix->if_not.step;
    }
}

static bool is_within(const struct edges *edges, const struct step *fix)
{
    const struct step *before = only_way(edges, fix);

    return before && before->if_not.step == fix && is_known(edges->flow, before);
}

/* The weights of what the chain cures, and of nothing else. */
static double *weigh_causes(const struct flow *flow, const struct weigh_fix *fixes, size_t count,
                            size_t causes, struct arena *arena)
{
    const double *all = weigh_step_weights(flow, arena);
    double *weights = arena_alloc(arena, (causes + 1) * sizeof *weights);
    size_t i, k;

    for (k = 0; k < causes; k++) {
        for (i = 0; i < count; i++)
            weights[k] = fixes[i].cures[k] > 0 ? all[k] : weights[k];
    }
    return weights;
}

/* The best order, by its ids. */
static void name_order(const struct chain *chain, const struct weigh_model *model, struct buffer *out)
{
    struct weigh_choice choice;
    struct weigh_state state;
    bool goes_on = true;

    weigh_state_new(model, &state);
    while (goes_on) {
        weigh_choose(model, &state, &choice);
        goes_on = choice.best.kind == WEIGH_FIX;
        if (goes_on) {
            buffer_printf(out, "%s'%s'", out->length ? ", " : "",
                          chain->fixes[choice.best.index]->node.id);
            weigh_failed(model, &state, choice.best.index);
        }
        weigh_choice_free(&choice);
    }
    weigh_state_free(&state);
}

static void compare_chain(struct check *check, const struct chain *chain, struct arena *arena)
{
    struct weigh_fix fixes[MOST_CHAIN];
    struct weigh_model model = {.fixes = fixes, .fix_count = chain->count};
    const struct cause *cause;
    struct weigh_choice choice;
    struct weigh_state state;
    struct buffer order = {0};
    double written;
    size_t i;

    flow_each (cause, check->flow->causes)
        model.cause_count++;
    for (i = 0; i < chain->count; i++)
        fixes[i] = (struct weigh_fix){weigh_step_cost(chain->fixes[i]),
                                      weigh_step_cures(check->flow, chain->fixes[i], arena)};
    model.weights = weigh_causes(check->flow, fixes, chain->count, model.cause_count, arena);
    weigh_state_new(&model, &state);
    weigh_choose(&model, &state, &choice);
    written = weigh_in_order(&model, &state);
    if (choice.best.kind == WEIGH_FIX && written > much_dearer * choice.best.expected) {
        name_order(chain, &model, &order);
        check_fault(check, RULE_CHAIN, chain->fixes[0]->node.place,
                    "try them in that order, or let a step with 'weigh' choose",
                    "this chain of fixes is %.0f min dearer than %s",
                    written - choice.best.expected, buffer_text(&order));
    }
    weigh_choice_free(&choice);
    weigh_state_free(&state);
    buffer_free(&order);
}

static void check_chains(struct check *check, const struct edges *edges)
{
    struct arena *arena = arena_new();
    const struct step *step;
    struct chain chain;

    flow_each (step, check->flow->first) {
        if (step->kind != STEP_FIX || !step->if_not.step || step->if_not.step->kind != STEP_FIX ||
            is_within(edges, step))
            continue;
        follow_chain(edges, step, &chain);
        if (chain.count > 1)
            compare_chain(check, &chain, arena);
    }
    arena_free(arena);
}

void check_weigh(struct check *check, const struct edges *edges)
{
    size_t i;

    if (edges->weigh_count)
        check_assumed(check);
    for (i = 0; i < edges->weigh_count; i++)
        check_asked(check, edges->steps[edges->weighs[i]]);
    check_chains(check, edges);
}
