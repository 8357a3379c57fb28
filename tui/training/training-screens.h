/* SPDX-License-Identifier: MIT */
/*
 * Training screens: the constructors of those that only a training or a role-play has. The loop owns what it
 * opens.
 */
#ifndef ERRWALK_TUI_TRAINING_SCREENS_H
#define ERRWALK_TUI_TRAINING_SCREENS_H

#include "tui/frame/screen.h"

struct screen *diagnosis_new(const struct context *context);
struct screen *graded_new(const struct context *context);     /* the end of a training */
struct screen *debriefing_new(const struct context *context); /* NULL: it cannot be read any more */
struct screen *caller_new(const struct context *context);     /* the caller's end of a role-play */

#endif
