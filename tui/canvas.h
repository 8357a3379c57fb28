/*
 * Canvas: the one place where text becomes cells of a window.
 *
 * Text reaches it cleaned (canvas_clean) and laid out; it draws whole grapheme clusters and turns
 * roles into the terminal's own attributes and colours. What a role means is never said by its
 * colour alone.
 */
#ifndef ERRWALK_TUI_CANVAS_H
#define ERRWALK_TUI_CANVAS_H

#include <curses.h>
#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"
#include "errwalk/sink.h"

enum role {
    ROLE_PLAIN,
    ROLE_MUTED,   /* labels, hints, what is beside the point */
    ROLE_HEADING, /* the question, titles */
    ROLE_ITEM,    /* what can have the focus, while it has not */
    ROLE_FOCUS,   /* what Enter acts on */
    ROLE_COMMAND, /* a command to copy */
    ROLE_CODE,    /* code within a sentence */
    ROLE_WARNING,
    ROLE_GOOD,
    ROLE_BAD,
    ROLE_EMPHASIS,
    ROLE_STRONG,
    ROLE_LINK,
    ROLE_KEY,   /* a key in the footer */
    ROLE_FIELD, /* where text is typed */
    ROLE_COUNT
};

/* Characters that are drawn and not read, each with its likeness in ASCII. */
enum glyph {
    GLYPH_RULE,     /* ─ */
    GLYPH_BAR,      /* │ */
    GLYPH_FOCUS,    /* ▸ */
    GLYPH_TRAIL,    /* › */
    GLYPH_DOT,      /* · */
    GLYPH_DASH,     /* – between numbers */
    GLYPH_ELLIPSIS, /* … */
    GLYPH_UP,
    GLYPH_DOWN,
    GLYPH_LEFT,
    GLYPH_RIGHT,
    GLYPH_MORE_UP,
    GLYPH_MORE_DOWN,
    GLYPH_COUNT
};

struct canvas {
    bool ascii;
    struct sink_terminal sink;
};

/* What the locale, and `--ascii`, allow. */
void canvas_init(struct canvas *canvas, bool ascii);

/* Sets up the palette of the current screen; after newterm. */
void canvas_palette(bool color);

/* The attributes and the colour pair of a role, for reading a screen back. */
attr_t canvas_attributes(enum role role, short *pair);

const char *canvas_glyph(const struct canvas *canvas, enum glyph glyph);

/* Appends `text` as it may be shown: see sink_terminal. Must come before text is measured. */
void canvas_clean(const struct canvas *canvas, struct buffer *out, const char *text);

/*
 * Draws cleaned text on one line from (y, x), at most `cells` wide and never past the window's
 * edge. Returns the cells that it took.
 */
unsigned canvas_draw(WINDOW *window, const struct canvas *canvas, int y, int x, unsigned cells,
                     enum role role, const char *text, size_t length);

/* The same for a string; what does not fit ends in an ellipsis. */
unsigned canvas_string(WINDOW *window, const struct canvas *canvas, int y, int x, unsigned cells,
                       enum role role, const char *string);

/* A glyph `count` times, to the right or downwards. */
void canvas_line(WINDOW *window, const struct canvas *canvas, int y, int x, unsigned count,
                 bool down);

#endif
