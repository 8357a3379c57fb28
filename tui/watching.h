/* SPDX-License-Identifier: MIT */
/*
 * Watching: the loop's part in walking a flow while it is being written.
 */
#ifndef ERRWALK_TUI_WATCHING_H
#define ERRWALK_TUI_WATCHING_H

#include "loop.h"

/* Hands in an exam whose time is up, warns before that, and shows that a debrief was released. */
void watching_poll_training(struct loop *loop);

/* Looks at the file of tui_options.watch, and shows what came of it. */
void watching_poll(struct loop *loop);

/* The screen of what is wrong with it; `faults` are copied. */
struct screen *broken_new(const struct context *context, const char *faults);

#endif
