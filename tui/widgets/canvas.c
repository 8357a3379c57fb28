/* SPDX-License-Identifier: MIT */
/*
 * Cells are set cluster by cluster with setcchar, since addwstr loses combining characters after a
 * wide one. A cluster that curses cannot hold in one cell, or would draw at another width than it
 * was laid out with, is shown as U+FFFD and blanks, so that the rest of the line stays in place.
 */
#include <config.h>

#include "canvas.h"

#include <langinfo.h>
#include <limits.h>
#include <string.h>
#include <unistr.h>
#include <uniwidth.h>
#include <wchar.h>

#include "errwalk/text.h"

/* What curses calls the attributes. */
static const struct {
    unsigned attribute;
    attr_t curses;
} attributes[] = {
    {THEME_BOLD, A_BOLD},
    {THEME_DIM, A_DIM},
    {THEME_ITALIC, A_ITALIC},
    {THEME_UNDERLINE, A_UNDERLINE},
    {THEME_REVERSE, A_REVERSE},
};

enum { ATTRIBUTE_COUNT = sizeof attributes / sizeof *attributes };

/* The looks of the current screen. */
static struct {
    attr_t attributes;
    short pair, color;
} looks[ROLE_COUNT];

static const char *const glyphs[GLYPH_COUNT][2] = {
    [GLYPH_RULE] = {"─", "-"},       [GLYPH_BAR] = {"│", "|"},
    [GLYPH_FOCUS] = {"▸", ">"},      [GLYPH_TRAIL] = {"›", ">"},
    [GLYPH_DOT] = {"·", "-"},        [GLYPH_DASH] = {"–", "-"},
    [GLYPH_ELLIPSIS] = {"…", "..."}, [GLYPH_UP] = {"↑", "Up"},
    [GLYPH_DOWN] = {"↓", "Down"},    [GLYPH_LEFT] = {"←", "Left"},
    [GLYPH_RIGHT] = {"→", "Right"},  [GLYPH_MORE_UP] = {"▴", "^"},
    [GLYPH_MORE_DOWN] = {"▾", "v"},  [GLYPH_MORE_LEFT] = {"«", "<"},
    [GLYPH_MORE_RIGHT] = {"»", ">"}, [GLYPH_GOES_ON] = {TEXT_GOES_ON, "->"},
    [GLYPH_PASSED] = {"•", "*"},     [GLYPH_OUT] = {"×", "x"},
    [GLYPH_BRANCH] = {"├", "|"},     [GLYPH_CORNER] = {"└", "`"},
    [GLYPH_FIX] = {"√", "*"},        [GLYPH_ELSEWHERE] = {"→", ">"},
};

enum { CELL_CHARACTERS = 5, REPLACEMENT = 0xfffd };

/* Whether ncurses draws a character as wide as it is laid out, and the locale can say it. */
static bool can_show(unsigned point)
{
    char bytes[MB_LEN_MAX];
    mbstate_t state;

    memset(&state, 0, sizeof state);
    return wcwidth((wchar_t)point) == uc_width(point, "UTF-8") &&
           wcrtomb(bytes, (wchar_t)point, &state) != (size_t)-1;
}

/* Whether the locale has nothing beyond ASCII. */
static bool is_ascii(void)
{
    unsigned point = 0xa0;

    while (point < 0x2000 && !can_show(point))
        point++;
    return point == 0x2000;
}

/* An encoding such as Latin-1 has letters beyond ASCII, but nothing to draw with. */
void canvas_init(struct canvas *canvas, bool ascii)
{
    canvas->ascii = ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
    canvas->sink.ascii = ascii || is_ascii();
    canvas->sink.can_show = can_show;
}

/* Attributes of terminfo's no_color_video, whose bits are in an order of its own. */
static unsigned without_color(void)
{
    static const struct {
        int bit;
        unsigned attribute;
    } bits[] = {{2, THEME_UNDERLINE}, {4, THEME_REVERSE}, {16, THEME_DIM}, {32, THEME_BOLD},
                {32768, THEME_ITALIC}};
    int mask = tigetnum("ncv");
    unsigned found = 0;
    size_t i;

    for (i = 0; i < sizeof bits / sizeof *bits && mask > 0; i++)
        found |= mask & bits[i].bit ? bits[i].attribute : 0;
    return found;
}

/* Without a default colour curses would paint a background of its own. */
static struct theme_terminal terminal_looks(bool color)
{
    struct theme_terminal terminal = {0};
    size_t i;

    for (i = 0; i < ATTRIBUTE_COUNT; i++)
        terminal.able |= termattrs() & attributes[i].curses ? attributes[i].attribute : 0;
    if (color && has_colors() && start_color() == OK && use_default_colors() == OK)
        terminal.colors = COLORS;
    if (terminal.colors)
        terminal.alone = without_color();
    return terminal;
}

