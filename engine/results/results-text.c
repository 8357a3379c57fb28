/* SPDX-License-Identifier: MIT */
/*
 * Results as text for a terminal: tables whose cells are cleaned and measured before they are
 * placed, so that no name moves what stands beside it.
 */
#include <config.h>

#include "results-private.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/clock.h"
#include "errwalk/text.h"

enum { WIDTH = 78, NAME = 24, PROGRESS = 12, STEPS = 10, MISTAKES = 5, GAP = 2 };

struct page {
    struct buffer *out;
    const struct results_part *part;
    const struct results_view *view;
};

void results_sparkline(struct buffer *out, const unsigned *tenths, size_t count, size_t width,
                       bool digits)
{
    static const char *const bars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    enum { BARS = sizeof bars / sizeof *bars, DIGITS = 10, ALL = 1000 };
    unsigned levels = digits ? DIGITS : BARS;
    size_t i, signs = count < width ? count : width;

    for (i = 0; i < signs; i++) {
        size_t from = i * count / signs, to = (i + 1) * count / signs, at;
        uint64_t sum = 0, level;

        for (at = from; at < to; at++)
            sum += tenths[at];
        level = sum * levels / ((to - from) * ALL);
        if (level >= levels)
            level = levels - 1;
        if (digits)
            buffer_printf(out, "%u", (unsigned)level);
        else
            buffer_string(out, bars[level]);
    }
}

static void put_cut(const struct page *page, const char *text, size_t width)
{
    sink_cut(page->out, page->view->terminal, text, width);
}

static void put_cell(const struct page *page, const char *text, size_t width)
{
    sink_cell(page->out, page->view->terminal, text, width);
    buffer_repeat(page->out, " ", GAP);
}

/* How wide a column must be for a text. */
static size_t widen(const struct page *page, size_t width, const char *text, size_t most)
{
    struct buffer clean = {0};
    size_t wide;

    sink_terminal(&clean, page->view->terminal, text, strlen(text));
    wide = text_width(buffer_text(&clean), clean.length);
    buffer_free(&clean);
    if (wide > most)
        wide = most;
    return wide > width ? wide : width;
}

static const char *name_of(const struct result_group *group)
{
    return *group->name ? group->name : "(no name)";
}

static void put_score(const struct page *page, const struct result_group *group, unsigned tenths)
{
    char text[SCORE_TEXT];

    buffer_printf(page->out, "%5s  ", group->progress_count ? score_text(tenths, text) : "-");
}

static void put_group(const struct page *page, const struct result_group *group, const char *name,
                      size_t width)
{
    char right[48], done[48];

    put_cell(page, name, width);
    snprintf(done, sizeof done, group->withheld ? "%zu+%zu" : "%zu", group->progress_count,
             group->withheld);
    buffer_printf(page->out, "%4s  ", done);
    put_score(page, group, group->mean);
    put_score(page, group, group->best);
    put_score(page, group, group->latest);
    snprintf(right, sizeof right, "%zu/%zu", group->right, group->progress_count);
    buffer_printf(page->out, "%7s  %4u  ", right, group->minutes);
    results_sparkline(page->out, group->progress, group->progress_count, PROGRESS,
                      page->view->digits);
    buffer_char(page->out, '\n');
}

static void put_groups(const struct page *page, const char *title,
                       const struct result_group *groups, size_t count)
{
    size_t i, width = strlen(title);

    for (i = 0; i < count; i++)
        width = widen(page, width, name_of(&groups[i]), NAME);
    put_cell(page, title, width);
    buffer_string(page->out, "DONE   MEAN   BEST   LAST    CAUSE   MIN  PROGRESS\n");
    for (i = 0; i < count; i++)
        put_group(page, &groups[i], name_of(&groups[i]), width);
    buffer_char(page->out, '\n');
}

static void put_all(const struct page *page)
{
    struct result_group all = page->part->all;

    all.name = "all together";
    put_groups(page, "CLASS", &all, 1);
    if (all.withheld)
        buffer_printf(page->out,
                      "%zu exam%s handed in and not released, the + under DONE: that is all that is "
                      "shown of %s.\n\n",
                      all.withheld, all.withheld == 1 ? " is" : "s are",
                      all.withheld == 1 ? "it" : "them");
}

static void put_steps(const struct page *page)
{
    size_t i;

    if (!page->part->step_count || !page->part->steps[0].wrong)
        return;
    buffer_string(page->out, "HARDEST STEPS: wrong at first, of those who decided\n");
    for (i = 0; i < page->part->step_count && i < STEPS; i++) {
        const struct result_step *step = &page->part->steps[i];
        char share[64];

        if (!step->wrong)
            break;
        snprintf(share, sizeof share, "%zu of %zu", step->wrong, step->decided);
        buffer_printf(page->out, "%12s  ", share);
        put_cell(page, step->scenario, NAME);
        put_cut(page, step->question, WIDTH - 14 - NAME - GAP);
        buffer_char(page->out, '\n');
    }
    buffer_char(page->out, '\n');
}

