/* SPDX-License-Identifier: MIT */
/*
 * The runner's part of a training.
 */
#include <config.h>

#include "errwalk/session-id.h"
#include "train.h"

#include "cli/output.h"

static void refuse(const char *scenario, enum status status)
{
    if (status == STATUS_NO)
        output_error("there is no scenario '%s'; 'errwalk train --list' lists them", scenario);
    else
        output_error("%s cannot be trained: fix what is listed above", scenario);
}

static enum exit_code load(struct walk_runner *runner, struct walk *walk, const char *scenario,
                           struct training **training)
{
    struct diag_list faults = {0};
    enum status status = training_new(runner->library, walk, scenario, &faults, training);

    if (status != STATUS_OK) {
        output_faults(&faults);
        refuse(scenario, status);
    }
    diag_list_free(&faults);
    return status == STATUS_OK ? EXIT_DONE : status == STATUS_NO ? EXIT_NO : EXIT_USAGE;
}

enum exit_code train_load(struct walk_runner *runner, const char *scenario)
{
    return load(runner, runner->walk, scenario, &runner->training);
}

enum exit_code train_start(struct walk_runner *runner, const struct training_request *request)
{
    const char *trainee = runner->options->trainee;
    const struct training_options options = {
        .mode = request->mode,
        .trainee = trainee ? trainee : "",
        .seed = request->seed,
        .lock = request->lock,
        .limit = request->limit,
        .shift = request->shift,
        .call = request->call,
    };
    struct event event;

    if (training_start(runner->training, &options, &event) != STATUS_OK ||
        walk_commit(runner->walk, &event) != STATUS_OK) {
        output_error("the training cannot begin: %s", walk_store_message(runner->walk));
        return EXIT_FAULT;
    }
    /* A test clock gives each run the same id: the last run makes way. */
    if (runner->clock.fixed && runner->history)
        history_delete(runner->history, session_id(walk_session(runner->walk)));
    return EXIT_DONE;
}

enum exit_code train_begin(struct walk_runner *runner, const struct training_request *request)
{
    enum exit_code code = train_load(runner, request->scenario);

    return code == EXIT_DONE ? train_start(runner, request) : code;
}

enum exit_code train_resume(struct walk_runner *runner)
{
    const struct session *session = walk_session(runner->walk);
    const struct event *started = session_training(session);
    struct diag_list faults = {0};
    enum status status;

    if (!started)
        return EXIT_DONE;
    status = training_resume(runner->library, runner->walk, &faults, &runner->training);
    output_faults(&faults);
    diag_list_free(&faults);
    if (status == STATUS_OK)
        return EXIT_DONE;
    output_error("session %s cannot go on: its scenario %s is gone, broken, or was changed "
                 "since%s%s",
                 session_id_ending(session_id(session), SESSION_ID_SHOWN), started->scenario,
                 training_is_open(session) ? "; its debrief is still there: errwalk debrief " : "",
                 training_is_open(session)
                     ? session_id_ending(session_id(session), SESSION_ID_SHOWN)
                     : "");
    return EXIT_USAGE;
}

enum exit_code train_replay(struct walk_runner *runner, unsigned number)
{
    const struct scenario *scenario = training_scenario(runner->training);
    const char *name =
        library_scenario(runner->library, scenario->id) ? scenario->id : scenario->path;
    struct walk *walk = walk_new(runner->library, &runner->clock);
    struct training *training = NULL;
    enum exit_code code = load(runner, walk, name, &training);
    enum status status;

    if (code == EXIT_DONE) {
        if (runner->history) {
            struct walk_store store = history_store(runner->history);

            walk_set_store(walk, &store);
        }
        status = training_replay(training, walk_session(runner->walk), number);
        if (status != STATUS_OK) {
            output_error("this cannot be tried again: %s", status == STATUS_IO
                                                               ? walk_store_message(walk)
                                                               : "its scenario has changed");
            code = EXIT_FAULT;
        }
    }
    if (code == EXIT_DONE) {
        training_free(runner->training);
        walk_free(runner->walk);
        runner->training = training;
        runner->walk = walk;
        return EXIT_DONE;
    }
    training_free(training);
    walk_free(walk);
    return code;
}
