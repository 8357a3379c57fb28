/* SPDX-License-Identifier: MIT */
/*
 * Shifts: what is planned, what becomes of callers as time goes by, and what agents of several kinds earn.
 */
#include <config.h>

#include "suite.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "errwalk/shift.h"
#include "errwalk/solution.h"

#include "training.h"

const char suite_name[] = "shift";

static const struct shift_case cases[] = {
    {"training/nightly-import", "The import that stops every night", 38, 10},
    {"training/pings-but", "It pings, but", 30, 10},
    {"training/shop-site", "The shop", 25, 10},
};

enum { CASES = sizeof cases / sizeof *cases };

static void make_plan(struct shift_plan *plan, size_t callers, int64_t seed)
{
    struct clock clock = {.fixed = true, .now = 1795392000, .random = 1};

    shift_plan(plan, cases, CASES, callers, seed, &clock);
}

static void test_plans(void)
{
    long seeds = suite_scale(2000), seed;
    size_t urgent = 0, i;

    for (seed = 1; seed <= seeds + 20; seed++) {
        struct shift_plan plan, again, read = {0};
        struct buffer text = {0}, text_again = {0};

        make_plan(&plan, 1 + (size_t)seed % SHIFT_MOST, seed);
        make_plan(&again, 1 + (size_t)seed % SHIFT_MOST, seed);
        shift_plan_write(&plan, &text);
        shift_plan_write(&again, &text_again);
        suite_expect_string("the same seed", buffer_text(&text_again), buffer_text(&text));
        suite_expect_long("read", shift_plan_read(buffer_text(&text), &read), STATUS_OK);
        buffer_clear(&text_again);
        shift_plan_write(&read, &text_again);
        suite_expect_string("read back", buffer_text(&text_again), buffer_text(&text));
        suite_expect_long("the first comes at once", plan.callers[0].arrives, 0);
        for (i = 0; i < plan.count; i++) {
            suite_expect("in order", !i || plan.callers[i].arrives > plan.callers[i - 1].arrives);
            suite_expect("patient", plan.callers[i].patience > plan.callers[i].target);
            suite_expect("new", i < 1 || i >= CASES ||
                                    strcmp(plan.callers[i].scenario, plan.callers[i - 1].scenario) != 0);
            /* whoever waits for long when it is urgent was not served */
            suite_expect("urgent ones soon", !i || plan.callers[i].priority <= plan.callers[i - 1].priority ||
                                                 plan.callers[i].target > plan.callers[i - 1].target + 9);
            urgent += plan.callers[i].priority == 1;
        }
        shift_plan_free(&read);
        buffer_free(&text);
        buffer_free(&text_again);
    }
    suite_expect("some are urgent", urgent > 0);
}

static void test_broken_plans(void)
{
    static const char *const texts[] = {
        "", "{}", "[]", "{\"shift\":\"x\",\"seed\":1,\"callers\":[]}",
        "{\"shift\":\"01m8801200chhbcr6sy9541sj3\",\"seed\":1,\"callers\":[]}",
        "{\"shift\":\"01m8801200chhbcr6sy9541sj3\",\"seed\":1,\"callers\":[{\"scenario\":\"a\"}]}",
        ("{\"shift\":\"01m8801200chhbcr6sy9541sj3\",\"seed\":1,\"callers\":[{\"scenario\":\"a\",\"title\":\"b\","
         "\"priority\":0,\"arrives\":0,\"target\":1,\"patience\":1}]}"),
    };
    size_t i;

    for (i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct shift_plan plan = {0};

        suite_expect_long(texts[i], shift_plan_read(texts[i], &plan), STATUS_INVALID);
        shift_plan_free(&plan);
    }
}

/* An agent's desk: a training for each call that was taken. */
struct desk {
    struct shift_plan plan;
    struct buffer text;
    struct trained calls[SHIFT_MOST];
    struct solution solutions[SHIFT_MOST];
    size_t next[SHIFT_MOST]; /* step of the good path */
    bool taken[SHIFT_MOST];
    struct shift shift;
};

