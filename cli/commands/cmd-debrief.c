/* SPDX-License-Identifier: MIT */
/*
 * errwalk debrief [SESSION]: a training looked back on.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "errwalk/clock.h"
#include "errwalk/debrief.h"
#include "errwalk/export.h"
#include "errwalk/file.h"
#include "errwalk/formats.h"
#include "errwalk/history.h"
#include "errwalk/training.h"

#include "cli/command.h"
#include "cli/output.h"
#include "cli/search-path.h"

static enum exit_code run(const struct options *options);

const struct command command_debrief = {
    .name = "debrief",
    .usage = "[SESSION]",
    .summary = "look back on a training",
    .options = TAKES_FORMAT | TAKES_OUTPUT | TAKES_KEY,
    .formats = 1u << FORMAT_MARKDOWN | 1u << FORMAT_TEXT | 1u << FORMAT_JSON | 1u << FORMAT_HTML,
    .format = FORMAT_TEXT,
    .run = run,
};

/* The latest training, where none is named. */
static enum exit_code find_session(struct history *history, const char *prefix, char id[SESSION_ID_SIZE])
{
    const struct history_filter filter = {.since = INT64_MIN, .outcome = -1, .trainings = true, .own = true};
    struct history_list list = {0};
    size_t i;

    if (*prefix)
        return search_path_session(history, prefix, id);
    if (history_list(history, &filter, &list) != STATUS_OK) {
        output_error("%s", history_message(history));
        return EXIT_FAULT;
    }
    id[0] = '\0';
    for (i = 0; i < list.count && !*id; i++) {
        if (*list.items[i].scenario && list.items[i].outcome != OUTCOME_UNFINISHED)
            snprintf(id, SESSION_ID_SIZE, "%s", list.items[i].id);
    }
    history_list_free(&list);
    if (*id)
        return EXIT_DONE;
    output_error("there is no training that has ended; 'errwalk train' begins one");
    return EXIT_NO;
}

/* The event of the release; no kind where there is nothing to do or it is refused. */
static enum exit_code turn_key(const struct options *options, const char *id,
                               const struct session *session, struct event *event)
{
    struct buffer key = {0};
    enum training_refusal refusal;

    if (!options_key(options, &key))
        return EXIT_USAGE;
    refusal = training_release(session, buffer_text(&key), event);
    buffer_free(&key);
    if (refusal == TRAINING_OTHER_KEY)
        output_error("this key does not release the debrief of %s: it was locked with another", id);
    return refusal == TRAINING_OTHER_KEY ? EXIT_NO : EXIT_DONE;
}

static enum exit_code release(const struct options *options, struct history *history,
                              const char *id, struct session *session)
{
    struct event event = {.kind = EVENT_KIND_COUNT};
    enum exit_code code = options->key ? turn_key(options, id, session, &event) : EXIT_DONE;
    struct clock clock;

    if (code != EXIT_DONE || event.kind != EVENT_RELEASED)
        return code;
    if (clock_init(&clock) != STATUS_OK) {
        output_error("ERRWALK_TEST_CLOCK must be a time such as 2026-01-01T00:00:00Z");
        return EXIT_USAGE;
    }
    event.at = clock_now(&clock);
    if (history_append(history, id, &event) != STATUS_OK ||
        session_apply(session, &event) != STATUS_OK) {
        output_error("the release could not be saved: %s", history_message(history));
        return EXIT_FAULT;
    }
    return EXIT_DONE;
}

static enum exit_code refuse(const struct session *session, const char *id)
{
    if (!session_training(session))
        output_error("%s is not a training; 'errwalk transcript %s' writes it out", id, id);
    else if (session_outcome(session) == OUTCOME_UNFINISHED)
        output_error("the training is not finished; resume it with: errwalk resume %s", id);
    else
        output_error("this exam is handed in: the trainer releases its debrief with: "
                     "errwalk debrief %s --key=KEY",
                     id);
    return EXIT_NO;
}

static enum exit_code write_out(const struct options *options, const struct debrief *debrief)
{
    const struct transcript_format *format = options_transcript_format(options);
    struct buffer text = {0};
    enum exit_code code = EXIT_DONE;

    debrief_write(&text, format, debrief);
    if (options->output && format->is_for_people)
        file_end_lines(&text);
    if (!options->output)
        output_document(buffer_text(&text), text.length);
    else if (file_write(options->output, text.bytes, text.length, options->force) != STATUS_OK)
        code = output_unwritable(options->output);
    buffer_free(&text);
    return code;
}

static enum exit_code debrief_session(const struct options *options, struct history *history,
                                      const char *id)
{
    struct session *session = NULL;
    struct debrief *debrief = NULL;
    enum exit_code code;

    if (history_load(history, id, &session) != STATUS_OK) {
        output_error("%s", history_message(history));
        return EXIT_FAULT;
    }
    code = release(options, history, id, session);
    if (code == EXIT_DONE && !training_is_open(session)) {
        code = refuse(session, id);
    } else if (code == EXIT_DONE && debrief_new(session, &debrief) != STATUS_OK) {
        output_error("the record of %s cannot be read", id);
        code = EXIT_FAULT;
    }
    if (code == EXIT_DONE)
        code = write_out(options, debrief);
    debrief_free(debrief);
    session_free(session);
    return code;
}

static enum exit_code run(const struct options *options)
{
    struct history *history;
    enum exit_code code;
    char id[SESSION_ID_SIZE];

    if (options->operand_count > 1) {
        output_error("debrief takes one session; 'errwalk sessions' lists them");
        return EXIT_USAGE;
    }
    history = search_path_history(options);
    if (!history)
        return EXIT_USAGE;
    code = find_session(history, options->operand_count ? options->operands[0] : "", id);
    if (code == EXIT_DONE)
        code = debrief_session(options, history, id);
    history_free(history);
    return code;
}
