/* SPDX-License-Identifier: MIT */
/*
 * Figures as a page for a meeting: one file, no scripts, nothing loaded. Each flow as a tree, and all of
 * its figures as tables, which say the same in words.
 */
#include <config.h>

#include <string.h>

#include "errwalk/html.h"
#include "errwalk/sink.h"
#include "stats-formats-private.h"
#include "stats-page.h"

enum { BAR = 160, BAR_HEIGHT = 12 }; /* pixels */

static void put(struct buffer *out, const char *text)
{
    sink_html(out, text, strlen(text));
}

/* A share as a bar, which the number beside it says as well. */
static void put_bar(struct buffer *out, size_t part, size_t all)
{
    const unsigned share = stats_percent(part, all);

    buffer_printf(out,
                  "<td class=\"n\">%u %%</td><td><svg class=\"bar\" width=\"%d\" height=\"%d\" "
                  "aria-hidden=\"true\"><rect class=\"track\" width=\"%d\" height=\"%d\"/>"
                  "<rect width=\"%u\" height=\"%d\"/></svg></td>",
                  share, BAR, BAR_HEIGHT, BAR, BAR_HEIGHT, share * BAR / 100, BAR_HEIGHT);
}

static void put_number(struct buffer *out, double number, bool known)
{
    buffer_string(out, "<td class=\"n\">");
    stats_number(out, number, known);
    buffer_string(out, "</td>");
}

static void put_count(struct buffer *out, size_t count)
{
    buffer_printf(out, "<td class=\"n\">%zu</td>", count);
}

/* The head of a table whose last columns are numbers. */
static void put_table(struct buffer *out, const char *caption, const char *const *columns)
{
    buffer_printf(out, "<h3>%s</h3>\n<div class=\"scroll\"><table><thead><tr><th scope=\"col\">%s</th>",
                  caption, columns[0]);
    while (*++columns)
        buffer_printf(out, "<th scope=\"col\" class=\"n\">%s</th>", *columns);
    buffer_string(out, "</tr></thead><tbody>\n");
}

static void end_table(struct buffer *out)
{
    buffer_string(out, "</tbody></table></div>\n");
}

/* A text with the id that it belongs to. */
static void put_name(struct buffer *out, const char *text, const char *id)
{
    buffer_string(out, "<th scope=\"row\">");
    put(out, *text ? text : id);
    if (*text) {
        buffer_string(out, " <code>");
        put(out, id);
        buffer_string(out, "</code>");
    }
    buffer_string(out, "</th>");
}

static void put_outcomes(struct buffer *out, const struct stats_flow *flow)
{
    static const char *const columns[] = {"Outcome", "Walks", "Share", "", NULL};
    unsigned outcome;

    put_table(out, "How walks ended", columns);
    for (outcome = 0; outcome < STATS_OUTCOMES; outcome++) {
        if (!flow->outcomes[outcome])
            continue;
        buffer_printf(out, "<tr><th scope=\"row\">%s</th>", stats_outcome_names[outcome]);
        put_count(out, flow->outcomes[outcome]);
        put_bar(out, flow->outcomes[outcome], flow->walks);
        buffer_string(out, "</tr>\n");
    }
    end_table(out);
}

static void put_answer(struct buffer *out, const char *say, size_t count, size_t all)
{
    buffer_string(out, "<tr class=\"answer\"><th scope=\"row\">");
    put(out, say);
    buffer_string(out, "</th>");
    put_count(out, count);
    buffer_string(out, "<td></td><td></td>");
    put_bar(out, count, all);
    buffer_string(out, "</tr>\n");
}

static void put_rest(struct buffer *out, const char *what, size_t count)
{
    if (count)
        buffer_printf(out,
                      "<tr class=\"answer\"><th scope=\"row\">%s</th><td class=\"n\">%zu</td>"
                      "<td></td><td></td><td></td><td></td></tr>\n",
                      what, count);
}

static void put_step(struct buffer *out, const struct stats_step *step)
{
    size_t i, all = step->typed;

    buffer_string(out, "<tr>");
    put_name(out, step->text, step->id);
    put_count(out, step->views);
    put_number(out, step->minutes.median, step->minutes.count);
    put_count(out, step->exits);
    put_bar(out, step->exits, step->views);
    buffer_string(out, "</tr>\n");
    for (i = 0; i < step->answer_count; i++)
        all += step->answers[i].count;
    for (i = 0; i < step->answer_count; i++) {
        const struct stats_answer *answer = &step->answers[i];

        put_answer(out, *answer->say ? answer->say : answer->id, answer->count, all);
    }
    if (step->typed)
        put_answer(out, "a value typed", step->typed, all);
    put_rest(out, "went on with another error", step->referred);
    put_rest(out, "another item taken", step->chosen);
    put_rest(out, "put off", step->deferred);
    put_rest(out, "taken back", step->undone);
    put_rest(out, "long pauses left out of the minutes", step->gaps);
}

static void put_steps(struct buffer *out, const struct stats_flow *flow)
{
    static const char *const columns[] = {"Step, and what was answered", "Seen", "Min", "Left",
                                          "Share", "", NULL};
    size_t i;

    put_table(out, "Steps", columns);
    for (i = 0; i < flow->step_count; i++)
        put_step(out, &flow->steps[i]);
    end_table(out);
}

