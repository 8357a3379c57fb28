/* SPDX-License-Identifier: MIT */
/*
 * Role-play: how the two ends of a call begin.
 */
#ifndef ERRWALK_CLI_ROLEPLAY_START_H
#define ERRWALK_CLI_ROLEPLAY_START_H

#include "train.h"

/* Each: anything but EXIT_DONE has been reported. */

/* Plays the caller of a scenario, by its id or file, until they hang up. */
enum exit_code roleplay_start_caller(struct walk_runner *runner, const char *scenario);

/* Joins as the agent: the training of `request` begins, or goes on where the caller was left. Its
 * scenario NULL: the only one that is played. */
enum exit_code roleplay_start_agent(struct walk_runner *runner, struct training_request *request);

#endif
