/* SPDX-License-Identifier: MIT */
/*
 * What a trainee can ask for in plain mode.
 */
#include <config.h>

#include "plain-trainee.h"

#include <string.h>

#include "errwalk/debrief.h"
#include "errwalk/formats.h"

#include "cli/output.h"
#include "plain-read.h"
#include "plain-show.h"
#include "plain-training.h"

bool plain_unsay(struct plain *plain)
{
    if (!plain->diagnosis.cause)
        return false;
    if (plain->diagnosis.is_sure)
        plain->diagnosis.is_sure = false;
    else
        plain->diagnosis.cause = NULL;
    plain_training_ask(plain);
    return true;
}

void plain_look(struct plain *plain, const char *argument)
{
    const struct choice *look = walk_choice(plain->walk, CHOICE_LOOK, NULL);

    (void)argument;
    if (look && plain_ask_caller(plain))
        return;
    if (look)
        plain_choose(plain, CHOICE_LOOK, NULL, NULL);
    else if (training_looked(plain->training))
        plain_training_step(plain);
    else
        plain_refuse(plain, "there is nothing to look at here");
}

void plain_hint(struct plain *plain, const char *argument)
{
    (void)argument;
    if (walk_choice(plain->walk, CHOICE_HINT, NULL))
        plain_choose(plain, CHOICE_HINT, NULL, NULL);
    else
        plain_refuse(plain, "there is no hint here");
}

void plain_hold(struct plain *plain, const char *argument)
{
    (void)argument;
    if (plain_choose(plain, CHOICE_HOLD, NULL, NULL))
        plain_leave(plain, EXIT_UNFINISHED);
}

void plain_seen(struct plain *plain, const char *argument)
{
    const struct session *session = walk_session(plain->walk);
    size_t i, count = 0;

    (void)argument;
    plain_show_written("Caller: ", training_opening(plain->training));
    for (i = 0; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);

        if (event->kind == EVENT_HEARD) {
            output_text("\n");
            plain_show_written("Caller: ", event->say);
        }
        if (event->kind != EVENT_LOOKED)
            continue;
        count++;
        output_text("\n");
        plain_show_led(plain->walk, "", event->question);
        plain_training_found(event->say);
    }
    if (!count)
        output_text("Nothing looked at yet.\n");
}

static const char unreadable[] = "the solution of this training cannot be read";

void plain_debrief(struct plain *plain, const char *argument)
{
    struct debrief *debrief = NULL;
    struct buffer text = {0};

    (void)argument;
    if (debrief_new(walk_session(plain->walk), &debrief) == STATUS_OK) {
        debrief_write(&text, transcript_format_named("text"), debrief);
        output_text(buffer_text(&text));
        output_text(":replay and the number of a step of your path tries again from there.\n");
    } else {
        plain_refuse(plain, unreadable);
    }
    buffer_free(&text);
    debrief_free(debrief);
}

void plain_replay(struct plain *plain, const char *argument)
{
    unsigned wanted = plain_number(argument);
    struct debrief *debrief = NULL;

    if (debrief_new(walk_session(plain->walk), &debrief) != STATUS_OK)
        plain_refuse(plain, unreadable);
    else if (!wanted || wanted > debrief->step_count)
        plain_refuse(plain, "write the number of a step of your path after it, as :d lists them: "
                            ":replay 1");
    else
        plain->replay = debrief->steps[wanted - 1].number;
    debrief_free(debrief);
    if (plain->replay)
        plain_leave(plain, EXIT_DONE);
}

/* The diagnosis: cause, confidence, and the observation that decided it, asked one after the other,
 * and committed together. */

static void diagnose(struct plain *plain, const char *evidence)
{
    struct buffer said = {0};

    buffer_printf(&said, "%s %s", plain->diagnosis.estimate, evidence);
    plain_choose(plain, CHOICE_DIAGNOSE, plain->diagnosis.cause, buffer_text(&said));
    buffer_free(&said);
}

static void take_cause(struct plain *plain, const char *line)
{
    unsigned wanted = plain_number(line);
    const struct choice *cause;

    walk_each (cause, plain->walk, CHOICE_DIAGNOSE) {
        if (cause->number == wanted || strcmp(cause->id, line) == 0) {
            plain->diagnosis.cause = cause->id;
            plain_training_ask(plain);
            return;
        }
    }
    plain_refuse(plain, "'%s' is none of the causes", line);
}

static void take_percent(struct plain *plain, const char *line)
{
    const struct event *any[1];

    plain->diagnosis.is_sure =
        strlen(line) < sizeof plain->diagnosis.estimate &&
        training_estimate(plain->training, plain->diagnosis.cause, line);
    if (plain->diagnosis.is_sure)
        memcpy(plain->diagnosis.estimate, line, strlen(line) + 1);
    if (!plain->diagnosis.is_sure)
        plain_refuse(plain, "'%s' is no number from 0 to 100, with other causes by number", line);
    else if (training_observations(plain->training, any, 1))
        plain_training_ask(plain);
    else
        diagnose(plain, "");
}

static void take_observation(struct plain *plain, const char *line)
{
    const struct event *found[PLAIN_OBSERVATIONS];
    size_t count = training_observations(plain->training, found, PLAIN_OBSERVATIONS), i;
    unsigned wanted = plain_number(line);

    for (i = 0; i < count; i++) {
        if (i + 1 == wanted || strcmp(session_path(walk_session(plain->walk), found[i]), line) == 0) {
            diagnose(plain, session_path(walk_session(plain->walk), found[i]));
            return;
        }
    }
    plain_refuse(plain, "'%s' is none of the observations", line);
}

void plain_diagnose(struct plain *plain, const char *line)
{
    if (plain->asks_again && !*line)
        return;
    if (!plain->diagnosis.cause)
        take_cause(plain, line);
    else if (!plain->diagnosis.is_sure)
        take_percent(plain, line);
    else
        take_observation(plain, line);
}
