/* SPDX-License-Identifier: MIT */
/*
 * Theme: how each role of a text looks, by how many colours a terminal has.
 *
 * Background and text are always the terminal's own, since nobody knows whether they are dark or
 * light but the person, who says it by a preset. What a role means is never said by its colour alone:
 * an attribute, a sign or its place says it too. Knows nothing of curses.
 */
#ifndef ERRWALK_THEME_H
#define ERRWALK_THEME_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"

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
    ROLE_MATCH, /* what was found */
    ROLE_HERE,  /* the same, where finding led to */
    ROLE_COUNT
};

enum theme_attribute {
    THEME_BOLD = 1,
    THEME_DIM = 2,
    THEME_ITALIC = 4,
    THEME_UNDERLINE = 8,
    THEME_REVERSE = 16
};

enum { THEME_OWN = -1 /* the terminal's own colour of text */ };

struct theme_style {
    unsigned attributes; /* of enum theme_attribute */
    short color;         /* index of the palette, or THEME_OWN */
};

enum theme_preset {
    THEME_TERMINAL, /* the first eight colours, which are the terminal's own */
    THEME_DARK,     /* for a dark background: fixed colours, where the terminal has 256 */
    THEME_LIGHT,
    THEME_NONE, /* no colours and no attributes: of a move only the text of the new place is sent */
    THEME_PRESET_COUNT
};

extern const char *const theme_preset_names[THEME_PRESET_COUNT];

/* What a person wants; all zero: the preset THEME_TERMINAL as it is. */
struct theme {
    enum theme_preset preset;
    struct theme_style styles[ROLE_COUNT];
    bool given[ROLE_COUNT];
};

struct theme_terminal {
    int colors;     /* fewer than 8: none */
    unsigned able;  /* attributes that it has */
    unsigned alone; /* those that it cannot show together with a colour */
};

/* How a role is called in errwalk.conf, and what it is. */
const char *theme_role_name(enum role role);
const char *theme_role_help(enum role role);

/* How a role looks there. `theme` may be NULL. */
struct theme_style theme_style(const struct theme *theme, enum role role,
                               const struct theme_terminal *terminal);

/* Reads a style: attributes and at most one colour, blanks between: "bold red", "dim", "130",
 * "normal". False with `wrong` saying why; `*style` is untouched then. */
bool theme_read(struct theme_style *style, const char *text, struct buffer *wrong);

/* Appends a style as theme_read takes it. */
void theme_write(struct buffer *out, const struct theme_style *style);

#endif
