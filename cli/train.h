/* SPDX-License-Identifier: MIT */
/*
 * Train: how a training begins, goes on, and begins again from one of its steps.
 */
#ifndef ERRWALK_CLI_TRAIN_H
#define ERRWALK_CLI_TRAIN_H

#include "walker.h"

struct train_wish {
    const char *scenario; /* its id, or a file ending in .yaml */
    enum training_mode mode;
    int64_t seed;
    const char *lock; /* as training_lock; "" for none */
};

/* Each: anything but EXIT_DONE has been reported. */

/* Has a scenario chosen, and trains on it to its end. */
enum exit_code train_choose(struct walker *walker);

/* Loads a scenario, by its id or file, as the walker's training, which has not begun then. */
enum exit_code train_load(struct walker *walker, const char *scenario);

/* Begins it. */
enum exit_code train_start(struct walker *walker, const struct train_wish *wish);

/* Both, on a walk that has not begun. */
enum exit_code train_begin(struct walker *walker, const struct train_wish *wish);

/* Takes over that a walk that was resumed is a training; nothing where it is none. */
enum exit_code train_resume(struct walker *walker);

/* Puts a new training in the place of the one that was looked back on, as that was up to before
 * one of its events. */
enum exit_code train_replay(struct walker *walker, unsigned number);

#endif
