/* SPDX-License-Identifier: MIT */
/*
 * errwalk check: check flows, and print what is wrong with them.
 */
#include <config.h>

#include <stdlib.h>

#include "errwalk/assignment.h"
#include "errwalk/check.h"
#include "errwalk/clock.h"
#include "errwalk/file.h"
#include "errwalk/memory.h"
#include "errwalk/sarif.h"
#include "errwalk/scenario.h"
#include "errwalk/text.h"

#include "check-explain.h"
#include "check-figures.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/search-path.h"

static enum exit_code run(const struct options *options);

const struct command command_check = {
    .name = "check",
    .usage = "[FLOW|FILE|DIR]…",
    .summary = "check flows, and prove what they promise",
    .options = TAKES_FORMAT | TAKES_CHECK,
    .formats = 1u << FORMAT_TEXT | 1u << FORMAT_JSON | 1u << FORMAT_GCC |
               1u << FORMAT_SARIF,
    .run = run,
};

/* What a file holds. */
enum sort { SORT_FLOW, SORT_SCENARIO, SORT_ASSIGNMENT, SORT_COUNT };

static const char *const sorts[SORT_COUNT] = {
    [SORT_FLOW] = "flow", [SORT_SCENARIO] = "scenario", [SORT_ASSIGNMENT] = "assignment"};

struct checking {
    struct diag_list faults;
    struct check_options options;
    const struct options *request;
    struct check_figures figures;
    struct library *library;
    size_t checked[SORT_COUNT];
    bool is_cut_off; /* not all that was asked for was looked at */
    bool unreadable; /* a file could not be read */
};

static void check_assignment(struct checking *checking, const char *path)
{
    struct buffer content = {0};
    struct assignment_sheet *assignment = NULL;
    enum status status = assignment_load(path, &checking->faults, &assignment);

    checking->checked[SORT_ASSIGNMENT]++;
    if (status == STATUS_OK && file_read(path, FLOW_MAX_BYTES, &content) == STATUS_OK)
        assignment_check(assignment, checking->library, buffer_text(&content), content.length,
                         &checking->faults);
    buffer_free(&content);
    assignment_free(assignment);
}

/* A scenario is proved against its flow, whose own faults are reported where that is checked. */
static void check_scenario(struct checking *checking, const char *path, const char *id)
{
    struct buffer content = {0};
    struct diag_list unseen = {0};
    struct scenario *scenario = NULL;
    const struct flow *flow = NULL;
    enum status status = scenario_read(path, &checking->faults, &content);

    checking->checked[SORT_SCENARIO]++;
    if (status == STATUS_IO)
        checking->unreadable = true;
    if (status == STATUS_OK)
        status = scenario_parse(path, id, buffer_text(&content), content.length, &checking->faults,
                                &scenario);
    if (status == STATUS_OK) {
        library_flow(checking->library, scenario->trains, &unseen, &flow);
        scenario_check(scenario, flow, buffer_text(&content), content.length, &checking->faults);
    }
    diag_list_free(&unseen);
    buffer_free(&content);
    scenario_free(scenario);
}

/* What is reported of a flow besides its faults, of which those before it are not its own. */
static void tell_flow(struct checking *checking, const char *path, const struct flow *flow,
                      size_t errors, size_t warnings)
{
    errors = checking->faults.errors - errors;
    warnings = checking->faults.warnings - warnings;
    if (!flow)
        buffer_printf(&checking->figures.lines, "%s: not valid; %zu error%s, %zu warning%s\n", path,
                      errors, text_plural(errors), warnings, text_plural(warnings));
    else {
        check_figures_add(&checking->figures, checking->request, flow, errors, warnings);
    }
}

/* What cannot be read is a fault of another sort than what is wrong in it. */
static void check_one_flow(struct checking *checking, const char *path, const char *id)
{
    size_t errors = checking->faults.errors, warnings = checking->faults.warnings;
    struct buffer content = {0};
    struct flow *flow = NULL;
    enum status status;

    checking->checked[SORT_FLOW]++;
    status = flow_load(path, id, &checking->faults, &flow);
    if (status == STATUS_IO)
        checking->unreadable = true;
    if (status == STATUS_OK && file_read(path, FLOW_MAX_BYTES, &content) == STATUS_OK)
        flow_check(flow, buffer_text(&content), content.length, &checking->options,
                   &checking->faults);
    if (status != STATUS_IO && checking->request->format == FORMAT_TEXT)
        tell_flow(checking, path, flow, errors, warnings);
    buffer_free(&content);
    flow_free(flow);
}

static void check_file(struct checking *checking, const char *path, const char *id)
{
    if (assignment_is_file(path))
        check_assignment(checking, path);
    else if (scenario_is_file(path))
        check_scenario(checking, path, id);
    else
        check_one_flow(checking, path, id);
}

static void check_library(struct checking *checking, struct library *library)
{
    const struct library_entry *entries;
    const struct scenario_entry *scenarios;
    size_t count, i;

    library_entries(library, &entries, &count);
    checking->is_cut_off = checking->is_cut_off || library_cut_off(library);
    for (i = 0; i < count; i++) {
        if (entries[i].is_assignment)
            check_assignment(checking, entries[i].path);
        else
            check_one_flow(checking, entries[i].path, entries[i].id);
    }
    library_scenarios(library, &scenarios, &count);
    for (i = 0; i < count; i++)
        check_scenario(checking, scenarios[i].path, scenarios[i].id);
}

