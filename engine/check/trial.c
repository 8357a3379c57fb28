/*
 * Trials: the tests of a flow, walked without a session: no time, no library, no person. Facts live
 * as long as one test.
 */
#include <config.h>

#include "check.h"

#include <string.h>

#include "errwalk/follow.h"
#include "errwalk/memory.h"
#include "engine/flow/index.h"
#include "engine/flow/did-you-mean.h"
#include "engine/flow/reader.h"

/* A fact that the test typed. */
struct typed {
    struct node node; /* id: the fact */
    const char *value;
};

/* An answer of the test where the walk came by. */
struct reply {
    const struct step *step;
    const char *text;
    const struct target *to; /* NULL where the walk ends with it */
};

struct trial {
    struct check *check;
    const struct flow_test *test;
    const struct value_node *
        *answers;        /* by the step's index; NULL where there is none, or none left */
    struct typed *typed; /* room for one a step */
    size_t typed_count;
    struct index facts;
    struct reply *replies; /* the way it went; room for one a step */
    size_t reply_count;
};

enum { SHOWN_REPLIES = 8 }; /* of a way, the last */

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

/* The way that the walk went, for a hint: "the walk: turns=yes, weight=1, oil". */
static void tell_way(const struct trial *trial, const struct step *end, struct buffer *out)
{
    const struct reply *last = trial->reply_count ? &trial->replies[trial->reply_count - 1] : NULL;
    bool is_told = last && last->step == end; /* the walk ended with what was answered there */
    size_t i = trial->reply_count > SHOWN_REPLIES ? trial->reply_count - SHOWN_REPLIES : 0;

    buffer_string(out, i ? "the walk: …, " : "the walk: ");
    for (; i < trial->reply_count; i++) {
        const struct reply *reply = &trial->replies[i];

        buffer_printf(out, "%s=%.*s%s", reply->step->node.id, reader_clip(reply->text), reply->text,
                      !is_told || i + 1 < trial->reply_count ? ", " : "");
    }
    if (!is_told)
        buffer_string(out, end->node.id);
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
    const struct target *to;

    if (step->kind == STEP_INPUT && !flow_answer(step, given))
        keep_fact(trial, step->fact, given);
    to = flow_follow(step, given, find_fact, trial, fits);
    if (*fits)
        trial->replies[trial->reply_count++] = (struct reply){step, given, to};
    return to ? to->step : NULL;
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
static void tidy_up(struct trial *trial, const struct step *end, bool whole)
{
    const struct value_node *answer;
    struct buffer way = {0};

    flow_each (answer, trial->test->answers) {
        const struct step *step = flow_step(trial->check->flow, answer->node.id);

        if (!step || !trial->answers[step->index])
            continue;
        trial->answers[step->index] = NULL;
        if (!whole)
            continue;
        buffer_clear(&way);
        tell_way(trial, end, &way);
        check_fault(trial->check, RULE_TEST_UNUSED, answer->node.place, buffer_text(&way),
                    "the walk never comes to step '%s'", answer->node.id);
    }
    trial->check->failed |= buffer_failed(&way);
    buffer_free(&way);
    index_free(&trial->facts);
    trial->typed_count = trial->reply_count = 0;
}

/* `end` is NULL where the walk broke off. Returns whether it ends there. */
static bool check_end(struct trial *trial, const struct step *end)
{
    const struct flow_test *test = trial->test;
    const struct flow *flow = trial->check->flow;
    char hint[NEAREST_HINT];
    struct buffer way = {0};

    if (!flow_step(flow, test->ends)) {
        check_fault(trial->check, RULE_TEST_STEP, test->ends_place,
                    nearest_id(test->ends, &flow->first->node, &trial->check->compared, hint, NULL),
                    "'%s' is not a step", test->ends);
    } else if (end && strcmp(end->node.id, test->ends) != 0) {
        tell_way(trial, end, &way);
        check_fault(trial->check, RULE_TEST_ENDS, test->ends_place, buffer_text(&way),
                    "the walk ends at '%s', not at '%s'", end->node.id, test->ends);
    }
    trial->check->failed |= buffer_failed(&way);
    buffer_free(&way);
    return end && strcmp(end->node.id, test->ends) == 0;
}

/* A test that passes. */
static void report(const struct trial *trial, const struct step *end)
{
    const struct check *check = trial->check;
    const struct reply *reply;

    for (reply = trial->replies; reply < trial->replies + trial->reply_count; reply++) {
        if (reply->to)
            check->walked(check->context, reply->step, reply->to);
    }
    check->walked(check->context, end, NULL);
}

static void run(struct trial *trial)
{
    const struct step *step = trial->check->flow->first, *next = step;
    bool whole = set_out(trial), fits = true, passed;

    while (next && trial->answers[next->index]) {
        const struct value_node *given = trial->answers[next->index];

        step = next;
        trial->answers[step->index] = NULL;
        next = follow(trial, step, given->text, &fits);
        if (!fits)
            fault_answer(trial, step, given);
    }
    if (next)
        step = next;
    /* Without all of its answers a test says nothing more; nor does what is left of one that went
     * astray. */
    passed = check_end(trial, whole && fits ? step : NULL);
    if (passed && trial->check->walked)
        report(trial, step);
    tidy_up(trial, step, passed);
}

void check_tests(struct check *check)
{
    size_t steps = check->flow->step_count;
    struct trial trial = {.check = check};

    if (!check->flow->tests)
        return;
    trial.answers = memory_alloc(steps * sizeof *trial.answers);
    trial.typed = memory_alloc((steps + 1) * sizeof *trial.typed);
    trial.replies = memory_alloc((steps + 1) * sizeof *trial.replies);
    check->failed |= !trial.answers || !trial.typed || !trial.replies;
    flow_each (trial.test, check->flow->tests) {
        if (!check->failed)
            run(&trial);
    }
    memory_free(trial.answers);
    memory_free(trial.typed);
    memory_free(trial.replies);
}
