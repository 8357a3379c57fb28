/* SPDX-License-Identifier: MIT */
/*
 * Replay: what the bytes that curses writes make of a terminal, by libvterm.
 *
 * A readback shows what curses believes; this shows what a terminal makes of it.
 */
#ifndef ERRWALK_TESTS_REPLAY_H
#define ERRWALK_TESTS_REPLAY_H

#include <stdbool.h>
#include <vterm.h>

#include "errwalk/buffer.h"

enum { REPLAY_ROWS = 300, REPLAY_COLUMNS = 300 };

struct replay {
    VTerm *terminal;
    VTermScreen *screen;
    int rows, columns;
    bool touched[REPLAY_ROWS]; /* rows that the last bytes wrote into, and each cell that they did */
    bool written[REPLAY_ROWS][REPLAY_COLUMNS];
    bool has_scrolled;         /* some of them by moving others */
    bool is_hidden;            /* the cursor is */
};

/* A terminal for the screen that readback_open has just set up; at most REPLAY_ROWS high and
 * REPLAY_COLUMNS wide. The struct
 * must not move afterwards. */
void replay_open(struct replay *replay, int rows, int columns);
void replay_close(struct replay *replay);

/* The terminal's window has another size. */
void replay_resize(struct replay *replay, int rows, int columns);

/* Takes what curses has written since. Returns how many bytes. */
long replay_take(struct replay *replay);

/* Appends all cells with their looks, a row each; two screens are the same when these are. */
void replay_append(const struct replay *replay, struct buffer *out);

/* The text of a row without blanks at its end. Valid until the next call. */
const char *replay_row(const struct replay *replay, int row);

/* Where the cursor is. */
void replay_cursor(const struct replay *replay, int *y, int *x);

#endif
