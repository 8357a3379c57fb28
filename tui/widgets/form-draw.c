/* SPDX-License-Identifier: MIT */
/*
 * How a form is drawn: its parts one above the other, the marker of the focus, and where the
 * hardware cursor stands.
 */
#include <config.h>

#include "form.h"

#include "errwalk/text.h"
#include "find.h"

enum { FIELD_COLUMN = 2 };

static bool scrolls(const struct form *form)
{
    return form_body_count(form) > form->at.body;
}

/* "▴ 3  ▾ 12 more  PgUp PgDn", flush right. */
static void draw_more(const struct form *form, const struct canvas *canvas, WINDOW *window, int y,
                      int x)
{
    size_t above = form->body_top, below = form_body_count(form) - above - form->at.body;
    struct buffer text = {0};
    unsigned cells;

    if (!form->at.more || !scrolls(form))
        return;
    if (above)
        buffer_printf(&text, "%s %zu above: PgUp", canvas_glyph(canvas, GLYPH_MORE_UP), above);
    if (above && below)
        buffer_string(&text, "   ");
    if (below)
        buffer_printf(&text, "%s %zu more: PgDn", canvas_glyph(canvas, GLYPH_MORE_DOWN), below);
    cells = (unsigned)text_width(buffer_text(&text), text.length);
    if (cells < form->columns)
        canvas_string(window, canvas, y, x + (int)(form->columns - cells), cells, ROLE_KEY,
                      buffer_text(&text));
    buffer_free(&text);
}

static void draw_part(const struct form *form, const struct lines *lines,
                      const struct canvas *canvas, WINDOW *window, struct lines_view view,
                      bool in_foot)
{
    const struct item *item = form_focused(form);

    view.columns = form->columns;
    view.aside = form_aside(form);
    view.here = form->here;
    if (item && lines != &form->head && item->in_foot == in_foot) {
        view.focus_line = item->line;
        view.focus_count = item->count;
    }
    lines_draw(lines, canvas, window, &view);
}

static void draw_body(const struct form *form, const struct canvas *canvas, WINDOW *window, int y,
                      int x)
{
    size_t over = form_overflow(form), skipped = over > form->body_top ? over - form->body_top : 0;
    unsigned from_head = skipped < form->at.body ? (unsigned)skipped : form->at.body;

    draw_part(form, &form->head, canvas, window,
              (struct lines_view){.y = y, .x = x, .rows = from_head,
                                  .from = form->at.head + form->body_top},
              false);
    draw_part(form, &form->body, canvas, window,
              (struct lines_view){.y = y + (int)from_head, .x = x,
                                  .rows = form->at.body - from_head,
                                  .from = form->body_top > over ? form->body_top - over : 0},
              false);
}

/* The marker of the focused item, and its field where it is one. */
static void draw_focus(const struct form *form, const struct canvas *canvas,
                       const struct field *field, WINDOW *window, int y, int x, int *cursor_x)
{
    const struct item *item = form_focused(form);

    canvas_string(window, canvas, y, x, 1, ROLE_KEY, canvas_glyph(canvas, GLYPH_FOCUS));
    if (item->kind == ITEM_TEXT)
        *cursor_x = x + (int)item->value;
    if (item->kind == ITEM_FIELD && field)
        *cursor_x = x + FIELD_COLUMN +
                    (int)field_draw(field, canvas, window, y, x + FIELD_COLUMN,
                                    form->columns - FIELD_COLUMN - 1);
}

static void draw_idle_field(const struct form *form, const struct canvas *canvas,
                            const struct field *field, WINDOW *window, int foot_y, int x)
{
    size_t i;

    for (i = 0; i < form->item_count && field; i++) {
        const struct item *item = &form->items[i];

        if (item->kind == ITEM_FIELD && item->line >= form->foot_top &&
            item->line < form->foot_top + form->at.foot)
            field_draw(field, canvas, window, foot_y + (int)(item->line - form->foot_top),
                       x + FIELD_COLUMN, form->columns - FIELD_COLUMN - 1);
    }
}

