/* SPDX-License-Identifier: MIT */
/*
 * Layout: the page that prose is set on. What prose.c reads from the tree is gathered here as one
 * cleaned text with spans of style for each block, then broken into lines and written behind the
 * indentation of the lists and quotes around it. Only for prose.c.
 */
#ifndef ERRWALK_BASE_LAYOUT_H
#define ERRWALK_BASE_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"
#include "errwalk/prose.h"

struct span {
    size_t end; /* of the gathered text, where the style ends */
    enum prose_style style;
};

/* What a list item or a quote was entered with, to go back to when it is left. */
struct level {
    size_t indent;
    unsigned ordinal, digits; /* of a list: the next item's number, the widest one's digits */
};

struct layout {
    const struct prose_options *options;
    size_t width;
    struct prose *prose;
    struct buffer text; /* all lines so far */
    size_t line_capacity, run_capacity, command_capacity;

    struct buffer gathered; /* the leaf block, cleaned */
    struct span *spans;
    size_t span_count, span_capacity;
    struct buffer literal; /* text nodes in a row, not yet cleaned: {{fact}} may lie across them */

    struct buffer indent; /* before each line */
    struct buffer lead;   /* before the next line, where an item begins with it */
    bool has_lead;
    struct level *levels;
    size_t level_count, level_capacity;

    unsigned emphasis, strong;
    bool heading, autolink;
};

/* Frees all but the prose. */
void layout_free(struct layout *layout);

/* Cleans for the sink that the options name. */
void layout_clean(const struct layout *layout, struct buffer *out, const char *text, size_t length);

/* Adds text to the block that is gathered: as it is, cleaned, or with facts put in and cleaned. */
void layout_put(struct layout *layout, const char *text, enum prose_style style);
void layout_put_clean(struct layout *layout, const char *text, enum prose_style style);
void layout_put_facts(struct layout *layout, const char *text, enum prose_style style);

/* Breaks what was gathered into lines and writes them; at least one. */
void layout_end_block(struct layout *layout);

void layout_empty_line(struct layout *layout);

/* A line of a command behind `indent` more blanks, on as many lines as it takes if commands break. */
void layout_command_line(struct layout *layout, const char *text, size_t length, size_t indent);

/* Cells that are left of a line behind the indentation. */
size_t layout_room(const struct layout *layout);

/* Enters a list, an item or a quote: its mark stands before the next line, or (`repeats`) before
 * each. It is left out where indentation would take more than half of the width. */
void layout_push(struct layout *layout, const char *mark, bool repeats);
void layout_pop(struct layout *layout);

#endif
