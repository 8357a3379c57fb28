/* SPDX-License-Identifier: MIT */
/*
 * Field: one line of text that is being typed.
 */
#ifndef ERRWALK_TUI_FIELD_H
#define ERRWALK_TUI_FIELD_H

#include <stdbool.h>

#include "canvas.h"
#include "errwalk/buffer.h"
#include "keys.h"

/* Zero-initialise it; buffer_free(&field.text) when done. */
struct field {
    struct buffer text;
    size_t cursor; /* byte offset, at the start of a cluster or at the end */
    size_t most;   /* bytes; 0: FIELD_MOST */
};

enum { FIELD_MOST = 4096 }; /* bytes; what would go beyond is not taken */

/* Replaces the text; the cursor goes to its end. */
void field_set(struct field *field, const char *text);

/* Does what an action of KEYS_FIELD says; false when it was none of these. */
bool field_update(struct field *field, enum action action, int key);

/* Draws it on `cells` cells, scrolled so that the cursor shows. Returns the cursor's column from
 * `x`. */
unsigned field_draw(const struct field *field, const struct canvas *canvas, WINDOW *window, int y,
                    int x, unsigned cells);

#endif
