/* SPDX-License-Identifier: MIT */
/*
 * Canvas: the one place where text becomes cells of a window.
 *
 * Text reaches it cleaned (canvas_clean) and laid out; it draws whole grapheme clusters and turns
 * roles into attributes and colours of curses, as the theme has them.
 */
#ifndef ERRWALK_TUI_CANVAS_H
#define ERRWALK_TUI_CANVAS_H

#include <curses.h>
#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"
#include "errwalk/sink.h"
#include "errwalk/theme.h"

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
    GLYPH_MORE_LEFT,
    GLYPH_MORE_RIGHT,
    GLYPH_GOES_ON, /* ↳ before what goes on from the line above */
    GLYPH_PASSED, /* • a step that the walk came by */
    GLYPH_OUT,    /* × what is ruled out */
    GLYPH_BRANCH, /* ├ one of several rows of a tree */
    GLYPH_CORNER, /* └ the last of them */
    GLYPH_FIX,    /* √ an ending that is a fix */
    GLYPH_ELSEWHERE, /* → one that leads to another error */
    GLYPH_COUNT
};

struct canvas {
    bool ascii; /* what is drawn and not read */
    struct sink_terminal sink;
};

/* What the locale, and `--ascii`, allow. */
void canvas_init(struct canvas *canvas, bool ascii);

/* Sets up the looks of all roles for the current screen; after newterm. `theme`: what a person
 * wants otherwise, or NULL. */
void canvas_palette(bool color, const struct theme *theme);

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
