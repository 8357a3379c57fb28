/* SPDX-License-Identifier: MIT */
/*
 * Bindings: the rows of a screen's key table that apply at the moment.
 */
#ifndef ERRWALK_TUI_BINDINGS_H
#define ERRWALK_TUI_BINDINGS_H

#include "screen.h"

/* The first row for this key that applies on the screen now, or NULL. A table ends with
 * ACTION_NONE. */
const struct binding *bindings_find(const struct binding *bindings, const struct screen *screen,
                                int key);

/* Whether a row applies now. */
bool bindings_live(const struct binding *binding, const struct screen *screen);

/* Appends how all keys of a row are called on this screen: "↓, j", "1-5". A key that sends one code
 * or another is named once. */
void bindings_names(const struct screen *screen, struct buffer *out, const struct binding *binding);

#endif
