/* SPDX-License-Identifier: MIT */
/*
 * Figures in words.
 */
#include <config.h>

#include "errwalk/stats-words.h"

#include <math.h>
#include <string.h>

#include "errwalk/clock.h"
#include "errwalk/text.h"

unsigned stats_percent(size_t part, size_t all)
{
    return all ? (unsigned)floor(100.0 * (double)part / (double)all + 0.5) : 0;
}

void stats_number(struct buffer *out, double number, bool known)
{
    if (known)
        buffer_decimal(out, floor(number * 10 + 0.5) / 10);
    else
        buffer_char(out, '-');
}

void stats_bar(struct buffer *out, double share, size_t cells, bool ascii)
{
    static const char *const parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    enum { PARTS = sizeof parts / sizeof *parts };
    const double all = (double)cells * (share < 0 ? 0 : share > 1 ? 1 : share);
    size_t full = (size_t)(ascii ? all + 0.5 : all);
    const size_t part = ascii ? 0 : (size_t)((all - (double)full) * PARTS);

    buffer_repeat(out, ascii ? "#" : "█", full);
    buffer_string(out, parts[part]);
    full += part > 0;
    buffer_repeat(out, " ", cells - full);
}

static const struct stats_fix *fix_of(const struct stats_flow *flow, const char *id)
{
    size_t i = 0;

    while (i < flow->fix_count && strcmp(flow->fixes[i].id, id) != 0)
        i++;
    return i < flow->fix_count ? &flow->fixes[i] : NULL;
}

void stats_step_words(struct buffer *out, const struct stats_flow *flow, const struct step *step)
{
    const struct stats_step *figures = flow->by_index[step->index];
    const struct stats_fix *fix;

    if (!figures || !figures->views)
        return;
    buffer_printf(out, "%zu seen", figures->views);
    if (figures->exits)
        buffer_printf(out, ", %zu left (%u %%)", figures->exits,
                      stats_percent(figures->exits, figures->views));
    if (figures->minutes.count) {
        buffer_string(out, ", ");
        stats_number(out, figures->minutes.median, true);
        buffer_string(out, " min");
    }
    fix = step->kind == STEP_FIX ? fix_of(flow, step->node.id) : NULL;
    if (fix && fix->tried) {
        buffer_printf(out, ", worked %zu of %zu (", fix->worked, fix->tried);
        stats_number(out, 100 * fix->low, true);
        buffer_string(out, " to ");
        stats_number(out, 100 * fix->high, true);
        buffer_string(out, " %)");
    }
}

void stats_way_words(struct buffer *out, const struct stats_tree *tree, size_t row)
{
    const size_t all = tree->left[tree->outline->rows[row].parent + 1];

    buffer_printf(out, "%zu", tree->traffic[row]);
    if (all)
        buffer_printf(out, " (%u %%)", stats_percent(tree->traffic[row], all));
}

static void note_flow(const void *tree, struct buffer *out)
{
    stats_walks_words(out, ((const struct stats_tree *)tree)->flow);
}

static void note_step(const void *tree, const struct step *step, struct buffer *out)
{
    stats_step_words(out, ((const struct stats_tree *)tree)->flow, step);
}

static void note_edge(const void *tree, size_t row, struct buffer *out)
{
    stats_way_words(out, tree, row);
}

struct diagram_notes stats_notes(const struct stats_tree *tree)
{
    return (struct diagram_notes){note_flow, note_step, note_edge, tree};
}

void stats_flow_words(struct buffer *out, const struct stats_flow *flow)
{
    const size_t ended = stats_ended(flow), resolved = stats_resolved(flow);

    buffer_printf(out, "%zu walk%s", flow->walks, text_plural((double)flow->walks));
    if (!ended) {
        buffer_string(out, ", none has ended");
        return;
    }
    buffer_printf(out, ", resolved %zu of %zu (%u %%), ", resolved, ended,
                  stats_percent(resolved, ended));
    stats_number(out, flow->minutes.median, true);
    buffer_string(out, " min, ");
    stats_number(out, flow->questions.median, true);
    buffer_printf(out, " question%s", text_plural(flow->questions.median));
}

void stats_walks_words(struct buffer *out, const struct stats_flow *flow)
{
    buffer_printf(out, "%zu walk%s", flow->walks, text_plural((double)flow->walks));
    if (!flow->flow)
        buffer_string(out, ", of a flow that is not here");
    else if (flow->current == flow->walks)
        buffer_string(out, ", all of the flow as it is now");
    else
        buffer_printf(out, ", %zu (%u %%) of the flow as it is now", flow->current,
                      stats_percent(flow->current, flow->walks));
}

void stats_filter_words(struct buffer *out, const struct stats_filter *filter)
{
    const size_t before = out->length;
    char when[CLOCK_TEXT];

    if (filter->since > INT64_MIN) {
        clock_format_minute(filter->since, when);
        buffer_printf(out, "since %s", when);
    }
    if (filter->until < INT64_MAX) {
        clock_format_minute(filter->until, when);
        buffer_printf(out, "%sbefore %s", out->length > before ? ", " : "", when);
    }
    if (filter->outcome >= 0)
        buffer_printf(out, "%ssessions that are %s", out->length > before ? ", " : "",
                      outcome_names[filter->outcome]);
}
