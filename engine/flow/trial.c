/*
 * Trials: the tests of a flow, walked without a session: no time, no library, no person. Facts live
 * as long as one test.
 */
#include <config.h>

#include "check.h"

#include <string.h>

#include "errwalk/memory.h"
#include "follow.h"
#include "index.h"
#include "nearest.h"
#include "reader.h"

/* A fact that the test typed. */
struct typed {
    struct node node; /* id: the fact */
    const char *value;
};

struct trial {
    struct check *check;
    const struct flow_test *test;
    const struct value_node *
        *answers;        /* by the step's index; NULL where there is none, or none left */
    struct typed *typed; /* room for one a step */
    size_t typed_count;
    struct index facts;
};

static const char *find_fact(void *context, const char *name)
{
    const struct trial *trial = context;
    const struct typed *typed = (const struct typed *)index_find(&trial->facts, 0, name);

    return typed ? typed->value : NULL;
}

static void keep_fact(struct trial *trial, const char *name, const char *value)
{
    struct typed *typed = &trial->typed[trial->typed_count];
    const struct node *there = NULL;
    size_t i;

    *typed = (struct typed){.node = {.id = name}, .value = value};
    if (index_add(&trial->facts, 0, &typed->node, &there) != STATUS_OK)
        trial->check->failed = true;
    else if (!there)
        trial->typed_count++;
    for (i = 0; there && i < trial->typed_count; i++) {
        if (&trial->typed[i].node == there)
            trial->typed[i].value = value;
    }
}

static void fault_answer(struct trial *trial, const struct step *step,
                         const struct value_node *given)
{
    struct buffer hint = {0};

    flow_name_replies(step, &hint);
    check_fault(trial->check, RULE_TEST_ANSWER, given->text_place, buffer_text(&hint),
                "'%.*s' does not fit at step '%s'", reader_clip(given->text), given->text,
                step->node.id);
    buffer_free(&hint);
}

/* Where the answer leads; NULL where the walk ends. */
static const struct step *follow(struct trial *trial, const struct step *step, const char *given,
                                 bool *fits)
{
    if (step->kind == STEP_INPUT && !flow_answer(step, given))
        keep_fact(trial, step->fact, given);
    return flow_follow(step, given, find_fact, trial, fits);
}

/* Lays the answers out by step; false where one is for no step. */
static bool set_out(struct trial *trial)
{
    const struct flow *flow = trial->check->flow;
    const struct value_node *answer;
    bool whole = true;
    char hint[NEAREST_HINT];

    flow_each (answer, trial->test->answers) {
        const struct step *step = flow_step(flow, answer->node.id);

        if (step)
            trial->answers[step->index] = answer;
        else
            check_fault(trial->check, RULE_TEST_STEP, answer->node.place,
                        nearest_id(answer->node.id, &flow->first->node, &trial->check->compared,
                                   hint, NULL),
                        "'%s' is not a step", answer->node.id);
        whole = whole && step;
    }
    return whole;
}

/* Answers that are still there; takes them away for the next test. */
static void tidy_up(struct trial *trial, bool whole)
{
    const struct value_node *answer;

    flow_each (answer, trial->test->answers) {
        const struct step *step = flow_step(trial->check->flow, answer->node.id);

        if (!step || !trial->answers[step->index])
            continue;
        trial->answers[step->index] = NULL;
        if (whole)
            check_fault(trial->check, RULE_TEST_UNUSED, answer->node.place, NULL,
                        "the walk never comes to step '%s'", answer->node.id);
    }
    index_free(&trial->facts);
    trial->typed_count = 0;
}

/* `end` is NULL where the walk broke off. Returns whether it ends there. */
static bool check_end(struct trial *trial, const struct step *end)
{
    const struct flow_test *test = trial->test;
    const struct flow *flow = trial->check->flow;
    char hint[NEAREST_HINT];

    if (!flow_step(flow, test->ends))
        check_fault(trial->check, RULE_TEST_STEP, test->ends_place,
                    nearest_id(test->ends, &flow->first->node, &trial->check->compared, hint, NULL),
                    "'%s' is not a step", test->ends);
    else if (end && strcmp(end->node.id, test->ends) != 0)
        check_fault(trial->check, RULE_TEST_ENDS, test->ends_place, NULL,
                    "the walk ends at '%s', not at '%s'", end->node.id, test->ends);
    return end && strcmp(end->node.id, test->ends) == 0;
}

static void run(struct trial *trial)
{
    const struct step *step = trial->check->flow->first, *next = step;
    bool whole = set_out(trial), fits = true;

    while (next && trial->answers[next->index]) {
        const struct value_node *given = trial->answers[next->index];

        step = next;
        trial->answers[step->index] = NULL;
        next = follow(trial, step, given->text, &fits);
        if (!fits)
            fault_answer(trial, step, given);
    }
    /* Without all of its answers a test says nothing more; nor does what is left of one that went
     * astray. */
    tidy_up(trial, check_end(trial, !whole || !fits ? NULL : next ? next : step));
}

void check_tests(struct check *check)
{
    size_t steps = check->flow->step_count;
    struct trial trial = {.check = check};

    if (!check->flow->tests)
        return;
    trial.answers = memory_alloc(steps * sizeof *trial.answers);
    trial.typed = memory_alloc((steps + 1) * sizeof *trial.typed);
    check->failed |= !trial.answers || !trial.typed;
    flow_each (trial.test, check->flow->tests) {
        if (!check->failed)
            run(&trial);
    }
    memory_free(trial.answers);
    memory_free(trial.typed);
}
