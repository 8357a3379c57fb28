/* SPDX-License-Identifier: MIT */
/*
 * The tests of a flow: each is a walk of its own, by the answers that it gives.
 */
#include <config.h>

#include "check.h"

#include <string.h>

#include "errwalk/dry-run.h"
#include "errwalk/follow.h"
#include "errwalk/memory.h"
#include "engine/flow/did-you-mean.h"
#include "engine/flow/reader.h"

/* An answer of the test where the walk came by. */
struct reply {
    const struct step *step;
    const char *text;
    const struct target *to; /* NULL where the walk ends with it */
};

struct test_run {
    struct check *check;
    const struct flow_test *test;
    const struct value_node *
        *answers;          /* by the step's index; NULL where there is none, or none left */
    struct dry_run walk;
    struct reply *replies; /* the way it went; room for one a step */
    size_t reply_count;
};

enum { SHOWN_REPLIES = 8 }; /* of a way, the last */

/* The way that the walk went, for a hint: "the walk: turns=yes, weight=1, oil". */
static void print_way(const struct test_run *run, const struct step *end, struct buffer *out)
{
    const struct reply *last = run->reply_count ? &run->replies[run->reply_count - 1] : NULL;
    bool ended_here = last && last->step == end; /* the walk ended with what was answered there */
    size_t i = run->reply_count > SHOWN_REPLIES ? run->reply_count - SHOWN_REPLIES : 0;

    buffer_string(out, i ? "the walk: …, " : "the walk: ");
    for (; i < run->reply_count; i++) {
        const struct reply *reply = &run->replies[i];

        if (reply->step->kind == STEP_ROUTE)
            continue;
        buffer_printf(out, "%s=%.*s%s", reply->step->node.id, reader_clip(reply->text), reply->text,
                      !ended_here || i + 1 < run->reply_count ? ", " : "");
    }
    if (!ended_here)
        buffer_string(out, end->node.id);
}

static void fault_answer(struct test_run *run, const struct step *step,
                         const struct value_node *given)
{
    struct buffer hint = {0};

    flow_name_replies(step, &hint);
    check_fault(run->check, RULE_TEST_ANSWER, given->text_place, buffer_text(&hint),
                "'%.*s' does not fit at step '%s'", reader_clip(given->text), given->text,
                step->node.id);
    buffer_free(&hint);
}

/* Lays the answers out by step; false where one is for no step. */
static bool set_out(struct test_run *run)
{
    const struct flow *flow = run->check->flow;
    const struct value_node *answer;
    bool whole = true;
    char hint[NEAREST_HINT];

    flow_each (answer, run->test->answers) {
        const struct step *step = flow_step(flow, answer->node.id);

        if (step)
            run->answers[step->index] = answer;
        else
            check_fault(run->check, RULE_TEST_STEP, answer->node.place,
                        nearest_id(answer->node.id, &flow->first->node, &run->check->compared,
                                   hint, NULL),
                        "'%s' is not a step", answer->node.id);
        whole = whole && step;
    }
    return whole;
}

/* Answers that are still there; takes them away for the next test. */
static void tidy_up(struct test_run *run, const struct step *end, bool whole)
{
    const struct value_node *answer;
    struct buffer way = {0};

    flow_each (answer, run->test->answers) {
        const struct step *step = flow_step(run->check->flow, answer->node.id);

        if (!step || !run->answers[step->index])
            continue;
        run->answers[step->index] = NULL;
        if (!whole)
            continue;
        buffer_clear(&way);
        print_way(run, end, &way);
        check_fault(run->check, RULE_TEST_UNUSED, answer->node.place, buffer_text(&way),
                    "the walk never comes to step '%s'", answer->node.id);
    }
    buffer_free(&way);
    run->reply_count = 0;
}

/* `end` is NULL where the walk broke off. Returns whether it ends there. */
static bool check_end(struct test_run *run, const struct step *end)
{
    const struct flow_test *test = run->test;
    const struct flow *flow = run->check->flow;
    char hint[NEAREST_HINT];
    struct buffer way = {0};

    if (!flow_step(flow, test->ends)) {
        check_fault(run->check, RULE_TEST_STEP, test->ends_place,
                    nearest_id(test->ends, &flow->first->node, &run->check->compared, hint, NULL),
                    "'%s' is not a step", test->ends);
    } else if (end && strcmp(end->node.id, test->ends) != 0) {
        print_way(run, end, &way);
        check_fault(run->check, RULE_TEST_ENDS, test->ends_place, buffer_text(&way),
                    "the walk ends at '%s', not at '%s'", end->node.id, test->ends);
    }
    buffer_free(&way);
    return end && strcmp(end->node.id, test->ends) == 0;
}

/* A test that passes. */
static void report(const struct test_run *run, const struct step *end)
{
    const struct check *check = run->check;
    const struct reply *reply;

    for (reply = run->replies; reply < run->replies + run->reply_count; reply++) {
        if (reply->to)
            check->walked(check->context, reply->step, reply->to);
    }
    check->walked(check->context, end, NULL);
}

/* Goes on from steps that decide without asking. */
static void decide(struct test_run *run)
{
    const struct step *step = run->walk.step;
    const struct target *to;

    for (; (to = dry_run_decide(&run->walk)) != NULL; step = run->walk.step)
        run->replies[run->reply_count++] = (struct reply){step, "", to};
}

/* Walks as far as the answers go; false where one does not fit. */
static bool follow(struct test_run *run)
{
    const struct value_node *given;
    const struct target *to;
    const struct step *step;
    bool fits = true;

    do {
        decide(run);
        step = run->walk.step;
        given = run->answers[step->index];
        if (!given)
            break;
        run->answers[step->index] = NULL;
        to = dry_run_reply(&run->walk, given->text, &fits);
        if (fits)
            run->replies[run->reply_count++] = (struct reply){step, given->text, to};
        else
            fault_answer(run, step, given);
    } while (to);
    return fits;
}

static void run_test(struct test_run *run)
{
    bool whole = set_out(run), fits, passed;

    dry_run_begin(&run->walk, run->check->flow, NULL);
    fits = follow(run);
    /* Without all of its answers a test says nothing more; nor does what is left of one that went
     * astray. */
    passed = check_end(run, whole && fits ? run->walk.step : NULL);
    if (passed && run->check->walked)
        report(run, run->walk.step);
    tidy_up(run, run->walk.step, passed);
    dry_run_end(&run->walk);
}

void check_tests(struct check *check)
{
    size_t steps = check->flow->step_count;
    struct test_run run = {.check = check};

    if (!check->flow->tests)
        return;
    run.answers = memory_alloc(steps * sizeof *run.answers);
    run.replies = memory_alloc((steps + 1) * sizeof *run.replies);
    flow_each (run.test, check->flow->tests)
        run_test(&run);
    memory_free(run.answers);
    memory_free(run.replies);
}
