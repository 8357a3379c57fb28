/* SPDX-License-Identifier: MIT */
/*
 * Figures as text for a terminal: what each flow came to, then its steps with what was answered there,
 * its fixes and causes. Bars say at a glance what the numbers beside them say exactly.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/text.h"
#include "stats-formats-private.h"

enum { BAR = 10, NUMBERS = 18, SHARE = 8, GAP = 2, INDENT = 4, LEAST_NAME = 8, MOST_NAME = 44, NARROW = 60 };

struct page {
    struct buffer *out;
    const struct stats_view *view;
    size_t name; /* cells of the first column */
    size_t bar;  /* of a bar */
};

static void put_cut(const struct page *page, const char *text, size_t width)
{
    sink_cut(page->out, page->view->terminal, text, width);
}

static void put_cell(const struct page *page, const char *text, size_t width)
{
    sink_cell(page->out, page->view->terminal, text, width);
    buffer_repeat(page->out, " ", GAP);
}

static void put_name(const struct page *page, size_t indent, const char *text)
{
    buffer_repeat(page->out, " ", indent);
    put_cell(page, text, page->name - indent);
}

/* A number at the right end of its cells. */
static void put_right(struct buffer *out, double number, bool known, size_t cells)
{
    struct buffer text = {0};

    stats_number(&text, number, known);
    if (text.length < cells)
        buffer_repeat(out, " ", cells - text.length);
    buffer_string(out, buffer_text(&text));
    buffer_free(&text);
}

/* "80 %  ████████" at the end of a row. */
static void put_share(const struct page *page, size_t part, size_t all)
{
    size_t end;

    buffer_printf(page->out, " %3u %%  ", stats_percent(part, all));
    stats_bar(page->out, all ? (double)part / (double)all : 0, page->bar, page->view->ascii);
    for (end = page->out->length; end && page->out->bytes[end - 1] == ' '; end--)
        continue;
    page->out->length = end;
    buffer_char(page->out, '\n');
}

static void put_spread(const struct page *page, const char *what, const struct stats_spread *spread)
{
    if (!spread->count)
        return;
    buffer_printf(page->out, "  %s: ", what);
    stats_number(page->out, spread->median, true);
    buffer_string(page->out, " in the median, nine of ten at most ");
    stats_number(page->out, spread->p90, true);
    buffer_char(page->out, '\n');
}

static void put_outcomes(const struct page *page, const struct stats_flow *flow)
{
    unsigned outcome;

    for (outcome = 0; outcome < STATS_OUTCOMES; outcome++) {
        if (!flow->outcomes[outcome])
            continue;
        put_name(page, 2, stats_outcome_names[outcome]);
        buffer_printf(page->out, "%6zu%*s", flow->outcomes[outcome], NUMBERS - 6, "");
        put_share(page, flow->outcomes[outcome], flow->walks);
    }
}

static void put_head(const struct page *page, const struct stats_flow *flow)
{
    struct buffer title = {0};

    buffer_printf(&title, "%s [%s]", *flow->title ? flow->title : flow->id, flow->id);
    put_cut(page, buffer_text(&title), page->view->width);
    buffer_string(page->out, "\n  ");
    stats_walks_words(page->out, flow);
    buffer_char(page->out, '\n');
    buffer_free(&title);
    put_outcomes(page, flow);
    put_spread(page, "minutes", &flow->minutes);
    put_spread(page, "questions", &flow->questions);
    if (flow->gaps)
        buffer_printf(page->out, "  %zu gap%s of over %d minutes left out\n", flow->gaps,
                      text_plural((double)flow->gaps), STATS_GAP);
}

/* What is said of a step only where it happened. */
static void put_rest(const struct page *page, const struct stats_step *step)
{
    const struct {
        const char *what;
        size_t count;
    } rows[] = {{"a value typed", step->typed},
                {"went on with another error", step->referred},
                {"another item taken", step->chosen},
                {"put off", step->deferred},
                {"taken back", step->undone}};
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!rows[i].count)
            continue;
        put_name(page, INDENT, rows[i].what);
        buffer_printf(page->out, "%6zu\n", rows[i].count);
    }
}

