/* SPDX-License-Identifier: MIT */
/*
 * The formats that figures can be written in, and the smallest of them: a row for each figure, for a
 * spreadsheet.
 */
#include <config.h>

#include "errwalk/stats-formats.h"

#include <string.h>

#include "stats-formats-private.h"

const struct stats_format stats_formats[] = {
    {"text", ".txt", stats_write_text},
    {"csv", ".csv", stats_write_csv},
    {"json", ".json", stats_write_json},
    {"html", ".html", stats_write_html},
    {NULL, NULL, NULL},
};

const struct stats_format *stats_format_named(const char *name)
{
    const struct stats_format *format = stats_formats;

    while (format->name && strcmp(format->name, name) != 0)
        format++;
    return format->name ? format : NULL;
}

const struct stats_format *stats_format_of_file(const char *path)
{
    const struct stats_format *format;
    size_t length = strlen(path);

    for (format = stats_formats; format->name; format++) {
        const size_t size = strlen(format->extension);

        if (length > size && strcmp(path + length - size, format->extension) == 0)
            return format;
    }
    return NULL;
}

/* A row of CSV; what it does not have stays empty. */
struct row {
    const char *what, *flow, *step, *id, *text;
    size_t count, of;
    const size_t *exits, *undone, *gaps;
    const struct stats_spread *minutes, *questions;
    const struct stats_fix *fix;
};

static void put_text(struct buffer *out, const char *text)
{
    sink_csv(out, text, strlen(text));
    buffer_char(out, ',');
}

static void put_size(struct buffer *out, const size_t *number)
{
    if (number)
        buffer_printf(out, "%zu", *number);
    buffer_char(out, ',');
}

static void put_spread(struct buffer *out, const struct stats_spread *spread)
{
    const bool known = spread && spread->count;

    if (known)
        buffer_decimal(out, spread->median);
    buffer_char(out, ',');
    if (known)
        buffer_decimal(out, spread->p90);
    buffer_char(out, ',');
}

static void put_row(struct buffer *out, const struct row *row)
{
    put_text(out, row->what);
    put_text(out, row->flow);
    put_text(out, row->step ? row->step : "");
    put_text(out, row->id ? row->id : "");
    put_text(out, row->text ? row->text : "");
    buffer_printf(out, "%zu,", row->count);
    put_size(out, row->of ? &row->of : NULL);
    put_size(out, row->exits);
    put_size(out, row->undone);
    put_size(out, row->gaps);
    put_spread(out, row->minutes);
    put_spread(out, row->questions);
    put_size(out, row->fix ? &row->fix->failed : NULL);
    put_size(out, row->fix ? &row->fix->skipped : NULL);
    put_size(out, row->fix ? &row->fix->worse : NULL);
    if (row->fix)
        buffer_decimal(out, row->fix->low);
    buffer_char(out, ',');
    if (row->fix)
        buffer_decimal(out, row->fix->high);
    buffer_string(out, "\r\n");
}

static void put_steps(struct buffer *out, const struct stats_flow *flow)
{
    size_t i, j;

    for (i = 0; i < flow->step_count; i++) {
        const struct stats_step *step = &flow->steps[i];

        put_row(out, &(struct row){.what = "step", .flow = flow->id, .step = step->id,
                                   .text = step->text, .count = step->views, .of = flow->walks,
                                   .exits = &step->exits, .undone = &step->undone,
                                   .gaps = &step->gaps, .minutes = &step->minutes});
        for (j = 0; j < step->answer_count; j++) {
            const struct stats_answer *answer = &step->answers[j];

            put_row(out, &(struct row){.what = "answer", .flow = flow->id, .step = step->id,
                                       .id = answer->id, .text = answer->say,
                                       .count = answer->count, .of = step->views});
        }
        if (step->typed)
            put_row(out, &(struct row){.what = "typed", .flow = flow->id, .step = step->id,
                                       .count = step->typed, .of = step->views});
    }
}

static void put_flow(struct buffer *out, const struct stats_flow *flow)
{
    unsigned outcome;
    size_t i;

    put_row(out, &(struct row){.what = "flow", .flow = flow->id, .text = flow->title,
                               .count = flow->walks, .gaps = &flow->gaps,
                               .minutes = &flow->minutes, .questions = &flow->questions});
    for (outcome = 0; outcome < STATS_OUTCOMES; outcome++) {
        if (flow->outcomes[outcome])
            put_row(out, &(struct row){.what = "outcome", .flow = flow->id,
                                       .id = stats_outcome_names[outcome],
                                       .count = flow->outcomes[outcome], .of = flow->walks});
    }
    for (i = 0; i < flow->revision_count; i++)
        put_row(out, &(struct row){.what = "revision", .flow = flow->id,
                                   .id = flow->revisions[i].sha256,
                                   .text = flow->revisions[i].current ? "current" : "",
                                   .count = flow->revisions[i].walks, .of = flow->walks});
    put_steps(out, flow);
    for (i = 0; i < flow->fix_count; i++) {
        const struct stats_fix *fix = &flow->fixes[i];

        put_row(out, &(struct row){.what = "fix", .flow = flow->id, .step = fix->id,
                                   .text = fix->text, .count = fix->worked, .of = fix->tried,
                                   .fix = fix});
    }
    for (i = 0; i < flow->cause_count; i++)
        put_row(out, &(struct row){.what = "cause", .flow = flow->id, .id = flow->causes[i].id,
                                   .text = flow->causes[i].title,
                                   .count = flow->causes[i].confirmed, .of = flow->walks});
}

void stats_write_csv(struct buffer *out, const struct stats_result *result,
                     const struct stats_view *view)
{
    size_t i;

    (void)view;
    buffer_string(out, "row,flow,step,id,text,count,of,exits,undone,gaps,minutes,minutes_p90,"
                       "questions,questions_p90,failed,skipped,worse,low,high\r\n");
    for (i = 0; i < result->count; i++)
        put_flow(out, &result->flows[i]);
}
