/* SPDX-License-Identifier: MIT */
/*
 * What a trainee is shown in plain mode. What they can ask for is in plain-trainee.c.
 */
#include <config.h>

#include "errwalk/session-id.h"
#include "plain-training.h"

#include <string.h>

#include "errwalk/debrief.h"
#include "errwalk/score.h"

#include "cli/output.h"
#include "plain-show.h"
#include "cli/walk/tasks.h"

static const char *minutes_word(unsigned minutes)
{
    return minutes == 1 ? "minute" : "minutes";
}

void plain_training_found(const char *found)
{
    struct buffer words = {0};

    while (*found == '>') {
        size_t length = strcspn(found, "\n");
        size_t mark = found[1] == ' ' ? 2 : 1;

        buffer_append(&words, found + mark, length - mark);
        buffer_char(&words, '\n');
        found += length + (found[length] == '\n');
    }
    if (words.length)
        plain_show_written("Caller: ", buffer_text(&words));
    if (*found)
        plain_show_written("", found);
    buffer_free(&words);
}

void plain_training_begin(const struct plain *plain)
{
    const struct scenario *scenario = training_scenario(plain->training);
    const struct session *session = walk_session(plain->walk);

    output_printf("Training: %s\n", scenario->title);
    output_printf("Level %s, mode %s, %u %s", level_names[scenario->level],
                  training_mode_names[training_mode(plain->training)], scenario->minutes,
                  minutes_word(scenario->minutes));
    if (session_training(session)->seed)
        output_printf(", seed %lld", (long long)session_training(session)->seed);
    output_text(".\n");
    if (session_outcome(session) != OUTCOME_UNFINISHED)
        return;
    output_printf("%s\n", tasks_mode_meanings[training_mode(plain->training)]);
    output_text("Look with :look, then reply with a number or a word. :? lists what else there "
                "is.\n\n");
    if (*scenario->caller)
        plain_show_written("Calling: ", scenario->caller);
    plain_show_written("Caller: ", training_opening(plain->training));
}

static void show_ending(const struct plain *plain)
{
    const struct step *step = walk_step(plain->walk);
    struct buffer error = {0};

    if (step->kind == STEP_REFER) {
        flow_error_text(&error, step->refer);
        output_printf("This is for %s.\n", buffer_text(&error));
        buffer_free(&error);
    } else {
        plain_show_led(plain->walk, step->kind == STEP_FIX ? "What to do: " : "Escalate: ",
                       step->text);
    }
    if (*step->because)
        plain_show_led(plain->walk, "Why: ", step->because);
    plain_show_instructions(plain->walk);
    if (step->kind != STEP_FIX)
        return;
    output_text("\n");
    plain_show_led(plain->walk, "", step->verify);
}

static void show_seen_here(const struct plain *plain)
{
    const struct event *looked = training_looked(plain->training), *hint;
    const struct session *session = walk_session(plain->walk);
    size_t i;

    for (i = 0; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);

        if (event->kind == EVENT_HEARD && strcmp(session_path(session, event), session_path(session, NULL)) == 0)
            plain_show_written("Caller: ", event->say);
    }
    if (looked) {
        output_text("Seen here:\n");
        plain_training_found(looked->say);
    }
    for (i = 0; (hint = training_hint_taken(plain->training, i)); i++)
        plain_show_written("Hint: ", hint->say);
}

static void ask_cause(const struct plain *plain)
{
    const struct choice *cause;

    output_text("Before anything is done: what is the cause?\n");
    walk_each (cause, plain->walk, CHOICE_DIAGNOSE)
        output_printf("%u. %s\n", cause->number, cause->text);
}

static void ask_observation(const struct plain *plain)
{
    const struct event *found[PLAIN_OBSERVATIONS];
    size_t count = training_observations(plain->training, found, PLAIN_OBSERVATIONS), i;
    struct buffer lead = {0};

    output_text("Which observation decided it?\n");
    for (i = 0; i < count; i++) {
        buffer_clear(&lead);
        buffer_printf(&lead, "%zu. ", i + 1);
        plain_show_led(plain->walk, buffer_text(&lead), found[i]->question);
    }
    buffer_free(&lead);
}

void plain_training_ask(const struct plain *plain)
{
    if (!plain->diagnosis.cause)
        ask_cause(plain);
    else if (!plain->diagnosis.is_sure)
        output_printf("How sure are you, in percent? %s.\n", training_estimate_hint);
    else
        ask_observation(plain);
}

