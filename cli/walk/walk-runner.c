/* SPDX-License-Identifier: MIT */
/*
 * What every walk needs around it: library, history, answers, transcript.
 */
#include <config.h>

#include "errwalk/session-id.h"
#include "walk-runner.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "errwalk/export.h"
#include "errwalk/file.h"
#include "errwalk/formats.h"
#include "errwalk/memory.h"
#include "errwalk/text.h"

#include "choose.h"
#include "cli/output.h"
#include "cli/plain/plain.h"
#include "cli/search-path.h"
#include "sync-later.h"
#include "train.h"
#include "watch.h"

/* What to do about a file that cannot be made, by errno. */
static const char *hint_for(int fault)
{
    switch (fault) {
    case EEXIST:
    case ELOOP:
        return "; name a new file";
    case ENOENT:
    case ENOTDIR:
        return "; name a file in a directory that is there";
    case EACCES:
    case EPERM:
    case EROFS:
        return "; name a file in a directory that you may write to";
    default:
        return "";
    }
}

/* What can be refused is refused before the first question. */
static enum exit_code prepare_transcript(struct walk_runner *runner)
{
    const char *path = runner->options->transcript;

    if (!path)
        return EXIT_DONE;
    runner->format = transcript_format_of_file(path);
    if (!runner->format) {
        output_error("--transcript=%s: the name must end in .md, .txt, .json, .html or .eml", path);
        return EXIT_USAGE;
    }
    if (file_may_write(path) != STATUS_OK) {
        int fault = errno;

        output_error("--transcript=%s: %s%s", path, strerror(fault), hint_for(fault));
        return EXIT_USAGE;
    }
    return EXIT_DONE;
}

enum exit_code walk_runner_open(struct walk_runner *runner, const struct options *options)
{
    *runner = (struct walk_runner){.options = options};
    if (clock_init(&runner->clock) != STATUS_OK) {
        output_error("ERRWALK_TEST_CLOCK must be a time such as 2026-01-01T00:00:00Z");
        return EXIT_USAGE;
    }
    runner->library = search_path_library(options, NULL);
    if (!runner->library)
        return EXIT_USAGE;
    runner->walk = walk_new(runner->library, &runner->clock);
    if (!options->no_history && !options->watch) {
        struct walk_store store;

        runner->history = search_path_history(options);
        if (!runner->history)
            return EXIT_USAGE;
        store = history_store(runner->history);
        walk_set_store(runner->walk, &store);
    }
    return prepare_transcript(runner);
}

void walk_runner_close(struct walk_runner *runner)
{
    const int number = runner->signal ? runner->signal : choose_signal();

    answers_free(runner->answers);
    roleplay_free(runner->roleplay);
    training_free(runner->training);
    sync_later(runner->options, runner->history, runner->walk, clock_peek(&runner->clock));
    walk_free(runner->walk);
    history_free(runner->history);
    library_free(runner->library);
    if (number) {
        /* End as the signal would have, for whoever waits for this process. */
        output_flush();
        tui_release();
        signal(number, SIG_DFL);
        raise(number);
    }
}

bool walk_runner_can_ask(const struct walk_runner *runner)
{
    return !runner->options->answers && isatty(STDIN_FILENO);
}

/* The steps of all flows that were entered, for text_nearest. */
struct entered_steps {
    const struct walk_runner *runner;
    size_t event; /* to look at next */
    const struct step *step;
};

static const char *next_step(void *context)
{
    struct entered_steps *steps = context;
    const struct session *session = walk_session(steps->runner->walk);
    const struct flow *flow;

    if (steps->step)
        steps->step = (const void *)steps->step->node.next;
    while (!steps->step && steps->event < session_count(session)) {
        const struct event *event = session_event(session, steps->event++);
        struct diag_list faults = {0};

        if (*event->to_flow &&
            library_flow(steps->runner->library, event->to_flow, &faults, &flow) == STATUS_OK)
            steps->step = flow->first;
        diag_list_free(&faults);
    }
    return steps->step ? steps->step->node.id : NULL;
}

