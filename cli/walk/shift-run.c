/* SPDX-License-Identifier: MIT */
/*
 * A shift with a person: the queue, from which calls are taken, each a training of its own, and the end.
 * What is done is in the sessions before the next thing is shown, so that a shift that is killed goes on.
 */
#include <config.h>

#include "shift-run.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "errwalk/memory.h"
#include "errwalk/scenario.h"
#include "errwalk/shift.h"
#include "errwalk/text.h"

#include "choose.h"
#include "cli/output.h"
#include "train.h"

struct run {
    struct walk_runner *runner;
    struct shift_plan plan;
    struct shift_plan read; /* owns the texts of a plan that is resumed */
    struct buffer text;     /* of the plan, as each call carries it */
    enum training_mode mode;
    char ids[SHIFT_MOST][SESSION_ID_SIZE]; /* of the calls that were taken, else "" */
    struct session *sessions[SHIFT_MOST];
    size_t count;
    struct shift shift;
};

static void forget(struct run *run)
{
    while (run->count)
        session_free(run->sessions[--run->count]);
}

/* The shift as it is kept. */
static enum exit_code refresh(struct run *run)
{
    size_t i;

    forget(run);
    for (i = 0; i < run->plan.count; i++) {
        if (!*run->ids[i])
            continue;
        if (history_load(run->runner->history, run->ids[i], &run->sessions[run->count]) !=
            STATUS_OK) {
            output_error("the shift cannot go on: a session of it is gone or damaged");
            return EXIT_FAULT;
        }
        run->count++;
    }
    shift_fold(&run->plan, (const struct session *const *)run->sessions, run->count, &run->shift);
    return EXIT_DONE;
}

/* A walk in the place of the runner's. */
static void renew(struct walk_runner *runner)
{
    struct walk_store store = history_store(runner->history);

    training_free(runner->training);
    runner->training = NULL;
    walk_free(runner->walk);
    runner->walk = walk_new(runner->library, &runner->clock);
    walk_set_store(runner->walk, &store);
}

static enum exit_code enter(struct walk_runner *runner, const char *id)
{
    if (strcmp(session_id(walk_session(runner->walk)), id) == 0)
        return EXIT_DONE;
    renew(runner);
    return walk_runner_resume(runner, id);
}

static enum exit_code commit(struct walk_runner *runner, const struct event *event)
{
    if (walk_commit(runner->walk, event) == STATUS_OK)
        return EXIT_DONE;
    output_error("the shift cannot go on: %s", walk_store_message(runner->walk));
    return EXIT_FAULT;
}

static enum exit_code switch_call(struct run *run, const char *what, unsigned minute)
{
    const struct event event = shift_switch(&run->shift, what, minute);
    enum exit_code code = commit(run->runner, &event);

    return code == EXIT_DONE ? refresh(run) : code;
}

/* The first words of a call, and that it was taken. */
static enum exit_code answer(struct run *run, size_t call)
{
    struct walk_runner *runner = run->runner;
    const struct training_request request = {.scenario = run->plan.callers[call].scenario,
                                             .mode = run->mode,
                                             .seed = run->plan.seed ? run->plan.seed + (int64_t)call : 0,
                                             .lock = "",
                                             .shift = buffer_text(&run->text),
                                             .call = (unsigned)call};
    enum exit_code code;

    renew(runner);
    code = train_begin(runner, &request);
    if (code != EXIT_DONE)
        return code;
    code = switch_call(run, shift_taken, run->shift.minute);
    memcpy(run->ids[call], session_id(walk_session(runner->walk)), sizeof run->ids[call]);
    return code == EXIT_DONE ? refresh(run) : code;
}

/* Whether the call that was on is done with for now: it was held, or has ended. */
static bool is_put_down(const struct walk_runner *runner)
{
    const struct session *session = walk_session(runner->walk);
    const struct event *last = session_event(session, session_count(session) - 1);

    return session_outcome(session) != OUTCOME_UNFINISHED ||
           (last->kind == EVENT_SWITCHED && strcmp(last->answer, shift_held) == 0);
}

static enum exit_code leave(const struct run *run)
{
    if (run->count)
        output_error("the shift is not finished; go on with it: errwalk train --shift");
    else
        output_error("no call was taken, so there is no shift to go on with");
    return EXIT_UNFINISHED;
}

/* Talks to a caller until they are put on hold or the call has ended. */
static enum exit_code talk(struct run *run, size_t call)
{
    struct walk_runner *runner = run->runner;
    enum exit_code code = EXIT_DONE;