static void fold(struct desk *desk)
{
    const struct session *sessions[SHIFT_MOST];
    size_t count = 0, i = desk->plan.count;

    while (i--) { /* in another order than they were taken */
        if (desk->taken[i])
            sessions[count++] = walk_session(desk->calls[i].walk);
    }
    shift_fold(&desk->plan, sessions, count, &desk->shift);
}

static void switch_to(struct desk *desk, size_t call, const char *what, unsigned minute)
{
    const struct event event = shift_switch(&desk->shift, what, minute);

    suite_expect(what, walk_commit(desk->calls[call].walk, &event) == STATUS_OK);
    fold(desk);
}

static void begin_call(struct desk *desk, size_t call)
{
    struct training_options options = {.mode = TRAINING_PRACTISE,
                                       .trainee = "Kim",
                                       .lock = "",
                                       .shift = buffer_text(&desk->text),
                                       .call = (unsigned)call};
    struct trained *trained = &desk->calls[call];
    struct event event;

    trained_open(trained, NULL, desk->plan.callers[call].scenario);
    suite_expect("start", training_start(trained->training, &options, &event) == STATUS_OK);
    suite_expect("started", trained_commit(trained, &event) == STATUS_OK);
    suite_expect("solution", solution_read(session_training(walk_session(trained->walk))->solution,
                                           &desk->solutions[call]) == STATUS_OK);
    desk->taken[call] = true;
}

static void take(struct desk *desk, size_t call)
{
    if (!desk->taken[call])
        begin_call(desk, call);
    switch_to(desk, call, shift_taken, desk->shift.minute);
    training_set_shift(desk->calls[call].training, &desk->shift);
}

static void hold(struct desk *desk, size_t call)
{
    struct event event;

    suite_expect("hold", walk_choose(desk->calls[call].walk, CHOICE_HOLD, NULL, NULL, &event) == STATUS_OK);
    suite_expect("held", walk_commit(desk->calls[call].walk, &event) == STATUS_OK);
    fold(desk);
}

/* The next step of the good path, looked at or blind. */
static void decide(struct desk *desk, size_t call, bool looks)
{
    struct trained *trained = &desk->calls[call];
    const struct solution *solution = &desk->solutions[call];
    const struct truth *truth = &solution->truths[desk->next[call]++];
    char command[256];

    if (!step_is_question(truth->kind)) {
        snprintf(command, sizeof command, "?%s:100%s%s", solution->cause, looks ? ":" : "",
                 looks ? solution->truths[0].step : "");
        suite_expect(command, trained_act(trained, command) == STATUS_OK);
    }
    if (looks)
        trained_act(trained, "l");
    suite_expect(truth->step, trained_act(trained, *truth->answer ? truth->answer : "done") == STATUS_OK);
    fold(desk);
}

/* The most urgent who waits or is talked to, or how many there are. */
static size_t most_urgent(const struct desk *desk)
{
    size_t best = desk->plan.count, i;

    for (i = 0; i < desk->plan.count; i++) {
        enum shift_state state = desk->shift.calls[i].state;

        if (state >= SHIFT_WAITING && state <= SHIFT_ON_HOLD &&
            (best == desk->plan.count ||
             desk->plan.callers[i].priority < desk->plan.callers[best].priority))
            best = i;
    }
    return best;
}

static size_t talking(const struct desk *desk)
{
    size_t i = 0;

    while (i < desk->plan.count && desk->shift.calls[i].state != SHIFT_TALKING)
        i++;
    return i;
}

/* Any call that was taken: whose session gets what is said of the shift. */
static size_t latest(const struct desk *desk)
{
    size_t i = 0;

    while (!desk->taken[i] || walk_session(desk->calls[i].walk) != desk->shift.latest)
        i++;
    return i;
}

static void serve_well(struct desk *desk, size_t best)
{
    size_t on = talking(desk);

    if (on < desk->plan.count && on != best)
        hold(desk, on);
    if (on != best)
        take(desk, best);
    decide(desk, best, true);
}

static void serve_in_turn(struct desk *desk, size_t best)
{
    size_t on = talking(desk);

    if (on == desk->plan.count)
        take(desk, on = best);
    decide(desk, on, true);
}


static void serve_blindly(struct desk *desk, size_t best)
{
    size_t on = talking(desk);

    if (on == desk->plan.count)
        take(desk, on = best);
    decide(desk, on, false);
}

