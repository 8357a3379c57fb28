/* SPDX-License-Identifier: MIT */
/*
 * Refresh: sends what a window holds to the terminal, in the order and the pieces that can be
 * listened to.
 *
 * Curses sends only the cells that differ from the screen before. A screen reader speaks what is sent,
 * so it would speak halves of words. A row that gets new text is therefore sent whole, and one that
 * only loses some (a mark, what was longer before) is not said again. Of a new screen all that it says
 * is sent, though a line of it was there before.
 */
#ifndef ERRWALK_TUI_REFRESH_H
#define ERRWALK_TUI_REFRESH_H

#include <curses.h>

struct refresh {
    int from, end; /* rows of a new screen that are all sent; the same: it is not new */
    int bar;       /* row of the keys: where it changes it is sent first, so that the answers come last */
    int typed;     /* row that is being typed into, whose letters are said one by one; -1: none */
};

/* Sends it; of what did not change nothing. The window is the whole screen. */
void refresh_rows(WINDOW *window, const struct refresh *how);

#endif
