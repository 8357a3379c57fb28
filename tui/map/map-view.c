/* SPDX-License-Identifier: MIT */
/*
 * Draws the map: of the tree only the rows that show are made into text. A row says by a sign, and not
 * by its looks alone, how the walk stands to it and what kind of ending it is.
 */
#include <config.h>

#include "map-private.h"

#include <string.h>

#include "errwalk/prose.h"
#include "errwalk/text.h"
#include "tui/frame/frame.h"

enum { SIGN_COLUMN = 2, TREE_COLUMN = 4, LEVEL = 2, LABEL_LEAST = 8, DETAILS_FROM = 14, NARROW = 60 };

struct map_parts map_parts(const struct layout_frame *frame, bool title)
{
    struct map_parts parts = {.top = frame->top + title,
                              .rows = frame->rows - title,
                              .columns = frame->columns};

    if (frame->columns >= LAYOUT_PANE_COLUMNS) {
        parts.beside = true;
        parts.columns = frame->columns * 3 / 5;
        parts.details_y = parts.top;
        parts.details_x = (int)parts.columns + 2;
        parts.details_rows = parts.rows;
        parts.details_columns = frame->columns - parts.columns - 2;
    } else if (parts.rows >= DETAILS_FROM) {
        parts.details_rows = parts.rows / 3;
        parts.rows -= parts.details_rows + 1;
        parts.details_y = parts.top + (int)parts.rows + 1;
        parts.details_columns = frame->columns;
    }
    return parts;
}

void map_row_text(const struct map_screen *map, size_t row, struct buffer *label,
                  struct buffer *name)
{
    const struct context *context = map->screen.context;
    const struct outline_row *at = &map->tree.map->outline->rows[row];
    struct buffer words = {0}, expanded = {0};

    outline_label(&words, at);
    prose_expand(&expanded, buffer_text(&words), walk_expand_mark, context->walk);
    canvas_clean(&context->canvas, label, buffer_text(&expanded));
    if (at->refers)
        buffer_string(name, "see ");
    if (*outline_kinds[at->step->kind])
        buffer_printf(name, "%s: ", outline_kinds[at->step->kind]);
    frame_step_name(name, at->step->node.id);
    buffer_free(&words);
    buffer_free(&expanded);
}

/* The sign and the role of an ending; none of a question. */
static const char *kind_sign(const struct canvas *canvas, enum step_kind kind)
{
    switch (kind) {
    case STEP_FIX:
        return canvas_glyph(canvas, GLYPH_FIX);
    case STEP_ESCALATE:
        return "!";
    case STEP_REFER:
        return canvas_glyph(canvas, GLYPH_ELSEWHERE);
    default:
        return "";
    }
}

static enum role kind_role(enum step_kind kind, enum role otherwise)
{
    static const enum role roles[STEP_KIND_COUNT] = {
        [STEP_FIX] = ROLE_GOOD, [STEP_ESCALATE] = ROLE_WARNING, [STEP_REFER] = ROLE_LINK};

    return roles[kind] != ROLE_PLAIN ? roles[kind] : otherwise;
}

static const char *sign_of(const struct canvas *canvas, enum map_state state)
{
    switch (state) {
    case MAP_TRAIL:
        return canvas_glyph(canvas, GLYPH_PASSED);
    case MAP_HERE:
        return "@";
    case MAP_OUT:
        return canvas_glyph(canvas, GLYPH_OUT);
    default:
        return " ";
    }
}

static enum role role_of(const struct map_screen *map, size_t row, enum map_state state)
{
    static const enum role roles[MAP_STATE_COUNT] = {
        [MAP_OPEN] = ROLE_PLAIN,
        [MAP_TRAIL] = ROLE_STRONG,
        [MAP_HERE] = ROLE_STRONG,
        [MAP_OUT] = ROLE_MUTED,
    };
    const struct form *form = &map->screen.form;

