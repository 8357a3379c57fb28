/* SPDX-License-Identifier: MIT */
/*
 * What is typed is kept as it was typed; what shows may be longer, as hidden characters show and
 * ASCII has no dashes. So places of the one are found in the other by what follows them.
 */
#include <config.h>

#include "textarea.h"

#include "errwalk/memory.h"

void textarea_free(struct textarea *area)
{
    buffer_free(&area->shown);
    memory_free(area->lines);
    *area = (struct textarea){0};
}

/* Where the cursor is in the text that shows. Counted from its end, since what a character shows as
 * may depend on the one before it. */
static size_t shown_cursor(const struct textarea *area, const struct field *field,
                           const struct canvas *canvas)
{
    struct buffer rest = {0};
    size_t length;

    canvas_clean(canvas, &rest, buffer_text(&field->text) + field->cursor);
    length = rest.length;
    buffer_free(&rest);
    return length < area->shown.length ? area->shown.length - length : 0;
}

static void find_cursor(struct textarea *area, size_t at)
{
    const struct text_line *line;
    size_t width;

    area->line = area->count - 1;
    while (area->line > 0 && area->lines[area->line].offset > at)
        area->line--;
    line = &area->lines[area->line];
    width = text_width(buffer_text(&area->shown) + line->offset, at - line->offset);
    area->column = width < area->cells ? (unsigned)width : area->cells - 1;
}

void textarea_lay_out(struct textarea *area, const struct field *field, const struct canvas *canvas,
                      unsigned cells)
{
    struct textarea before = *area;

    buffer_free(&before.shown);
    memory_free(before.lines);
    *area = (struct textarea){.cells = cells, .goal = before.goal, .keeps_goal = before.keeps_goal};
    canvas_clean(canvas, &area->shown, buffer_text(&field->text));
    text_wrap(buffer_text(&area->shown), area->shown.length, cells - 1, &area->lines, &area->count);
    find_cursor(area, shown_cursor(area, field, canvas));
    if (!area->keeps_goal)
        area->goal = area->column;
}

/* The cursor goes to the last place of the text that does not show behind `at`. */
static void move_to(const struct textarea *area, struct field *field, const struct canvas *canvas,
                    size_t at)
{
    size_t before;

    while (field->cursor > 0 && shown_cursor(area, field, canvas) > at)
        field_update(field, ACTION_CURSOR_LEFT, 0);
    while (field->cursor < field->text.length) {
        before = field->cursor;
        field_update(field, ACTION_CURSOR_RIGHT, 0);
        if (shown_cursor(area, field, canvas) > at) {
            field->cursor = before;
            return;
        }
    }
}

/* The place on a line that is nearest to a column. Behind a line that breaks within a word it would
 * be at the start of the next. */
static size_t place(const struct textarea *area, size_t index, unsigned column)
{
    const struct text_line *line = &area->lines[index];
    const char *text = buffer_text(&area->shown) + line->offset;
    size_t fits = text_fit(text, line->length, column);

    if (fits && index + 1 < area->count && line->offset + fits >= line[1].offset)
        fits = text_fit(text, line->length, text_width(text, line->length) - 1);
    return line->offset + fits;
}

bool textarea_move(struct textarea *area, struct field *field, const struct canvas *canvas,
                   enum action action)
{
    area->keeps_goal = action == ACTION_CURSOR_UP || action == ACTION_CURSOR_DOWN;
    switch (action) {
    case ACTION_CURSOR_UP:
        if (area->line == 0)
            return false;
        move_to(area, field, canvas, place(area, --area->line, area->goal));
        return true;
    case ACTION_CURSOR_DOWN:
        if (area->line + 1 == area->count)
            return false;
        move_to(area, field, canvas, place(area, ++area->line, area->goal));
        return true;
    case ACTION_CURSOR_HOME:
        move_to(area, field, canvas, area->lines[area->line].offset);
        return true;
    case ACTION_CURSOR_END:
        move_to(area, field, canvas, place(area, area->line, area->cells));
        return true;
    default:
        return false;
    }
}
