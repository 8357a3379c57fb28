/*
 * The three questions of a diagnosis.
 */
#include <config.h>

#include "plain-diagnosis.h"

#include <stdlib.h>
#include <string.h>

#include "cli/output.h"
#include "plain-show.h"

enum { MOST = 256 /* observations to choose from */ };

static void ask_cause(const struct plain *plain)
{
    const struct cause *cause;
    unsigned number = 0;

    output_text("Before anything is done: what is the cause?\n");
    flow_each (cause, walk_flow(plain->walk)->causes)
        output_printf("%u. %s\n", ++number, cause->title);
}

static void ask_observation(const struct plain *plain)
{
    const struct event *found[MOST];
    size_t count = training_observations(plain->training, found, MOST), i;
    struct buffer lead = {0};

    output_text("Which observation decided it?\n");
    for (i = 0; i < count; i++) {
        buffer_clear(&lead);
        buffer_printf(&lead, "%zu. ", i + 1);
        plain_show_led(plain->walk, buffer_text(&lead), found[i]->question);
    }
    buffer_free(&lead);
}

void plain_diagnosis_ask(const struct plain *plain)
{
    if (!plain->diagnosis.cause)
        ask_cause(plain);
    else if (!plain->diagnosis.is_sure)
        output_text("How sure are you, in percent? Type a number from 0 to 100.\n");
    else
        ask_observation(plain);
}

static void commit(struct plain *plain, const char *evidence)
{
    struct event event;
    enum status made = training_diagnose(plain->training, plain->diagnosis.cause,
                                         plain->diagnosis.percent, evidence, &event);

    plain_commit(plain, made, &event);
}

static bool take_cause(struct plain *plain, const char *line)
{
    unsigned wanted = plain_number(line), number = 0;
    const struct cause *cause;

    flow_each (cause, walk_flow(plain->walk)->causes) {
        if (++number == wanted || strcmp(cause->node.id, line) == 0) {
            plain->diagnosis.cause = cause->node.id;
            return true;
        }
    }
    return false;
}

static bool take_percent(struct plain *plain, const char *line)
{
    size_t digits = strspn(line, "0123456789");
    long percent = digits && digits < 4 ? atol(line) : -1;

    if (percent < 0 || percent > 100 || (line[digits] && strcmp(line + digits, "%") != 0 &&
                                         strcmp(line + digits, " %") != 0))
        return false;
    plain->diagnosis.percent = (unsigned)percent;
    plain->diagnosis.is_sure = true;
    return true;
}

static bool take_observation(struct plain *plain, const char *line)
{
    const struct event *found[MOST];
    size_t count = training_observations(plain->training, found, MOST), i;
    unsigned wanted = plain_number(line);

    for (i = 0; i < count; i++) {
        if (i + 1 == wanted || strcmp(found[i]->step, line) == 0) {
            commit(plain, found[i]->step);
            return true;
        }
    }
    return false;
}

void plain_diagnosis_reply(struct plain *plain, const char *line)
{
    const struct event *any[1];
    bool fits;

    if (plain->asks_again && !*line)
        return;
    if (!plain->diagnosis.cause) {
        fits = take_cause(plain, line);
    } else if (!plain->diagnosis.is_sure) {
        fits = take_percent(plain, line);
        if (fits && !training_observations(plain->training, any, 1)) {
            commit(plain, "");
            return;
        }
    } else {
        if (!take_observation(plain, line))
            plain_refuse(plain, "'%s' is none of the observations", line);
        return;
    }
    if (!fits)
        plain_refuse(plain, plain->diagnosis.cause ? "'%s' is no number from 0 to 100"
                                                   : "'%s' is none of the causes",
                     line);
    else
        plain_diagnosis_ask(plain);
}