/* One pair for each colour, whatever has it. */
static short pair_of(enum role role, short *last)
{
    enum role before;

    if (looks[role].color == THEME_OWN)
        return 0;
    for (before = 0; before < role; before++) {
        if (looks[before].color == looks[role].color)
            return looks[before].pair;
    }
    return init_pair(++*last, looks[role].color, -1) == OK ? *last : 0;
}

void canvas_palette(bool color, const struct theme *theme)
{
    const struct theme_terminal terminal = terminal_looks(color);
    enum role role;
    short last = 0;

    for (role = 0; role < ROLE_COUNT; role++) {
        const struct theme_style style = theme_style(theme, role, &terminal);
        size_t i;

        looks[role].attributes = A_NORMAL;
        for (i = 0; i < ATTRIBUTE_COUNT; i++)
            looks[role].attributes |=
                style.attributes & attributes[i].attribute ? attributes[i].curses : 0;
        looks[role].color = style.color;
        looks[role].pair = pair_of(role, &last);
    }
}

attr_t canvas_attributes(enum role role, short *pair)
{
    *pair = looks[role].pair;
    return looks[role].attributes;
}

const char *canvas_glyph(const struct canvas *canvas, enum glyph glyph)
{
    return glyphs[glyph][canvas->ascii];
}

void canvas_clean(const struct canvas *canvas, struct buffer *out, const char *text)
{
    sink_terminal(out, &canvas->sink, text, strlen(text));
}

/* The characters of a cluster, as many as a cell holds. False when there are more, or when curses
 * would not draw them as wide as `cells` in one cell. */
static bool cell_from_cluster(wchar_t *wide, const char *text, size_t length, unsigned cells)
{
    size_t used = 0, count = 0;

    while (used < length) {
        ucs4_t point;
        int bytes = u8_mbtouc(&point, (const uint8_t *)text + used, length - used);

        if (count == CELL_CHARACTERS || wcwidth((wchar_t)point) != (count ? 0 : (int)cells))
            return false;
        wide[count++] = (wchar_t)point;
        used += (size_t)bytes;
    }
    wide[count] = L'\0';
    return count > 0;
}

static void put_cluster(WINDOW *window, const struct canvas *canvas, int y, int x,
                        attr_t look, short pair, const char *text, size_t length,
                        unsigned cells)
{
    wchar_t wide[CELL_CHARACTERS + 1] = {0};
    cchar_t cell;
    unsigned filled;

    memset(&cell, 0, sizeof cell);
    if (!cell_from_cluster(wide, text, length, cells)) {
        wide[0] = canvas->ascii ? L'?' : REPLACEMENT;
        wide[1] = L'\0';
        for (filled = 1; filled < cells; filled++) {
            setcchar(&cell, L" ", look, pair, NULL);
            mvwadd_wch(window, y, x + (int)filled, &cell);
        }
    }
    setcchar(&cell, wide, look, pair, NULL);
    mvwadd_wch(window, y, x, &cell);
}

unsigned canvas_draw(WINDOW *window, const struct canvas *canvas, int y, int x, unsigned cells,
                     enum role role, const char *text, size_t length)
{
    short pair;
    attr_t look = canvas_attributes(role, &pair);
    int room = getmaxx(window) - x;
    unsigned drawn = 0;

    if (y < 0 || y >= getmaxy(window) || x < 0 || room <= 0)
        return 0;
    if ((unsigned)room < cells)
        cells = (unsigned)room;
    while (length > 0) {
        unsigned width;
        size_t bytes = text_cluster(text, length, &width);

        if (!bytes || drawn + width > cells)
            break;
        if (width > 0)
            put_cluster(window, canvas, y, x + (int)drawn, look, pair, text, bytes, width);
        drawn += width;
        text += bytes;
        length -= bytes;
    }
    return drawn;
}

unsigned canvas_string(WINDOW *window, const struct canvas *canvas, int y, int x, unsigned cells,
                       enum role role, const char *string)
{
    const char *ellipsis = canvas_glyph(canvas, GLYPH_ELLIPSIS);
    size_t length = strlen(string), fits;
    unsigned drawn, mark = (unsigned)text_width(ellipsis, strlen(ellipsis));

    if (text_width(string, length) <= cells)
        return canvas_draw(window, canvas, y, x, cells, role, string, length);
    fits = text_fit(string, length, cells > mark ? cells - mark : 0);
    while (fits > 0 && string[fits - 1] == ' ')
        fits--;
    drawn = canvas_draw(window, canvas, y, x, cells, role, string, fits);
    return drawn + canvas_draw(window, canvas, y, x + (int)drawn, cells - drawn, role, ellipsis,
                               strlen(ellipsis));
}

void canvas_line(WINDOW *window, const struct canvas *canvas, int y, int x, unsigned count,
                 bool down)
{
    const char *glyph = canvas_glyph(canvas, down ? GLYPH_BAR : GLYPH_RULE);
    unsigned i;

    for (i = 0; i < count; i++)
        canvas_string(window, canvas, y + (down ? (int)i : 0), x + (down ? 0 : (int)i), 1,
                      ROLE_MUTED, glyph);
}
