/* SPDX-License-Identifier: MIT */
/*
 * What the files of the map screen share. The form of the screen holds no lines, but where one is:
 * its focus and the top of what shows are rows of the outline.
 */
#ifndef ERRWALK_TUI_MAP_PRIVATE_H
#define ERRWALK_TUI_MAP_PRIVATE_H

#include "errwalk/map.h"
#include "tui/frame/screen.h"

/* A tree of which parts are folded. Rows are those of the outline. */
struct tree {
    struct map *map;
    bool *folded;    /* of each row */
    size_t *visible; /* rows, in order, of which none is in a folded part */
    size_t count;    /* of these */
};

/* Takes the map over, all unfolded. */
void tree_new(struct tree *tree, struct map *map);
void tree_free(struct tree *tree);

bool tree_can_fold(const struct tree *tree, size_t row); /* there is something below it */
void tree_fold(struct tree *tree, size_t row, bool folded);
void tree_fold_all(struct tree *tree, bool folded); /* but the first row */

/* Unfolds what a row is in. */
void tree_reveal(struct tree *tree, size_t row);

/* The place of a row among the visible ones, or of the row that it is folded into. */
size_t tree_place(const struct tree *tree, size_t row);

/* Where the parts of the screen are; a function of its size alone. */
struct map_parts {
    int top;                 /* row of the tree */
    unsigned rows, columns;  /* of the tree */
    int details_y, details_x;
    unsigned details_rows, details_columns; /* 0 rows: they are shown on a key */
    bool beside;             /* the details are at the right of the tree */
};

struct map_screen {
    struct screen screen;
    struct tree tree;
    size_t flow, flow_count; /* which of the flows of the session, from 0 */
    struct buffer texts;     /* what finding looks at: a line for each row; made when it is needed */
    size_t *text_at;         /* where each row's line begins in it */
    struct lines details;    /* of the step in focus */
    struct map_parts parts;
    struct buffer said;      /* of EFFECT_MESSAGE */
};

struct map_parts map_parts(const struct layout_frame *frame, bool title);

/* A row as it reads: "Yes › Logon ID", "No › see Logon ID". */
void map_row_text(const struct map_screen *map, size_t row, struct buffer *label,
                  struct buffer *name);

/* All of it on a screen of its own, above the map. */
struct screen *map_details_new(const struct context *context, const struct map *map, size_t row);

/* What there is to say of the step of a row. */
void map_details(struct lines *lines, const struct lines_style *style, const struct map *map,
                 size_t row);

void map_view(const struct screen *screen, WINDOW *window);

extern const struct screen_finder map_finder;

/* Brings a row into view and gives it the focus. */
void map_focus(struct map_screen *map, size_t row);

#endif
