/* SPDX-License-Identifier: MIT */
/*
 * The map: the whole flow as a tree, with the way that was taken. NULL where the flow cannot be read any
 * more.
 */
#ifndef ERRWALK_TUI_MAP_SCREEN_H
#define ERRWALK_TUI_MAP_SCREEN_H

#include "tui/frame/screen.h"

struct screen *map_screen_new(const struct context *context);

#endif
