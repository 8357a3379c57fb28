/* SPDX-License-Identifier: MIT */
/*
 * errwalk check: check flows, on all processors, and print what is wrong with them.
 */
#include <config.h>

#include <string.h>

#include "errwalk/arena.h"
#include "errwalk/assignment.h"
#include "errwalk/clock.h"
#include "errwalk/memory.h"
#include "errwalk/parallel.h"
#include "errwalk/sarif.h"
#include "errwalk/scenario.h"
#include "errwalk/text.h"
#include "errwalk/worker.h"

#include "check-explain.h"
#include "check-file.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/progress.h"
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

struct checking {
    const struct options *request;
    struct check_options checks;
    struct check_file *files;
    size_t file_count, file_capacity;
    size_t looked_beside; /* files of which the library knows what stands beside them */
    struct arena *arena;  /* of their paths and ids */
    struct check_result result;
    bool is_cut_off; /* not all that was asked for is among the files */
    bool is_wrong;   /* an operand names nothing */
};

static const char *copy(struct checking *checking, const char *text)
{
    return text ? arena_copy(checking->arena, text, strlen(text)) : NULL;
}

static void add_file(struct checking *checking, enum check_sort sort, const char *path, const char *id, bool is_named)
{
    void *files = checking->files;

    memory_grow(&files, &checking->file_capacity, checking->file_count, sizeof *checking->files);
    checking->files = files;
    checking->files[checking->file_count++] =
        (struct check_file){sort, copy(checking, path), copy(checking, id), is_named};
}

static void add_library(struct checking *checking, struct library *library)
{
    const struct library_entry *entries;
    const struct scenario_entry *scenarios;
    size_t count, i;

    library_entries(library, &entries, &count);
    checking->is_cut_off = checking->is_cut_off || library_cut_off(library);
    for (i = 0; i < count; i++)
        add_file(checking, entries[i].is_assignment ? CHECK_ASSIGNMENT : CHECK_FLOW, entries[i].path, entries[i].id,
                 false);
    library_scenarios(library, &scenarios, &count);
    for (i = 0; i < count; i++)
        add_file(checking, CHECK_SCENARIO, scenarios[i].path, scenarios[i].id, false);
}

static void add_directory(struct checking *checking, const char *directory)
{
    struct library *library = NULL;

    library_new(&directory, 1, &library);
    library_on_passed_over(library, search_path_passed_over);
    add_library(checking, library);
    library_free(library);
}

static enum check_sort sort_of(const char *path)
{
    if (assignment_is_file(path))
        return CHECK_ASSIGNMENT;
    return scenario_is_file(path) ? CHECK_SCENARIO : CHECK_FLOW;
}

static void add_operand(struct checking *checking, const char *operand)
{
    const struct library_entry *entry;
    const struct scenario_entry *scenario;

    if (search_path_is_directory(operand)) {
        add_directory(checking, operand);
        return;
    }
    if (search_path_is_file(operand)) {
        add_file(checking, sort_of(operand), operand, NULL, true);
        return;
    }
    entry = library_by_id(checking->checks.library, operand);
    scenario = entry ? NULL : library_scenario(checking->checks.library, operand);
    if (scenario) {
        add_file(checking, CHECK_SCENARIO, scenario->path, scenario->id, false);
        return;
    }
    if (!entry) {
        output_error("there is no flow '%s'; name a flow's id, a .yaml file or a directory", operand);
        checking->is_wrong = true;
        return;
    }
    add_file(checking, sort_of(entry->path), entry->path, entry->id, false);
}

/* What cannot be read is reported where the results come together. */
static struct check_result *current;

static void pass_over(const char *path, int error)
{
    check_result_pass_over(current, path, error);
}

/* Files are looked at in their order, so that each finds the blocks beside itself and those before it. */
static void check_one(void *context, size_t nth, struct buffer *out)
{
    struct checking *checking = context;
    struct check_result result = {0};

    for (; checking->looked_beside <= nth; checking->looked_beside++) {
        const struct check_file *file = &checking->files[checking->looked_beside];

        if (file->is_named)
            library_look_beside(checking->checks.library, file->path);
    }
    current = &result;
    library_on_passed_over(checking->checks.library, pass_over);
    check_file(&checking->files[nth], &checking->checks, checking->request, &result);
    check_result_write(&result, out);
    check_result_free(&result);
}