    if (form->needle.length && strstr(map->texts.bytes + map->text_at[row], form->needle.bytes))
        return row == form->focus && form->on_match ? ROLE_HERE : ROLE_MATCH;
    return row == form->focus ? ROLE_FOCUS : roles[state];
}

/* Levels that are cut off at the left, so that the row in focus has room. */
static unsigned hidden_levels(const struct map_screen *map)
{
    unsigned depth = map->tree.map->outline->rows[map->screen.form.focus].depth;
    unsigned most = (map->parts.columns - TREE_COLUMN) / (3 * LEVEL);

    return depth > most ? depth - most : 0;
}

/* The lines that lead to a row from those that it stands below; of ancestors that are not hidden. */
static void draw_lines(const struct map_screen *map, WINDOW *window, int y, size_t row,
                       unsigned hidden)
{
    const struct outline_row *rows = map->tree.map->outline->rows;
    const struct canvas *canvas = &map->screen.context->canvas;
    size_t at = row;

    for (; rows[at].depth > hidden; at = rows[at].parent) {
        const bool is_last = rows[at].end == rows[rows[at].parent].end;
        const int x = TREE_COLUMN + LEVEL * (int)(rows[at].depth - hidden - 1);

        if (at == row) {
            canvas_string(window, canvas, y, x, 1, ROLE_MUTED,
                          canvas_glyph(canvas, is_last ? GLYPH_CORNER : GLYPH_BRANCH));
            canvas_line(window, canvas, y, x + 1, LEVEL, false);
        } else if (!is_last) {
            canvas_string(window, canvas, y, x, 1, ROLE_MUTED, canvas_glyph(canvas, GLYPH_BAR));
        }
    }
}

/* "Yes › Logon ID": the label makes way for the name where both do not fit. */
static unsigned draw_text(const struct map_screen *map, WINDOW *window, int y, int x,
                          unsigned cells, enum role role, size_t row)
{
    const struct canvas *canvas = &map->screen.context->canvas;
    const enum step_kind kind = map->tree.map->outline->rows[row].step->kind;
    const char *sign = kind_sign(canvas, kind);
    const bool is_lit = role == ROLE_PLAIN || role == ROLE_STRONG;
    const enum role name_role = is_lit ? kind_role(kind, role) : role;
    struct buffer label = {0}, name = {0};
    unsigned drawn = 0, needed;

    if (*sign)
        buffer_printf(&name, "%s ", sign);
    map_row_text(map, row, &label, &name);
    needed = (unsigned)text_width(buffer_text(&name), name.length) + 3;
    if (label.length) {
        unsigned room = cells > needed + LABEL_LEAST ? cells - needed : LABEL_LEAST;

        if (room > cells)
            room = cells;
        drawn = canvas_string(window, canvas, y, x, room, role, buffer_text(&label));
        drawn += canvas_string(window, canvas, y, x + (int)drawn, cells - drawn, role, " ");
        drawn += canvas_string(window, canvas, y, x + (int)drawn, cells - drawn, role,
                               canvas_glyph(canvas, GLYPH_TRAIL));
        drawn += canvas_string(window, canvas, y, x + (int)drawn, cells - drawn, role, " ");
    }
    drawn += canvas_string(window, canvas, y, x + (int)drawn, cells - drawn, name_role,
                           buffer_text(&name));
    buffer_free(&label);
    buffer_free(&name);
    return drawn;
}