    if (!*run->ids[call]) {
        code = answer(run, call);
    } else {
        code = enter(runner, run->ids[call]);
        if (code == EXIT_DONE && run->shift.calls[call].state == SHIFT_ON_HOLD)
            code = switch_call(run, shift_taken, run->shift.minute);
    }
    if (code != EXIT_DONE)
        return code;
    training_set_shift(runner->training, &run->shift);
    code = walk_runner_run(runner);
    if (code != EXIT_DONE && code != EXIT_UNFINISHED)
        return code;
    return is_put_down(runner) && !runner->signal ? refresh(run) : leave(run);
}

/* The sessions of those who hung up on hold end. */
static enum exit_code hang_up(struct run *run)
{
    struct walk_runner *runner = run->runner;
    enum exit_code code = EXIT_DONE;
    size_t i;

    for (i = 0; code == EXIT_DONE && i < run->plan.count; i++) {
        const struct shift_call *call = &run->shift.calls[i];
        struct event event;

        if (call->state != SHIFT_HUNG_UP || !call->session ||
            session_outcome(call->session) != OUTCOME_UNFINISHED)
            continue;
        code = enter(runner, run->ids[i]);
        if (code != EXIT_DONE)
            break;
        event = walk_event_here(runner->walk, EVENT_ENDED);
        event.answer = outcome_names[OUTCOME_ABANDONED];
        event.say = "The caller hung up.";
        code = commit(runner, &event);
        if (code == EXIT_DONE)
            code = refresh(run);
    }
    return code;
}

static enum exit_code wait_until(struct run *run, unsigned minute)
{
    enum exit_code code = enter(run->runner, session_id(run->shift.latest));

    return code == EXIT_DONE ? switch_call(run, shift_waited, minute) : code;
}

/* One line of the queue: a caller, or what else can be done. */
struct line {
    size_t call; /* or one of these */
    struct buffer detail;
};

enum { WAIT = SHIFT_MOST, CLOSE, LINES_MOST };

/* The most urgent first, and of these who came first. */
static bool comes_before(const struct shift_call *one, const struct shift_call *other)
{
    if (one->caller->priority != other->caller->priority)
        return one->caller->priority < other->caller->priority;
    return one->caller->arrives < other->caller->arrives;
}

static size_t list_callers(const struct shift *shift, size_t calls[SHIFT_MOST])
{
    size_t count = 0, i, at;

    for (i = 0; i < shift->plan->count; i++) {
        const struct shift_call *call = &shift->calls[i];

        if (call->state != SHIFT_WAITING && call->state != SHIFT_ON_HOLD)
            continue;
        for (at = count++; at && comes_before(call, &shift->calls[calls[at - 1]]); at--)
            calls[at] = calls[at - 1];
        calls[at] = i;
    }
    return count;
}

static void say_where(const struct run *run, struct buffer *title, struct buffer *hint)
{
    unsigned states[SHIFT_STATE_COUNT] = {0};
    size_t i;

    for (i = 0; i < run->plan.count; i++)
        states[run->shift.calls[i].state]++;
    buffer_printf(title, "The shift, minute %u", run->shift.minute);
    buffer_printf(hint, "%zu caller%s: %u done, %u hung up, %u still to come. Which call do you take?",
                  run->plan.count, text_plural(run->plan.count), states[SHIFT_ENDED],
                  states[SHIFT_HUNG_UP], states[SHIFT_TO_COME]);
}

/* What is chosen in the queue: a call, WAIT or CLOSE. */
static enum exit_code ask(const struct run *run, size_t *chosen)
{
    struct tui_choice choices[LINES_MOST];
    struct buffer details[SHIFT_MOST] = {{0}}, title = {0}, hint = {0};
    size_t calls[LINES_MOST], count = list_callers(&run->shift, calls), lines = count, i, at = 0;
    enum exit_code code;

    for (i = 0; i < count; i++) {
        shift_call_text(&details[i], &run->shift, calls[i]);
        choices[i] = (struct tui_choice){run->plan.callers[calls[i]].title, buffer_text(&details[i])};
    }
    if (run->shift.latest && shift_next_arrival(&run->shift) != UINT_MAX) {
        calls[lines] = WAIT;
        choices[lines++] = (struct tui_choice){"Wait for the next caller", "whoever waits now waits on"};
    }
    calls[lines] = CLOSE;
    choices[lines++] = (struct tui_choice){"End the shift", "callers who still wait are lost"};
    say_where(run, &title, &hint);
    code = choose_one(run->runner->options, buffer_text(&title), buffer_text(&hint), choices, lines, &at);
    if (code == EXIT_DONE)
        *chosen = calls[at];
    for (i = 0; i < count; i++)
        buffer_free(&details[i]);
    buffer_free(&title);
    buffer_free(&hint);
    return code;
}

