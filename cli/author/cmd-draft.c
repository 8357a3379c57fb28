/* SPDX-License-Identifier: MIT */
/*
 * errwalk draft: a flow from a page of a knowledge base, for a person to finish.
 */
#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "errwalk/draft.h"
#include "errwalk/file.h"

#include "cli/command.h"
#include "cli/output.h"

static enum exit_code run(const struct options *options);

const struct command command_draft = {
    .name = "draft",
    .usage = "PAGE",
    .summary = "make a flow from a page, for a person to finish",
    .options = TAKES_OUTPUT,
    .run = run,
};

static enum exit_code read_page(const char *path, struct buffer *page)
{
    char bytes[4096];
    size_t got;

    if (strcmp(path, "-") != 0) {
        enum status status = file_read(path, DRAFT_MOST_BYTES, page);

        if (status == STATUS_OK)
            return EXIT_DONE;
        output_error("cannot read %s: %s", path,
                     status == STATUS_NO ? "it is larger than 1 MiB" : strerror(errno));
        return EXIT_USAGE;
    }
    while ((got = fread(bytes, 1, sizeof bytes, stdin)) > 0 && page->length <= DRAFT_MOST_BYTES)
        buffer_append(page, bytes, got);
    if (page->length <= DRAFT_MOST_BYTES && !ferror(stdin))
        return EXIT_DONE;
    output_error("cannot read standard input: %s",
                 ferror(stdin) ? strerror(errno) : "it is larger than 1 MiB");
    return EXIT_USAGE;
}

/* A page of the Web would be taken for text, tags and all. */
static bool is_html(const struct buffer *page)
{
    const char *text = buffer_text(page) + strspn(buffer_text(page), " \t\r\n");

    return strncasecmp(text, "<!doctype", 9) == 0 || strncasecmp(text, "<html", 5) == 0;
}

static enum exit_code write_out(const struct options *options, struct buffer *flow)
{
    if (!options->output) {
        output_document(buffer_text(flow), flow->length);
        return EXIT_DONE;
    }
    file_end_lines(flow);
    if (file_write(options->output, buffer_text(flow), flow->length, options->force) == STATUS_OK)
        return EXIT_DONE;
    return output_unwritable(options->output);
}

/* On standard error, beside the flow. */
static void tell(const struct draft_report *report)
{
    if (report->left.length)
        output_error("%zu of %zu sections understood; left as comments: %s", report->understood,
                     report->sections, buffer_text(&report->left));
    else
        output_error("%zu of %zu sections understood", report->understood, report->sections);
}

static enum exit_code make(const struct options *options, const struct buffer *page)
{
    struct draft_report report = {0};
    struct buffer flow = {0};
    enum exit_code code = EXIT_USAGE;

    if (draft_write(&flow, buffer_text(page), page->length, &report) == STATUS_OK)
        code = write_out(options, &flow);
    else
        output_error("%s has no text", options->operands[0]);
    if (code == EXIT_DONE)
        tell(&report);
    buffer_free(&report.left);
    buffer_free(&flow);
    return code;
}

static enum exit_code run(const struct options *options)
{
    struct buffer page = {0};
    enum exit_code code;

    if (options->operand_count != 1) {
        output_error("draft takes one page: a file of text or Markdown, or '-' for standard input");
        return EXIT_USAGE;
    }
    code = read_page(options->operands[0], &page);
    if (code == EXIT_DONE && is_html(&page)) {
        output_error("%s is HTML: save the page as text, or as Markdown", options->operands[0]);
        code = EXIT_USAGE;
    }
    if (code == EXIT_DONE)
        code = make(options, &page);
    buffer_free(&page);
    return code;
}
