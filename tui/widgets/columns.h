/* SPDX-License-Identifier: MIT */
/*
 * Columns: two texts that were laid out beside each other, put into one.
 */
#ifndef ERRWALK_TUI_COLUMNS_H
#define ERRWALK_TUI_COLUMNS_H

#include "lines.h"

/* Adds a line with what both have on their line `row`, which either may be without. Find meets the
 * left one first. */
void columns_add(struct lines *lines, const struct canvas *canvas, const struct lines *left,
                 const struct lines *right, size_t row);

#endif
