/* SPDX-License-Identifier: MIT */
/*
 * States, and the choice among candidates. Weights are kept as they multiply, never divided by their
 * sum, so that a state is worth the same however it came about.
 */
#include <config.h>

#include "errwalk/next-step.h"

#include <math.h>
#include <string.h>

#include "errwalk/memory.h"
#include "weigh-private.h"

static const double tie = 1e-9;

void weigh_state_new(const struct weigh_model *model, struct weigh_state *state)
{
    state->weights = memory_alloc((model->cause_count + 1) * sizeof(double));
    state->fix_is_over = memory_alloc(model->fix_count + 1);
    state->question_is_over = memory_alloc(model->question_count + 1);
    memcpy(state->weights, model->weights, model->cause_count * sizeof(double));
}

void weigh_state_copy(const struct weigh_model *model, const struct weigh_state *from,
                      struct weigh_state *to)
{
    weigh_state_new(model, to);
    memcpy(to->weights, from->weights, model->cause_count * sizeof(double));
    memcpy(to->fix_is_over, from->fix_is_over, model->fix_count);
    memcpy(to->question_is_over, from->question_is_over, model->question_count);
}

void weigh_state_free(struct weigh_state *state)
{
    memory_free(state->weights);
    memory_free(state->fix_is_over);
    memory_free(state->question_is_over);
    memset(state, 0, sizeof *state);
}

double weigh_sum(const double *weights, size_t count)
{
    double sum = 0;
    size_t k;

    for (k = 0; k < count; k++)
        sum += weights[k];
    return sum;
}

double weigh_after_fix(const struct weigh_model *model, const double *weights, size_t fix,
                       double *after)
{
    double sum = 0;
    size_t k;

    for (k = 0; k < model->cause_count; k++) {
        after[k] = weights[k] * (1 - model->fixes[fix].cures[k]);
        sum += after[k];
    }
    return sum;
}

double weigh_after_answer(const struct weigh_model *model, const double *weights,
                          const struct weigh_answer *answer, double *after)
{
    double sum = 0;
    size_t k;

    for (k = 0; k < model->cause_count; k++) {
        after[k] = answer->tells ? weights[k] * answer->tells[k] : weights[k];
        sum += after[k];
    }
    return sum;
}

bool weigh_can_cure(const struct weigh_model *model, const double *weights, size_t fix)
{
    size_t k;

    for (k = 0; k < model->cause_count; k++) {
        if (weights[k] > 0 && model->fixes[fix].cures[k] > 0)
            return true;
    }
    return false;
}

void weigh_failed(const struct weigh_model *model, struct weigh_state *state, size_t fix)
{
    weigh_after_fix(model, state->weights, fix, state->weights);
    state->fix_is_over[fix] = true;
}

void weigh_skipped(struct weigh_state *state, size_t fix)
{
    state->fix_is_over[fix] = true;
}

void weigh_answered(const struct weigh_model *model, struct weigh_state *state, size_t question,
                    size_t answer)
{
    weigh_after_answer(model, state->weights, &model->questions[question].answers[answer],
                       state->weights);
    state->question_is_over[question] = true;
}

double weigh_total(const struct weigh_model *model, const struct weigh_state *state)
{
    return weigh_sum(state->weights, model->cause_count);
}

/* What a choice is computed with: every state, or else the order of fixes alone. */
struct solver {
    const struct weigh_model *model;
    const struct weigh_state *state;
    struct exact *exact;
    struct fix_order *order;
    double total;
    double *after;     /* weights after one step */
    double *after_fix; /* with `order`: V after the failure of each fix */
};

static double cost_after_fix(const struct solver *solver, size_t fix)
{
    return solver->exact ? exact_after_fix(solver->exact, fix) : solver->after_fix[fix];
}

static double cost_after_question(const struct solver *solver, size_t number)
{
    const struct weigh_question *question = &solver->model->questions[number];
    double sum = 0;
    size_t i;

    if (solver->exact)
        return exact_after_question(solver->exact, number);
    for (i = 0; i < question->answer_count; i++) {
        const struct weigh_answer *answer = &question->answers[i];
        double total;

        if (!answer->tells)
            continue;
        total = weigh_after_answer(solver->model, solver->state->weights, answer, solver->after);
        sum += answer->leaves
                   ? total * answer->cost
                   : fix_order_value(solver->order, solver->after);
    }
    return sum;
}

static double chance_of(const struct solver *solver, size_t fix)
{
    return 1 - weigh_after_fix(solver->model, solver->state->weights, fix, solver->after) /
                   solver->total;
}

