/* SPDX-License-Identifier: MIT */
/*
 * The formats that results can be written in, and the smallest of them.
 */
#include <config.h>

#include "results-private.h"

#include <string.h>

#include "errwalk/clock.h"

const struct results_format results_formats[] = {
    {"text", results_write_text},
    {"csv", results_write_csv},
    {"json", results_write_json},
    {"xapi", results_write_xapi},
    {"html", results_write_html},
    {NULL, NULL},
};

const struct results_format *results_format_named(const char *name)
{
    const struct results_format *format;

    for (format = results_formats; format->name; format++) {
        if (strcmp(format->name, name) == 0)
            return format;
    }
    return NULL;
}

static void put_field(struct buffer *out, const char *text)
{
    sink_csv(out, text, strlen(text));
    buffer_char(out, ',');
}

static void put_time(struct buffer *out, int64_t when)
{
    char text[CLOCK_TEXT];

    clock_format(when, text);
    put_field(out, text);
}

static void put_points(struct buffer *out, unsigned tenths)
{
    char text[SCORE_TEXT];

    buffer_printf(out, "%s,", score_text(tenths, text));
}

static void put_header(struct buffer *out)
{
    enum score_part part;

    buffer_string(out, "session,trainee,scenario,title,level,flow,mode,attempt,started,ended,withheld,"
                       "outcome,points,");
    for (part = 0; part < SCORE_PART_COUNT; part++)
        buffer_printf(out, "%s,", score_part_names[part]);
    buffer_string(out, "minutes,allowed,cause,named,percent,right,mistake_step,mistake\r\n");
}

static const struct result_decision *last_diagnosis(const struct result *row)
{
    size_t i = row->count;

    while (i--) {
        if (row->decisions[i].kind == DECISION_DIAGNOSED)
            return &row->decisions[i];
    }
    return NULL;
}

static void put_open(struct buffer *out, const struct result *row)
{
    const struct result_decision *diagnosis = last_diagnosis(row);
    const struct result_decision *mistake = result_first_mistake(row);
    enum score_part part;

    put_field(out, outcome_names[row->outcome]);
    put_points(out, row->tenths);
    for (part = 0; part < SCORE_PART_COUNT; part++)
        put_points(out, row->parts[part]);
    buffer_printf(out, "%u,%u,", row->minutes, row->allowed);
    put_field(out, row->cause);
    put_field(out, diagnosis ? diagnosis->answer : "");
    if (diagnosis)
        buffer_printf(out, "%u", diagnosis->percent);
    buffer_printf(out, ",%s,", result_is_right(row) ? "yes" : "no");
    put_field(out, mistake ? mistake->step : "");
    if (mistake)
        sink_csv(out, mistake->say, strlen(mistake->say));
}

void results_write_csv(struct buffer *out, const struct results *results,
                              const struct results_view *view)
{
    enum { OPEN_COMMAS = SCORE_PART_COUNT + 9 };
    size_t i;

    (void)view;
    put_header(out);
    for (i = 0; i < results->count; i++) {
        const struct result *row = results->trainings[i];
        const char *const texts[] = {row->session, row->trainee, row->scenario, row->title,
                                     row->level,   row->flow,    row->mode};
        size_t j;

        for (j = 0; j < sizeof texts / sizeof *texts; j++)
            put_field(out, texts[j]);
        buffer_printf(out, "%u,", row->attempt);
        put_time(out, row->started);
        put_time(out, row->ended);
        buffer_string(out, row->withheld ? "yes," : "no,");
        if (row->withheld)
            buffer_repeat(out, ",", OPEN_COMMAS);
        else
            put_open(out, row);
        buffer_string(out, "\r\n");
    }
}
