/* SPDX-License-Identifier: MIT */
/*
 * Filter: whether a line of a list has what was typed above it.
 */
#ifndef ERRWALK_TUI_FILTER_H
#define ERRWALK_TUI_FILTER_H

#include <stdbool.h>

#include "screen.h"

/* The words of a filter as they are compared. Zero-initialise it; buffer_free(&filter.words) when done. */
struct filter {
    struct buffer words;
};

void filter_set(struct filter *filter, const char *typed);

/* Whether all of its words occur in the text, whatever its case and accents. Where memory runs out
 * nothing is left out. */
bool filter_fits(const struct filter *filter, const char *text);

/* What a list does with actions of KEYS_LIST. False: the action is another. */
bool filter_update(struct screen *screen, enum action action, int key);

#endif