static void draw_foot(const struct form *form, const struct canvas *canvas, WINDOW *window, int y,
                      int x)
{
    int edge = x + (int)form->columns - 1;

    draw_part(form, &form->foot, canvas, window,
              (struct lines_view){.y = y, .x = x, .rows = form->at.foot, .from = form->foot_top}, true);
    if (form->at.foot && form->foot_top)
        canvas_string(window, canvas, y, edge, 1, ROLE_KEY, canvas_glyph(canvas, GLYPH_MORE_UP));
    if (form->foot_top + form->at.foot < form->foot.count)
        canvas_string(window, canvas, y + (int)form->at.foot - 1, edge, 1, ROLE_KEY,
                      canvas_glyph(canvas, GLYPH_MORE_DOWN));
}

static void draw_filter(const struct form *form, const struct canvas *canvas,
                        const struct field *field, WINDOW *window, int y, int x, int *cursor_y,
                        int *cursor_x)
{
    unsigned column = form->filter_column, cursor;

    if (!form->filter || form->filter > form->at.head || column + 1 >= form->columns)
        return;
    y += (int)form->filter - 1;
    cursor = field_draw(field, canvas, window, y, x + (int)column, form->columns - column - 1);
    if (form->placeholder && !field->text.length)
        canvas_string(window, canvas, y, x + (int)column, form->columns - column - 1, ROLE_MUTED,
                      form->placeholder);
    if (form->filtering) {
        *cursor_y = y;
        *cursor_x = x + (int)(column + cursor);
    }
}

/* Whether any of these lines can be seen. `*row` gets that of the first that can, in its area: the
 * head's, the body's or the foot's. `*part` becomes FORM_BODY for what scrolls there. */
static bool shows(const struct form *form, enum form_part *part, size_t line, size_t count,
                  size_t *row)
{
    size_t top = 0, rows = form->at.head;

    if (*part == FORM_BODY || (*part == FORM_HEAD && line >= form->at.head)) {
        line = *part == FORM_HEAD ? line - form->at.head : line + form_overflow(form);
        *part = FORM_BODY;
        top = form->body_top;
        rows = form->at.body;
    } else if (*part == FORM_FOOT) {
        top = form->foot_top;
        rows = form->at.foot;
    }
    *row = line > top ? line - top : 0;
    return line + count > top && line < top + rows;
}

/* How far the line of a match is scrolled sideways; the match itself is in view. */
static unsigned aside_of(const struct form *form, enum form_part part, const struct found *found)
{
    const struct line *line = &form_lines(form, part)->lines[found->line];

    const unsigned aside = lines_aside(line, form->columns, form_aside(form));

    return found->column >= line->from + aside ? aside : 0;
}

void form_draw(const struct form *form, const struct canvas *canvas, const struct field *field,
               WINDOW *window, int y, int x, int *cursor_y, int *cursor_x)
{
    const struct layout_form *at = &form->at;
    const struct item *item = form_focused(form);
    enum form_part part;
    const struct found *found;
    size_t row;
    int body_y = y + (int)(at->head + at->gap), foot_y = body_y + (int)(at->body + at->more);
    const int tops[FORM_PART_COUNT] = {y, body_y, foot_y};

    draw_part(form, &form->head, canvas, window,
              (struct lines_view){.y = y, .x = x, .rows = at->head}, false);
    draw_body(form, canvas, window, body_y, x);
    draw_more(form, canvas, window, body_y + (int)at->body, x);
    draw_foot(form, canvas, window, foot_y, x);
    draw_idle_field(form, canvas, field, window, foot_y, x);
    *cursor_y = body_y;
    *cursor_x = x;
    part = item && item->in_foot ? FORM_FOOT : FORM_BODY;
    if (item && shows(form, &part, item->line, item->count, &row)) {
        *cursor_y = tops[part] + (int)row;
        draw_focus(form, canvas, field, window, *cursor_y, x, cursor_x);
    }
    draw_filter(form, canvas, field, window, y, x, cursor_y, cursor_x);
    found = form->on_match ? find_here(form, &part) : NULL;
    if (found && shows(form, &part, found->line, 1, &row)) {
        *cursor_y = tops[part] + (int)row;
        *cursor_x = x + (int)(found->column - aside_of(form, part, found));
    }
}
