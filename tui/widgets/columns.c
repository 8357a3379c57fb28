/* SPDX-License-Identifier: MIT */
/*
 * Spans come line by line, as finding expects them.
 */
#include <config.h>

#include "columns.h"

static void copy_row(struct lines *lines, const struct canvas *canvas, const struct lines *from,
                     size_t row)
{
    struct buffer text = {0};
    size_t i;

    for (i = 0; i < from->span_count; i++) {
        const struct span *span = &from->spans[i];

        if (span->line != row)
            continue;
        buffer_clear(&text);
        buffer_append(&text, from->text.bytes + span->offset, span->length);
        lines_mark(lines, canvas, lines->count - 1, span->column, span->role, buffer_text(&text));
    }
    buffer_free(&text);
}

void columns_add(struct lines *lines, const struct canvas *canvas, const struct lines *left,
                 const struct lines *right, size_t row)
{
    lines_empty(lines);
    copy_row(lines, canvas, left, row);
    copy_row(lines, canvas, right, row);
}
