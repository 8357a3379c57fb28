/* SPDX-License-Identifier: MIT */
/*
 * What every walk needs around it: library, history, answers, transcript.
 */
#include <config.h>

#include "errwalk/session-id.h"
#include "walker.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "errwalk/export.h"
#include "errwalk/file.h"
#include "errwalk/memory.h"
#include "errwalk/text.h"

#include "choose.h"
#include "output.h"
#include "cli/plain/plain.h"
#include "search-path.h"
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
static enum exit_code prepare_transcript(struct walker *walker)
{
    const char *path = walker->options->transcript;

    if (!path)
        return EXIT_DONE;
    walker->format = transcript_format_of_file(path);
    if (!walker->format) {
        output_error("--transcript=%s: the name must end in .md, .txt, .json or .html", path);
        return EXIT_USAGE;
    }
    if (file_may_write(path) != STATUS_OK) {
        int fault = errno;

        output_error("--transcript=%s: %s%s", path, strerror(fault), hint_for(fault));
        return EXIT_USAGE;
    }
    return EXIT_DONE;
}

enum exit_code walker_open(struct walker *walker, const struct options *options)
{
    *walker = (struct walker){.options = options};
    if (clock_init(&walker->clock) != STATUS_OK) {
        output_error("ERRWALK_TEST_CLOCK must be a time such as 2026-01-01T00:00:00Z");
        return EXIT_USAGE;
    }
    walker->library = search_path_library(options, NULL);
    if (!walker->library)
        return EXIT_USAGE;
    walker->walk = walk_new(walker->library, &walker->clock);
    if (!options->no_history && !options->watch) {
        struct walk_store store;

        walker->history = search_path_history(options);
        if (!walker->history)
            return EXIT_USAGE;
        store = history_store(walker->history);
        walk_set_store(walker->walk, &store);
    }
    return prepare_transcript(walker);
}

void walker_close(struct walker *walker)
{
    answers_free(walker->answers);
    call_free(walker->call);
    training_free(walker->training);
    walk_free(walker->walk);
    history_free(walker->history);
    library_free(walker->library);
    if (walker->signal) {
        /* End as the signal would have, for whoever waits for this process. */
        output_flush();
        tui_release();
        signal(walker->signal, SIG_DFL);
        raise(walker->signal);
    }
}

bool walker_can_ask(const struct walker *walker)
{
    return !walker->options->answers && isatty(STDIN_FILENO);
}

/* The steps of all flows that were entered, for text_nearest. */
struct entered_steps {
    const struct walker *walker;
    size_t event; /* to look at next */
    const struct step *step;
};