static void close_at_once(struct desk *desk, size_t best)
{
    take(desk, best);
    trained_act(&desk->calls[best], "!");
    fold(desk);
}

static void hold_all(struct desk *desk, size_t best)
{
    if (desk->shift.calls[best].state == SHIFT_ON_HOLD) {
        switch_to(desk, latest(desk), shift_waited, desk->shift.minute + 1);
    } else {
        take(desk, best);
        hold(desk, best);
    }
}

/* The first of whatever can be chosen, as fast as it goes. */
static void press_one(struct desk *desk, size_t best)
{
    static const enum choice_kind kinds[] = {CHOICE_ANSWER, CHOICE_RESULT, CHOICE_REFER, CHOICE_ESCALATE};
    size_t on = talking(desk), i;
    const struct walk *walk;
    const struct choice *choice;
    char command[128];

    if (on == desk->plan.count)
        take(desk, on = best);
    walk = desk->calls[on].walk;
    choice = walk_choice(walk, CHOICE_DIAGNOSE, NULL);
    if (choice) {
        snprintf(command, sizeof command, "?%s:50", choice->id);
        trained_act(&desk->calls[on], command);
    }
    for (i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        choice = walk_choice(walk, kinds[i], NULL);
        if (choice)
            break;
    }
    if (trained_act(&desk->calls[on], choice ? choice->id : "!") != STATUS_OK)
        trained_act(&desk->calls[on], "!");
    fold(desk);
}

static void end_hung_up(struct desk *desk)
{
    size_t i;

    for (i = 0; i < desk->plan.count; i++) {
        const struct shift_call *call = &desk->shift.calls[i];

        if (call->state == SHIFT_HUNG_UP && call->session &&
            session_outcome(call->session) == OUTCOME_UNFINISHED)
            trained_act(&desk->calls[i], "!");
    }
}

static unsigned work(size_t callers, int64_t seed, void (*serve)(struct desk *desk, size_t best))
{
    static struct desk desk;
    struct shift_score score = {0};
    size_t turns, i;

    memset(&desk, 0, sizeof desk);
    make_plan(&desk.plan, callers, seed);
    shift_plan_write(&desk.plan, &desk.text);
    fold(&desk);
    for (turns = 0; !desk.shift.is_over && suite_expect("it ends", turns < 5000); turns++) {
        size_t best = most_urgent(&desk);

        if (best < callers)
            serve(&desk, best);
        else if (shift_next_arrival(&desk.shift) != UINT_MAX)
            switch_to(&desk, latest(&desk), shift_waited, shift_next_arrival(&desk.shift));
    }
    end_hung_up(&desk);
    fold(&desk);
    suite_expect("still over", desk.shift.is_over);
    suite_expect("score", shift_score(&desk.shift, &score) == STATUS_OK);
    for (i = 0; i < callers; i++) {
        if (desk.taken[i]) {
            solution_free(&desk.solutions[i]);
            trained_close(&desk.calls[i]);
        }
    }
    buffer_free(&desk.text);
    return score.tenths;
}

static void test_agents(void)
{
    static const struct {
        const char *name;
        void (*serve)(struct desk *desk, size_t best);
        unsigned least, most; /* tenths */
    } rows[] = {
        {"the most urgent first", serve_well, 1000, 1000},
        {"one after the other", serve_in_turn, 400, 1000},
        {"all right answers, and not one look", serve_blindly, 0, 299},
        {"every call closed at once", close_at_once, 0, 0},
        {"all kept on hold", hold_all, 0, 0},
        {"always the first answer", press_one, 0, 199},
    };
    long shifts = 1 + suite_scale(20);
    size_t i;
    int64_t seed;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (seed = 1; seed <= shifts; seed++) {
            unsigned tenths = work(2 + (size_t)seed % 3, seed, rows[i].serve);

            if (!suite_expect(rows[i].name, tenths >= rows[i].least && tenths <= rows[i].most))
                suite_expect_long(rows[i].name, (long)tenths, (long)rows[i].most);
        }
    }
}

const struct suite_test suite_tests[] = {
    {"plans", test_plans},
    {"what is no plan", test_broken_plans},
    {"what agents earn", test_agents},
    {NULL, NULL},
};
