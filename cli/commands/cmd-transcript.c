/* SPDX-License-Identifier: MIT */
/*
 * errwalk transcript [SESSION]: a session written out, finished or not.
 */
#include <config.h>

#include <stddef.h>
#include <string.h>

#include "errwalk/clock.h"
#include "errwalk/export.h"
#include "errwalk/formats.h"
#include "errwalk/history.h"

#include "cli/command.h"
#include "cli/output.h"
#include "cli/search-path.h"

static enum exit_code run(const struct options *options);

const struct command command_transcript = {
    .name = "transcript",
    .usage = "[SESSION]",
    .summary = "write a session out",
    .options = TAKES_FORMAT | TAKES_OUTPUT | TAKES_REDACT | TAKES_MAIL,
    .formats = 1u << FORMAT_MARKDOWN | 1u << FORMAT_TEXT | 1u << FORMAT_JSON | 1u << FORMAT_HTML |
               1u << FORMAT_EML,
    .format = FORMAT_MARKDOWN,
    .run = run,
};

/* Each export is an event of its own, so that `errwalk verify` can tell of it. */
static enum exit_code record(struct history *history, const char *id, const char *format,
                             const char *file, bool redacted, const char *sha256)
{
    struct event event = event_make(EVENT_EXPORTED);
    struct clock clock;

    if (clock_init(&clock) != STATUS_OK) {
        output_error("ERRWALK_TEST_CLOCK must be a time such as 2026-01-01T00:00:00Z");
        return EXIT_USAGE;
    }
    event.at = clock_now(&clock);
    event.answer = format;
    event.say = file;
    event.sha256 = sha256;
    event.on = redacted;
    if (history_append(history, id, &event) == STATUS_OK)
        return EXIT_DONE;
    output_error("the transcript was written, but history could not note it: %s",
                 history_message(history));
    return EXIT_FAULT;
}

static enum exit_code write_out(const struct options *options, const struct session *session,
                                struct export_result *result)
{
    struct export_options export = {
        .format = options_transcript_format(options), .redact = options->redact, .keep = options->keep,
        .to = options->to, .subject = options->subject};
    struct buffer text = {0};
    enum status status;

    if (options->output) {
        status = export_file(session, &export, options->output, options->force, result);
    } else {
        status = export_document(session, &export, &text, result);
        if (status == STATUS_OK)
            output_document(buffer_text(&text), text.length);
        output_flush();
    }
    buffer_free(&text);
    if (status == STATUS_OK)
        return EXIT_DONE;
    return output_unwritable(options->output);
}

static enum exit_code export_session(const struct options *options, struct history *history,
                                     const char *id)
{
    struct export_result result = {0};
    struct session *session = NULL;
    enum exit_code code;

    if (history_load(history, id, &session) != STATUS_OK) {
        output_error("%s", history_message(history));
        return EXIT_FAULT;
    }
    code = write_out(options, session, &result);
    if (code == EXIT_DONE) {
        output_masked(&result.masked, options->redact);
        code = record(history, id, options_transcript_format(options)->name,
                      options->output ? options->output : "-", options->redact, result.sha256);
    }
    export_result_free(&result);
    session_free(session);
    return code;
}

static enum exit_code run(const struct options *options)
{
    struct history *history;
    enum exit_code code;
    char id[SESSION_ID_SIZE];

    if (options->operand_count > 1) {
        output_error("transcript takes one session; 'errwalk sessions' lists them");
        return EXIT_USAGE;
    }
    history = search_path_history(options);
    if (!history)
        return EXIT_USAGE;
    code = search_path_session(history, options->operand_count ? options->operands[0] : "", id);
    if (code == EXIT_DONE)
        code = export_session(options, history, id);
    history_free(history);
    return code;
}