static void put_step(const struct page *page, const struct stats_step *step)
{
    size_t i, all = step->typed;

    put_name(page, 2, step->id);
    buffer_printf(page->out, "%6zu", step->views);
    put_right(page->out, step->minutes.median, step->minutes.count, 7);
    buffer_printf(page->out, "%5zu", step->exits);
    put_share(page, step->exits, step->views);
    for (i = 0; i < step->answer_count; i++)
        all += step->answers[i].count;
    for (i = 0; i < step->answer_count && step->kind != STEP_FIX; i++) {
        put_name(page, INDENT, step->answers[i].id);
        buffer_printf(page->out, "%6zu%*s", step->answers[i].count, NUMBERS - 6, "");
        put_share(page, step->answers[i].count, all);
    }
    put_rest(page, step);
}

static void put_steps(const struct page *page, const struct stats_flow *flow)
{
    size_t i;

    put_name(page, 0, "STEPS, and what was answered");
    buffer_string(page->out, "  SEEN    MIN LEFT SHARE\n");
    for (i = 0; i < flow->step_count; i++)
        put_step(page, &flow->steps[i]);
}

static void put_interval(const struct page *page, const struct stats_fix *fix)
{
    put_right(page->out, 100 * fix->low, true, 5);
    buffer_string(page->out, " to ");
    stats_number(page->out, 100 * fix->high, true);
    buffer_string(page->out, " %\n");
}

static void put_fixes(const struct page *page, const struct stats_flow *flow)
{
    size_t i;

    if (!flow->fix_count)
        return;
    put_name(page, 0, "FIXES, how often they work");
    buffer_string(page->out, " TRIED WORKED  WITH 95 %\n");
    for (i = 0; i < flow->fix_count; i++) {
        const struct stats_fix *fix = &flow->fixes[i];

        put_name(page, 2, fix->id);
        buffer_printf(page->out, "%6zu%7zu ", fix->tried, fix->worked);
        if (fix->tried)
            put_interval(page, fix);
        else
            buffer_string(page->out, "    -\n");
        if (fix->failed + fix->worse + fix->skipped)
            buffer_printf(page->out, "%*sfailed %zu, worse %zu, skipped %zu\n", INDENT, "",
                          fix->failed, fix->worse, fix->skipped);
    }
}

static void put_causes(const struct page *page, const struct stats_flow *flow)
{
    size_t i;

    if (!flow->cause_count)
        return;
    put_name(page, 0, "CAUSES, confirmed by a fix");
    buffer_string(page->out, " WALKS\n");
    for (i = 0; i < flow->cause_count; i++) {
        put_name(page, 2, flow->causes[i].id);
        buffer_printf(page->out, "%6zu\n", flow->causes[i].confirmed);
    }
}

/* One flow in one row. */
static void put_overview(const struct page *page, const struct stats_result *result)
{
    size_t i;

    put_name(page, 0, "FLOWS");
    buffer_string(page->out, " WALKS    MIN    Q RESOLVED\n");
    for (i = 0; i < result->count; i++) {
        const struct stats_flow *flow = &result->flows[i];

        put_name(page, 0, flow->id);
        buffer_printf(page->out, "%6zu", flow->walks);
        put_right(page->out, flow->minutes.median, flow->minutes.count, 7);
        put_right(page->out, flow->questions.median, flow->questions.count, 5);
        put_share(page, stats_resolved(flow), stats_ended(flow));
    }
}

void stats_write_text(struct buffer *out, const struct stats_result *result,
                      const struct stats_view *view)
{
    struct page page = {.out = out, .view = view, .bar = view->plain || view->width < NARROW ? 0 : BAR};
    const size_t figures = NUMBERS + SHARE + page.bar + GAP;
    size_t i;

    page.name = view->width > figures + LEAST_NAME ? view->width - figures : LEAST_NAME;
    if (page.name > MOST_NAME)
        page.name = MOST_NAME;
    stats_filter_words(out, view->filter);
    buffer_string(out, out->length ? "\n\n" : "");
    if (result->count > 1)
        put_overview(&page, result);
    for (i = 0; i < result->count && (result->count == 1 || view->details); i++) {
        buffer_string(out, i || result->count > 1 ? "\n" : "");
        put_head(&page, &result->flows[i]);
        put_steps(&page, &result->flows[i]);
        put_fixes(&page, &result->flows[i]);
        put_causes(&page, &result->flows[i]);
    }
}
