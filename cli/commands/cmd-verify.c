/* SPDX-License-Identifier: MIT */
/*
 * errwalk verify FILE: which session of this history wrote a file, and that it is unchanged.
 */
#include <config.h>

#include <errno.h>
#include <string.h>

#include "errwalk/clock.h"
#include "errwalk/export.h"
#include "errwalk/file.h"
#include "errwalk/history.h"

#include "cli/command.h"
#include "cli/output.h"
#include "cli/search-path.h"

static enum exit_code run(const struct options *options);

const struct command command_verify = {
    .name = "verify",
    .usage = "FILE",
    .summary = "say which session wrote a transcript",
    .run = run,
};

enum { LARGEST_FILE = 64 * 1024 * 1024 };

static void tell(const char *path, const struct history_export *found)
{
    char when[CLOCK_TEXT];

    clock_format(found->at, when);
    output_printf("%s is unchanged since errwalk wrote it.\n", path);
    output_printf("  session:  %s\n  written:  %s\n  form:     %s\n  redacted: %s\n  as file:  %s\n",
                  found->session, when, found->format, found->redacted ? "yes" : "no",
                  strcmp(found->file, "-") == 0 ? "standard output" : found->file);
}

static enum exit_code verify(struct history *history, const char *path, const struct buffer *bytes)
{
    struct history_export found;
    char sha256[65];
    enum status status;

    export_hash(buffer_text(bytes), bytes->length, sha256);
    status = history_find_export(history, sha256, &found);
    if (status == STATUS_OK) {
        tell(path, &found);
        return EXIT_DONE;
    }
    if (status == STATUS_NO) {
        output_error("%s is not known: no session of this history wrote it, or it was changed",
                     path);
        return EXIT_NO;
    }
    output_error("%s", history_message(history));
    return EXIT_FAULT;
}

static enum exit_code run(const struct options *options)
{
    struct buffer bytes = {0};
    struct history *history;
    enum exit_code code = EXIT_USAGE;
    enum status status;

    if (options->operand_count != 1) {
        output_error("verify takes one file");
        return EXIT_USAGE;
    }
    status = file_read(options->operands[0], LARGEST_FILE, &bytes);
    if (status != STATUS_OK) {
        output_error("cannot read %s: %s", options->operands[0],
                     status == STATUS_NO ? "it is too large for a transcript" : strerror(errno));
        buffer_free(&bytes);
        return EXIT_USAGE;
    }
    history = search_path_history(options);
    if (history)
        code = verify(history, options->operands[0], &bytes);
    history_free(history);
    buffer_free(&bytes);
    return code;
}
