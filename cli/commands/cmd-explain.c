/* SPDX-License-Identifier: MIT */
/*
 * errwalk explain PROBLEM: the error's page, from its flow or from the catalog.
 */
#include <config.h>

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/letters.h"
#include "errwalk/memory.h"
#include "errwalk/page.h"
#include "errwalk/problem.h"

#include "cli/command.h"
#include "explain-json.h"
#include "cli/output.h"
#include "cli/search-path.h"
#include "cli/walk/unknown.h"

static enum exit_code run(const struct options *options);

const struct command command_explain = {
    .name = "explain",
    .usage = "PROBLEM",
    .summary = "print the error's page",
    .options = TAKES_FORMAT,
    .formats = 1u << FORMAT_TEXT | 1u << FORMAT_MARKDOWN | 1u << FORMAT_JSON,
    .run = run,
};

/* Text as it is, in CommonMark, where any punctuation may have a backslash before it. */
static void add_literal(struct buffer *out, const char *text)
{
    for (; *text; text++) {
        if (letter_is_punct(*text))
            buffer_string(out, "\\");
        buffer_append(out, text, 1);
    }
}

static void print_commonmark(const struct buffer *page, enum format format)
{
    if (format != FORMAT_MARKDOWN) {
        output_prose(buffer_text(page));
        return;
    }
    output_text(buffer_text(page));
}

/* Before the pages of a text that may mean several errors. */
static void print_several(const char *text, enum format format)
{
    struct buffer line = {0};

    buffer_string(&line, "'");
    add_literal(&line, text);
    buffer_string(&line, "' may mean several errors; here is each.\n");
    print_commonmark(&line, format);
    buffer_free(&line);
}

/* Before one of these pages: as what the text was read, and why. */
static void print_reading(const struct problem *problem, enum format format)
{
    struct buffer line = {0};

    buffer_string(&line, "Read as ");
    add_literal(&line, problem->error);
    code_print_after(&line, problem->code);
    buffer_printf(&line, ": %s.\n", problem->why);
    output_text("\n");
    print_commonmark(&line, format);
    buffer_free(&line);
}

/* One problem: the page of its flow, or what the catalog knows. */
static void print_page(const struct problem *problem, const struct flow *flow, enum format format)
{
    struct buffer page = {0};

    if (flow)
        page_about(&page, flow);
    else
        page_catalog(&page, problem->known);
    print_commonmark(&page, format);
    buffer_free(&page);
}

struct explaining {
    struct library *library;
    enum format format;
    json_t *array; /* of the pages, for JSON */
    bool several; /* problems: each is told apart by how it was read */
};

static enum exit_code explain(struct explaining *explaining, const struct problem *problem,
                              const char *file)
{
    struct diag_list faults = {0};
    const struct flow *flow = NULL;
    enum status status = STATUS_OK;

    if (file)
        status = library_add_file(explaining->library, file, &faults, &flow);
    else if (problem->entry)
        status = library_flow(explaining->library, problem->entry->id, &faults, &flow);
    output_faults(&faults);
    diag_list_free(&faults);
    if (status != STATUS_OK)
        return EXIT_USAGE;
    if (explaining->array) {
        json_array_append_new(explaining->array, explain_json(problem, flow));
        return EXIT_DONE;
    }
    if (explaining->several) {
        print_reading(problem, explaining->format);
        output_text("\n");
    }
    print_page(problem, flow, explaining->format);
    return EXIT_DONE;
}

static enum exit_code report_unknown(const char *text)
{
    struct buffer near = {0};

    if (!unknown_report_event(text)) {
        unknown_near(text, &near);
        output_error("no match for '%s'%s", text, buffer_text(&near));
        buffer_free(&near);
    }
    return EXIT_NO;
}

static enum exit_code explain_text(struct explaining *explaining, const char *text)
{
    struct problem problems[PROBLEM_MOST] = {{.error = ""}};
    enum exit_code code = EXIT_DONE;
    size_t count, i;

    if (search_path_is_file(text))
        return explain(explaining, &problems[0], text);
    count = problem_find(explaining->library, text, (struct code){0}, problems, PROBLEM_MOST);
    if (!count)
        return report_unknown(text);
    explaining->several = count > 1;
    if (count > 1 && !explaining->array)
        print_several(text, explaining->format);
    for (i = 0; i < count && code == EXIT_DONE; i++)
        code = explain(explaining, &problems[i], NULL);
    return code;
}

static enum exit_code run(const struct options *options)
{
    struct explaining explaining = {.format = options->format};
    char *text;
    enum exit_code code = EXIT_USAGE;

    if (!options->operand_count) {
        output_error("explain takes a problem: an error in any spelling, or a flow's id");
        return EXIT_USAGE;
    }
    text = options_join(options);
    explaining.library = search_path_library(options, NULL);
    if (options->format == FORMAT_JSON)
        explaining.array = json_array();
    if (explaining.library)
        code = explain_text(&explaining, text);
    if (explaining.array && code != EXIT_USAGE)
        output_json(explaining.array);
    json_decref(explaining.array);
    library_free(explaining.library);
    memory_free(text);
    return code;
}