static void put_mistakes(const struct page *page)
{
    size_t i;

    if (!page->part->mistake_count)
        return;
    buffer_string(page->out, "FIRST MISTAKES, the most common first\n");
    for (i = 0; i < page->part->mistake_count && i < MISTAKES; i++) {
        const struct result_mistake *mistake = &page->part->mistakes[i];
        const struct result_decision *decision = &mistake->decision;

        buffer_printf(page->out, "%12zu  ", mistake->count);
        put_cell(page, mistake->scenario, NAME);
        put_cut(page, decision->question, WIDTH - 14 - NAME - GAP);
        buffer_printf(page->out, "\n%14ssaid: ", "");
        put_cut(page, decision->say, WIDTH - 20);
        buffer_printf(page->out, "\n%13sright: ", "");
        put_cut(page, decision->right_say, WIDTH - 20);
        buffer_char(page->out, '\n');
    }
    buffer_char(page->out, '\n');
}

static void put_matrix(const struct page *page, const struct matrix *matrix)
{
    enum { NUMBER = 4, CELL = 4, NONE = 6 };
    size_t row, column, figures = matrix->count * CELL + NONE, width = NAME;

    if (NUMBER + NAME + GAP + figures < WIDTH)
        width = WIDTH - NUMBER - GAP - figures;
    buffer_string(page->out, "CAUSES, the true one in the row, the named one in the column\n");
    put_cell(page, matrix->flow, NUMBER + width);
    for (column = 0; column < matrix->count; column++)
        buffer_printf(page->out, "%*zu", CELL, column + 1);
    buffer_printf(page->out, "%*s\n", NONE, "none");
    for (row = 0; row < matrix->count; row++) {
        buffer_printf(page->out, "%*zu ", NUMBER - 1, row + 1);
        if (row < matrix->truths)
            put_cell(page, matrix->causes[row].title, width);
        else
            put_cut(page, matrix->causes[row].title, width);
        for (column = 0; row < matrix->truths && column <= matrix->count; column++)
            buffer_printf(page->out, "%*zu", column < matrix->count ? CELL : NONE,
                          matrix_cell(matrix, row, column));
        buffer_char(page->out, '\n');
    }
    buffer_char(page->out, '\n');
}

static void put_causes(const struct page *page)
{
    struct matrix matrix;
    size_t next = 0;

    while (matrix_next(&matrix, page->part, &next)) {
        put_matrix(page, &matrix);
        matrix_free(&matrix);
    }
}

/* Whoever tried again: whether it helped. */
static void put_attempts(const struct page *page)
{
    const struct result_attempts *attempts = page->part->attempts;
    char first[SCORE_TEXT], best[SCORE_TEXT];
    bool any = false;
    size_t i;

    for (i = 0; i < page->part->attempts_count; i++) {
        if (attempts[i].open < 2)
            continue;
        if (!any)
            buffer_string(page->out, "MORE THAN ONE ATTEMPT: how many, the first score, the best\n");
        any = true;
        buffer_printf(page->out, "%12zu  %5s  %5s  ", attempts[i].count,
                      score_text(attempts[i].first, first), score_text(attempts[i].best, best));
        put_cell(page, *attempts[i].trainee ? attempts[i].trainee : "(no name)", NAME - GAP);
        put_cut(page, attempts[i].scenario, WIDTH - 28 - NAME);
        buffer_char(page->out, '\n');
    }
    if (any)
        buffer_char(page->out, '\n');
}

static void put_part(const struct page *page)
{
    buffer_string(page->out, "MODE ");
    put_cut(page, page->part->mode, NAME);
    buffer_string(page->out, "\n\n");
    put_groups(page, "TRAINEE", page->part->trainees, page->part->trainee_count);
    put_groups(page, "SCENARIO", page->part->scenarios, page->part->scenario_count);
    put_all(page);
    put_attempts(page);
    put_steps(page);
    put_mistakes(page);
    put_causes(page);
}

static void put_shifts(const struct page *page, const struct results *results)
{
    char points[SCORE_TEXT], when[CLOCK_TEXT];
    size_t i;

    if (results->shift_count)
        buffer_string(page->out, "SHIFTS       CALLERS  HELPED  IN TIME  HUNG UP  POINTS  TRAINEE\n");
    for (i = 0; i < results->shift_count; i++) {
        const struct result_shift *shift = &results->shifts[i];

        clock_format(shift->started, when);
        buffer_printf(page->out, "%.10s  %8u  %6u  %7u  %7u  %6s  ", when, shift->callers, shift->helped,
                      shift->in_time, shift->hung_up, score_text(shift->tenths, points));
        put_cut(page, *shift->trainee ? shift->trainee : "(no name)", NAME);
        buffer_char(page->out, '\n');
    }
    if (results->shift_count)
        buffer_char(page->out, '\n');
}

void results_write_text(struct buffer *out, const struct results *results,
                               const struct results_view *view)
{
    struct page page = {.out = out, .view = view};
    size_t i;

    for (i = 0; i < results->part_count; i++) {
        page.part = &results->parts[i];
        put_part(&page);
    }
    put_shifts(&page, results);
    if (out->length > 1 && out->bytes[out->length - 1] == '\n')
        out->bytes[--out->length] = '\0'; /* the last blank line */
}
