/* SPDX-License-Identifier: MIT */
/*
 * Results as one HTML page for a class: tables, and pictures in SVG whose texts are texts. Colours only say
 * again what a number says.
 */
#include <config.h>

#include "results-private.h"

#include <string.h>

#include "errwalk/clock.h"
#include "errwalk/html.h"
#include "errwalk/memory.h"
#include "errwalk/text.h"

extern const char results_style[];

static void put(struct buffer *out, const char *text)
{
    sink_html(out, text, strlen(text));
}

static const char *name_of(const char *trainee)
{
    return *trainee ? trainee : "(no name)";
}

static void put_score(struct buffer *out, bool any, unsigned tenths)
{
    char text[SCORE_TEXT];

    buffer_printf(out, "<td class=\"n\">%s</td>", any ? score_text(tenths, text) : "–");
}

/* The mean of one of so many equal stretches. */
static unsigned mean_of(const unsigned *tenths, size_t count, size_t stretch, size_t stretches)
{
    size_t from = stretch * count / stretches, to = (stretch + 1) * count / stretches, i;
    uint64_t sum = 0;

    for (i = from; i < to; i++)
        sum += tenths[i];
    return (unsigned)(sum / (to - from));
}

/* From the top. */
static unsigned place(unsigned tenths, unsigned height)
{
    enum { ALL = 1000, EDGE = 3 };

    return EDGE + (ALL - tenths) * (height - 2 * EDGE) / ALL;
}

/* A line through the scores in their order, from 0 at the bottom to 100 at the top. */
static void put_line(struct buffer *out, const struct result_group *group, unsigned left,
                     unsigned width, unsigned height)
{
    enum { MOST = 60 };
    size_t count = group->progress_count < MOST ? group->progress_count : MOST, i;

    if (count == 1) {
        buffer_printf(out, "<circle class=\"dot\" cx=\"%u\" cy=\"%u\" r=\"3\"/>", left + width / 2,
                      place(group->latest, height));
        return;
    }
    buffer_string(out, "<polyline class=\"line\" points=\"");
    for (i = 0; i < count; i++)
        buffer_printf(out, "%s%u,%u", i ? " " : "", left + (unsigned)(i * width / (count - 1)),
                      place(mean_of(group->progress, group->progress_count, i, count), height));
    buffer_string(out, "\"/>");
}

static void put_spark(struct buffer *out, const struct result_group *group)
{
    enum { WIDTH = 96, HEIGHT = 24 };
    char first[SCORE_TEXT], latest[SCORE_TEXT];

    if (!group->progress_count)
        return;
    buffer_printf(out,
                  "<svg width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\"><title>%zu "
                  "scores, from %s to %s</title>",
                  WIDTH, HEIGHT, WIDTH, HEIGHT, group->progress_count,
                  score_text(group->progress[0], first), score_text(group->latest, latest));
    put_line(out, group, 3, WIDTH - 6, HEIGHT);
    buffer_string(out, "</svg>");
}

static void put_progress(struct buffer *out, const struct results_part *part)
{
    enum { WIDTH = 640, HEIGHT = 120, LEFT = 34 };
    unsigned i;

    if (part->all.progress_count < 2)
        return;
    buffer_printf(out,
                  "<h3>Progress of all, from the first training to the latest</h3>\n<svg width=\"%d\" "
                  "height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\"><title>Scores of %zu trainings in "
                  "their order</title>",
                  WIDTH, HEIGHT, WIDTH, HEIGHT, part->all.progress_count);
    for (i = 0; i <= 2; i++) {
        unsigned y = 3 + i * (HEIGHT - 6) / 2;

        buffer_printf(out,
                      "<line class=\"axis\" x1=\"%d\" y1=\"%u\" x2=\"%d\" y2=\"%u\"/><text class=\"soft "
                      "end\" x=\"%d\" y=\"%u\">%u</text>",
                      LEFT, y, WIDTH, y, LEFT - 6, i == 0 ? y + 10 : i == 2 ? y - 1 : y + 4,
                      100 - 50 * i);
    }
    put_line(out, &part->all, LEFT, WIDTH - LEFT - 3, HEIGHT);
    buffer_string(out, "</svg>\n");
}

