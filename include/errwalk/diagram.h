/* SPDX-License-Identifier: MIT */
/*
 * Diagram: a flow drawn as text, for people, for Mermaid, for Graphviz; with a session's trail where
 * its map has one.
 *
 * Steps stand in the order of the file and edges in the order of their step, so that two drawings
 * of a flow differ only where the flow does. Labels are cleaned by the sink of each format, so that
 * no text of a flow is ever read as markup.
 */
#ifndef ERRWALK_DIAGRAM_H
#define ERRWALK_DIAGRAM_H

#include <stddef.h>

#include "errwalk/buffer.h"
#include "errwalk/map.h"
#include "errwalk/status.h"

/* What is said beside the texts of a flow, such as figures: cleaned, on one line; "" for nothing. */
struct diagram_notes {
    void (*flow)(const void *context, struct buffer *out); /* below its title */
    void (*step)(const void *context, const struct step *step, struct buffer *out); /* below its text */
    void (*edge)(const void *context, size_t row, struct buffer *out); /* behind its label */
    const void *context;
};

struct diagram_options {
    size_t width; /* of text: columns, 24 at least */
    /* Puts facts into the texts, as prose_options.expand; NULL: they stay as they are written. */
    void (*expand)(const void *context, const char *name, struct buffer *out);
    const void *context;
    const struct diagram_notes *notes; /* NULL: none */
};

struct diagram_format {
    const char *name;       /* "text", "mermaid", "dot" */
    const char *endings[3]; /* of file names; ended by NULL */
    void (*draw)(struct buffer *out, const struct map *map, const struct diagram_options *options);
};

/* The format of this name, or NULL. */
const struct diagram_format *diagram_format_named(const char *name);

/* The format that a file's name ends in, or NULL. */
const struct diagram_format *diagram_format_of_file(const char *path);

/* Appends the drawing to `out`. */
void diagram_draw(struct buffer *out, const struct diagram_format *format, const struct map *map,
                  const struct diagram_options *options);

#endif
