/* SPDX-License-Identifier: MIT */
/*
 * Text area: a field of several lines, wrapped at words, with a cursor that moves over them as they
 * show.
 */
#ifndef ERRWALK_TUI_TEXTAREA_H
#define ERRWALK_TUI_TEXTAREA_H

#include <stdbool.h>
#include <stddef.h>

#include "canvas.h"
#include "errwalk/buffer.h"
#include "errwalk/status.h"
#include "errwalk/text.h"
#include "field.h"
#include "keys.h"

/* Zero-initialise it; textarea_free when done. */
struct textarea {
    struct buffer shown; /* the field's text as the canvas may show it */
    struct text_line *lines;
    size_t count;
    unsigned cells;
    size_t line; /* where the cursor is */
    unsigned column, goal; /* `goal`: the column that it keeps to, going up and down */
    bool keeps_goal;
};

void textarea_free(struct textarea *area);

/* Breaks the field's text into lines that end before `cells`, so that the cursor has room behind
 * them. */
void textarea_lay_out(struct textarea *area, const struct field *field, const struct canvas *canvas,
                      unsigned cells);

/* Moves the field's cursor up, down, to the start or the end of a line; false where there is no line
 * to move to, or for another action. To be laid out again after any change. */
bool textarea_move(struct textarea *area, struct field *field, const struct canvas *canvas,
                   enum action action);

#endif