static void take_result(void *context, size_t nth, const char *bytes, size_t length)
{
    struct checking *checking = context;

    progress_show(NULL, "Checking", nth, checking->file_count);
    check_result_add(&checking->result, bytes, length);
}

/* Copying the process costs as much as a few files. */
enum { FILES_OF_A_WORKER = 4 };

static enum exit_code check_files(struct checking *checking)
{
    const size_t useful = checking->file_count / FILES_OF_A_WORKER, most = worker_most();
    const struct parallel parallel = {.parts = checking->file_count,
                                      .workers = useful < most ? useful : most,
                                      .context = checking,
                                      .work = check_one,
                                      .take = take_result};
    struct parallel_fault fault;
    bool is_done = parallel_run(&parallel, &fault);

    progress_end();
    if (is_done)
        return EXIT_DONE;
    if (fault.status < 0)
        output_error("%s could not be checked: the process that did was ended by signal %d",
                     checking->files[fault.part].path, -fault.status);
    else
        output_error("%s could not be checked: the process that did ended with status %d",
                     checking->files[fault.part].path, fault.status);
    return EXIT_FAULT;
}

/* "9 flows, 10 scenarios checked: 0 errors, 1 warning" */
static void print_summary(const struct checking *checking)
{
    const struct diag_list *faults = &checking->result.faults;
    size_t checked[CHECK_SORT_COUNT] = {0}, i, kinds = 0;

    for (i = 0; i < checking->file_count; i++)
        checked[checking->files[i].sort]++;
    for (i = 0; i < CHECK_SORT_COUNT; i++) {
        if (checked[i])
            output_printf("%s%zu %s%s", kinds++ ? ", " : "", checked[i], check_sorts[i], text_plural(checked[i]));
    }
    output_printf("%s checked: %zu error%s, %zu warning%s\n", kinds ? "" : "nothing", faults->errors,
                  text_plural(faults->errors), faults->warnings, text_plural(faults->warnings));
}

static void print_findings(const struct checking *checking, enum format format)
{
    const struct diag_list *faults = &checking->result.faults;
    struct buffer text = {0};

    if (format == FORMAT_JSON || format == FORMAT_SARIF) {
        json_t *value = format == FORMAT_JSON ? diag_json(faults)
                                              : sarif_log(faults, !checking->result.is_unreadable && !checking->is_wrong);

        output_json(value);
        json_decref(value);
        return;
    }
    /* Tests are to be pasted: nothing else goes with them. */
    if (checking->request->suggest_tests) {
        output_faults(faults);
        output_text(buffer_text(&checking->result.figures.details));
        return;
    }
    diag_print(&text, faults, format == FORMAT_GCC ? DIAG_GCC : DIAG_TEXT);
    output_text(buffer_text(&text));
    if (format == FORMAT_TEXT) {
        output_text(buffer_text(&checking->result.figures.details));
        output_text(buffer_text(&checking->result.figures.lines));
        print_summary(checking);
    }
    buffer_free(&text);
}

static enum exit_code check_all(struct checking *checking, const struct options *options)
{
    const struct diag_list *faults = &checking->result.faults;
    enum exit_code code;
    size_t i;

    if (!options->operand_count)
        add_library(checking, checking->checks.library);
    for (i = 0; i < options->operand_count; i++)
        add_operand(checking, options->operands[i]);
    code = check_files(checking);
    if (code != EXIT_DONE)
        return code;
    diag_sort(&checking->result.faults);
    print_findings(checking, options->format);
    if (checking->result.is_unreadable || checking->is_wrong)
        return EXIT_USAGE;
    if (!checking->file_count) {
        output_error("there is no flow to check; name a .yaml file or a directory of them");
        return EXIT_NO;
    }
    return checking->is_cut_off || faults->errors || (options->strict && faults->warnings) ? EXIT_NO : EXIT_DONE;
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
    checking.checks.library = search_path_library(options, first);
    if (!checking.checks.library)
        return EXIT_USAGE;
    checking.request = options;
    checking.checks.today = clock_now(&clock);
    checking.arena = arena_new();
    code = check_all(&checking, options);
    check_result_free(&checking.result);
    memory_free(checking.files);
    arena_free(checking.arena);
    library_free(checking.checks.library);
    return code;
}
