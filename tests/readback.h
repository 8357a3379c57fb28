/* SPDX-License-Identifier: MIT */
/*
 * Readback: what a real curses screen holds, as text for golden files.
 *
 * The screen writes into a temporary file instead of a terminal. What is read is curses' own copy
 * of the physical screen, so it is what a terminal would show; a cell that no terminal could show
 * as curses believes fails the test.
 */
#ifndef ERRWALK_TESTS_READBACK_H
#define ERRWALK_TESTS_READBACK_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"
#include "errwalk/theme.h"

/* The terminal of the next screens, until chosen otherwise: xterm-256color with colours, the preset
 * dark, which a NULL `theme` stands for. */
void readback_choose(const char *term, bool color, const struct theme *theme);

/* Sets a screen of this size up; one at a time. */
void readback_open(int rows, int columns);
void readback_close(void);

/* Bytes that curses wrote so far. */
long readback_written(void);

/* Appends the bytes that it wrote since the last call. */
void readback_take(struct buffer *bytes);

/*
 * Appends the screen: `title`, size and cursor, the rows, then for each row that is not all plain a
 * line with a letter a cell for its role.
 */
void readback_append(struct buffer *out, const char *title);

/* The first role that a letter of those lines stands for; others look the same. */
enum role readback_role(char letter);

/* Appends what each letter looks like there: attributes and colour, by curses. */
void readback_legend(struct buffer *out);

/* Appends all cells with their looks, each as long as any other: to tell which are the same. The text
 * of a cell comes first and takes readback_text bytes; the rest is how it looks. */
extern const size_t readback_text;
void readback_cells(struct buffer *out);

/* Fails where a cell could not be shown: a wide character's half, a width below one, a character
 * that the locale does not have. */
void readback_check(const char *what);

/* The text of one row without blanks at its end. Valid until the next call. */
const char *readback_row(int row);

/* A letter a cell for its role, without those of plain cells at its end. Valid as above. */
const char *readback_roles(int row);

#endif
