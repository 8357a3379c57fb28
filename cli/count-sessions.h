/* SPDX-License-Identifier: MIT */
/*
 * Count sessions: the sessions of the history, counted for a command.
 */
#ifndef ERRWALK_CLI_COUNT_SESSIONS_H
#define ERRWALK_CLI_COUNT_SESSIONS_H

#include "errwalk/stats-formats.h"
#include "errwalk/stats-history.h"

#include "command.h"

/* Adds the sessions of the history to figures; with --team those of the whole team. Shows its progress;
 * anything but EXIT_DONE has been reported. */
enum exit_code figures_add(const struct options *options, struct stats *stats);

/* The same with those of a history that is open. */
enum exit_code figures_add_from(struct history *history, bool whole_team, struct stats *stats);

/* How the format text shows on standard output. */
struct stats_view figures_view(const struct stats_filter *filter);

#endif
