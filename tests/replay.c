/* SPDX-License-Identifier: MIT */
/*
 * The cells are compared as libvterm keeps them: characters, attributes, colours.
 */
#include <config.h>

#include "replay.h"

#include <string.h>

#include "readback.h"

static int damage(VTermRect rect, void *user)
{
    struct replay *replay = user;
    int row, column;

    for (row = rect.start_row; row < rect.end_row && row < REPLAY_ROWS; row++) {
        replay->touched[row] = true;
        for (column = rect.start_col; column < rect.end_col && column < REPLAY_COLUMNS; column++)
            replay->written[row][column] = true;
    }
    return 1;
}

/* Left to libvterm, which tells it as damage. */
static int move(VTermRect to, VTermRect from, void *user)
{
    struct replay *replay = user;

    (void)to, (void)from;
    replay->has_scrolled = true;
    return 0;
}

static int set_property(VTermProp property, VTermValue *value, void *user)
{
    struct replay *replay = user;

    if (property == VTERM_PROP_CURSORVISIBLE)
        replay->is_hidden = !value->boolean;
    return 1;
}

void replay_open(struct replay *replay, int rows, int columns)
{
    static const VTermScreenCallbacks callbacks = {
        .damage = damage, .moverect = move, .settermprop = set_property};

    *replay = (struct replay){.rows = rows, .columns = columns};
    replay->terminal = vterm_new(rows, columns);
    vterm_set_utf8(replay->terminal, 1);
    replay->screen = vterm_obtain_screen(replay->terminal);
    vterm_screen_enable_altscreen(replay->screen, 1);
    vterm_screen_set_callbacks(replay->screen, &callbacks, replay);
    vterm_screen_set_damage_merge(replay->screen, VTERM_DAMAGE_CELL);
    vterm_screen_reset(replay->screen, 1);
}

void replay_close(struct replay *replay)
{
    vterm_free(replay->terminal);
}

void replay_resize(struct replay *replay, int rows, int columns)
{
    replay->rows = rows;
    replay->columns = columns;
    vterm_set_size(replay->terminal, rows, columns);
}

long replay_take(struct replay *replay)
{
    struct buffer bytes = {0};
    long count;

    vterm_screen_flush_damage(replay->screen);
    memset(replay->touched, 0, sizeof replay->touched);
    memset(replay->written, 0, sizeof replay->written);
    replay->has_scrolled = false;
    readback_take(&bytes);
    count = (long)bytes.length;
    if (count)
        vterm_input_write(replay->terminal, bytes.bytes, bytes.length);
    vterm_screen_flush_damage(replay->screen);
    buffer_free(&bytes);
    return count;
}

static void append_cell(struct buffer *out, const VTermScreenCell *cell)
{
    unsigned look = cell->attrs.bold | cell->attrs.underline << 1 | cell->attrs.italic << 3 |
                    cell->attrs.reverse << 5;

    buffer_append(out, (const char *)cell->chars, sizeof cell->chars);
    buffer_append(out, (const char *)&look, sizeof look);
    buffer_char(out, VTERM_COLOR_IS_INDEXED(&cell->fg) ? (char)cell->fg.indexed.idx : ' ');
    buffer_char(out, VTERM_COLOR_IS_DEFAULT_FG(&cell->fg) ? 'd' : 'c');
    buffer_char(out, VTERM_COLOR_IS_DEFAULT_BG(&cell->bg) ? 'd' : 'c');
}

void replay_append(const struct replay *replay, struct buffer *out)
{
    VTermPos at;

    for (at.row = 0; at.row < replay->rows; at.row++) {
        for (at.col = 0; at.col < replay->columns; at.col++) {
            VTermScreenCell cell;

            memset(&cell, 0, sizeof cell);
            vterm_screen_get_cell(replay->screen, at, &cell);
            if (cell.chars[0] == (uint32_t)-1) /* the half of a wide one: it looks as the first */
                memset(&cell, 0, sizeof cell);
            if (!cell.chars[0])
                cell.chars[0] = ' ';
            append_cell(out, &cell);
        }
    }
}

const char *replay_row(const struct replay *replay, int row)
{
    static char text[8192];
    size_t length = vterm_screen_get_text(replay->screen, text, sizeof text - 1,
                                          (VTermRect){row, row + 1, 0, replay->columns});

    while (length > 0 && text[length - 1] == ' ')
        length--;
    text[length] = '\0';
    return text;
}

void replay_cursor(const struct replay *replay, int *y, int *x)
{
    VTermPos at;

    vterm_state_get_cursorpos(vterm_obtain_state(replay->terminal), &at);
    *y = at.row;
    *x = at.col;
}
