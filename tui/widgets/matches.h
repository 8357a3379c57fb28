/* SPDX-License-Identifier: MIT */
/*
 * Matches: where a text stands in lines that are laid out.
 *
 * Case does not count, runs of blanks are one, whole grapheme clusters are found, and what is broken
 * over lines is found as if it were not.
 */
#ifndef ERRWALK_TUI_MATCHES_H
#define ERRWALK_TUI_MATCHES_H

#include "canvas.h"
#include "lines.h"

/* Appends what is sought as it is looked for: cleaned as what shows is, and as match.h compares. */
void matches_needle(struct buffer *needle, const struct canvas *canvas, const char *sought);

/* Adds to lines->found where the needle, which is not empty, stands; `*matches` counts and numbers them. */
void matches_mark(struct lines *lines, const struct buffer *needle, size_t *matches);

#endif