void plain_training_choices(const struct plain *plain)
{
    if (training_needs_diagnosis(plain->training))
        plain_training_ask(plain);
    plain_show_choices(plain->walk);
}

/* The simulated clock, and in an exam with a limit the real one. */
static void show_clock(const struct plain *plain)
{
    int64_t left = training_time_left(plain->training);

    output_printf("Minute %u of %u\n", training_minutes(plain->training),
                  training_allowed(plain->training));
    if (left != TRAINING_NO_LIMIT)
        output_printf("Time left: %lld min %lld s\n", (long long)(left / 60), (long long)(left % 60));
}

void plain_training_step(const struct plain *plain)
{
    const struct step *step = walk_step(plain->walk);

    output_text("\n");
    show_clock(plain);
    if (step_is_question(step->kind)) {
        plain_show_led(plain->walk, "", step->text);
        plain_show_instructions(plain->walk);
        plain_show_folded(plain->walk);
    } else if (!training_needs_diagnosis(plain->training)) {
        show_ending(plain);
    }
    show_seen_here(plain);
    plain_training_choices(plain);
}

static void show_feedback(const struct training_feedback *feedback)
{
    if (*feedback->because)
        plain_show_written(feedback->right ? "Right: " : "Not right: ", feedback->because);
    else
        output_text(feedback->right ? "That is right.\n" : "That is not right.\n");
}

static void show_latest(const struct plain *plain, enum event_kind kind)
{
    const struct event *event = NULL;
    size_t i;

    if (kind == EVENT_LOOKED) {
        plain_training_found(training_looked(plain->training)->say);
    } else {
        for (i = 0; training_hint_taken(plain->training, i); i++)
            event = training_hint_taken(plain->training, i);
        if (event)
            plain_show_written("Hint: ", event->say);
    }
    show_clock(plain);
}

void plain_training_after(struct plain *plain, enum event_kind kind)
{
    const struct training_feedback feedback = *training_feedback(plain->training);

    if (kind == EVENT_NOTED || kind == EVENT_EXPORTED || kind == EVENT_SWITCHED)
        return;
    plain->diagnosis = (struct plain_diagnosis){0};
    if (feedback.is_given)
        show_feedback(&feedback);
    if (session_outcome(walk_session(plain->walk)) != OUTCOME_UNFINISHED)
        return;
    if (kind == EVENT_LOOKED || kind == EVENT_HINTED)
        show_latest(plain, kind);
    else if (!feedback.is_given || feedback.right)
        plain_training_step(plain);
    if (kind == EVENT_LOOKED || kind == EVENT_HINTED || (feedback.is_given && !feedback.right))
        plain_training_choices(plain);
}

static void show_score(const struct score *score)
{
    enum score_part part;
    char points[SCORE_TEXT];

    output_printf("Score: %s of 100", score_text(score->tenths, points));
    output_printf(", in %u of %u minutes.\n", score->minutes, score->allowed);
    for (part = 0; part < SCORE_PART_COUNT; part++)
        output_printf("  %s: %s of %u, %s\n", score_part_titles[part],
                      score_text(score->parts[part].tenths, points), score->parts[part].of,
                      score->parts[part].why);
}

void plain_training_end(const struct plain *plain)
{
    const struct session *session = walk_session(plain->walk);
    char outcome[SCORE_OUTCOME];
    struct score score = {.rule = 0};
    bool is_open = training_is_open(session) && score_session(session, &score) == STATUS_OK;

    output_printf("\nEnd: %s.\n", score_outcome(session, &score, outcome));
    if (training_is_timed_out(session))
        output_text("The time was up: the exam was handed in as it stood.\n");
    if (!training_is_open(session)) {
        output_text("This exam is handed in: its debrief waits for the trainer, who releases it with\n");
        output_printf("errwalk debrief %s --key=KEY\n",
                      session_id_ending(session_id(session), SESSION_ID_SHOWN));
        if (plain->asks_again)
            output_text("That works from another terminal, too; then :d shows it here.\n");
    } else if (is_open) {
        show_score(&score);
        output_text(":d shows the debrief.\n");
    }
    if (plain->asks_again)
        output_text("Enter leaves.\n");
}
