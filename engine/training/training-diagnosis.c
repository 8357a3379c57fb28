/* SPDX-License-Identifier: MIT */
/*
 * A diagnosis as a trainee writes it: how sure of the cause, how likely which others are, and the step
 * whose evidence decided it.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "errwalk/estimate.h"
#include "training-private.h"

const char training_estimate_hint[] =
    "Type a number from 0 to 100; others may follow by number: 70 2:20";

/* The step of an observation by that name; "" where there is none at all. NULL: it is none. */
static const char *observed(const struct training *training, const char *step)
{
    const struct session *session = walk_session(training->walk);
    bool any = false;
    size_t i;

    for (i = 0; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);

        any = any || event->kind == EVENT_LOOKED;
        if (event->kind == EVENT_LOOKED && strcmp(session_path(session, event), step) == 0)
            return session_path(session, event);
    }
    return any || *step ? NULL : "";
}

/* The cause that a number or an id stands for, of those that can be named; or NULL. */
static const struct choice *find_cause(const struct training *training, const char *name)
{
    const struct choice *cause;
    char number[16];

    walk_each (cause, training->walk, CHOICE_DIAGNOSE) {
        snprintf(number, sizeof number, "%u", cause->number);
        if (strcmp(cause->id, name) == 0 || strcmp(number, name) == 0)
            return cause;
    }
    return NULL;
}

/* What a line says, while it is read. */
struct estimating {
    const struct training *training;
    const char *cause; /* the id of the one that is named */
    unsigned percent, all;
    struct buffer others; /* as in the event */
};

static bool was_named(const struct estimating *estimating, const struct choice *cause)
{
    const char *rest = buffer_text(&estimating->others);
    struct estimate other;

    while (estimate_next(&rest, &other)) {
        if (strlen(cause->id) == other.id_length &&
            memcmp(cause->id, other.id, other.id_length) == 0)
            return true;
    }
    return strcmp(cause->id, estimating->cause) == 0;
}

/* One word: the percentage of the cause itself, or CAUSE:PERCENT. */
static bool take_word(struct estimating *estimating, char *word, bool is_first)
{
    char *colon = strchr(word, ':');
    const struct choice *cause;
    unsigned percent;

    if (is_first)
        return estimate_percent(word, &estimating->percent);
    if (!colon || !estimate_percent(colon + 1, &percent))
        return false;
    *colon = '\0';
    cause = find_cause(estimating->training, word);
    if (!cause || was_named(estimating, cause))
        return false;
    buffer_printf(&estimating->others, "%s\t%u\t%s\n", cause->id, percent, cause->text);
    estimating->all += percent;
    return true;
}

enum { LINE = 512 };

/* Words up to one that has no colon, which is the step that follows; `*step` is where it begins. */
static bool take_line(struct estimating *estimating, const char *line, const char **step)
{
    static const char blanks[] = " ,\t";
    bool is_first = true;
    char word[LINE];
    size_t length;

    for (*step = line + strspn(line, blanks); **step; *step += strspn(*step, blanks)) {
        length = strcspn(*step, blanks);
        if (length >= sizeof word)
            return false;
        memcpy(word, *step, length);
        word[length] = '\0';
        if (strcmp(word, "%") != 0) {
            if (!is_first && !strchr(word, ':'))
                break;
            if (!take_word(estimating, word, is_first))
                return false;
            is_first = false;
        }
        *step += length;
    }
    return !is_first && estimating->percent + estimating->all <= 100;
}

bool training_estimate(const struct training *training, const char *cause, const char *line)
{
    struct estimating estimating = {.training = training, .cause = cause};
    const char *step;
    bool fits = take_line(&estimating, line, &step) && !*step;

    buffer_free(&estimating.others);
    return fits;
}

enum status training_take(void *context, const struct choice *choice, const char *text,
                          struct event *event)
{
    struct training *training = context;
    struct estimating estimating = {.training = training, .cause = choice->id};
    const char *step, *evidence = NULL;

    if (take_line(&estimating, text, &step))
        evidence = observed(training, step);
    if (evidence) {
        buffer_clear(&training->others);
        buffer_string(&training->others, buffer_text(&estimating.others));
        *event = choice->event;
        event->percent = estimating.percent;
        event->causes = buffer_text(&training->others);
        event->evidence = evidence;
    }
    buffer_free(&estimating.others);
    return evidence ? STATUS_OK : STATUS_NO;
}
