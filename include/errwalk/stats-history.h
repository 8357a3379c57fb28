/* SPDX-License-Identifier: MIT */
/*
 * Stats history: figures over the sessions of a history, read in parts, so that a person may go on
 * meanwhile.
 */
#ifndef ERRWALK_STATS_HISTORY_H
#define ERRWALK_STATS_HISTORY_H

#include "errwalk/history.h"
#include "errwalk/library.h"
#include "errwalk/stats.h"

/* A reading of all sessions; `whole_team`: pulled ones, too. STATUS_IO, as history_message says. It must be
 * freed before the history and the stats. */
struct stats_reading;
enum status stats_reading_new(struct stats *stats, struct history *history, bool whole_team,
                              struct stats_reading **reading);
void stats_reading_free(struct stats_reading *reading); /* NULL is allowed */

/* Adds so many sessions at most. STATUS_NO: there are no more. STATUS_IO. */
enum status stats_read(struct stats_reading *reading, size_t most);
const struct history_passed *stats_reading_done(const struct stats_reading *reading);

/* A stats_flow_function over a library: a flow that has become broken, or is gone, has figures all the
 * same. */
const struct flow *stats_library_flow(void *library, const char *id);

#endif
