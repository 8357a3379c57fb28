/* SPDX-License-Identifier: MIT */
/*
 * Text is cut into runs of one role: words of ASCII with single blanks between them, or one cluster
 * and its repetitions, whose width is that of whatever font has it. textLength makes a run as wide
 * as its cells.
 */
#include <config.h>

#include "picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/text.h"
#include "errwalk/theme.h"
#include "readback.h"

/* Pixels. A cell is about as wide as those of common fonts at this size. */
enum { SIZE = 15, CELL = 9, LINE = 19, MARGIN = 14, BAR = 28, BASELINE = 14 };

static const char ground[] = "#16191f", ink[] = "#d3d7de", bar[] = "#262b34", faint[] = "#8b93a1",
                  cursor[] = "#7fb2ff";

/* A parsed screen. Rows are lines of the golden file. */
struct grid {
    int rows, columns, cursor_y, cursor_x;
    const char *text, *letters;
};

static const char *next_line(const char *line)
{
    line += strcspn(line, "\n");
    return *line ? line + 1 : line;
}

static bool parse(struct grid *grid, const char *screen)
{
    const char *size = strchr(screen, ',');
    int row;

    if (strncmp(screen, "=== ", 4) != 0 || !size ||
        sscanf(size, ", %dx%d, cursor %d,%d", &grid->columns, &grid->rows, &grid->cursor_y,
               &grid->cursor_x) != 4)
        return false;
    grid->text = grid->letters = next_line(screen);
    for (row = 0; row < grid->rows; row++)
        grid->letters = next_line(grid->letters);
    if (strncmp(grid->letters, "---\n", 4) != 0)
        return false;
    grid->letters += 4;
    return true;
}

/* The letters of a row, which has none where all is plain. */
static const char *letters_of(const struct grid *grid, int row, size_t *length)
{
    const char *line;

    for (line = grid->letters; *line && *line != '='; line = next_line(line)) {
        const char *from = strchr(line, '|');

        if (from && atoi(line) == row) {
            *length = strcspn(from + 1, "\n");
            return from + 1;
        }
    }
    *length = 0;
    return "";
}

/* As xterm has the 256; the first 16 are the terminal's own, and the theme has none of those there. */
static void append_color(struct buffer *svg, short color)
{
    static const unsigned steps[] = {0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff};
    unsigned cube = (unsigned)color - 16, gray = 8 + 10 * ((unsigned)color - 232);

    if (color < 16)
        buffer_string(svg, ink);
    else if (color >= 232)
        buffer_printf(svg, "#%02x%02x%02x", gray, gray, gray);
    else
        buffer_printf(svg, "#%02x%02x%02x", steps[cube / 36], steps[cube / 6 % 6],
                      steps[cube % 6]);
}

static struct theme_style style_of(enum role role)
{
    static const struct theme_terminal terminal = {
        256, THEME_BOLD | THEME_DIM | THEME_ITALIC | THEME_UNDERLINE | THEME_REVERSE, 0};

    static const struct theme theme = {.preset = THEME_DARK};

    return theme_style(&theme, role, &terminal);
}

static void append_styles(struct buffer *svg)
{
    enum role role;

    buffer_string(svg, "<style>\n");
    for (role = 0; role < ROLE_COUNT; role++) {
        const struct theme_style style = style_of(role);

        buffer_printf(svg, ".%s {fill: ", theme_role_name(role));
        if (style.attributes & THEME_REVERSE)
            buffer_string(svg, ground);
        else
            append_color(svg, style.attributes & THEME_DIM ? THEME_OWN : style.color);
        if (style.attributes & THEME_BOLD)
            buffer_string(svg, "; font-weight: bold");
        if (style.attributes & THEME_DIM)
            buffer_string(svg, "; fill-opacity: 0.6");
        if (style.attributes & THEME_ITALIC)
            buffer_string(svg, "; font-style: italic");
        buffer_string(svg, "}\n");
    }
    buffer_printf(svg, ".ground {fill: %s}\n.cursor {fill: %s; fill-opacity: 0.45}\n</style>\n", ink,
                  cursor);
}

/* What XML takes as text, and nothing else. */
static void append_text(struct buffer *svg, const char *text, size_t length)
{
    size_t i;

    for (i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];

        if (byte == '&')
            buffer_string(svg, "&amp;");
        else if (byte == '<')
            buffer_string(svg, "&lt;");
        else if (byte == '>')
            buffer_string(svg, "&gt;");
        else if (byte == '"')
            buffer_string(svg, "&quot;");
        else
            buffer_char(svg, byte < ' ' || byte == 0x7f ? '?' : (char)byte);
    }
}

static int left_of(unsigned column)
{
    return MARGIN + (int)column * CELL;
}

static int top_of(int row)
{
    return BAR + MARGIN + row * LINE;
}

static void append_ground(struct buffer *svg, int row, unsigned column, unsigned cells,
                          const char *look)
{
    buffer_printf(svg, "<rect x=\"%d\" y=\"%d\" width=\"%u\" height=\"%d\" class=\"%s\"/>\n",
                  left_of(column), top_of(row), cells * CELL, LINE, look);
}

