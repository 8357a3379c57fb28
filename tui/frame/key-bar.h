/* SPDX-License-Identifier: MIT */
/*
 * Key bar: the last row of a screen, with the keys that do something there. A click on one presses it.
 */
#ifndef ERRWALK_TUI_KEY_BAR_H
#define ERRWALK_TUI_KEY_BAR_H

#include "screen.h"

void key_bar_draw(const struct screen *screen, int y, WINDOW *window);

/* The key that is named at a column of a bar of so many; 0: none. */
int key_bar_at(const struct screen *screen, int columns, int x);

#endif