static void put_score(const struct shift_score *score, struct buffer *out)
{
    char points[SCORE_TEXT];
    enum shift_part part;

    for (part = 0; part < SHIFT_PART_COUNT; part++)
        buffer_printf(out, "%s%s: %s of %u", part ? "; " : "", shift_part_titles[part],
                      score_text(score->parts[part], points), shift_weights[part]);
    buffer_printf(out, ". %u helped, %u of them taken in time, %u hung up.", score->helped,
                  score->in_time, score->hung_up);
}

/* The end: the score, and each call, whose own end and debrief can be looked at. */
static enum exit_code show_end(struct run *run)
{
    const bool asks = !choose_plain(run->runner->options) || isatty(STDIN_FILENO);
    struct tui_choice choices[SHIFT_MOST + 1];
    struct buffer details[SHIFT_MOST] = {{0}}, title = {0}, hint = {0};
    struct shift_score score;
    char points[SCORE_TEXT];
    enum exit_code code = EXIT_DONE;
    size_t chosen = run->plan.count, i;

    if (shift_score(&run->shift, &score) != STATUS_OK) {
        output_error("the solution of a call cannot be read");
        return EXIT_FAULT;
    }
    buffer_printf(&title, "The shift is over: %s of 100 points", score_text(score.tenths, points));
    put_score(&score, &hint);
    for (i = 0; i < run->plan.count; i++) {
        shift_call_text(&details[i], &run->shift, i);
        choices[i] = (struct tui_choice){run->plan.callers[i].title, buffer_text(&details[i])};
    }
    choices[i] = (struct tui_choice){"Leave", ""};
    if (!asks) {
        output_printf("%s\n%s\n", buffer_text(&title), buffer_text(&hint));
        for (i = 0; i < run->plan.count; i++)
            output_printf("%zu. %s\n   %s\n", i + 1, choices[i].text, choices[i].detail);
    }
    while (asks && code == EXIT_DONE) {
        code = choose_one(run->runner->options, buffer_text(&title), buffer_text(&hint), choices,
                          run->plan.count + 1, &chosen);
        if (code != EXIT_DONE || chosen == run->plan.count)
            break;
        if (*run->ids[chosen] && enter(run->runner, run->ids[chosen]) == EXIT_DONE)
            walk_runner_run(run->runner);
    }
    for (i = 0; i < run->plan.count; i++)
        buffer_free(&details[i]);
    buffer_free(&title);
    buffer_free(&hint);
    return code == EXIT_NO ? EXIT_DONE : code;
}

static enum exit_code close_shift(struct run *run)
{
    return run->shift.latest ? wait_until(run, shift_end(&run->shift)) : leave(run);
}

/* The call that was on when the shift was left, or how many there are. */
static size_t find_talking(const struct run *run)
{
    size_t i = 0;

    while (i < run->plan.count && run->shift.calls[i].state != SHIFT_TALKING)
        i++;
    return i;
}

static enum exit_code go_on(struct run *run)
{
    enum exit_code code = refresh(run);

    run->runner->is_in_shift = true;
    while (code == EXIT_DONE) {
        size_t chosen = find_talking(run);

        if (chosen == run->plan.count) {
            code = hang_up(run);
            if (code != EXIT_DONE || run->shift.is_over)
                break;
            code = ask(run, &chosen);
            if (code == EXIT_NO)
                return leave(run);
        }
        if (code == EXIT_DONE && chosen == WAIT)
            code = wait_until(run, shift_next_arrival(&run->shift));
        else if (code == EXIT_DONE && chosen == CLOSE)
            code = close_shift(run);
        else if (code == EXIT_DONE)
            code = talk(run, chosen);
    }
    return code == EXIT_DONE ? show_end(run) : code;
}

/* Sessions of shifts, on their way out of the history. */
struct found {
    struct session **items;
    size_t count, capacity;
    const char *trainee; /* or NULL */
};

static enum status find_calls(void *context, struct session *session)
{
    struct found *found = context;
    const struct event *started = session_training(session);

    if (!*started->shift || (found->trainee && strcmp(found->trainee, started->trainee) != 0)) {
        session_free(session);
        return STATUS_OK;
    }
    memory_grow((void **)&found->items, &found->capacity, found->count, sizeof *found->items);
    found->items[found->count++] = session;
    return STATUS_OK;
}

