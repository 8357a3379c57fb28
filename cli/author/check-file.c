/* SPDX-License-Identifier: MIT */
/*
 * Each sort of file has its loader and its proofs.
 */
#include <config.h>

#include "check-file.h"

#include "errwalk/assignment.h"
#include "errwalk/file.h"
#include "errwalk/scenario.h"
#include "errwalk/text.h"

const char *const check_sorts[CHECK_SORT_COUNT] = {
    [CHECK_FLOW] = "flow", [CHECK_SCENARIO] = "scenario", [CHECK_ASSIGNMENT] = "assignment"};

static void check_assignment(const char *path, struct library *library, struct check_result *result)
{
    struct buffer content = {0};
    struct assignment_sheet *assignment = NULL;
    enum status status = assignment_load(path, &result->faults, &assignment);

    if (status == STATUS_OK && file_read(path, FLOW_MAX_BYTES, &content) == STATUS_OK)
        assignment_check(assignment, library, buffer_text(&content), content.length, &result->faults);
    buffer_free(&content);
    assignment_free(assignment);
}

/* A scenario is proved against its flow, whose own faults are reported where that is checked. */
static void check_scenario(const char *path, const char *id, struct library *library, struct check_result *result)
{
    struct buffer content = {0};
    struct diag_list unseen = {0};
    struct scenario *scenario = NULL;
    const struct flow *flow = NULL;
    enum status status = scenario_read(path, &result->faults, &content);

    if (status == STATUS_IO)
        result->is_unreadable = true;
    if (status == STATUS_OK)
        status = scenario_parse(path, id, buffer_text(&content), content.length, &result->faults, &scenario);
    if (status == STATUS_OK) {
        library_flow(library, scenario->trains, &unseen, &flow);
        scenario_check(scenario, flow, buffer_text(&content), content.length, &result->faults);
    }
    diag_list_free(&unseen);
    buffer_free(&content);
    scenario_free(scenario);
}

/* What is reported of a flow besides its faults. */
static void report_flow(const char *path, const struct flow *flow, const struct options *options,
                        struct check_result *result)
{
    const size_t errors = result->faults.errors, warnings = result->faults.warnings;

    if (!flow)
        buffer_printf(&result->figures.lines, "%s: not valid; %zu error%s, %zu warning%s\n", path, errors,
                      text_plural(errors), warnings, text_plural(warnings));
    else
        check_figures_add(&result->figures, options, flow, errors, warnings);
}

/* What cannot be read is a fault of another sort than what is wrong in it. */
static void check_flow(const char *path, const char *id, const struct check_options *checks,
                       const struct options *options, struct check_result *result)
{
    struct buffer content = {0};
    struct flow *flow = NULL;
    enum status status = flow_load(path, id, &result->faults, &flow);

    if (status == STATUS_IO)
        result->is_unreadable = true;
    if (status == STATUS_OK && file_read(path, FLOW_MAX_BYTES, &content) == STATUS_OK)
        flow_check(flow, buffer_text(&content), content.length, checks, &result->faults);
    if (status != STATUS_IO && options->format == FORMAT_TEXT)
        report_flow(path, flow, options, result);
    buffer_free(&content);
    flow_free(flow);
}

void check_file(const struct check_file *file, const struct check_options *checks, const struct options *options,
                struct check_result *result)
{
    switch (file->sort) {
    case CHECK_ASSIGNMENT:
        check_assignment(file->path, checks->library, result);
        break;
    case CHECK_SCENARIO:
        check_scenario(file->path, file->id, checks->library, result);
        break;
    default:
        check_flow(file->path, file->id, checks, options, result);
        break;
    }
}
