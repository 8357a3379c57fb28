/* SPDX-License-Identifier: MIT */
/*
 * The next step by probability and cost: cases from the literature, and random models against a brute
 * force that is written apart: it plays every strategy with chances that are divided out at each step,
 * remembers nothing, and knows no states.
 */
#include <config.h>

#include "errwalk/next-step.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "suite.h"

const char suite_name[] = "weigh";

enum { CAUSES = 6, FIXES = 6, QUESTIONS = 3, ANSWERS = 4 };

/* A model with room for its rows. */
struct box {
    struct weigh_model model;
    double weights[CAUSES], cures[FIXES][CAUSES], tells[QUESTIONS][ANSWERS][CAUSES];
    struct weigh_fix fixes[FIXES];
    struct weigh_answer answers[QUESTIONS][ANSWERS];
    struct weigh_question questions[QUESTIONS];
};

static void close_box(struct box *box, size_t causes, size_t fixes, size_t questions)
{
    size_t i, s;

    for (i = 0; i < fixes; i++)
        box->fixes[i].cures = box->cures[i];
    for (i = 0; i < questions; i++) {
        box->questions[i].answers = box->answers[i];
        for (s = 0; s < box->questions[i].answer_count; s++)
            box->answers[i][s].tells = box->tells[i][s];
    }
    box->model.cause_count = causes;
    box->model.fix_count = fixes;
    box->model.question_count = questions;
    box->model.weights = box->weights;
    box->model.fixes = box->fixes;
    box->model.questions = box->questions;
}

static void expect_close(const char *what, double got, double expected)
{
    if (fabs(got - expected) > 1e-6 * fmax(1, fabs(expected))) {
        printf("    %s: got %.9f, expected %.9f\n", what, got, expected);
        suite_expect(what, false);
    } else {
        suite_expect(what, true);
    }
}

static void expect_best(const char *what, const struct box *box, const struct weigh_state *state,
                        enum weigh_kind kind, size_t index)
{
    struct weigh_choice choice;

    weigh_choose(&box->model, state, &choice);
    suite_expect_long(what, choice.best.kind, kind);
    suite_expect_long(what, (long)choice.best.index, (long)index);
    weigh_choice_free(&choice);
}

static double expected_of(const struct box *box, const struct weigh_state *state)
{
    struct weigh_choice choice;
    double expected;

    weigh_choose(&box->model, state, &choice);
    expected = choice.best.expected;
    weigh_choice_free(&choice);
    return expected;
}

/* Jensen and others, SACSO, 2001, figure 1: the order by chance for each minute is not the best. */
static void test_sacso(void)
{
    struct box box = {.weights = {.20, .25, .40, .15},
                      .cures = {{1, 1, 0, 0}, {0, 1, 1, 0}, {0, 0, 1, 1}},
                      .fixes = {{.cost = 1}, {.cost = 1}, {.cost = 1}}};
    struct weigh_state state;

    close_box(&box, 4, 3, 0);
    weigh_state_new(&box.model, &state);
    expect_close("A3, A1", expected_of(&box, &state), 1.45);
    expect_best("A3 first", &box, &state, WEIGH_FIX, 2);
    weigh_failed(&box.model, &state, 2);
    expect_best("then A1", &box, &state, WEIGH_FIX, 0);
    weigh_failed(&box.model, &state, 0);
    suite_expect("nothing is left of it", weigh_total(&box.model, &state) < 1e-12);
    weigh_state_free(&state);

    box.model.most_states = 1; /* the order of up to 16 fixes is exact without states, too */
    weigh_state_new(&box.model, &state);
    expect_close("by the order of fixes", expected_of(&box, &state), 1.45);
    weigh_state_free(&state);
}

/* Calling at once, where a fix has the highest efficiency, costs more. */
static void test_call(void)
{
    struct box box = {.weights = {.45, .50, .05},
                      .cures = {{1, 0, 0}, {0, 1, 0}},
                      .fixes = {{.cost = 5}, {.cost = 5.2}},
                      .model = {.calls = true, .call = 10}};
    struct weigh_state state;

    close_box(&box, 3, 2, 0);
    weigh_state_new(&box.model, &state);
    expect_close("A2, A1, call", expected_of(&box, &state), 8.20);
    expect_best("A2 first", &box, &state, WEIGH_FIX, 1);
    weigh_skipped(&state, 0);
    weigh_skipped(&state, 1);
    expect_best("call", &box, &state, WEIGH_CALL, 0);
    weigh_state_free(&state);
}

