/* SPDX-License-Identifier: MIT */
/*
 * A wide character's second cell returns the same character as its first; the low bits of its
 * attributes tell which of the two it is.
 */
#include <config.h>

#include "readback.h"

#include <curses.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>

#include "suite.h"
#include "tui/widgets/canvas.h"

enum { WHOLE = 0, LEAD = 1, TRAIL = 2 };

static const char letters[ROLE_COUNT] = {
    [ROLE_PLAIN] = '.',   [ROLE_MUTED] = 'd',    [ROLE_HEADING] = 'b', [ROLE_ITEM] = '.',
    [ROLE_FOCUS] = 'F',   [ROLE_COMMAND] = 'C',  [ROLE_CODE] = 'c',    [ROLE_WARNING] = 'W',
    [ROLE_GOOD] = 'G',    [ROLE_BAD] = 'E',      [ROLE_EMPHASIS] = 'i', [ROLE_STRONG] = 'b',
    [ROLE_LINK] = 'u',    [ROLE_KEY] = 'b',      [ROLE_FIELD] = 'u',
    [ROLE_MATCH] = 'm',   [ROLE_HERE] = 'M',
};

struct cell {
    wchar_t wide[CCHARW_MAX + 1];
    attr_t attributes;
    short pair;
    unsigned part;
};

const size_t readback_text = sizeof ((struct cell *)NULL)->wide;

static SCREEN *screen;
static FILE *out, *in;
static off_t taken;
static const char *terminal = "xterm-256color";
static bool has_color = true;
/* It tells most roles apart. */
static const struct theme usual_theme = {.preset = THEME_DARK};
static const struct theme *theme_of_person = &usual_theme;

void readback_choose(const char *term, bool color, const struct theme *theme)
{
    terminal = term;
    has_color = color;
    theme_of_person = theme ? theme : &usual_theme;
}

void readback_open(int rows, int columns)
{
    char number[16];

    snprintf(number, sizeof number, "%d", rows);
    setenv("LINES", number, 1);
    snprintf(number, sizeof number, "%d", columns);
    setenv("COLUMNS", number, 1);
    use_env(TRUE);
    out = tmpfile();
    taken = 0;
    in = fopen("/dev/null", "r");
    screen = out && in ? newterm(terminal, out, in) : NULL;
    if (!screen) {
        printf("no curses screen\n");
        exit(99);
    }
    set_term(screen);
    canvas_palette(has_color, theme_of_person);
}

void readback_close(void)
{
    endwin();
    delscreen(screen);
    fclose(out);
    fclose(in);
}

long readback_written(void)
{
    struct stat status;

    return fstat(fileno(out), &status) == 0 ? (long)status.st_size : -1;
}

void readback_take(struct buffer *bytes)
{
    char piece[4096];
    ssize_t length;

    while ((length = pread(fileno(out), piece, sizeof piece, taken)) > 0) {
        buffer_append(bytes, piece, (size_t)length);
        taken += length;
    }
}

static struct cell cell_at(int y, int x)
{
    struct cell cell;
    cchar_t raw;

    memset(&cell, 0, sizeof cell);
    memset(&raw, 0, sizeof raw);
    mvwin_wch(curscr, y, x, &raw);
    cell.part = (unsigned)(raw.attr & A_CHARTEXT);
    getcchar(&raw, cell.wide, &cell.attributes, &cell.pair, NULL);
    cell.attributes &= A_ATTRIBUTES & ~A_COLOR;
    return cell;
}

static char letter_of(const struct cell *cell)
{
    enum role role;

    for (role = 0; role < ROLE_COUNT; role++) {
        short pair;

        if (canvas_attributes(role, &pair) == cell->attributes && pair == cell->pair)
            return letters[role];
    }
    return '?';
}

enum role readback_role(char letter)
{
    enum role role = 0;

    while (role + 1 < ROLE_COUNT && letters[role] != letter)
        role++;
    return letters[role] == letter ? role : ROLE_PLAIN;
}

void readback_legend(struct buffer *text)
{
    static const struct {
        attr_t attribute;
        const char *name;
    } names[] = {{A_BOLD, " bold"},
                 {A_DIM, " dim"},
                 {A_ITALIC, " italic"},
                 {A_UNDERLINE, " underline"},
                 {A_REVERSE, " reverse"}};
    enum role role;
    size_t i;

    for (role = 0; role < ROLE_COUNT; role++) {
        short pair, ink = -1, ground = -1;
        attr_t look = canvas_attributes(role, &pair);

        if (pair)
            pair_content(pair, &ink, &ground);
        buffer_printf(text, "%c %s:", letters[role], theme_role_name(role));
        for (i = 0; i < sizeof names / sizeof *names; i++)
            buffer_string(text, look & names[i].attribute ? names[i].name : "");
        if (pair)
            buffer_printf(text, " %d on %d", ink, ground);
        buffer_char(text, '\n');
    }
}

