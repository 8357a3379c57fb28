/* SPDX-License-Identifier: MIT */
/*
 * Shift run: a shift with a person who takes the calls, in either front end.
 */
#ifndef ERRWALK_CLI_SHIFT_RUN_H
#define ERRWALK_CLI_SHIFT_RUN_H

#include "tasks.h"
#include "walk-runner.h"

/* Each: anything but EXIT_DONE has been reported. */

/* Begins a shift over these tasks as --shift and --seed say, or goes on with one that was left where --shift
 * says no number. */
enum exit_code shift_run(struct walk_runner *runner, const struct train_tasks *tasks);

/* Whether the session that was resumed is a call of a shift. */
bool shift_run_is_call(const struct walk_runner *runner);

/* Goes on with the shift of the session that was resumed. */
enum exit_code shift_run_resume(struct walk_runner *runner);

#endif