static const char *next_step(void *context)
{
    struct entered_steps *steps = context;
    const struct session *session = walk_session(steps->walker->walk);
    const struct flow *flow;

    if (steps->step)
        steps->step = (const void *)steps->step->node.next;
    while (!steps->step && steps->event < session_count(session)) {
        const struct event *event = session_event(session, steps->event++);
        struct diag_list faults = {0};

        if (*event->to_flow &&
            library_flow(steps->walker->library, event->to_flow, &faults, &flow) == STATUS_OK)
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
static void report_unused(const struct walker *walker, size_t from)
{
    const struct session *session = walk_session(walker->walk);
    const char *path = walker->options->answers;
    const struct value_node *answer;

    flow_each(answer, answers_test(walker->answers)->answers) {
        struct entered_steps steps = {.walker = walker};
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

static enum exit_code feed_answers(struct walker *walker)
{
    const char *path = walker->options->answers;
    struct diag_list faults = {0};
    size_t before = session_count(walk_session(walker->walk));
    enum status status;

    if (!path)
        return EXIT_DONE;
    if (walker->training) {
        output_error("--answers is for walks: a training is walked by its trainee");
        return EXIT_USAGE;
    }
    status = answers_load(path, &faults, &walker->answers);
    if (status == STATUS_OK)
        status = walk_feed(walker->walk, walker->answers, &faults);
    output_faults(&faults);
    diag_list_free(&faults);
    if (status == STATUS_OK) {
        report_unused(walker, before);
        return EXIT_DONE;
    }
    if (status == STATUS_IO && *walk_store_says(walker->walk)) {
        output_error("%s", walk_store_says(walker->walk));
        return EXIT_FAULT;
    }
    output_error("the answers in %s cannot be followed", path);
    return EXIT_USAGE;
}

/* A walk that was left is told how to go on with. */
static enum exit_code report_left(const struct walker *walker)
{
    size_t done = walk_done(walker->walk);
    const char *id = session_id_ending(session_id(walk_session(walker->walk)), SESSION_ID_SHOWN);
    const char *questions = done == 1 ? "question" : "questions";

    if (walk_is_cut_off(walker->walk))
        output_error("the session is not finished, and its last part was not saved; go on from before "
                     "that with: errwalk resume %s",
                     id);
    else if (!walk_is_stored(walker->walk))
        output_error("the session is not finished (%zu %s answered) and was not saved; to go on, "
                     "walk again and give the same answers",
                     done, questions);
    else if (session_count(walk_session(walker->walk)) < 2)
        output_error("nothing was answered, so there is no session to go on with");
    else
        output_error("the session is not finished (%zu %s answered); resume it with: errwalk resume %s",
                     done, questions, id);
    return EXIT_UNFINISHED;
}

static struct export_options export_options(const struct walker *walker)
{
    return (struct export_options){.format = walker->format,
                                   .redact = walker->options->redact,
                                   .keep = walker->options->keep};
}

/* Whether a walk that has just begun gives way to one that was left. */
static enum exit_code offer_by_lines(struct walker *walker)
{
    struct session *session = NULL;
    struct buffer question = {0};
    char id[SESSION_ID_SIZE], when[CLOCK_TEXT];
    bool yes;

    if (history_unfinished(walker->history, walk_flow(walker->walk)->id, id) != STATUS_OK ||
        history_load(walker->history, id, &session) != STATUS_OK)
        return EXIT_DONE; /* what is wrong with history is told with the first answer */
    clock_format_minute(session_event(session, 0)->at, when);
    buffer_printf(&question,
                  "A walk through this flow is not finished. It was begun %s UTC and has %zu of its "
                  "questions answered.\nGo on with it?",
                  when, session_done(session));
    session_free(session);
    yes = choose_yes(buffer_text(&question));
    buffer_free(&question);
    return yes ? walker_resume(walker, id) : EXIT_DONE;
}

static enum tui_news look(void *context, struct buffer *says, struct buffer *faults)
{
    return watch_look(context, false, says, faults);
}

/* Where a file is watched; NULL where none is. */
static struct watch *begin_watch(struct walker *walker, struct watch *watch)
{
    if (!walker->watched)
        return NULL;
    *watch = (struct watch){.walk = walker->walk,
                            .library = walker->library,
                            .clock = &walker->clock,
                            .path = walker->watched};
    watch_begin(watch);
    return watch;
}

static enum exit_code walk_by_lines(struct walker *walker)
{
    struct watch watch;
    struct plain_options options = {
        .in = stdin, .asks_again = isatty(STDIN_FILENO), .export = export_options(walker),
        .watch = begin_watch(walker, &watch), .call = walker->call};
    enum exit_code code = walker->offers ? offer_by_lines(walker) : EXIT_DONE;
    struct plain_end end = {0};

    do {
        if (end.replay)
            code = train_replay(walker, end.replay);
        if (code != EXIT_DONE)
            return code;
        options.training = walker->training;
        code = plain_run(walker->walk, &options, &end);
    } while (end.replay);
    walker->signal = end.signal;
    return code;
}

static enum exit_code walk_on_screens(struct walker *walker)
{
    struct tui_options options = choose_screens(walker->options);
    struct watch watch;
    const struct tui_watch watched = {.context = begin_watch(walker, &watch), .look = look};
    struct tui_end end = {0};
    enum status status;

    options.watch = watched.context ? &watched : NULL;
    options.call = walker->call;
    options.offers = walker->offers ? walker->history : NULL;
    for (;;) {
        enum exit_code code = EXIT_DONE;

        options.training = walker->training;
        status = tui_run(walker->walk, &options, &end);
        if (status == STATUS_OK && end.kind == TUI_RESUMES)
            code = walker_resume(walker, end.session);
        else if (status == STATUS_OK && end.kind == TUI_REPLAYS)
            code = train_replay(walker, end.replay);
        else
            break;
        if (code != EXIT_DONE)
            return code;
        options.offers = NULL;
    }
    if (status != STATUS_OK) {
        output_error("the terminal cannot be drawn on; try --plain");
        return EXIT_FAULT;
    }
    walker->signal = end.signal;
    if (end.kind == TUI_UNSTORED) {
        output_error("%s", walk_store_says(walker->walk));
        report_left(walker);
        return EXIT_FAULT;
    }
    if (end.kind == TUI_ENDED || session_outcome(walk_session(walker->walk)))
        return EXIT_DONE;
    return EXIT_UNFINISHED;
}

/* The export is part of the record, where one is kept. */
static enum exit_code write_transcript(struct walker *walker)
{
    const struct export_options options = export_options(walker);
    const char *path = walker->options->transcript;
    struct export_result result = {0};
    enum status status, kept;

    if (!walker->format)
        return EXIT_DONE;
    status = export_walk(walker->walk, &options, path, &result, &kept);
    if (status != STATUS_OK) {
        output_error("cannot write the transcript to %s: %s", path, strerror(errno));
        return EXIT_FAULT;
    }
    output_masked(&result.masked, options.redact);
    if (kept == STATUS_IO)
        output_error("the transcript was written, but history could not note it: %s",
                     walk_store_says(walker->walk));
    export_result_free(&result);
    return EXIT_DONE;
}

/* The transcript is written when the walk ends. One that is not kept is written as far as it came,
 * since nothing else is left of it. */
static bool is_to_write(const struct walker *walker, enum exit_code code)
{
    return session_outcome(walk_session(walker->walk)) != OUTCOME_UNFINISHED ||
           (code == EXIT_UNFINISHED && !walk_is_stored(walker->walk));
}

/* Whether there is something to go on with. */
static bool is_begun(const struct walker *walker)
{
    const struct session *session = walk_session(walker->walk);

    return session_outcome(session) == OUTCOME_UNFINISHED && session_count(session) > 1;
}

enum exit_code walker_run(struct walker *walker)
{
    enum exit_code code = feed_answers(walker), written;

    walker->offers = walker->offers && walker->history && walker_can_ask(walker);
    if (code == EXIT_DONE)
        code = choose_plain(walker->options) ? walk_by_lines(walker) : walk_on_screens(walker);
    if (walker->watched && code == EXIT_UNFINISHED)
        return EXIT_DONE; /* whoever writes a flow leaves it anywhere */
    if (code == EXIT_UNFINISHED || (code == EXIT_USAGE && is_begun(walker)))
        report_left(walker);
    if (!is_to_write(walker, code))
        return code;
    written = write_transcript(walker);
    return written == EXIT_DONE ? code : written;
}

/* What would be dropped: the misfit and the trail after it. */
static void list_dropped(const struct walker *walker, const struct event *misfit)
{
    size_t count, i;
    const struct event *const *trail = session_trail(walk_session(walker->walk), &count);

    output_text("The flow was edited since. These answers no longer fit it:\n");
    for (i = 0; i < count; i++) {
        if (trail[i]->number >= misfit->number)
            output_printf("  %s: %s\n", trail[i]->question,
                          *trail[i]->say ? trail[i]->say : trail[i]->answer);
    }
}

static enum exit_code drop_misfit(struct walker *walker, const struct event *misfit)
{
    struct event event;

    list_dropped(walker, misfit);
    if (!choose_yes("Drop them, and go on from there?")) {
        output_error("nothing was dropped; the session stays as it was");
        return EXIT_UNFINISHED;
    }
    if (walk_drop(walker->walk, misfit, &event) == STATUS_OK &&
        walk_commit(walker->walk, &event) == STATUS_OK)
        return train_resume(walker);
    output_error("the session cannot go on: %s", walk_store_says(walker->walk));
    return EXIT_FAULT;
}

enum exit_code walker_resume(struct walker *walker, const char *id)
{
    const struct event *misfit = NULL;
    struct diag_list faults = {0};
    struct session *session = NULL;
    enum status status = history_claim(walker->history, id);

    if (status == STATUS_NO) {
        output_error("session %s is being walked by another errwalk", id);
        return EXIT_USAGE;
    }
    if (status == STATUS_OK)
        status = history_load(walker->history, id, &session);
    if (status != STATUS_OK) {
        output_error("%s", status == STATUS_IO ? history_says(walker->history)
                                              : "the session is not there any more");
        return EXIT_FAULT;
    }
    status = walk_resume(walker->walk, session, &faults, &misfit);
    output_faults(&faults);
    diag_list_free(&faults);
    if (status != STATUS_OK) {
        output_error("session %s cannot go on: its flow %s is gone, broken, or begins elsewhere "
                     "now; its transcript is still there: errwalk transcript %s",
                     id, session_event(session, 0)->to_flow, id);
        session_free(session);
        return EXIT_USAGE;
    }
    return misfit ? drop_misfit(walker, misfit) : train_resume(walker);
}
