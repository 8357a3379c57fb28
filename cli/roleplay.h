/* SPDX-License-Identifier: MIT */
/*
 * Role-play: how the two ends of a call begin.
 */
#ifndef ERRWALK_CLI_ROLEPLAY_H
#define ERRWALK_CLI_ROLEPLAY_H

#include "train.h"

/* Each: anything but EXIT_DONE has been reported. */

/* Plays the caller of a scenario, by its id or file, until they hang up. */
enum exit_code roleplay_caller(struct walker *walker, const char *scenario);

/* Joins as the agent: the training of `wish` begins, or goes on where the caller was left. Its
 * scenario NULL: the only one that is played. */
enum exit_code roleplay_agent(struct walker *walker, struct train_wish *wish);

#endif
