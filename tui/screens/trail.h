/* SPDX-License-Identifier: MIT */
/*
 * Trail: going back to an earlier answer.
 */
#ifndef ERRWALK_TUI_TRAIL_H
#define ERRWALK_TUI_TRAIL_H

#include "tui/frame/screen.h"

/* Goes back to before an event of the trail, at once where it is the last answer; else asks, and says
 * which answers that takes back. */
struct effect trail_go_back(const struct context *context, const struct event *event);

#endif
