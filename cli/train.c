/* SPDX-License-Identifier: MIT */
/*
 * The walker's part of a training.
 */
#include <config.h>

#include "errwalk/session-id.h"
#include "train.h"

#include "output.h"

static void refuse(const char *scenario, enum status status)
{
    if (status == STATUS_NO)
        output_error("there is no scenario '%s'; 'errwalk train --list' lists them", scenario);
    else
        output_error("%s cannot be trained: fix what is listed above", scenario);
}

static enum exit_code load(struct walker *walker, struct walk *walk, const char *scenario,
                           struct training **training)
{
    struct diag_list faults = {0};
    enum status status = training_new(walker->library, walk, scenario, &faults, training);

    if (status != STATUS_OK) {
        output_faults(&faults);
        refuse(scenario, status);
    }
    diag_list_free(&faults);
    return status == STATUS_OK ? EXIT_DONE : status == STATUS_NO ? EXIT_NO : EXIT_USAGE;
}

enum exit_code train_load(struct walker *walker, const char *scenario)
{
    return load(walker, walker->walk, scenario, &walker->training);
}

enum exit_code train_start(struct walker *walker, const struct train_wish *wish)
{
    const char *trainee = walker->options->trainee;
    const struct training_options options = {
        .mode = wish->mode,
        .trainee = trainee ? trainee : "",
        .seed = wish->seed,
        .lock = wish->lock,
    };
    struct event event;

    if (training_start(walker->training, &options, &event) != STATUS_OK ||
        walk_commit(walker->walk, &event) != STATUS_OK) {
        output_error("the training cannot begin: %s", walk_store_says(walker->walk));
        return EXIT_FAULT;
    }
    /* A test clock gives each run the same id: the last run makes way. */
    if (walker->clock.fixed && walker->history)
        history_delete(walker->history, session_id(walk_session(walker->walk)));
    return EXIT_DONE;
}

enum exit_code train_begin(struct walker *walker, const struct train_wish *wish)
{
    enum exit_code code = train_load(walker, wish->scenario);

    return code == EXIT_DONE ? train_start(walker, wish) : code;
}

enum exit_code train_resume(struct walker *walker)
{
    const struct session *session = walk_session(walker->walk);
    const struct event *started = session_training(session);
    struct diag_list faults = {0};
    enum status status;

    if (!started)
        return EXIT_DONE;
    status = training_resume(walker->library, walker->walk, &faults, &walker->training);
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

enum exit_code train_replay(struct walker *walker, unsigned number)
{
    const struct scenario *scenario = training_scenario(walker->training);
    const char *name =
        library_scenario(walker->library, scenario->id) ? scenario->id : scenario->path;
    struct walk *walk = walk_new(walker->library, &walker->clock);
    struct training *training = NULL;
    enum exit_code code = load(walker, walk, name, &training);
    enum status status;

    if (code == EXIT_DONE) {
        if (walker->history) {
            struct walk_store store = history_store(walker->history);

            walk_set_store(walk, &store);
        }
        status = training_replay(training, walk_session(walker->walk), number);
        if (status != STATUS_OK) {
            output_error("this cannot be tried again: %s",
                         status == STATUS_IO ? walk_store_says(walk) : "its scenario has changed");
            code = EXIT_FAULT;
        }
    }
    if (code == EXIT_DONE) {
        training_free(walker->training);
        walk_free(walker->walk);
        walker->training = training;
        walker->walk = walk;
        return EXIT_DONE;
    }
    training_free(training);
    walk_free(walk);
    return code;
}