static void check_directory(struct checking *checking, const char *directory)
{
    struct library *library = NULL;

    library_new(&directory, 1, &library);
    library_on_passed_over(library, search_path_passed_over);
    check_library(checking, library);
    library_free(library);
}

static void check_operand(struct checking *checking, const char *operand)
{
    const struct library_entry *entry;
    const struct scenario_entry *scenario;

    if (search_path_is_directory(operand)) {
        check_directory(checking, operand);
        return;
    }
    if (search_path_is_file(operand)) {
        library_look_beside(checking->library, operand);
        check_file(checking, operand, NULL);
        return;
    }
    entry = library_by_id(checking->library, operand);
    scenario = entry ? NULL : library_scenario(checking->library, operand);
    if (scenario) {
        check_file(checking, scenario->path, scenario->id);
        return;
    }
    if (!entry) {
        output_error("there is no flow '%s'; name a flow's id, a .yaml file or a directory",
                     operand);
        checking->unreadable = true;
        return;
    }
    check_file(checking, entry->path, entry->id);
}

/* "9 flows, 10 scenarios checked: 0 errors, 1 warning" */
static void print_summary(const struct checking *checking)
{
    size_t i, kinds = 0;

    for (i = 0; i < SORT_COUNT; i++) {
        const size_t count = checking->checked[i];

        if (count)
            output_printf("%s%zu %s%s", kinds++ ? ", " : "", count, sorts[i], text_plural(count));
    }
    output_printf("%s checked: %zu error%s, %zu warning%s\n", kinds ? "" : "nothing",
                  checking->faults.errors, text_plural(checking->faults.errors),
                  checking->faults.warnings, text_plural(checking->faults.warnings));
}

static void print_findings(const struct checking *checking, enum format format)
{
    const struct diag_list *faults = &checking->faults;
    struct buffer text = {0};

    if (format == FORMAT_JSON || format == FORMAT_SARIF) {
        json_t *value = format == FORMAT_JSON ? diag_json(faults)
                                              : sarif_log(faults, !checking->unreadable);

        output_json(value);
        json_decref(value);
        return;
    }
    /* Tests are to be pasted: nothing else goes with them. */
    if (checking->request->suggest_tests) {
        output_faults(faults);
        output_text(buffer_text(&checking->figures.details));
        return;
    }
    diag_print(&text, faults, format == FORMAT_GCC ? DIAG_GCC : DIAG_TEXT);
    output_text(buffer_text(&text));
    if (format == FORMAT_TEXT) {
        output_text(buffer_text(&checking->figures.details));
        output_text(buffer_text(&checking->figures.lines));
        print_summary(checking);
    }
    buffer_free(&text);
}

static bool checks_nothing(const struct checking *checking)
{
    size_t i = 0;

    while (i < SORT_COUNT && !checking->checked[i])
        i++;
    return i == SORT_COUNT;
}

static enum exit_code check_all(struct checking *checking, const struct options *options)
{
    size_t i;

    if (!options->operand_count)
        check_library(checking, checking->library);
    for (i = 0; i < options->operand_count; i++)
        check_operand(checking, options->operands[i]);
    diag_sort(&checking->faults);
    print_findings(checking, options->format);
    if (checking->unreadable)
        return EXIT_USAGE;
    if (checks_nothing(checking)) {
        output_error("there is no flow to check; name a .yaml file or a directory of them");
        return EXIT_NO;
    }
    return checking->is_cut_off || checking->faults.errors || (options->strict && checking->faults.warnings) ? EXIT_NO
                                                                                     : EXIT_DONE;
}

static enum exit_code run(const struct options *options)
{
    struct checking checking = {0};
    struct clock clock;
    const char *first = NULL;
    enum exit_code code;
    size_t i;

    if (options->explain)
        return check_explain(options);
    if ((options->paths || options->coverage || options->suggest_tests) &&
        options->format != FORMAT_TEXT) {
        output_error("--paths, --coverage and --suggest-tests take --format=text");
        return EXIT_USAGE;
    }
    if (clock_init(&clock) != STATUS_OK) {
        output_error("ERRWALK_TEST_CLOCK must be a time such as 2026-01-01T00:00:00Z");
        return EXIT_USAGE;
    }
    /* Flows that are checked together may refer to each other. */
    for (i = 0; !first && i < options->operand_count; i++) {
        if (search_path_is_directory(options->operands[i]))
            first = options->operands[i];
    }
    checking.library = search_path_library(options, first);
    if (!checking.library)
        return EXIT_USAGE;
    checking.request = options;
    checking.options.today = clock_now(&clock);
    checking.options.library = checking.library;
    code = check_all(&checking, options);
    diag_list_free(&checking.faults);
    buffer_free(&checking.figures.details);
    buffer_free(&checking.figures.lines);
    library_free(checking.library);
    return code;
}