static void put_figures(struct buffer *out, const struct results_part *part)
{
    const struct result_group *all = &part->all;
    char mean[SCORE_TEXT];

    buffer_printf(out, "<dl><div><dt>Trainees</dt><dd>%zu</dd></div><div><dt>Trainings done</dt>"
                       "<dd>%zu</dd></div>",
                  part->trainee_count, all->progress_count);
    if (all->withheld)
        buffer_printf(out, "<div><dt>Handed in, not released</dt><dd>%zu</dd></div>", all->withheld);
    if (all->progress_count)
        buffer_printf(out, "<div><dt>Mean score</dt><dd>%s</dd></div><div><dt>True cause named</dt>"
                           "<dd>%zu</dd></div>",
                      score_text(all->mean, mean), all->right);
    buffer_string(out, "</dl>\n");
}

static void put_steps(struct buffer *out, const struct results_part *part)
{
    enum { STEPS = 10, BAR = 80 };
    size_t i;

    if (!part->step_count || !part->steps[0].wrong)
        return;
    buffer_string(out, "<h3>Hardest steps</h3>\n<p>Wrong at first, of those who decided.</p>\n<div "
                       "class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">Step</th><th "
                       "scope=\"col\">Scenario</th><th scope=\"col\" class=\"n\">Wrong</th><th "
                       "scope=\"col\">Share</th></tr></thead>\n<tbody>\n");
    for (i = 0; i < part->step_count && i < STEPS && part->steps[i].wrong; i++) {
        const struct result_step *step = &part->steps[i];

        buffer_string(out, "<tr><th scope=\"row\">");
        put(out, step->question);
        buffer_string(out, "</th><td>");
        put(out, step->scenario);
        buffer_printf(out,
                      "</td><td class=\"n\">%zu of %zu</td><td><svg width=\"%d\" height=\"14\" "
                      "viewBox=\"0 0 %d 14\" aria-hidden=\"true\"><rect class=\"track\" width=\"%d\" "
                      "height=\"14\"/><rect class=\"bar\" width=\"%zu\" height=\"14\"/></svg></td></tr>\n",
                      step->wrong, step->decided, BAR, BAR, BAR, step->wrong * BAR / step->decided);
    }
    buffer_string(out, "</tbody></table></div>\n");
}

/* A label of the picture, cut where there is no room; whole in the list below it. */
static void put_label(struct buffer *out, const char *text)
{
    enum { CELLS = 42 };
    size_t length = strlen(text);

    if (text_width(text, length) <= CELLS) {
        put(out, text);
    } else {
        sink_html(out, text, text_fit(text, length, CELLS - 1));
        buffer_string(out, "…");
    }
}

enum { LABEL = 330, CELL = 44, ROW = 30 }; /* of a matrix */

static void put_cell(struct buffer *out, const struct matrix *matrix, size_t row, size_t column)
{
    size_t count = matrix_cell(matrix, row, column), sum = 0, i;
    size_t x = LABEL + column * CELL, y = ROW + row * ROW;

    for (i = 0; i <= matrix->count; i++)
        sum += matrix_cell(matrix, row, i);
    if (count)
        buffer_printf(out, "<rect class=\"%s\" x=\"%zu\" y=\"%zu\" width=\"%d\" height=\"%d\" "
                           "fill-opacity=\"0.%02zu\"/>",
                      row == column ? "right" : "wrong", x, y, CELL, ROW, 8 + count * 32 / sum);
    buffer_printf(out, "<rect class=\"%s\" x=\"%zu\" y=\"%zu\" width=\"%d\" height=\"%d\"/>",
                  row == column ? "cell true" : "cell", x, y, CELL, ROW);
    buffer_printf(out, "<text class=\"middle%s\" x=\"%zu\" y=\"%zu\">%zu</text>", count ? "" : " soft",
                  x + CELL / 2, y + 20, count);
}

static void put_matrix(struct buffer *out, const struct matrix *matrix)
{
    size_t width = LABEL + (matrix->count + 1) * CELL + 4, height = ROW + matrix->count * ROW + 2;
    size_t row, column;

    buffer_printf(out, "<div class=\"scroll\"><svg width=\"%zu\" height=\"%zu\" viewBox=\"0 0 %zu %zu\">"
                       "<title>Causes of ",
                  width, height, width, height);
    put(out, matrix->flow);
    buffer_string(out, ": the true one in the row, the named one in the column</title>\n");
    for (column = 0; column <= matrix->count; column++) {
        buffer_printf(out, "<text class=\"soft middle\" x=\"%zu\" y=\"20\">",
                      LABEL + column * CELL + CELL / 2);
        if (column < matrix->count)
            buffer_printf(out, "%zu</text>", column + 1);
        else
            buffer_string(out, "none</text>");
    }
    for (row = 0; row < matrix->count; row++) {
        buffer_printf(out, "\n<text x=\"0\" y=\"%zu\"%s>%zu  ", ROW + row * ROW + 20,
                      row < matrix->truths ? "" : " class=\"soft\"", row + 1);
        put_label(out, matrix->causes[row].title);
        buffer_string(out, "</text>");
        for (column = 0; row < matrix->truths && column <= matrix->count; column++)
            put_cell(out, matrix, row, column);
    }
    buffer_string(out, "</svg></div>\n");
}

