/* SPDX-License-Identifier: MIT */
/*
 * errwalk stats [FLOW]…: what happened over all sessions.
 */
#include <config.h>

#include <string.h>

#include "errwalk/clock.h"
#include "errwalk/file.h"
#include "errwalk/memory.h"

#include "cli/command.h"
#include "cli/count-sessions.h"
#include "cli/output.h"
#include "cli/search-path.h"
#include "cli/since.h"

enum { FILE_WIDTH = 72 };

static enum exit_code run(const struct options *options);

const struct command command_stats = {
    .name = "stats",
    .usage = "[FLOW]…",
    .summary = "show what happened over all sessions",
    .options = TAKES_FORMAT | TAKES_OUTPUT | TAKES_STATS | TAKES_TEAM,
    .formats = 1u << FORMAT_TEXT | 1u << FORMAT_CSV | 1u << FORMAT_JSON | 1u << FORMAT_HTML,
    .run = run,
};

/* The id of a flow that an operand names. */
static enum exit_code read_operand(struct library *library, const char *operand, const char **id)
{
    const struct flow *flow;
    enum exit_code code = EXIT_DONE;

    *id = operand;
    if (search_path_is_file(operand)) {
        code = search_path_flow(library, operand, &flow);
        if (code == EXIT_DONE)
            *id = flow->id;
    }
    return code;
}

static enum exit_code write_out(const struct options *options, const struct stats_result *result,
                                const struct stats_view *view)
{
    const struct stats_format *format = NULL;
    enum exit_code code = EXIT_DONE;
    struct buffer out = {0};

    if (options->output && !options->format_given)
        format = stats_format_of_file(options->output);
    if (!format)
        format = stats_format_named(format_names[options->format]);
    format->write(&out, result, view);
    if (options->output && strcmp(format->name, format_names[FORMAT_TEXT]) == 0)
        file_end_lines(&out);
    if (options->output) {
        if (file_write(options->output, buffer_text(&out), out.length, options->force) != STATUS_OK)
            code = output_unwritable(options->output);
    } else if (options->format == FORMAT_TEXT) {
        output_text(buffer_text(&out));
    } else {
        output_document(buffer_text(&out), out.length);
    }
    buffer_free(&out);
    return code;
}

/* What is asked for by name and was never walked. */
static enum exit_code report_missing(struct library *library, const struct stats_result *result,
                                     const char *const *ids, size_t count)
{
    enum exit_code code = EXIT_DONE;
    const struct flow *flow;
    size_t i;

    for (i = 0; code == EXIT_DONE && i < count; i++) {
        if (stats_flow_named(result, ids[i]))
            continue;
        code = search_path_flow(library, ids[i], &flow);
        if (code == EXIT_DONE) {
            output_error("no walk of '%s' is there to count", ids[i]);
            code = EXIT_NO;
        }
    }
    return code;
}

static enum exit_code report(const struct options *options, struct library *library,
                             struct stats *stats, const struct stats_filter *filter)
{
    struct stats_view view = figures_view(filter);
    const struct stats_result *result = stats_result(stats, stats_library_flow, library);
    enum exit_code code =
        report_missing(library, result, filter->flows, filter->flow_count);

    if (code != EXIT_DONE && code != EXIT_NO)
        return code;
    view.plain = options->plain;
    view.details = filter->flow_count > 0 || options->output;
    if (options->output)
        view.width = FILE_WIDTH;
    if (result->count || (options->format != FORMAT_TEXT && !options->output)) {
        const enum exit_code written = write_out(options, result, &view);

        code = written == EXIT_DONE ? code : written;
    }
    if (code == EXIT_DONE && !result->count) {
        output_error("no session is there to count");
        code = EXIT_NO;
    }
    return code;
}

static enum exit_code count(const struct options *options, struct library *library,
                            struct stats_filter *filter)
{
    struct stats *stats = NULL;
    enum exit_code code = EXIT_DONE;
    size_t i;

    for (i = 0; code == EXIT_DONE && i < filter->flow_count; i++)
        code = read_operand(library, options->operands[i], &filter->flows[i]);
    if (code != EXIT_DONE)
        return code;
    stats = stats_new(filter);
    code = figures_add(options, stats);
    if (code == EXIT_DONE)
        code = report(options, library, stats, filter);
    stats_free(stats);
    return code;
}

static enum exit_code run(const struct options *options)
{
    struct stats_filter filter = {.flow_count = options->operand_count};
    enum exit_code code = EXIT_USAGE;
    struct library *library;
    struct clock clock;

    if (clock_init(&clock) != STATUS_OK) {
        output_error("ERRWALK_TEST_CLOCK must be a time such as 2026-01-01T00:00:00Z");
        return EXIT_USAGE;
    }
    if (!since_read(options->since, clock_now(&clock), &filter.since) ||
        !until_read(options->until, clock_now(&clock), &filter.until) ||
        !options_outcome(options, &filter.outcome))
        return EXIT_USAGE;
    library = search_path_library(options, NULL);
    if (!library)
        return EXIT_USAGE;
    filter.flows = memory_alloc((filter.flow_count + 1) * sizeof *filter.flows);
    code = count(options, library, &filter);
    memory_free(filter.flows);
    library_free(library);
    return code;
}
