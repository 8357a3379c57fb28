/* SPDX-License-Identifier: MIT */
/*
 * The tests of a flow: each is a walk of its own, by the answers that it gives.
 */
#include <config.h>

#include "check.h"

#include <string.h>

#include "errwalk/arena.h"
#include "errwalk/dry-run.h"
#include "errwalk/follow.h"
#include "errwalk/memory.h"
#include "errwalk/did-you-mean.h"
#include "errwalk/index.h"

/* A step that the walk came by. */
struct reply {
    const char *path;
    const char *text; /* the answer of the test; NULL where the step decides by itself */
    const struct step *step;
    const struct target *to; /* NULL where it takes no edge */
    bool ends;               /* the walk ends with it */
    unsigned depth;          /* of calls that it is in */
};

/* An answer of the test for a step in a block. */
struct inside {
    struct node node;
    const struct value_node *answer; /* NULL once it was given */
};

struct test_run {
    struct check *check;
    const struct flow_test *test;
    const struct value_node *
        *answers;         /* by the step's index; NULL where there is none, or none left */
    struct index inside;  /* of the others, by their paths */
    struct arena *arena;  /* of them, and of paths */
    struct dry_run walk;
    struct reply *replies; /* the way it went */
    size_t reply_count, reply_capacity;
    struct buffer path; /* of where it stands */
};

enum { SHOWN_REPLIES = 8 }; /* of a way, the last */

static const char *path_of(struct test_run *run)
{
    buffer_clear(&run->path);
    dry_run_path(&run->walk, &run->path);
    return buffer_text(&run->path);
}

/* The way that the walk went, for a hint: "the walk: turns=yes, weight=1, oil". */
static void print_way(struct test_run *run, struct buffer *out)
{
    const struct reply *last = run->reply_count ? &run->replies[run->reply_count - 1] : NULL;
    bool ended_here = last && last->ends; /* the walk ended with what was answered there */
    size_t i = run->reply_count > SHOWN_REPLIES ? run->reply_count - SHOWN_REPLIES : 0;

    buffer_string(out, i ? "the walk: …, " : "the walk: ");
    for (; i < run->reply_count; i++) {
        const struct reply *reply = &run->replies[i];

        if (!reply->text)
            continue;
        buffer_printf(out, "%s=%.*s%s", reply->path, diag_clip(reply->text), reply->text,
                      !ended_here || i + 1 < run->reply_count ? ", " : "");
    }
    if (!ended_here)
        buffer_string(out, path_of(run));
}

static void fault_answer(struct test_run *run, const struct value_node *given)
{
    struct buffer hint = {0};

    flow_name_replies(run->walk.step, &hint);
    check_fault(run->check, RULE_TEST_ANSWER, given->text_place, buffer_text(&hint),
                "'%.*s' does not fit at step '%s'", diag_clip(given->text), given->text,
                given->node.id);
    buffer_free(&hint);
}

/* There is no such step. */
static void fault_step(struct test_run *run, const char *path, struct diag_place place)
{
    char hint[NEAREST_HINT];

    check_fault(run->check, RULE_TEST_STEP, place,
                strchr(path, '/')
                    ? "a step in a block is named by the call and its own id: call/step"
                    : nearest_id(path, &run->check->flow->first->node, &run->check->compared, hint,
                                 NULL),
                "'%s' is not a step", path);
}

static void set_inside(struct test_run *run, const struct value_node *answer)
{
    struct inside *inside = arena_alloc(run->arena, sizeof *inside);
    const struct node *there;

    *inside = (struct inside){.node.id = answer->node.id, .answer = answer};
    index_add(&run->inside, 0, &inside->node, &there);
}

/* Lays the answers out by step; false where one is for no step. */
static bool set_out(struct test_run *run)
{
    const struct flow *flow = run->check->flow;
    const struct value_node *answer;
    bool whole = true;

    flow_each (answer, run->test->answers) {
        const struct step *step = flow_step_at(flow, answer->node.id);

        if (!step)
            fault_step(run, answer->node.id, answer->node.place);
        else if (strchr(answer->node.id, '/'))
            set_inside(run, answer);
        else
            run->answers[step->index] = answer;
        whole = whole && step;
    }
    return whole;
}

/* Where the answer of the test at a step is kept while it is to be given; NULL: it has none. */
static const struct value_node **place_of(struct test_run *run, const struct step *step,
                                          const char *path)
{
    const struct node *node;
    struct inside *inside;

    if (!strchr(path, '/'))
        return &run->answers[step->index];
    node = index_find(&run->inside, 0, path);
    memcpy(&inside, &node, sizeof inside);
    return node ? &inside->answer : NULL;
}

/* Answers that are still there; takes them away for the next test. */
static void tidy_up(struct test_run *run, bool whole)
{
    const struct value_node *answer, **left;
    struct buffer way = {0};

    flow_each (answer, run->test->answers) {
        const struct step *step = flow_step_at(run->check->flow, answer->node.id);

        left = step ? place_of(run, step, answer->node.id) : NULL;
        if (!left || !*left)
            continue;
        *left = NULL;
        if (!whole)
            continue;
        buffer_clear(&way);
        print_way(run, &way);
        check_fault(run->check, RULE_TEST_UNUSED, answer->node.place, buffer_text(&way),
                    "the walk never comes to step '%s'", answer->node.id);
    }
    buffer_free(&way);
    index_free(&run->inside);
    arena_free(run->arena);
    run->reply_count = 0;
}

/* Whether the walk stands at what a weigh step chose by itself, and the test ends there. */
static bool ends_at_choice(struct test_run *run)
{
    const char *path = path_of(run), *slash = strrchr(path, '/');
    size_t calls = slash ? (size_t)(slash + 1 - path) : 0;

    return strncmp(run->test->ends, path, calls) == 0 &&
           strcmp(run->test->ends + calls, session_last(run->walk.session)->via) == 0;
}