static void put_causes(struct buffer *out, const struct results_part *part)
{
    struct matrix matrix;
    size_t next = 0;

    if (part->confusion_count)
        buffer_string(out, "<h3>Causes</h3>\n<p>How often each was named (column) where which was true "
                           "(row). The framed cell is right.</p>\n");
    while (matrix_next(&matrix, part, &next)) {
        buffer_string(out, "<p>");
        put(out, matrix.flow);
        buffer_string(out, "</p>\n");
        put_matrix(out, &matrix);
        matrix_free(&matrix);
    }
}

static void put_groups(struct buffer *out, const char *title, const struct result_group *groups,
                       size_t count, bool of_trainees)
{
    size_t i;

    buffer_printf(out,
                  "<h3>%ss</h3>\n<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">%s</th><th "
                  "scope=\"col\" class=\"n\">Done</th><th scope=\"col\" class=\"n\">Handed in</th><th "
                  "scope=\"col\" class=\"n\">Mean</th><th scope=\"col\" class=\"n\">Best</th><th "
                  "scope=\"col\" class=\"n\">Latest</th><th scope=\"col\" class=\"n\">Cause</th><th "
                  "scope=\"col\" class=\"n\">Minutes</th><th scope=\"col\">Progress</th></tr></thead>\n"
                  "<tbody>\n",
                  title, title);
    for (i = 0; i < count; i++) {
        const struct result_group *group = &groups[i];
        const bool any = group->progress_count > 0;

        buffer_string(out, "<tr><th scope=\"row\">");
        put(out, of_trainees ? name_of(group->name) : *group->title ? group->title : group->name);
        buffer_printf(out, "</th><td class=\"n\">%zu</td><td class=\"n\">%zu</td>",
                      group->progress_count, group->withheld);
        put_score(out, any, group->mean);
        put_score(out, any, group->best);
        put_score(out, any, group->latest);
        buffer_printf(out, "<td class=\"n\">%zu/%zu</td><td class=\"n\">%u</td><td>", group->right,
                      group->progress_count, group->minutes);
        put_spark(out, group);
        buffer_string(out, "</td></tr>\n");
    }
    buffer_string(out, "</tbody></table></div>\n");
}

/* Whoever tried again: whether it helped. */
static void put_attempts(struct buffer *out, const struct results_part *part)
{
    bool any = false;
    size_t i;

    for (i = 0; i < part->attempts_count; i++) {
        const struct result_attempts *attempts = &part->attempts[i];

        if (attempts->open < 2)
            continue;
        if (!any)
            buffer_string(out, "<h3>First attempt and best</h3>\n<div class=\"scroll\"><table>\n<thead>"
                               "<tr><th scope=\"col\">Trainee</th><th scope=\"col\">Scenario</th><th "
                               "scope=\"col\" class=\"n\">Attempts</th><th scope=\"col\" "
                               "class=\"n\">First</th><th scope=\"col\" class=\"n\">Best</th></tr>"
                               "</thead>\n<tbody>\n");
        any = true;
        buffer_string(out, "<tr><th scope=\"row\">");
        put(out, name_of(attempts->trainee));
        buffer_string(out, "</th><td>");
        put(out, *attempts->title ? attempts->title : attempts->scenario);
        buffer_printf(out, "</td><td class=\"n\">%zu</td>", attempts->count);
        put_score(out, true, attempts->first);
        put_score(out, true, attempts->best);
        buffer_string(out, "</tr>\n");
    }
    buffer_string(out, any ? "</tbody></table></div>\n" : "");
}

static void put_training(struct buffer *out, const struct result *row)
{
    const struct result_decision *mistake = result_first_mistake(row);
    char when[CLOCK_TEXT];

    clock_format(row->started, when);
    buffer_string(out, "<td>");
    put(out, *row->title ? row->title : row->scenario);
    buffer_printf(out, "</td><td class=\"n\">%u</td><td class=\"n\">%.10s</td>", row->attempt, when);
    if (row->withheld) {
        buffer_string(out, "<td class=\"n\">handed in</td><td></td><td></td></tr>\n");
        return;
    }
    put_score(out, true, row->tenths);
    buffer_printf(out, "<td>%s</td><td class=\"said\">", result_is_right(row) ? "yes" : "no");
    if (mistake) {
        put(out, mistake->question);
        buffer_string(out, " — ");
        put(out, mistake->say);
    }
    buffer_string(out, "</td></tr>\n");
}