/* Takes over the plan of a session, and all calls that have the same. False: it is over, or unreadable. */
static bool adopt(struct run *run, const struct found *found, const struct session *session)
{
    const struct event *started = session_training(session), *other;
    struct shift_plan plan = {0};
    enum training_mode mode = 0;
    size_t i;

    shift_plan_free(&run->read);
    memset(run->ids, 0, sizeof run->ids);
    if (shift_plan_read(started->shift, &run->read) != STATUS_OK)
        return false;
    run->plan = run->read;
    for (i = 0; i < found->count; i++) {
        other = session_training(found->items[i]);
        if (shift_plan_read(other->shift, &plan) == STATUS_OK && other->item < run->plan.count &&
            strcmp(plan.id, run->plan.id) == 0)
            memcpy(run->ids[other->item], session_id(found->items[i]), sizeof run->ids[other->item]);
        shift_plan_free(&plan);
    }
    while (mode + 1 < TRAINING_MODE_COUNT && strcmp(started->mode, training_mode_names[mode]) != 0)
        mode++;
    run->mode = mode;
    buffer_clear(&run->text);
    buffer_string(&run->text, started->shift);
    return refresh(run) == EXIT_DONE && !run->shift.is_over;
}

/* The latest shift that was left, or that of a session (`id`). False: there is none, or a fault, which was
 * reported. */
static bool find_shift(struct run *run, const char *id, enum exit_code *code)
{
    struct found found = {.trainee = id ? NULL : run->runner->options->trainee};
    bool is_found = false;
    size_t i;

    if (history_trainings(run->runner->history, find_calls, &found) != STATUS_OK) {
        output_error("%s", history_message(run->runner->history));
        *code = EXIT_FAULT;
    }
    for (i = found.count; *code == EXIT_DONE && !is_found && i--;) {
        if (!id || strcmp(session_id(found.items[i]), id) == 0)
            is_found = adopt(run, &found, found.items[i]);
    }
    for (i = 0; i < found.count; i++)
        session_free(found.items[i]);
    memory_free(found.items);
    return is_found;
}

/* What a good agent needs for a scenario; 0 where it cannot be trained. */
static unsigned minutes_of(struct walk_runner *runner, const char *scenario, unsigned *longest)
{
    struct diag_list faults = {0};
    unsigned minutes = 0;

    renew(runner);
    if (training_new(runner->library, runner->walk, scenario, &faults, &runner->training) == STATUS_OK)
        minutes = training_good_minutes(runner->training, longest);
    diag_list_free(&faults);
    return minutes;
}

static enum exit_code plan(struct run *run, const struct train_tasks *tasks)
{
    struct walk_runner *runner = run->runner;
    struct shift_case *cases = memory_alloc((tasks->count + 1) * sizeof *cases);
    size_t callers = runner->options->shift ? runner->options->shift : SHIFT_USUAL, count = 0, i;
    uint32_t seed = (uint32_t)runner->options->seed;

    for (i = 0; i < tasks->count; i++) {
        const struct scenario_entry *scenario = tasks->items[i].scenario;
        unsigned longest = 0, minutes = minutes_of(runner, scenario->id, &longest);

        if (minutes)
            cases[count++] = (struct shift_case){scenario->id, scenario->title, minutes, longest};
    }
    if (!runner->options->seed_given &&
        clock_random(&runner->clock, &seed, sizeof seed) == STATUS_OK)
        seed = 1 + seed % 999999999;
    if (count) {
        shift_plan(&run->plan, cases, count, callers, seed, &runner->clock);
        shift_plan_write(&run->plan, &run->text);
    } else {
        output_error("no scenario was found; say where they are: --flows=DIR");
    }
    memory_free(cases);
    return count ? EXIT_DONE : EXIT_NO;
}

static void free_run(struct run *run)
{
    training_set_shift(run->runner->training, NULL);
    forget(run);
    shift_plan_free(&run->read);
    buffer_free(&run->text);
}

enum exit_code shift_run(struct walk_runner *runner, const struct train_tasks *tasks)
{
    struct run run = {.runner = runner, .mode = tasks_mode(runner->options)};
    enum exit_code code = EXIT_DONE;
    bool goes_on;

    if (!runner->history) {
        output_error("a shift needs a history: those on hold are kept there");
        return EXIT_USAGE;
    }
    goes_on = !runner->options->shift && find_shift(&run, NULL, &code);
    if (goes_on)
        output_text("Going on with the shift that was left.\n");
    else if (code == EXIT_DONE)
        code = plan(&run, tasks);
    if (code == EXIT_DONE)
        code = go_on(&run);
    free_run(&run);
    return code;
}

bool shift_run_is_call(const struct walk_runner *runner)
{
    const struct event *started = session_training(walk_session(runner->walk));

    return started && *started->shift && runner->history;
}

enum exit_code shift_run_resume(struct walk_runner *runner)
{
    struct run run = {.runner = runner};
    enum exit_code code = EXIT_DONE;

    if (find_shift(&run, session_id(walk_session(runner->walk)), &code))
        code = go_on(&run);
    else if (code == EXIT_DONE)
        code = walk_runner_run(runner);
    free_run(&run);
    return code;
}
