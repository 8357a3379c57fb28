/* SPDX-License-Identifier: MIT */
/*
 * Graded: what the end of a training and its debrief tell alike.
 */
#ifndef ERRWALK_TUI_GRADED_H
#define ERRWALK_TUI_GRADED_H

#include "errwalk/score.h"
#include "tui/widgets/lines.h"

/* The parts of a score, each with what it earned and why. */
void graded_add_parts(struct lines *lines, const struct lines_style *style,
                      const struct score *score);

#endif