static bool was_used(const struct session *session, const char *step, size_t from)
{
    size_t i;

    for (i = from; i < session_count(session); i++) {
        if (strcmp(session_event(session, i)->step, step) == 0)
            return true;
    }
    return false;
}

/* Answers that no step asked for: most often the name of the step is mistyped. `from`: the first
 * event that an answer may have made. */
static void report_unused(const struct walk_runner *runner, size_t from)
{
    const struct session *session = walk_session(runner->walk);
    const char *path = runner->options->answers;
    const struct value_node *answer;

    flow_each(answer, answers_test(runner->answers)->answers) {
        struct entered_steps steps = {.runner = runner};
        const char *id = answer->node.id, *near = NULL;

        if (was_used(session, id, from))
            continue;
        near = text_nearest(id, next_step, &steps);
        if (near && strcmp(near, id) != 0)
            output_error("%s: never used: %s, did you mean %s?", path, id, near);
        else
            output_error("%s: never used: %s", path, id);
    }
}

static enum exit_code feed_answers(struct walk_runner *runner)
{
    const char *path = runner->options->answers;
    struct diag_list faults = {0};
    size_t before = session_count(walk_session(runner->walk));
    enum status status;

    if (!path)
        return EXIT_DONE;
    if (runner->training) {
        output_error("--answers is for walks: a training is walked by its trainee");
        return EXIT_USAGE;
    }
    status = answers_load(path, &faults, &runner->answers);
    if (status == STATUS_OK)
        status = walk_feed(runner->walk, runner->answers, &faults);
    output_faults(&faults);
    diag_list_free(&faults);
    if (status == STATUS_OK) {
        report_unused(runner, before);
        return EXIT_DONE;
    }
    if (status == STATUS_IO && *walk_store_message(runner->walk)) {
        output_error("%s", walk_store_message(runner->walk));
        return EXIT_FAULT;
    }
    output_error("the answers in %s cannot be followed", path);
    return EXIT_USAGE;
}

/* A walk that was left says how it can be resumed. */
static enum exit_code report_left(const struct walk_runner *runner)
{
    size_t done = walk_done(runner->walk);
    const char *id = session_id_ending(session_id(walk_session(runner->walk)), SESSION_ID_SHOWN);
    const char *questions = done == 1 ? "question" : "questions";

    if (walk_is_cut_off(runner->walk))
        output_error("the session is not finished, and its last part was not saved; go on from before "
                     "that with: errwalk resume %s",
                     id);
    else if (!walk_is_stored(runner->walk))
        output_error("the session is not finished (%zu %s answered) and was not saved; to go on, "
                     "walk again and give the same answers",
                     done, questions);
    else if (session_count(walk_session(runner->walk)) < 2)
        output_error("nothing was answered, so there is no session to resume");
    else
        output_error("the session is not finished (%zu %s answered); resume it with: errwalk resume %s",
                     done, questions, id);
    return EXIT_UNFINISHED;
}

static struct export_options export_options(const struct walk_runner *runner)
{
    return (struct export_options){.format = runner->format,
                                   .redact = runner->options->redact,
                                   .keep = runner->options->keep};
}

/* Whether a walk that has just begun gives way to one that was left. */
static enum exit_code offer_by_lines(struct walk_runner *runner)
{
    struct session *session = NULL;
    struct buffer question = {0};
    char id[SESSION_ID_SIZE], when[CLOCK_TEXT];
    bool yes;

    if (history_unfinished(runner->history, walk_flow(runner->walk)->id, id) != STATUS_OK ||
        history_load(runner->history, id, &session) != STATUS_OK)
        return EXIT_DONE; /* what is wrong with history is reported with the first answer */
    clock_format_minute(session_event(session, 0)->at, when);
    buffer_printf(&question,
                  "A walk through this flow is not finished. It was begun %s and has %zu of its "
                  "questions answered.\nGo on with it?",
                  when, session_done(session));
    session_free(session);
    yes = choose_yes(buffer_text(&question));
    buffer_free(&question);
    return yes ? walk_runner_resume(runner, id) : EXIT_DONE;
}

static enum tui_news look(void *context, struct buffer *says, struct buffer *faults)
{
    return watch_poll(context, false, says, faults);
}