static void append_cell(struct buffer *text, const struct cell *cell)
{
    char bytes[MB_LEN_MAX];
    mbstate_t state;
    unsigned i;

    memset(&state, 0, sizeof state);
    for (i = 0; cell->wide[i]; i++) {
        size_t length = wcrtomb(bytes, cell->wide[i], &state);

        if (length != (size_t)-1)
            buffer_append(text, bytes, length);
    }
}

static void append_row(struct buffer *text, int y)
{
    int x;

    for (x = 0; x < COLS; x++) {
        struct cell cell = cell_at(y, x);

        if (cell.part != TRAIL)
            append_cell(text, &cell);
    }
    while (text->length > 0 && text->bytes[text->length - 1] == ' ')
        text->bytes[--text->length] = '\0';
}

const char *readback_row(int row)
{
    static struct buffer text;
    int y, x;

    getyx(curscr, y, x);
    buffer_clear(&text);
    append_row(&text, row);
    wmove(curscr, y, x);
    return buffer_text(&text);
}

const char *readback_roles(int row)
{
    static struct buffer text;
    int x, cursor_y, cursor_x;

    getyx(curscr, cursor_y, cursor_x);
    buffer_clear(&text);
    for (x = 0; x < COLS; x++) {
        struct cell cell = cell_at(row, x);

        buffer_char(&text, letter_of(&cell));
    }
    while (text.length > 0 && text.bytes[text.length - 1] == '.')
        text.bytes[--text.length] = '\0';
    wmove(curscr, cursor_y, cursor_x);
    return buffer_text(&text);
}

void readback_append(struct buffer *text, const char *title)
{
    int y, cursor_y, cursor_x;

    getyx(curscr, cursor_y, cursor_x);
    buffer_printf(text, "=== %s, %dx%d, cursor %d,%d\n", title, COLS, LINES, cursor_y, cursor_x);
    for (y = 0; y < LINES; y++) {
        buffer_printf(text, "%s\n", readback_row(y));
    }
    buffer_string(text, "---\n");
    for (y = 0; y < LINES; y++) {
        const char *roles = readback_roles(y);

        if (*roles)
            buffer_printf(text, "%3d|%s\n", y, roles);
    }
}

void readback_cells(struct buffer *text)
{
    int y, x, cursor_y, cursor_x;

    getyx(curscr, cursor_y, cursor_x);
    for (y = 0; y < LINES; y++) {
        for (x = 0; x < COLS; x++) {
            const struct cell cell = cell_at(y, x);

            buffer_append(text, (const char *)cell.wide, sizeof cell.wide);
            buffer_append(text, (const char *)&cell.attributes, sizeof cell.attributes);
            buffer_append(text, (const char *)&cell.pair, sizeof cell.pair);
            buffer_append(text, (const char *)&cell.part, sizeof cell.part);
        }
    }
    wmove(curscr, cursor_y, cursor_x);
}

static bool cell_can_show(const struct cell *cell, const struct cell *next)
{
    char bytes[MB_LEN_MAX];
    mbstate_t state;
    unsigned i;

    memset(&state, 0, sizeof state);
    if (wcwidth(cell->wide[0]) != (cell->part == WHOLE ? 1 : 2))
        return false;
    for (i = 0; cell->wide[i]; i++) {
        if (wcrtomb(bytes, cell->wide[i], &state) == (size_t)-1 ||
            (i > 0 && wcwidth(cell->wide[i]) != 0))
            return false;
    }
    return cell->part != LEAD || (next && next->part == TRAIL);
}

void readback_check(const char *what)
{
    int y, x, cursor_y, cursor_x;
    char place[200];

    getyx(curscr, cursor_y, cursor_x);
    for (y = 0; y < LINES; y++) {
        for (x = 0; x < COLS; x++) {
            struct cell cell = cell_at(y, x), next = {.part = WHOLE};

            if (x + 1 < COLS)
                next = cell_at(y, x + 1);
            if (cell_can_show(&cell, x + 1 < COLS ? &next : NULL) &&
                !(x == 0 && cell.part == TRAIL))
                continue;
            snprintf(place, sizeof place, "%s: row %d, column %d cannot be shown (%lx)", what, y,
                     x, (unsigned long)cell.wide[0]);
            suite_expect(place, false);
        }
    }
    wmove(curscr, cursor_y, cursor_x);
}
