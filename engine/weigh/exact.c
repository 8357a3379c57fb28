/* SPDX-License-Identifier: MIT */
/*
 * Every state by memoised search. A state is which fixes failed and how each question was answered; it
 * is numbered by a digit for each of them, so that what it is worth stands in one array.
 */
#include <config.h>

#include <math.h>

#include "errwalk/memory.h"
#include "weigh-private.h"

struct exact {
    const struct weigh_model *model;
    size_t *fix_stride, *question_stride; /* 0: over before the start */
    double *values;                       /* NaN: not known yet */
    double *weights;                      /* of each depth: the start, after one step, … */
};

static bool multiply(size_t *states, size_t by, size_t most)
{
    *states *= by;
    return *states <= most;
}

/* How many answers lead on here. */
static size_t digits_of(const struct weigh_question *question)
{
    size_t i, count = 0;

    for (i = 0; i < question->answer_count; i++)
        count += question->answers[i].tells && !question->answers[i].leaves;
    return count;
}

/* Numbers the states. Returns how many there are, or 0 for too many. */
static size_t number_states(struct exact *exact, const struct weigh_state *state)
{
    const struct weigh_model *model = exact->model;
    const size_t most = model->most_states ? model->most_states : WEIGH_STATES;
    size_t i, states = 1;

    for (i = 0; i < model->fix_count; i++) {
        if (!state->fix_is_over[i]) {
            exact->fix_stride[i] = states;
            if (!multiply(&states, 2, most))
                return 0;
        }
    }
    for (i = 0; i < model->question_count; i++) {
        if (!state->question_is_over[i]) {
            exact->question_stride[i] = states;
            if (!multiply(&states, 1 + digits_of(&model->questions[i]), most))
                return 0;
        }
    }
    return states;
}

struct exact *exact_new(const struct weigh_model *model, const struct weigh_state *state)
{
    struct exact *exact = memory_alloc(sizeof *exact);
    size_t i, states;

    exact->model = model;
    exact->fix_stride = memory_alloc((model->fix_count + 1) * sizeof(size_t));
    exact->question_stride = memory_alloc((model->question_count + 1) * sizeof(size_t));
    states = number_states(exact, state);
    if (states == 0) {
        exact_free(exact);
        return NULL;
    }
    exact->values = memory_alloc(states * sizeof(double));
    for (i = 0; i < states; i++)
        exact->values[i] = NAN;
    exact->weights = memory_alloc((model->fix_count + model->question_count + 2) *
                                  (model->cause_count + 1) * sizeof(double));
    for (i = 0; i < model->cause_count; i++)
        exact->weights[i] = state->weights[i];
    return exact;
}

void exact_free(struct exact *exact)
{
    if (!exact)
        return;
    memory_free(exact->fix_stride);
    memory_free(exact->question_stride);
    memory_free(exact->values);
    memory_free(exact->weights);
    memory_free(exact);
}

static double *weights_at(const struct exact *exact, size_t depth)
{
    return exact->weights + depth * (exact->model->cause_count + 1);
}

static double value(struct exact *exact, size_t state, size_t depth, double total);

static bool is_open(size_t state, size_t stride, size_t radix)
{
    return stride > 0 && state / stride % radix == 0;
}

static double after_fix(struct exact *exact, size_t state, size_t depth, size_t fix)
{
    const double total = weigh_after_fix(exact->model, weights_at(exact, depth), fix,
                                         weights_at(exact, depth + 1));

    return value(exact, state + exact->fix_stride[fix], depth + 1, total);
}

static double after_question(struct exact *exact, size_t state, size_t depth, size_t number)
{
    const struct weigh_question *question = &exact->model->questions[number];
    double sum = 0;
    size_t i, digit = 0;

    for (i = 0; i < question->answer_count; i++) {
        const struct weigh_answer *answer = &question->answers[i];
        double total;

        if (!answer->tells)
            continue;
        total = weigh_after_answer(exact->model, weights_at(exact, depth), answer,
                                   weights_at(exact, depth + 1));
        if (answer->leaves) {
            sum += total * answer->cost;
        } else {
            digit++;
            sum += value(exact, state + digit * exact->question_stride[number], depth + 1, total);
        }
    }
    return sum;
}

/* The least of calling, of each fix that may cure, and of each question. */
static double find_value(struct exact *exact, size_t state, size_t depth, double total)
{
    const struct weigh_model *model = exact->model;
    double best = model->calls ? total * model->call : INFINITY;
    bool has_fix = false;
    size_t i;

    for (i = 0; i < model->fix_count; i++) {
        if (is_open(state, exact->fix_stride[i], 2) &&
            weigh_can_cure(model, weights_at(exact, depth), i)) {
            has_fix = true;
            best = fmin(best, model->fixes[i].cost * total + after_fix(exact, state, depth, i));
        }
    }
    if (!has_fix && !model->calls)
        return 0;
    for (i = 0; i < model->question_count; i++) {
        const size_t radix = 1 + digits_of(&model->questions[i]);

        if (is_open(state, exact->question_stride[i], radix))
            best = fmin(best, model->questions[i].cost * total +
                                  after_question(exact, state, depth, i));
    }
    return best;
}

static double value(struct exact *exact, size_t state, size_t depth, double total)
{
    if (total <= 0)
        return 0;
    if (isnan(exact->values[state]))
        exact->values[state] = find_value(exact, state, depth, total);
    return exact->values[state];
}

double exact_after_fix(struct exact *exact, size_t fix)
{
    return after_fix(exact, 0, 0, fix);
}

double exact_after_question(struct exact *exact, size_t question)
{
    return after_question(exact, 0, 0, question);
}