/* The simple car: the dear question is never asked. */
static void test_car(void)
{
    struct box box = {
        .weights = {.5993, .1748, .1044, .0695, .0346, .0174},
        .cures = {{1}, {0, 1}, {0, 0, 1}},
        .fixes = {{.cost = 200}, {.cost = 75}, {.cost = 50}},
        .questions = {{.cost = 7, .answer_count = 2},
                      {.cost = 20, .answer_count = 2},
                      {.cost = 50, .answer_count = 2}},
        .tells = {{{.001, .999, .001, .001, .001, .001}, {.999, .001, .999, .999, .999, .999}},
                  {{1}, {0, 1, 1, 1, 1, 1}},
                  {{0, 1}, {1, 0, 1, 1, 1, 1}}},
        .model = {.calls = true, .call = 500}};
    struct weigh_state state, fine;

    close_box(&box, 6, 3, 3);
    weigh_state_new(&box.model, &state);
    expect_close("the car", expected_of(&box, &state), 227.919873);
    expect_best("look at the battery", &box, &state, WEIGH_QUESTION, 1);
    weigh_state_copy(&box.model, &state, &fine);
    weigh_answered(&box.model, &state, 1, 0);
    expect_best("flat: repair it", &box, &state, WEIGH_FIX, 0);
    weigh_answered(&box.model, &fine, 1, 1);
    expect_best("fine: the dipstick", &box, &fine, WEIGH_QUESTION, 0);
    weigh_answered(&box.model, &fine, 0, 0);
    expect_best("low: add oil", &box, &fine, WEIGH_FIX, 1);
    weigh_state_free(&state);
    weigh_state_free(&fine);
}

/* What is equally good goes by kind and by order; what fits nothing is taken as it comes. */
static void test_ties(void)
{
    struct box box = {.weights = {.5, .5},
                      .cures = {{1, 0}, {0, 1}},
                      .fixes = {{.cost = 1}, {.cost = 1}},
                      .model = {.calls = true, .call = 1.5}};
    struct weigh_state state;
    struct weigh_choice choice;

    close_box(&box, 2, 2, 0);
    weigh_state_new(&box.model, &state);
    expect_best("the first of two alike", &box, &state, WEIGH_FIX, 0);
    weigh_failed(&box.model, &state, 0);
    weigh_choose(&box.model, &state, &choice);
    suite_expect_long("a fix that cures nothing now is no candidate", (long)choice.count, 2);
    suite_expect("exact", choice.is_exact);
    expect_close("its chance", choice.best.chance, 1);
    weigh_choice_free(&choice);
    state.weights[1] = 0;
    weigh_choose(&box.model, &state, &choice);
    suite_expect("nothing fits", !choice.fits);
    suite_expect_long("as it comes", choice.best.kind, WEIGH_FIX);
    suite_expect_long("the one that is left", (long)choice.best.index, 1);
    weigh_choice_free(&choice);
    box.model.calls = false;
    weigh_skipped(&state, 1);
    weigh_choose(&box.model, &state, &choice);
    suite_expect_long("nothing is left", choice.best.kind, WEIGH_NOTHING);
    weigh_choice_free(&choice);
    weigh_state_free(&state);
}

/* The expected minutes of the best strategy, by playing all of them. `chances` sum up to 1. */
static double play(const struct weigh_model *model, const double *chances, unsigned tried,
                   unsigned asked);

static double divide(const struct weigh_model *model, const double *weights, double *chances)
{
    double sum = 0;
    size_t k;

    for (k = 0; k < model->cause_count; k++)
        sum += weights[k];
    for (k = 0; k < model->cause_count; k++)
        chances[k] = sum > 0 ? weights[k] / sum : 0;
    return sum;
}

static double play_fix(const struct weigh_model *model, const double *chances, unsigned tried,
                       unsigned asked, size_t fix, bool *cures)
{
    double left[CAUSES], next[CAUSES], remains;
    size_t k;

    *cures = false;
    for (k = 0; k < model->cause_count; k++) {
        left[k] = chances[k] - chances[k] * model->fixes[fix].cures[k];
        *cures |= chances[k] > 0 && model->fixes[fix].cures[k] > 0;
    }
    remains = divide(model, left, next);
    return model->fixes[fix].cost +
           (remains > 0 ? remains * play(model, next, tried | 1U << fix, asked) : 0);
}

static double play_question(const struct weigh_model *model, const double *chances,
                            unsigned tried, unsigned asked, size_t number)
{
    const struct weigh_question *question = &model->questions[number];
    double sum = question->cost, said[CAUSES], next[CAUSES];
    size_t s, k;

    for (s = 0; s < question->answer_count; s++) {
        double chance;

        for (k = 0; k < model->cause_count; k++)
            said[k] = chances[k] * question->answers[s].tells[k];
        chance = divide(model, said, next);
        if (chance > 0)
            sum += chance * (question->answers[s].leaves
                                 ? question->answers[s].cost
                                 : play(model, next, tried, asked | 1U << number));
    }
    return sum;
}