/* A line of its own, since blanks are underlined as well. */
static void append_underline(struct buffer *svg, int row, unsigned column, unsigned cells,
                             enum role role)
{
    buffer_printf(svg, "<rect x=\"%d\" y=\"%d\" width=\"%u\" height=\"1\" class=\"%s\"/>\n",
                  left_of(column), top_of(row) + BASELINE + 2, cells * CELL,
                  theme_role_name(role));
}

static void append_run(struct buffer *svg, int row, unsigned column, unsigned cells,
                       enum role role, const char *text, size_t length)
{
    const unsigned attributes = style_of(role).attributes;

    if (attributes & THEME_REVERSE)
        append_ground(svg, row, column, cells, "ground");
    if (attributes & THEME_UNDERLINE)
        append_underline(svg, row, column, cells, role);
    if (*text == ' ')
        return;
    buffer_printf(svg, "<text x=\"%d\" y=\"%d\" textLength=\"%u\" class=\"%s\">", left_of(column),
                  top_of(row) + BASELINE, cells * CELL, theme_role_name(role));
    append_text(svg, text, length);
    buffer_string(svg, "</text>\n");
}

static char letter_at(const char *letters, size_t length, unsigned column)
{
    return column < length ? letters[column] : '.';
}

/* How much of the text stands in one run, and in how many cells. Blanks end it, unless it is one
 * between words: some programs drop those at the ends of a text. */
static size_t run_length(const char *text, size_t left, const char *letters, size_t lettered,
                         unsigned column, unsigned *cells)
{
    const char letter = letter_at(letters, lettered, column);
    size_t first = text_cluster(text, left, cells), used = first;
    const bool ascii = first == 1 && *text != ' ';

    while (used < left && letter_at(letters, lettered, column + *cells) == letter) {
        const char *at = text + used;
        unsigned width;
        size_t bytes = text_cluster(at, left - used, &width);

        if (bytes != first || (!ascii && memcmp(at, text, first) != 0) ||
            (ascii && *at == ' ' &&
             (used + 1 == left || (unsigned char)at[1] >= 0x80 || at[1] == ' ' ||
              letter_at(letters, lettered, column + *cells + 1) != letter)))
            break;
        used += bytes;
        *cells += width;
    }
    return used;
}

static void append_row(struct buffer *svg, const struct grid *grid, int row, const char *line)
{
    size_t left = strcspn(line, "\n"), lettered;
    const char *letters = letters_of(grid, row, &lettered);
    unsigned column = 0, cells;

    while (left > 0) {
        size_t used = run_length(line, left, letters, lettered, column, &cells);

        if (!used)
            break;
        append_run(svg, row, column, cells, readback_role(letter_at(letters, lettered, column)),
                   line, used);
        column += cells;
        line += used;
        left -= used;
    }
    /* Cells that are blank and still look like something, as those of a field. */
    for (; column < lettered; column += cells) {
        const char letter = letters[column];

        for (cells = 1; column + cells < lettered && letters[column + cells] == letter; cells++)
            ;
        append_run(svg, row, column, cells, readback_role(letter), " ", 1);
    }
}

static void append_window(struct buffer *svg, const char *title, int width, int height)
{
    int i;

    buffer_printf(svg,
                  "<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"%s\"/>\n"
                  "<path d=\"M0 %d V8 Q0 0 8 0 H%d Q%d 0 %d 8 V%d Z\" fill=\"%s\"/>\n",
                  width, height, ground, BAR, width - 8, width, width, BAR, bar);
    for (i = 0; i < 3; i++)
        buffer_printf(svg, "<circle cx=\"%d\" cy=\"%d\" r=\"5\" fill=\"%s\" fill-opacity=\"0.5\"/>\n",
                      18 + 18 * i, BAR / 2, faint);
    buffer_printf(svg, "<text x=\"%d\" y=\"19\" text-anchor=\"middle\" font-size=\"13\" fill=\"%s\">",
                  width / 2, faint);
    append_text(svg, title, strlen(title));
    buffer_string(svg, "</text>\n");
}

bool picture_append(struct buffer *svg, const char *title, const char *screen)
{
    struct grid grid;
    const char *line;
    int row, width, height;

    if (!parse(&grid, screen))
        return false;
    width = grid.columns * CELL + 2 * MARGIN;
    height = top_of(grid.rows) + MARGIN;
    buffer_printf(svg,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
                  "viewBox=\"0 0 %d %d\" role=\"img\" font-size=\"%d\" "
                  "font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\">\n"
                  "<title>",
                  width, height, width, height, SIZE);
    append_text(svg, title, strlen(title));
    buffer_string(svg, "</title>\n");
    append_styles(svg);
    append_window(svg, title, width, height);
    for (line = grid.text, row = 0; row < grid.rows; row++, line = next_line(line))
        append_row(svg, &grid, row, line);
    append_ground(svg, grid.cursor_y, (unsigned)grid.cursor_x, 1, "cursor");
    buffer_string(svg, "</svg>\n");
    return true;
}
