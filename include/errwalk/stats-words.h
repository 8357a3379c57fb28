/* SPDX-License-Identifier: MIT */
/*
 * Figures in words: what is said of them wherever they are shown, on a page, a map, a diagram, a screen.
 */
#ifndef ERRWALK_STATS_WORDS_H
#define ERRWALK_STATS_WORDS_H

#include "errwalk/diagram.h"
#include "errwalk/stats.h"

/* A share in percent, rounded; 0 of nothing. */
unsigned stats_percent(size_t part, size_t all);

/* A number with at most one place, "12.5"; "-" where it is not known. */
void stats_number(struct buffer *out, double number, bool known);

/* A share from 0 to 1 as a bar of so many cells, filled up with blanks. */
void stats_bar(struct buffer *out, double share, size_t cells, bool ascii);

/* Of a step of the flow as it is now: "11 seen, 1 left (9 %), 0.4 min, worked 4 of 5 (38 to 96 %)".
 * Nothing where it was never seen. */
void stats_step_words(struct buffer *out, const struct stats_flow *flow, const struct step *step);

/* Of an edge of the flow as it is now, by its row: "7 (64 %)" of those that left its step. */
void stats_way_words(struct buffer *out, const struct stats_tree *tree, size_t row);

/* Both as notes on a diagram, with those of the flow above it; they borrow the tree. */
struct diagram_notes stats_notes(const struct stats_tree *tree);

/* "11 walks, resolved 4 of 10 (40 %), 2 min, 2 questions", the last two being medians. */
void stats_flow_words(struct buffer *out, const struct stats_flow *flow);

/* "11 walks, 10 (91 %) of the flow as it is now" */
void stats_walks_words(struct buffer *out, const struct stats_flow *flow);

/* "since 2026-11-01 00:00, resolved"; nothing where nothing is narrowed. */
void stats_filter_words(struct buffer *out, const struct stats_filter *filter);

#endif
