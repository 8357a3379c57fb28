/* SPDX-License-Identifier: MIT */
/*
 * Form: what most screens show. Lines that always stay (head), lines that scroll (body), and
 * choices (foot); among body and foot, items that take the focus in turn.
 */
#ifndef ERRWALK_TUI_FORM_H
#define ERRWALK_TUI_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "field.h"
#include "keys.h"
#include "layout.h"
#include "lines.h"

enum item_kind {
    ITEM_CHOICE,
    ITEM_FIELD,
    ITEM_TEXT, /* the line of a text area with the cursor; `value` is the column */
    ITEM_TICK,
    ITEM_KIND_COUNT
};

struct item {
    enum item_kind kind;
    bool in_foot;
    size_t line, count; /* lines of its part */
    unsigned value;     /* what it stands for, as the screen numbers them */
    unsigned number;    /* the key that chooses it, 0 for none */
};

enum form_part { FORM_HEAD, FORM_BODY, FORM_FOOT, FORM_PART_COUNT };

/* Zero-initialise it; form_free when done. */
struct form {
    struct lines head, body, foot;
    struct item *items;
    size_t item_count, item_capacity;
    size_t filter;          /* line of the head that is a field, from 1; 0: none */
    unsigned filter_column; /* where its text begins */
    bool filtering;         /* the cursor is in it, not on the focused item */
    const char *placeholder; /* what can be typed there, while it is empty; NULL: nothing is said */
    size_t must;  /* lines of the foot that should always show */
    size_t focus; /* index of an item; kept when the form is laid out again */
    size_t body_top, foot_top; /* first line that shows; what overflows the head leads the body */
    unsigned aside;            /* cells that wide lines are scrolled sideways, where any shows */
    struct buffer needle;      /* what is found wherever it stands: see find.h; "": nothing */
    size_t found, here;        /* matches; the one that was led to, from 1, 0: none */
    bool on_match;             /* the cursor is there and not on the focused item */
    struct layout_form at;
    unsigned rows, columns;
};

void form_free(struct form *form);

/* Forgets lines and items, keeps focus and scroll, before it is built for another size. */
void form_clear(struct form *form);

/* Adds a choice to body or foot: its marker, its number (0: none; above 9: only the room for one),
 * its text. */
void form_choice(struct form *form, const struct lines_style *style, bool in_foot, unsigned value,
                 unsigned number, const char *text);

/* The last choice added also has the lines that were added after it. */
void form_extend(struct form *form);

/* Adds the line for a field to the foot. */
void form_field(struct form *form, unsigned value);

/* Adds a line to the head with a field that narrows what can be chosen; `editing`: the cursor is
 * there. */
void form_filter(struct form *form, const struct lines_style *style, const char *label,
                 bool editing);

/* Makes a line of the body one item, with the cursor in this column of it. */
void form_text(struct form *form, size_t line, unsigned column);

/* Makes the lines of the body from `line` on one item: to tick off, or to choose. */
void form_tick(struct form *form, size_t line, unsigned value);
void form_row(struct form *form, size_t line, unsigned value);

/* Lays out what was built. */
void form_layout(struct form *form, unsigned rows, unsigned columns);

/* Marks `needle` in what was built, and counts it. */
void form_mark(struct form *form);

/* Gives out the rows again after the focus was set, and brings it into view. */
void form_follow(struct form *form);

/* Whether such an action would change anything. */
bool form_can(const struct form *form, enum action action);

/* Moves focus or scrolls; true when the action was one of these. */
bool form_update(struct form *form, enum action action);

/* The focus goes to the next item, however much of this one does not show. */
void form_advance(struct form *form);

/* The item with the focus, the item that a number key means, or NULL. */
const struct item *form_focused(const struct form *form);
const struct item *form_numbered(const struct form *form, int key);

/* Focus on the item of a value, if there is one. */
void form_focus(struct form *form, enum item_kind kind, unsigned value);

/* The focused item of the body comes to the top, as far as there is enough below it. */
void form_raise(struct form *form);

/* The item in a row of the form, from 0, as it is drawn; NULL: there is none. */
const struct item *form_at(const struct form *form, int row);

/* Scrolls the body a few lines; false where all of it shows. */
bool form_roll(struct form *form, bool down);

/* The lines of a part. */
const struct lines *form_lines(const struct form *form, enum form_part part);

/* Brings a place into view; where its line belongs to an item, that takes the focus. */
void form_show(struct form *form, enum form_part part, size_t line, unsigned column);

/* What scrolls: lines of the head that do not fit into it, then the body. How many of the first,
 * how many in all, and where an item begins: in these lines, or in those of the foot. */
size_t form_overflow(const struct form *form);
size_t form_body_count(const struct form *form);
size_t form_item_line(const struct form *form, const struct item *item);

/* Cells that the wide lines which show are scrolled sideways. */
unsigned form_aside(const struct form *form);

/* Draws it at (y, x); `field` may be NULL where there is none. `*cursor_y` and `*cursor_x` get the
 * place of the focus. */
void form_draw(const struct form *form, const struct canvas *canvas, const struct field *field,
               WINDOW *window, int y, int x, int *cursor_y, int *cursor_x);

#endif
