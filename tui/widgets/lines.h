/* SPDX-License-Identifier: MIT */
/*
 * Lines: styled text that is laid out for a width, ready to be drawn from any line on.
 */
#ifndef ERRWALK_TUI_LINES_H
#define ERRWALK_TUI_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "canvas.h"
#include "errwalk/buffer.h"
#include "errwalk/match.h"
#include "errwalk/prose.h"
#include "errwalk/text.h"
#include "errwalk/walk.h"

/* A piece of one line in one style. */
struct span {
    size_t line, offset, length;
    unsigned column;
    enum role role;
};

/* A piece of a span that was found. A match that goes on in another span has a piece in each. */
struct found {
    size_t line, offset, length;
    unsigned column;
    size_t match; /* counted over all lines of a form, from 1 */
};

struct line {
    enum text_break before; /* whether it goes on from the line before */
    bool drawn; /* has a span */
    bool glued; /* never at the top of what shows while the line before is above it */
    /* Of a line that may be wider than what shows of it: the columns where what scrolls sideways
     * begins, where the line ends, and where the widest of its block does. `end` 0: it stays where
     * it is. */
    unsigned from, end, widest;
};

struct command {
    char *text, *label, *warning; /* "" where there is none */
};

/* Zero-initialise them; lines_free and commands_free when done. */
struct lines {
    struct buffer text;
    struct line *lines;
    struct span *spans;
    struct found *found; /* in the order they are read in */
    size_t count, capacity, span_count, span_capacity, found_count, found_capacity;
};

struct commands {
    struct command *items;
    size_t count, capacity;
};

/* How text comes into lines: cleaned for the canvas, facts put in from the walk (NULL: left as
 * they are), broken so that it ends before `width`. */
struct lines_style {
    const struct canvas *canvas;
    struct walk *walk;
    unsigned width, indent; /* cells: the right edge; the left one */
    enum role role;
    const struct match_query *query; /* lines_text marks what matches; NULL: nothing */
};

void lines_free(struct lines *lines);
void lines_clear(struct lines *lines);

/* An empty line; not as the first, and not after another. */
void lines_blank(struct lines *lines);

/* An empty line. */
void lines_empty(struct lines *lines);

/* Text as it is. Newlines break. */
void lines_text(struct lines *lines, const struct lines_style *style, const char *text);
void lines_printf(struct lines *lines, const struct lines_style *style, const char *format, ...)
    BUFFER_PRINTF(3, 4);

/* A command: broken at blanks, and marked where it goes on. */
void lines_command(struct lines *lines, const struct lines_style *style, const char *text);

/* What a program printed: no line is broken. */
void lines_output(struct lines *lines, const struct lines_style *style, const char *text);

/* The same for text that is not wrapped but cut, as by a terminal: each character counts. */
void lines_verbatim(struct lines *lines, const struct lines_style *style, const char *text);

/* CommonMark. Its commands are added to `commands`, and break as such; NULL: what is in its blocks is
 * what a program printed. */
void lines_prose(struct lines *lines, const struct lines_style *style, const char *commonmark,
                 struct commands *commands);

/* Cleaned text put into a line that is there, beside what it holds. */
void lines_mark(struct lines *lines, const struct canvas *canvas, size_t line, unsigned column,
                enum role role, const char *text);

/* How far a line is scrolled sideways where others are by `aside` cells: its block never past its end. */
unsigned lines_aside(const struct line *line, unsigned columns, unsigned aside);

/* Which lines show where; those of the focused item have their ROLE_ITEM drawn as ROLE_FOCUS. */
struct lines_view {
    int y, x;
    unsigned rows, columns;
    size_t from;                     /* line at the top */
    unsigned aside;                  /* cells that wide lines are scrolled sideways */
    size_t focus_line, focus_count; /* 0 lines: the focus is elsewhere */
    size_t here;                    /* the match that the cursor was led to; 0: none */
};

void lines_draw(const struct lines *lines, const struct canvas *canvas, WINDOW *window,
                const struct lines_view *view);

/* Strings are copied. */
void commands_add(struct commands *commands, const char *text, const char *label,
                  const char *warning);
void commands_free(struct commands *commands);

#endif
