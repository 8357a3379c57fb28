/* SPDX-License-Identifier: MIT */
/*
 * What the formats of a diagram share.
 */
#ifndef ERRWALK_EXPORT_DIAGRAM_H
#define ERRWALK_EXPORT_DIAGRAM_H

#include "errwalk/diagram.h"

void diagram_text(struct buffer *out, const struct map *map, const struct diagram_options *options);
void diagram_mermaid(struct buffer *out, const struct map *map,
                     const struct diagram_options *options);
void diagram_dot(struct buffer *out, const struct map *map, const struct diagram_options *options);

/* Appends a text on one line, with facts put in, then cleaned. */
void diagram_line(struct buffer *out, const char *text, const struct diagram_options *options);

/* What a step's box says: its kind where it is an ending, its text, how the session stands to it.
 * A text longer than anyone would read in a box is cut. A note follows on a line of its own. */
void diagram_step_label(struct buffer *out, const struct map *map, const struct step *step,
                        const struct diagram_options *options);

/* The same for what stands at an arrow. */
void diagram_edge_label(struct buffer *out, const struct map *map, size_t row,
                        const struct diagram_options *options);

/* ": " and the note of an edge, if it has one. */
void diagram_edge_note(struct buffer *out, size_t row, const struct diagram_options *options);

#endif