static double play(const struct weigh_model *model, const double *chances, unsigned tried,
                   unsigned asked)
{
    double best = model->calls ? model->call : INFINITY, cost;
    bool cures, any = model->calls;
    size_t i;

    for (i = 0; i < model->fix_count; i++) {
        if (tried & 1U << i)
            continue;
        cost = play_fix(model, chances, tried, asked, i, &cures);
        any = any || cures;
        if (cures && cost < best)
            best = cost;
    }
    if (!any)
        return 0;
    for (i = 0; i < model->question_count; i++) {
        if (asked & 1U << i)
            continue;
        cost = play_question(model, chances, tried, asked, i);
        if (cost < best)
            best = cost;
    }
    return best;
}

static double random_unit(unsigned *seed)
{
    return (suite_random(seed) % 1000 + 1) / 1000.0;
}

static void random_question(struct box *box, size_t q, size_t causes, unsigned *seed)
{
    const size_t answers = 2 + suite_random(seed) % 2;
    size_t s, k;

    box->questions[q] = (struct weigh_question){.cost = 3 * random_unit(seed),
                                                .answer_count = answers};
    for (k = 0; k < causes; k++) {
        double sum = 0;

        for (s = 0; s < answers; s++) {
            box->tells[q][s][k] = suite_random(seed) % 4 ? random_unit(seed) : 0;
            sum += box->tells[q][s][k];
        }
        for (s = 0; s < answers; s++)
            box->tells[q][s][k] = sum > 0 ? box->tells[q][s][k] / sum : 1.0 / (double)answers;
    }
    for (s = 0; s < answers; s++)
        box->answers[q][s] = (struct weigh_answer){.leaves = suite_random(seed) % 6 == 0,
                                                   .cost = 20 * random_unit(seed)};
}

static void random_box(struct box *box, unsigned *seed)
{
    const size_t causes = 1 + suite_random(seed) % CAUSES, fixes = suite_random(seed) % (FIXES + 1),
                 questions = suite_random(seed) % (QUESTIONS + 1);
    size_t i, k;

    memset(box, 0, sizeof *box);
    for (k = 0; k < causes; k++)
        box->weights[k] = 50 * random_unit(seed);
    for (i = 0; i < fixes; i++) {
        box->fixes[i].cost = 10 * random_unit(seed);
        for (k = 0; k < causes; k++)
            box->cures[i][k] = suite_random(seed) % 3 == 0 ? random_unit(seed) : 0;
    }
    for (i = 0; i < questions; i++)
        random_question(box, i, causes, seed);
    box->model.calls = suite_random(seed) % 2;
    box->model.call = 30 * random_unit(seed);
    close_box(box, causes, fixes, questions);
}

/* Also: look-ahead never promises less than the best strategy costs by much, and is near it. */
static void test_random(void)
{
    const long count = suite_scale(1000);
    double worst = 0, sum = 0;
    unsigned seed = 20260101;
    long i, compared = 0;

    for (i = 0; i < count; i++) {
        struct weigh_state state;
        struct weigh_choice choice;
        double chances[CAUSES], best;
        struct box box;
        char what[40];

        snprintf(what, sizeof what, "model %ld", i);
        random_box(&box, &seed);
        weigh_state_new(&box.model, &state);
        divide(&box.model, box.weights, chances);
        best = play(&box.model, chances, 0, 0);
        weigh_choose(&box.model, &state, &choice);
        expect_close(what, choice.best.kind == WEIGH_NOTHING ? 0 : choice.best.expected, best);
        suite_expect(what, choice.is_exact);
        weigh_choice_free(&choice);
        suite_expect(what, weigh_in_order(&box.model, &state) > best - 1e-6);
        box.model.most_states = 1;
        weigh_choose(&box.model, &state, &choice);
        if (choice.best.kind != WEIGH_NOTHING && best > 0) {
            const double over = choice.best.expected / best - 1;

            suite_expect(what, over > -1e-6);
            worst = fmax(worst, over);
            sum += over;
            compared++;
        }
        weigh_choice_free(&choice);
        weigh_state_free(&state);
    }
    printf("    look-ahead over exact: %.2f %% in the mean, %.1f %% at worst, of %ld models\n",
           100 * sum / (double)compared, 100 * worst, compared);
}

const struct suite_test suite_tests[] = {
    {"figure 1 of SACSO", test_sacso},
    {"when to call", test_call},
    {"the car", test_car},
    {"ties, and what fits nothing", test_ties},
    {"random models", test_random},
    {NULL, NULL},
};