/* `whole`: the walk went to its end. Returns whether that is the right one. */
static bool check_end(struct test_run *run, bool whole)
{
    const struct flow_test *test = run->test;
    bool is_right = whole && (strcmp(path_of(run), test->ends) == 0 || ends_at_choice(run));
    struct buffer way = {0};

    if (!flow_step_at(run->check->flow, test->ends)) {
        fault_step(run, test->ends, test->ends_place);
    } else if (whole && !is_right) {
        print_way(run, &way);
        check_fault(run->check, RULE_TEST_ENDS, test->ends_place, buffer_text(&way),
                    "the walk ends at '%s', not at '%s'", path_of(run), test->ends);
    }
    buffer_free(&way);
    return is_right;
}

/* A test that passes. What it walks in a block is for the tests of the block. */
static void report(struct test_run *run)
{
    const struct check *check = run->check;
    const struct dry_call *call;
    const struct step *end = run->walk.step;
    const struct reply *reply, *last = run->replies + run->reply_count;

    /* What errwalk chose may be another item when likelihoods change. */
    if (ends_at_choice(run) && last > run->replies && last[-1].step->kind == STEP_WEIGH) {
        last--;
        end = last->step;
    }
    for (reply = run->replies; reply < last; reply++) {
        if (reply->to && !reply->depth)
            check->walked(check->context, reply->step, reply->to);
    }
    for (call = run->walk.calls; call; call = call->outer)
        end = call->step;
    check->walked(check->context, end, NULL);
}

static void note_reply(struct test_run *run, const struct step *step, const char *path,
                       const char *text, const struct target *to, bool ends)
{
    memory_grow((void **)&run->replies, &run->reply_capacity, run->reply_count,
                sizeof *run->replies);
    run->replies[run->reply_count++] = (struct reply){
        .path = arena_copy(run->arena, path, strlen(path)), .text = text, .step = step, .to = to,
        .ends = ends, .depth = run->walk.depth};
}

/* Goes on from steps that decide without asking, and into blocks: but not where the test says by which
 * exit a call comes back. */
static void decide(struct test_run *run)
{
    const struct value_node **place;
    const struct dry_call *call;
    const struct target *to;
    const struct step *step;

    do {
        step = run->walk.step;
        place = step->kind == STEP_CALL ? place_of(run, step, path_of(run)) : NULL;
        if (!(place && *place) && dry_run_enter(&run->walk))
            continue;
        call = run->walk.calls;
        to = dry_run_decide(&run->walk);
        if (to)
            note_reply(run, step->kind == STEP_RETURN ? call->step : step, "", NULL, to, false);
    } while (run->walk.step != step);
}

/* Walks as far as the answers go; false where one does not fit. */
static bool follow(struct test_run *run)
{
    const struct value_node **place, *given;
    const struct target *to;
    const struct step *step;
    bool fits = true;

    do {
        decide(run);
        step = run->walk.step;
        place = place_of(run, step, path_of(run));
        given = place ? *place : NULL;
        if (!given)
            break;
        *place = NULL;
        to = dry_run_reply(&run->walk, given->text, &fits);
        if (fits)
            note_reply(run, step, given->node.id, given->text, run->walk.taken, !to);
        else
            fault_answer(run, given);
    } while (to);
    return fits;
}

/* The id at the end of a path. */
static const char *last_id(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

/* Whether the test has an answer for this item that is left, or ends there. */
static bool is_wanted(struct test_run *run, const struct weighing *weighing, const struct step *item)
{
    const struct value_node **place;
    struct buffer path = {0};
    bool wanted = false;

    if (item && weighing_is_left(weighing, item)) {
        dry_run_path_of(&run->walk, item, &path);
        place = place_of(run, item, buffer_text(&path));
        wanted = (place && *place) || strcmp(run->test->ends, buffer_text(&path)) == 0;
    }
    buffer_free(&path);
    return wanted;
}

/* Of the items of a weigh step those that the test has come first, in its order: so it shows the same
 * whatever the likelihoods are. */
static const struct step *prefer(void *context, const struct weighing *weighing)
{
    struct test_run *run = context;
    const struct flow *flow = weighing->weigh->flow;
    const struct step *otherwise = weighing->weigh->step->otherwise.step, *last, *item;
    const struct value_node *answer;

    last = flow_step(flow, last_id(run->test->ends));
    flow_each (answer, run->test->answers) {
        item = flow_step(flow, last_id(answer->node.id));
        if (item != otherwise && item != last && is_wanted(run, weighing, item))
            return item;
    }
    if (is_wanted(run, weighing, last))
        return last;
    return otherwise && is_wanted(run, weighing, otherwise) ? otherwise : NULL;
}

static void run_test(struct test_run *run)
{
    bool whole, fits, passed;

    run->arena = arena_new();
    run->inside = (struct index){0};
    whole = set_out(run);
    dry_run_begin_by(&run->walk, run->check->flow, NULL, prefer, run);
    fits = follow(run);
    /* Without all of its answers a test says nothing more; nor does what is left of one that went
     * astray. */
    passed = check_end(run, whole && fits);
    if (passed && run->check->walked)
        report(run);
    tidy_up(run, passed);
    dry_run_end(&run->walk);
}

void check_tests(struct check *check)
{
    struct test_run run = {.check = check};

    if (!check->flow->tests)
        return;
    run.answers = memory_alloc(check->flow->step_count * sizeof *run.answers);
    flow_each (run.test, check->flow->tests)
        run_test(&run);
    buffer_free(&run.path);
    memory_free(run.answers);
    memory_free(run.replies);
}
