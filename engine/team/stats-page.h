/* SPDX-License-Identifier: MIT */
/*
 * The parts of the page of figures.
 */
#ifndef ERRWALK_TEAM_STATS_PAGE_H
#define ERRWALK_TEAM_STATS_PAGE_H

#include "errwalk/stats-words.h"

/* The style sheet of the page, from stats-style.css. */
extern const char stats_style[];

/* The flow as it is now, which is there, as a tree with its traffic: an SVG element. */
void stats_put_tree(struct buffer *out, const struct stats_flow *flow);

#endif
