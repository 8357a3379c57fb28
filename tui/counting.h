/* SPDX-License-Identifier: MIT */
/*
 * Counting: the loop's part in showing figures: the sessions of the history are read between keys.
 */
#ifndef ERRWALK_TUI_COUNTING_H
#define ERRWALK_TUI_COUNTING_H

#include "loop.h"

/* Counts all sessions again; `whole_team`: pulled ones, too. What goes wrong with the history is
 * reported. */
void counting_begin(struct loop *loop, bool whole_team);

/* Whether some are left to read; a part of that, which takes no longer than a key may wait. True: what
 * shows has changed. */
bool counting_has_work(const struct loop *loop);
bool counting_work(struct loop *loop);

/* Forgets what was counted. */
void counting_end(struct loop *loop);

#endif
