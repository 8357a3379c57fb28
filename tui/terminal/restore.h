/* SPDX-License-Identifier: MIT */
/*
 * Restore: puts the terminal right where the program ends in the middle of anything.
 */
#ifndef ERRWALK_TUI_RESTORE_H
#define ERRWALK_TUI_RESTORE_H

struct termios;

/* Renders what curses would send to leave, with `more` behind it; curses is set up. `modes` are what
 * the terminal had before it was (NULL: unknown), and must live as long. */
void restore_prepare(const struct termios *modes, const char *more);

/* Does it. Calls only what a signal handler may. */
void restore_now(void);

#endif
