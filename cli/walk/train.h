/* SPDX-License-Identifier: MIT */
/*
 * Train: how a training begins, goes on, and begins again from one of its steps.
 */
#ifndef ERRWALK_CLI_TRAIN_H
#define ERRWALK_CLI_TRAIN_H

#include "walk-runner.h"

struct training_request {
    const char *scenario; /* its id, or a file ending in .yaml */
    enum training_mode mode;
    int64_t seed;
    const char *lock; /* as training_lock; "" for none */
    unsigned limit;   /* real minutes of an exam; 0: any */
    const char *shift; /* the plan that it is a call of, or NULL */
    unsigned call;     /* and which */
};

/* Each: anything but EXIT_DONE has been reported. */

/* Has a scenario chosen, or proposes the one that is due to be practised again, and trains on it to its
 * end. `runner->goes_home`: the list was left instead. */
enum exit_code train_from_home(struct walk_runner *runner, bool practises);

/* Loads a scenario, by its id or file, as the runner's training, which has not begun then. */
enum exit_code train_load(struct walk_runner *runner, const char *scenario);

/* Begins it. */
enum exit_code train_start(struct walk_runner *runner, const struct training_request *request);

/* Both, on a walk that has not begun. */
enum exit_code train_begin(struct walk_runner *runner, const struct training_request *request);

/* Takes over that a walk that was resumed is a training; nothing where it is none. */
enum exit_code train_resume(struct walk_runner *runner);

/* Puts a new training in the place of the one that was looked back on, as that was up to before
 * one of its events. */
enum exit_code train_replay(struct walk_runner *runner, unsigned number);

#endif