/* Where the share that works lies, from 0 to 100 %, and the share of the tries. */
static void put_interval(struct buffer *out, const struct stats_fix *fix)
{
    const double low = fix->low * BAR, high = fix->high * BAR;

    buffer_string(out, "<td class=\"n\">");
    if (!fix->tried) {
        buffer_string(out, "-</td><td></td>");
        return;
    }
    stats_number(out, 100 * fix->low, true);
    buffer_string(out, " to ");
    stats_number(out, 100 * fix->high, true);
    buffer_printf(out,
                  " %%</td><td><svg class=\"bar\" width=\"%d\" height=\"%d\" aria-hidden=\"true\">"
                  "<rect class=\"track\" width=\"%d\" height=\"%d\"/><rect class=\"range\" x=\"%d\" "
                  "width=\"%d\" height=\"%d\"/><rect class=\"mark\" x=\"%zu\" width=\"3\" height=\"%d\"/>"
                  "</svg></td>",
                  BAR, BAR_HEIGHT, BAR, BAR_HEIGHT, (int)low, (int)(high - low) + 1, BAR_HEIGHT,
                  fix->worked * (BAR - 3) / fix->tried, BAR_HEIGHT);
}

static void put_fixes(struct buffer *out, const struct stats_flow *flow)
{
    static const char *const columns[] = {"Fix",   "Tried",   "Worked", "Failed",
                                          "Worse", "Skipped", "Works, with 95 %", "", NULL};
    size_t i;

    if (!flow->fix_count)
        return;
    put_table(out, "Fixes", columns);
    for (i = 0; i < flow->fix_count; i++) {
        const struct stats_fix *fix = &flow->fixes[i];

        buffer_string(out, "<tr>");
        put_name(out, fix->text, fix->id);
        put_count(out, fix->tried);
        put_count(out, fix->worked);
        put_count(out, fix->failed);
        put_count(out, fix->worse);
        put_count(out, fix->skipped);
        put_interval(out, fix);
        buffer_string(out, "</tr>\n");
    }
    end_table(out);
}

static void put_causes(struct buffer *out, const struct stats_flow *flow)
{
    static const char *const columns[] = {"Cause", "Confirmed by a fix", "Share", "", NULL};
    size_t i;

    if (!flow->cause_count)
        return;
    put_table(out, "Causes", columns);
    for (i = 0; i < flow->cause_count; i++) {
        const struct stats_cause *cause = &flow->causes[i];

        buffer_string(out, "<tr>");
        put_name(out, cause->title, cause->id);
        put_count(out, cause->confirmed);
        put_bar(out, cause->confirmed, flow->walks);
        buffer_string(out, "</tr>\n");
    }
    end_table(out);
}

static void put_spread(struct buffer *out, const char *what, const struct stats_spread *spread)
{
    if (!spread->count)
        return;
    buffer_printf(out, "<div><dt>%s, median</dt><dd>", what);
    stats_number(out, spread->median, true);
    buffer_string(out, "</dd></div><div><dt>nine of ten at most</dt><dd>");
    stats_number(out, spread->p90, true);
    buffer_string(out, "</dd></div>\n");
}

static void put_flow(struct buffer *out, const struct stats_flow *flow, size_t number)
{
    struct buffer words = {0};

    buffer_printf(out, "<section id=\"flow-%zu\">\n<h2>", number);
    put(out, *flow->title ? flow->title : flow->id);
    buffer_string(out, "</h2>\n<p><code>");
    put(out, flow->id);
    stats_walks_words(&words, flow);
    buffer_printf(out, "</code> %s</p>\n<dl>\n", buffer_text(&words));
    put_spread(out, "Minutes", &flow->minutes);
    put_spread(out, "Questions", &flow->questions);
    buffer_string(out, "</dl>\n");
    put_outcomes(out, flow);
    if (flow->flow) {
        buffer_string(out, "<h3>Where walks went</h3>\n");
        stats_put_tree(out, flow);
    }
    put_steps(out, flow);
    put_fixes(out, flow);
    put_causes(out, flow);
    buffer_string(out, "</section>\n");
    buffer_free(&words);
}

static void put_overview(struct buffer *out, const struct stats_result *result)
{
    static const char *const columns[] = {"Flow", "Walks", "Min", "Questions", "Resolved", "", NULL};
    size_t i;

    put_table(out, "Flows", columns);
    for (i = 0; i < result->count; i++) {
        const struct stats_flow *flow = &result->flows[i];

        buffer_printf(out, "<tr><th scope=\"row\"><a href=\"#flow-%zu\">", i + 1);
        put(out, *flow->title ? flow->title : flow->id);
        buffer_string(out, "</a> <code>");
        put(out, flow->id);
        buffer_string(out, "</code></th>");
        put_count(out, flow->walks);
        put_number(out, flow->minutes.median, flow->minutes.count);
        put_number(out, flow->questions.median, flow->questions.count);
        put_bar(out, stats_resolved(flow), stats_ended(flow));
        buffer_string(out, "</tr>\n");
    }
    end_table(out);
}

void stats_write_html(struct buffer *out, const struct stats_result *result,
                      const struct stats_view *view)
{
    struct buffer words = {0};
    size_t i;

    stats_filter_words(&words, view->filter);
    html_head(out, "What happened", stats_style);
    buffer_string(out, "<body>\n<main class=\"stats\">\n<h1>What happened</h1>\n");
    if (words.length)
        buffer_printf(out, "<p>Sessions %s</p>\n", buffer_text(&words));
    buffer_string(out, "<p>Unfinished walks are in no median. Pauses of more than 30 minutes are left out. "
                       "Trainings do not count.</p>\n");
    if (result->count > 1)
        put_overview(out, result);
    for (i = 0; i < result->count; i++)
        put_flow(out, &result->flows[i], i + 1);
    buffer_string(out, "</main>\n</body>\n</html>\n");
    buffer_free(&words);
}