/* Each training below the name of its trainee. */
static void put_trainings(struct buffer *out, const struct results_part *part)
{
    const struct result **rows = results_by_trainee(part);
    size_t from, to, i;

    buffer_string(out, "<h3>Each training</h3>\n<div class=\"scroll\"><table>\n<thead><tr><th "
                       "scope=\"col\">Trainee</th><th scope=\"col\">Scenario</th><th scope=\"col\" "
                       "class=\"n\">Attempt</th><th scope=\"col\" class=\"n\">Date</th><th scope=\"col\" "
                       "class=\"n\">Score</th><th scope=\"col\">Cause</th><th scope=\"col\">First "
                       "mistake</th></tr></thead>\n");
    for (from = 0; from < part->count; from = to) {
        for (to = from + 1; to < part->count && strcmp(rows[from]->trainee, rows[to]->trainee) == 0;)
            to++;
        buffer_printf(out, "<tbody><tr><th scope=\"rowgroup\" rowspan=\"%zu\">", to - from);
        put(out, name_of(rows[from]->trainee));
        buffer_string(out, "</th>");
        for (i = from; i < to; i++) {
            buffer_string(out, i > from ? "<tr>" : "");
            put_training(out, rows[i]);
        }
        buffer_string(out, "</tbody>\n");
    }
    buffer_string(out, "</table></div>\n");
    memory_free(rows);
}

static void put_part(struct buffer *out, const struct results_part *part)
{
    buffer_string(out, "<section>\n<h2>Mode ");
    put(out, part->mode);
    buffer_string(out, "</h2>\n");
    put_figures(out, part);
    put_progress(out, part);
    put_steps(out, part);
    put_causes(out, part);
    put_groups(out, "Trainee", part->trainees, part->trainee_count, true);
    put_groups(out, "Scenario", part->scenarios, part->scenario_count, false);
    put_attempts(out, part);
    put_trainings(out, part);
    buffer_string(out, "</section>\n");
}

static void put_shifts(struct buffer *out, const struct results *results)
{
    char when[CLOCK_TEXT];
    size_t i;

    if (!results->shift_count)
        return;
    buffer_string(out, "<section>\n<h2>Shifts</h2>\n<div class=\"scroll\"><table>\n<thead><tr><th "
                       "scope=\"col\">Trainee</th><th scope=\"col\" class=\"n\">Date</th><th scope=\"col\" "
                       "class=\"n\">Callers</th><th scope=\"col\" class=\"n\">Helped</th><th scope=\"col\" "
                       "class=\"n\">In time</th><th scope=\"col\" class=\"n\">Hung up</th><th scope=\"col\" "
                       "class=\"n\">Score</th></tr></thead>\n<tbody>\n");
    for (i = 0; i < results->shift_count; i++) {
        const struct result_shift *shift = &results->shifts[i];

        clock_format(shift->started, when);
        buffer_string(out, "<tr><th scope=\"row\">");
        put(out, name_of(shift->trainee));
        buffer_printf(out, "</th><td class=\"n\">%.10s</td><td class=\"n\">%u</td><td class=\"n\">%u</td>"
                           "<td class=\"n\">%u</td><td class=\"n\">%u</td>",
                      when, shift->callers, shift->helped, shift->in_time, shift->hung_up);
        put_score(out, true, shift->tenths);
        buffer_string(out, "</tr>\n");
    }
    buffer_string(out, "</tbody></table></div>\n</section>\n");
}

void results_write_html(struct buffer *out, const struct results *results,
                        const struct results_view *view)
{
    char first[CLOCK_TEXT], latest[CLOCK_TEXT];
    size_t i;

    (void)view;
    html_head(out, "Results of trainings", results_style);
    buffer_string(out, "<body>\n<main class=\"results\">\n<h1>Results of trainings</h1>\n");
    if (results->count) {
        clock_format(results->trainings[0]->started, first);
        clock_format(results->trainings[results->count - 1]->started, latest);
        buffer_printf(out, "<p>%zu training%s, %.10s to %.10s</p>\n", results->count,
                      text_plural(results->count), first, latest);
    } else {
        buffer_string(out, "<p>No training has ended.</p>\n");
    }
    for (i = 0; i < results->part_count; i++)
        put_part(out, &results->parts[i]);
    put_shifts(out, results);
    buffer_string(out, "</main>\n</body>\n</html>\n");
}