static void draw_row(const struct map_screen *map, WINDOW *window, int y, size_t row,
                     unsigned hidden)
{
    const char *here = map->parts.columns < NARROW ? "(here)" : "(you are here)";
    const struct canvas *canvas = &map->screen.context->canvas;
    const struct outline_row *at = &map->tree.map->outline->rows[row];
    const enum map_state state = map_row(map->tree.map, row);
    const enum role role = role_of(map, row, state);
    unsigned levels = at->depth > hidden ? at->depth - hidden : 0, cells;
    int x = TREE_COLUMN + LEVEL * (int)levels;

    if (row == map->screen.form.focus)
        canvas_string(window, canvas, y, 0, 1, ROLE_KEY, canvas_glyph(canvas, GLYPH_FOCUS));
    canvas_string(window, canvas, y, SIGN_COLUMN, 1, ROLE_KEY, sign_of(canvas, state));
    if (at->depth < hidden)
        canvas_string(window, canvas, y, SIGN_COLUMN + 1, 1, ROLE_MUTED, "<");
    draw_lines(map, window, y, row, hidden);
    if (tree_can_fold(&map->tree, row))
        canvas_string(window, canvas, y, x, 1, ROLE_KEY, map->tree.folded[row] ? "+" : "-");
    x += 2;
    cells = map->parts.columns > (unsigned)x ? map->parts.columns - (unsigned)x : 0;
    if (state != MAP_HERE) {
        draw_text(map, window, y, x, cells, role, row);
        return;
    }
    cells = cells > strlen(here) + 1 ? cells - (unsigned)strlen(here) - 1 : cells;
    x += (int)draw_text(map, window, y, x, cells, role, row) + 1;
    canvas_string(window, canvas, y, x, (unsigned)strlen(here), ROLE_GOOD, here);
}

static void draw_tree(const struct map_screen *map, WINDOW *window)
{
    const struct tree *tree = &map->tree;
    const unsigned hidden = hidden_levels(map);
    size_t place = tree_place(tree, map->screen.form.body_top), i;

    for (i = 0; i < map->parts.rows && place + i < tree->count; i++)
        draw_row(map, window, map->parts.top + (int)i, tree->visible[place + i], hidden);
}

static void draw_details(const struct map_screen *map, WINDOW *window)
{
    static const char more[] = "d: more";
    const struct map_parts *parts = &map->parts;
    const struct canvas *canvas = &map->screen.context->canvas;
    bool cut = map->details.count > parts->details_rows;

    if (!parts->details_rows)
        return;
    if (parts->beside)
        canvas_line(window, canvas, parts->top, parts->details_x - 2, parts->details_rows, true);
    else
        canvas_line(window, canvas, parts->details_y - 1, 0, parts->columns, false);
    lines_draw(&map->details, canvas, window,
               &(struct lines_view){.y = parts->details_y,
                                    .x = parts->details_x,
                                    .rows = parts->details_rows - (cut && parts->beside),
                                    .columns = parts->details_columns});
    if (cut && parts->beside)
        canvas_string(window, canvas, parts->details_y + (int)parts->details_rows - 1,
                      parts->details_x, parts->details_columns, ROLE_KEY, more);
    else if (cut)
        canvas_string(window, canvas, parts->details_y - 1,
                      (int)(parts->columns - sizeof more + 1), sizeof more, ROLE_KEY, more);
}

static void draw_title(const struct map_screen *map, WINDOW *window, int y)
{
    const struct canvas *canvas = &map->screen.context->canvas;
    struct buffer text = {0}, clean = {0};

    buffer_printf(&text, "Flow %zu of %zu: %s", map->flow + 1, map->flow_count,
                  map->tree.map->flow->title);
    canvas_clean(canvas, &clean, buffer_text(&text));
    canvas_string(window, canvas, y, 0, (unsigned)getmaxx(window), ROLE_HEADING,
                  buffer_text(&clean));
    buffer_free(&text);
    buffer_free(&clean);
}

void map_view(const struct screen *screen, WINDOW *window)
{
    const struct map_screen *map = (const struct map_screen *)screen;
    struct layout_frame frame;
    size_t top = tree_place(&map->tree, screen->form.body_top);

    if (!screen_frame(screen, window, &frame))
        return;
    if (map->flow_count > 1)
        draw_title(map, window, frame.top);
    draw_tree(map, window);
    draw_details(map, window);
    wmove(window, map->parts.top + (int)(tree_place(&map->tree, screen->form.focus) - top), 0);
}
