/* SPDX-License-Identifier: MIT */
/*
 * Seen: what a training has told and shown so far, as parts of screens and as one to read.
 */
#ifndef ERRWALK_TUI_SEEN_H
#define ERRWALK_TUI_SEEN_H

#include "tui/frame/screen.h"

/* In mode learn: whether what was decided last was right, and why. */
void seen_add_told(struct screen *screen, const struct lines_style *style);

/* Who calls, and their first words. */
void seen_add_opening(struct screen *screen, const struct lines_style *style);

/* What the caller of a role-play brought up at the step where the walk stands. */
void seen_add_heard(struct screen *screen, const struct lines_style *style);

/* What was found at a step, or was brought up there, from its event. */
void seen_add_found(struct screen *screen, const struct lines_style *style,
                    const struct event *looked);

/* All of it, to be read again. */
struct screen *seen_new(const struct context *context);

#endif
