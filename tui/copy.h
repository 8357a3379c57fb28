/* SPDX-License-Identifier: MIT */
/*
 * Copy: commands shown one by one, to be copied.
 */
#ifndef ERRWALK_TUI_COPY_H
#define ERRWALK_TUI_COPY_H

#include "tui/frame/screen.h"

/* Commands are copied; there is at least one. */
struct screen *copy_new(const struct context *context, const struct commands *commands);

/* The text of the command that shows: copied when the screen opens. */
const char *copy_text(const struct screen *screen);

#endif
