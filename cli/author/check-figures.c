/* SPDX-License-Identifier: MIT */
/*
 * The figures of a flow in one line, and the details of --coverage, --paths and --suggest-tests.
 */
#include <config.h>

#include "check-figures.h"

#include <inttypes.h>
#include <string.h>

#include "errwalk/coverage.h"
#include "errwalk/paths.h"
#include "errwalk/text.h"
#include "errwalk/weigh-step.h"

/* "3 to 8 questions" */
static void add_range(struct buffer *out, double fewest, double most, const char *unit)
{
    if (fewest < most) {
        buffer_decimal(out, fewest);
        buffer_string(out, " to ");
    }
    buffer_decimal(out, most);
    buffer_printf(out, " %s%s", unit, text_plural(most));
}

static void add_line(struct buffer *out, const struct flow *flow, const struct paths *paths,
                     const struct coverage *coverage)
{
    struct paths_figures figures;
    struct coverage_figures covered;
    size_t from;

    paths_figures(paths, &figures);
    coverage_figures(coverage, &covered);
    buffer_printf(out, "%s: %zu question%s, %zu ending%s; ", flow->path, figures.questions,
                  text_plural(figures.questions), figures.endings, text_plural(figures.endings));
    from = out->length;
    paths_count_text(out, &figures.paths);
    buffer_string(out, strcmp(buffer_text(out) + from, "1") == 0 ? " path of " : " paths of ");
    add_range(out, (double)figures.fewest_questions, (double)figures.most_questions, "question");
    buffer_string(out, ", ");
    add_range(out, figures.fewest_minutes, figures.most_minutes, "minute");
    buffer_printf(out, "; %zu test%s walk%s %zu of %zu steps, %zu of %zu answers; ", covered.tests,
                  text_plural(covered.tests), covered.tests == 1 ? "s" : "", covered.walked_steps,
                  covered.steps, covered.walked_answers, covered.answers);
}

/* All ways of a chain together are as long as its square: each of them is listed up to a length at
 * which nobody reads it. */
enum { MOST_REPLIES = 200 };

/* False where the way is to be listed. */
static bool add_long_way(struct buffer *out, struct paths *paths, const struct step *step)
{
    const struct step *before;
    size_t length = paths_length(paths, step, &before);

    if (length <= MOST_REPLIES)
        return false;
    buffer_printf(out, "'%s' is reached by %zu replies, which are too many to list: it comes after '%s'\n",
                  step->node.id, length, before->node.id);
    return true;
}

/* By steps that decide by themselves. */
static bool is_reached_at_once(const struct paths_hop *hops, size_t count)
{
    while (count && hops[count - 1].reply && !*hops[count - 1].reply)
        count--;
    return count == 0;
}

static void add_paths(struct buffer *out, const struct flow *flow, struct paths *paths)
{
    const struct step *step;
    const struct paths_hop *hops;
    size_t count;

    flow_each (step, flow->first) {
        enum status status;

        buffer_printf(out, "%s:%u:%u: ", flow->path, step->node.place.line,
                      step->node.place.column);
        if (add_long_way(out, paths, step))
            continue;
        status = paths_witness(paths, step, &hops, &count);
        if (step == flow->first)
            buffer_printf(out, "'%s' is the first step\n", step->node.id);
        else if (status == STATUS_INVALID)
            buffer_printf(out, "'%s' is not reached by any value\n", step->node.id);
        else if (is_reached_at_once(hops, count))
            buffer_printf(out, "'%s' may come first\n", step->node.id);
        else {
            buffer_printf(out, "'%s' is reached by: ", step->node.id);
            paths_witness_text(out, hops, count);
            buffer_char(out, '\n');
        }
    }
}

static void add_tests(struct buffer *out, const struct flow *flow, const struct coverage *coverage)
{
    size_t left = 0, before;

    buffer_printf(out, "# %s\n", flow->path);
    before = out->length;
    coverage_suggest(coverage, out, &left);
    if (out->length == before && !left)
        buffer_string(out, "# Its tests walk all of it.\n");
    if (left)
        buffer_printf(out, "# No replies were found that take %zu more answer%s.\n", left,
                      text_plural(left));
}

/* What each weigh step is expected to take, and the same items as they are written. */
static void add_weighed(struct buffer *out, const struct flow *flow)
{
    const struct step *step;

    flow_each (step, flow->first) {
        struct weigh_step *weigh;
        struct weigh_choice choice;
        struct weigh_state state;

        if (step->kind != STEP_WEIGH)
            continue;
        weigh = weigh_step_new(flow, step);
        weigh_state_new(&weigh->model, &state);
        weigh_choose(&weigh->model, &state, &choice);
        buffer_printf(out, "%s: '%s' takes %.1f minutes on average%s; in the order of the file %.1f\n",
                      flow->path, step->node.id, choice.best.expected,
                      choice.is_exact ? "" : " (estimated)", weigh_in_order(&weigh->model, &state));
        weigh_choice_free(&choice);
        weigh_state_free(&state);
        weigh_step_free(weigh);
    }
}

void check_figures_add(struct check_figures *figures, const struct options *options,
                       const struct flow *flow, size_t errors, size_t warnings)
{
    struct paths *paths = NULL;
    struct coverage *coverage = NULL;

    paths_new(flow, &paths);
    coverage_new(flow, &coverage);
    add_line(&figures->lines, flow, paths, coverage);
    buffer_printf(&figures->lines, "%zu error%s, %zu warning%s\n", errors, text_plural(errors),
                  warnings, text_plural(warnings));
    add_weighed(&figures->lines, flow);
    if (options->coverage)
        coverage_text(coverage, &figures->details);
    if (options->paths)
        add_paths(&figures->details, flow, paths);
    if (options->suggest_tests)
        add_tests(&figures->details, flow, coverage);
    paths_free(paths);
    coverage_free(coverage);
}