/* Where a file is watched; NULL where none is. */
static struct watch *begin_watch(struct walk_runner *runner, struct watch *watch)
{
    if (!runner->watched)
        return NULL;
    *watch = (struct watch){.walk = runner->walk,
                            .library = runner->library,
                            .clock = &runner->clock,
                            .path = runner->watched};
    watch_begin(watch);
    return watch;
}

static enum exit_code walk_by_lines(struct walk_runner *runner)
{
    struct watch watch;
    struct plain_options options = {
        .in = stdin, .asks_again = isatty(STDIN_FILENO), .export = export_options(runner),
        .watch = begin_watch(runner, &watch), .roleplay = runner->roleplay};
    enum exit_code code = runner->offers ? offer_by_lines(runner) : EXIT_DONE;
    struct plain_end end = {0};

    do {
        if (end.replay)
            code = train_replay(runner, end.replay);
        if (code != EXIT_DONE)
            return code;
        options.training = runner->training;
        code = plain_run(runner->walk, &options, &end);
    } while (end.replay);
    runner->signal = end.signal;
    return code;
}

static enum exit_code walk_on_screens(struct walk_runner *runner)
{
    struct tui_options options = choose_screens(runner->options);
    struct watch watch;
    const struct tui_watch watched = {.context = begin_watch(runner, &watch), .look = look};
    struct tui_end end = {0};
    enum status status;

    options.watch = watched.context ? &watched : NULL;
    options.roleplay = runner->roleplay;
    options.offers = runner->offers ? runner->history : NULL;
    for (;;) {
        enum exit_code code = EXIT_DONE;

        options.training = runner->training;
        status = tui_run(runner->walk, &options, &end);
        if (status == STATUS_OK && end.kind == TUI_RESUMES)
            code = walk_runner_resume(runner, end.session);
        else if (status == STATUS_OK && end.kind == TUI_REPLAYS)
            code = train_replay(runner, end.replay);
        else
            break;
        if (code != EXIT_DONE)
            return code;
        options.offers = NULL;
    }
    if (status != STATUS_OK) {
        output_error("this terminal cannot show the screens; try --plain");
        return EXIT_FAULT;
    }
    runner->signal = end.signal;
    if (end.kind == TUI_UNSTORED) {
        output_error("%s", walk_store_message(runner->walk));
        report_left(runner);
        return EXIT_FAULT;
    }
    runner->goes_on = end.kind == TUI_NEXT;
    if (end.kind == TUI_ENDED || session_outcome(walk_session(runner->walk)))
        return EXIT_DONE;
    return EXIT_UNFINISHED;
}

/* What is left on the terminal of a walk that was shown full-screen. */
static void report_ended(const struct walk_runner *runner)
{
    const struct session *session = walk_session(runner->walk);
    const char *outcome = outcome_names[session_outcome(session)];
    const char *id = session_id_ending(session_id(session), SESSION_ID_SHOWN);

    if (walk_is_stored(runner->walk))
        output_line("The case is %s. Its session is %s: errwalk transcript %s", outcome, id, id);
    else
        output_line("The case is %s. It was not saved.", outcome);
}

/* The export is part of the record, where one is kept. */
static enum exit_code write_transcript(struct walk_runner *runner)
{
    const struct export_options options = export_options(runner);
    const char *path = runner->options->transcript;
    struct export_result result = {0};
    enum status status, kept;

    if (!runner->format)
        return EXIT_DONE;
    status = export_walk(runner->walk, &options, path, &result, &kept);
    if (status != STATUS_OK) {
        output_error("cannot write the transcript to %s: %s", path, strerror(errno));
        return EXIT_FAULT;
    }
    output_masked(&result.masked, options.redact);
    if (kept == STATUS_IO)
        output_error("the transcript was written, but history could not note it: %s",
                     walk_store_message(runner->walk));
    export_result_free(&result);
    return EXIT_DONE;
}

/* The transcript is written when the walk ends. One that is not kept is written as far as it came,
 * since nothing else is left of it. */