static void offer(struct weigh_choice *choice, struct weigh_candidate candidate)
{
    choice->candidates[choice->count++] = candidate;
    if (choice->best.kind == WEIGH_NOTHING ||
        candidate.expected < choice->best.expected - tie * fabs(choice->best.expected))
        choice->best = candidate;
}

static void offer_all(const struct solver *solver, struct weigh_choice *choice)
{
    const struct weigh_model *model = solver->model;
    size_t i;

    for (i = 0; i < model->fix_count; i++) {
        const double cost = model->fixes[i].cost;

        if (!solver->state->fix_is_over[i] && weigh_can_cure(model, solver->state->weights, i))
            offer(choice, (struct weigh_candidate){
                              WEIGH_FIX, i, cost, chance_of(solver, i),
                              cost + cost_after_fix(solver, i) / solver->total});
    }
    if (choice->count == 0 && !model->calls)
        return;
    for (i = 0; i < model->question_count; i++) {
        const double cost = model->questions[i].cost;

        if (!solver->state->question_is_over[i])
            offer(choice, (struct weigh_candidate){
                              WEIGH_QUESTION, i, cost, 0,
                              cost + cost_after_question(solver, i) / solver->total});
    }
    if (model->calls)
        offer(choice, (struct weigh_candidate){WEIGH_CALL, 0, model->call, 0, model->call});
}

/* Nothing fits what was answered: the fixes as they come, then the call. */
static void offer_in_turn(const struct solver *solver, struct weigh_choice *choice)
{
    const struct weigh_model *model = solver->model;
    size_t i;

    for (i = 0; i < model->fix_count; i++) {
        if (!solver->state->fix_is_over[i])
            choice->candidates[choice->count++] = (struct weigh_candidate){
                .kind = WEIGH_FIX, .index = i, .cost = model->fixes[i].cost};
    }
    if (model->calls)
        choice->candidates[choice->count++] =
            (struct weigh_candidate){.kind = WEIGH_CALL, .cost = model->call};
    if (choice->count > 0)
        choice->best = choice->candidates[0];
}

void weigh_choose(const struct weigh_model *model, const struct weigh_state *state,
                  struct weigh_choice *choice)
{
    struct solver solver = {.model = model, .state = state, .total = weigh_total(model, state)};

    *choice = (struct weigh_choice){.fits = solver.total > 0};
    choice->candidates = memory_alloc((model->fix_count + model->question_count + 1) *
                                      sizeof *choice->candidates);
    if (!choice->fits) {
        choice->is_exact = true;
        offer_in_turn(&solver, choice);
        return;
    }
    solver.after = memory_alloc((model->cause_count + 1) * sizeof(double));
    solver.exact = exact_new(model, state);
    choice->is_exact = solver.exact != NULL;
    solver.after_fix = memory_alloc((model->fix_count + 1) * sizeof(double));
    if (!solver.exact) {
        solver.order = fix_order_new(model, state);
        fix_order_after_each(solver.order, state->weights, solver.after_fix);
    }
    offer_all(&solver, choice);
    exact_free(solver.exact);
    fix_order_free(solver.order);
    memory_free(solver.after);
    memory_free(solver.after_fix);
}

void weigh_choice_free(struct weigh_choice *choice)
{
    memory_free(choice->candidates);
    memset(choice, 0, sizeof *choice);
}

static double in_order(const struct weigh_model *model, const struct weigh_state *state,
                       const double *weights, size_t question)
{
    const double total = weigh_sum(weights, model->cause_count);
    double *after = memory_alloc((model->cause_count + 1) * sizeof(double)), spent = 0, left = total;
    size_t i;

    while (question < model->question_count && state->question_is_over[question])
        question++;
    if (total > 0 && question < model->question_count) {
        const struct weigh_question *asked = &model->questions[question];

        spent = asked->cost * total;
        for (i = 0; i < asked->answer_count; i++) {
            if (!asked->answers[i].tells)
                continue;
            left = weigh_after_answer(model, weights, &asked->answers[i], after);
            spent += asked->answers[i].leaves ? left * asked->answers[i].cost
                                              : in_order(model, state, after, question + 1);
        }
    } else {
        memcpy(after, weights, model->cause_count * sizeof(double));
        for (i = 0; i < model->fix_count; i++) {
            if (!state->fix_is_over[i] && weigh_can_cure(model, after, i)) {
                spent += model->fixes[i].cost * left;
                left = weigh_after_fix(model, after, i, after);
            }
        }
        spent += model->calls ? left * model->call : 0;
    }
    memory_free(after);
    return spent;
}

double weigh_in_order(const struct weigh_model *model, const struct weigh_state *state)
{
    const double total = weigh_total(model, state);

    return total > 0 ? in_order(model, state, state->weights, 0) / total : 0;
}
