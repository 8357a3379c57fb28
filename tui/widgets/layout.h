/* SPDX-License-Identifier: MIT */
/*
 * Layout: where things are on the screen, as a function of its size alone.
 */
#ifndef ERRWALK_TUI_LAYOUT_H
#define ERRWALK_TUI_LAYOUT_H

#include <stdbool.h>

enum {
    LAYOUT_MIN_ROWS = 12,
    LAYOUT_MIN_COLUMNS = 40,
    LAYOUT_PANE_COLUMNS = 100 /* from here on the trail is a pane */
};

/* The parts around the content. Rows and columns count from 0; a row of -1 is not there. */
struct layout_frame {
    bool too_small;
    int header, trail, upper_rule, lower_rule, footer;
    int message;       /* where a message for a moment stands; -1: there is none */
    unsigned pane;     /* cells of the pane on the left without its bar; 0: none */
    int top, left;     /* of the content */
    unsigned rows, columns; /* of the content */
};

/* `message`: there is one. It takes the place of the lower rule, or a row of the content. */
struct layout_frame layout_frame(int rows, int columns, bool message);

/*
 * The content: lines that always show (head), lines that scroll (body), then the choices (foot),
 * which scroll too where even they do not fit.
 */
struct layout_parts {
    unsigned head, body, foot; /* lines that there are */
    unsigned least; /* lines of the foot that show even while the body is read in a low window */
    unsigned must;             /* lines of the foot that should be seen before the body gets room */
    bool reading;              /* the focus is in the body: in a low window the foot makes way */
};

/* Rows from the top down; what of the head does not fit scrolls before the body. */
struct layout_form {
    unsigned head, gap, body, more, foot; /* `more`: the row that says what does not show */
};

struct layout_form layout_form(unsigned rows, const struct layout_parts *parts);

#endif
