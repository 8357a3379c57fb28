/* SPDX-License-Identifier: MIT */
/*
 * Figures: the sessions of the history, counted for a command.
 */
#ifndef ERRWALK_CLI_FIGURES_H
#define ERRWALK_CLI_FIGURES_H

#include "errwalk/stats-history.h"

#include "command.h"

/* Adds the sessions of the history to figures; with --team those of the whole team. Shows its progress;
 * anything but EXIT_DONE has been reported. */
enum exit_code figures_add(const struct options *options, struct stats *stats);

#endif
