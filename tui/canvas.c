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

struct role_style {
    attr_t attributes;
    short color; /* -1: the terminal's own */
};

static const struct role_style role_styles[ROLE_COUNT] = {
    [ROLE_PLAIN] = {A_NORMAL, -1},
    [ROLE_MUTED] = {A_DIM, -1},
    [ROLE_HEADING] = {A_BOLD, -1},
    [ROLE_ITEM] = {A_NORMAL, -1},
    [ROLE_FOCUS] = {A_REVERSE, -1},
    [ROLE_COMMAND] = {A_BOLD, COLOR_CYAN},
    [ROLE_CODE] = {A_NORMAL, COLOR_CYAN},
    [ROLE_WARNING] = {A_BOLD, COLOR_YELLOW},
    [ROLE_GOOD] = {A_BOLD, COLOR_GREEN},
    [ROLE_BAD] = {A_BOLD, COLOR_RED},
    [ROLE_EMPHASIS] = {A_ITALIC, -1},
    [ROLE_STRONG] = {A_BOLD, -1},
    [ROLE_LINK] = {A_UNDERLINE, -1},
    [ROLE_KEY] = {A_BOLD, -1},
    [ROLE_FIELD] = {A_UNDERLINE, -1},
};

static const char *const glyphs[GLYPH_COUNT][2] = {
    [GLYPH_RULE] = {"─", "-"},       [GLYPH_BAR] = {"│", "|"},
    [GLYPH_FOCUS] = {"▸", ">"},      [GLYPH_TRAIL] = {"›", ">"},
    [GLYPH_DOT] = {"·", "-"},        [GLYPH_DASH] = {"–", "-"},
    [GLYPH_ELLIPSIS] = {"…", "..."}, [GLYPH_UP] = {"↑", "Up"},
    [GLYPH_DOWN] = {"↓", "Down"},    [GLYPH_LEFT] = {"←", "Left"},
    [GLYPH_RIGHT] = {"→", "Right"},  [GLYPH_MORE_UP] = {"▴", "^"},
    [GLYPH_MORE_DOWN] = {"▾", "v"},
};

enum { CELL_CHARACTERS = 5, REPLACEMENT = 0xfffd };

static bool has_palette;

/* Whether ncurses draws a character as wide as it is laid out, and the locale can say it. */
static bool can_show(unsigned point)
{
    char bytes[MB_LEN_MAX];
    mbstate_t state;

    memset(&state, 0, sizeof state);
    return wcwidth((wchar_t)point) == uc_width(point, "UTF-8") &&
           wcrtomb(bytes, (wchar_t)point, &state) != (size_t)-1;
}

void canvas_init(struct canvas *canvas, bool ascii)
{
    canvas->ascii = ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
    canvas->sink.ascii = canvas->ascii;
    canvas->sink.can_show = can_show;
}

void canvas_palette(bool color)
{
    short ink;

    has_palette = color && has_colors() && start_color() == OK;
    if (!has_palette)
        return;
    use_default_colors();
    for (ink = COLOR_RED; ink <= COLOR_CYAN; ink++)
        init_pair(ink, ink, -1);
}

attr_t canvas_attributes(enum role role, short *pair)
{
    short color = role_styles[role].color;

    *pair = has_palette && color > 0 ? color : 0;
    return role_styles[role].attributes;
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
                        attr_t attributes, short pair, const char *text, size_t length,
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
            setcchar(&cell, L" ", attributes, pair, NULL);
            mvwadd_wch(window, y, x + (int)filled, &cell);
        }
    }
    setcchar(&cell, wide, attributes, pair, NULL);
    mvwadd_wch(window, y, x, &cell);
}

unsigned canvas_draw(WINDOW *window, const struct canvas *canvas, int y, int x, unsigned cells,
                     enum role role, const char *text, size_t length)
{
    short pair;
    attr_t attributes = canvas_attributes(role, &pair);
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
            put_cluster(window, canvas, y, x + (int)drawn, attributes, pair, text, bytes, width);
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