static bool is_to_write(const struct walk_runner *runner, enum exit_code code)
{
    return session_outcome(walk_session(runner->walk)) != OUTCOME_UNFINISHED ||
           (code == EXIT_UNFINISHED && !walk_is_stored(runner->walk));
}

/* Whether there is something to go on with. */
static bool is_begun(const struct walk_runner *runner)
{
    const struct session *session = walk_session(runner->walk);

    return session_outcome(session) == OUTCOME_UNFINISHED && session_count(session) > 1;
}

static bool has_outcome(const struct walk_runner *runner)
{
    return session_outcome(walk_session(runner->walk)) != OUTCOME_UNFINISHED;
}

enum exit_code walk_runner_run(struct walk_runner *runner)
{
    const bool is_plain = choose_plain(runner->options);
    enum exit_code code = feed_answers(runner), written;

    runner->offers = runner->offers && runner->history && walk_runner_can_ask(runner);
    if (code == EXIT_DONE)
        code = is_plain ? walk_by_lines(runner) : walk_on_screens(runner);
    if (code == EXIT_DONE && !is_plain && !runner->watched && !runner->goes_on && has_outcome(runner) &&
        !runner->is_in_shift)
        report_ended(runner);
    if (runner->is_in_shift)
        return code;
    if (runner->watched && code == EXIT_UNFINISHED)
        return EXIT_DONE; /* whoever writes a flow leaves it anywhere */
    if (code == EXIT_UNFINISHED || (code == EXIT_USAGE && is_begun(runner)))
        report_left(runner);
    if (!is_to_write(runner, code))
        return code;
    written = write_transcript(runner);
    return written == EXIT_DONE ? code : written;
}

/* What would be dropped: the misfit and the trail after it. */
static void list_dropped(const struct walk_runner *runner, const struct event *misfit)
{
    size_t count, i;
    const struct event *const *trail = session_trail(walk_session(runner->walk), &count);

    output_text("The flow was edited since. These answers no longer fit it:\n");
    for (i = 0; i < count; i++) {
        if (trail[i]->number >= misfit->number)
            output_printf("  %s: %s\n", trail[i]->question,
                          *trail[i]->say ? trail[i]->say : trail[i]->answer);
    }
}

static enum exit_code drop_misfit(struct walk_runner *runner, const struct event *misfit)
{
    struct event event;

    list_dropped(runner, misfit);
    if (!choose_yes("Drop them, and go on from there?")) {
        output_error("nothing was dropped; the session is unchanged");
        return EXIT_UNFINISHED;
    }
    event = walk_drop(runner->walk, misfit);
    if (walk_commit(runner->walk, &event) == STATUS_OK)
        return train_resume(runner);
    output_error("the session cannot go on: %s", walk_store_message(runner->walk));
    return EXIT_FAULT;
}

enum exit_code walk_runner_resume(struct walk_runner *runner, const char *named)
{
    const struct event *misfit = NULL;
    struct diag_list faults = {0};
    struct session *session = NULL;
    char id[SESSION_ID_SIZE] = "";
    enum status status = history_resume(runner->history, named, &runner->clock, id);

    if (status == STATUS_NO) {
        output_error("session %s is being walked by another errwalk", named);
        return EXIT_USAGE;
    }
    if (status == STATUS_OK && strcmp(id, named) != 0)
        output_error("session %s is only read here: this is a new one that continues it", named);
    if (status == STATUS_OK)
        status = history_load(runner->history, id, &session);
    if (status != STATUS_OK) {
        output_error("%s", status == STATUS_IO ? history_message(runner->history)
                                              : "the session no longer exists");
        return EXIT_FAULT;
    }
    status = walk_resume(runner->walk, session, &faults, &misfit);
    output_faults(&faults);
    diag_list_free(&faults);
    if (status != STATUS_OK) {
        output_error("session %s cannot go on: its flow %s is gone, broken, or begins elsewhere "
                     "now; its transcript is still there: errwalk transcript %s",
                     id, session_event(session, 0)->to_flow, id);
        session_free(session);
        return EXIT_USAGE;
    }
    return misfit ? drop_misfit(runner, misfit) : train_resume(runner);
}
