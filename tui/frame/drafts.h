/* SPDX-License-Identifier: MIT */
/*
 * Drafts: notes that were begun and left. They are there again the next time, and are asked for
 * before the wizard ends.
 */
#ifndef ERRWALK_TUI_DRAFTS_H
#define ERRWALK_TUI_DRAFTS_H

#include <stddef.h>

#include "errwalk/status.h"

struct draft {
    unsigned note; /* number of the event whose text it is to replace; 0: a new note */
    char *text;
};

/* Zero-initialise it; drafts_free when done. */
struct drafts {
    struct draft *items;
    size_t count, capacity;
};

void drafts_free(struct drafts *drafts);

/* What was begun in place of `note`, or NULL. */
const char *drafts_text(const struct drafts *drafts, unsigned note);

/* Keeps a copy of the text in place of one that is there. */
void drafts_keep(struct drafts *drafts, unsigned note, const char *text);

void drafts_drop(struct drafts *drafts, unsigned note);

#endif
