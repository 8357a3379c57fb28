/* SPDX-License-Identifier: MIT */
/*
 * Questions left in a flow with weigh steps, and what the count needs of linked blocks.
 */
#ifndef ERRWALK_FLOW_WEIGH_LEFT_H
#define ERRWALK_FLOW_WEIGH_LEFT_H

#include "errwalk/edges.h"
#include "errwalk/flow-tree.h"

/* Sets the fewest and the most questions of every step, blocks that are linked counted with it. */
void weigh_left_count(const struct edges *edges);

/* link.c: adds the questions of a block between its first step and its endings, each of which is counted
 * once for all calls: to `ended` those that end the walk, to the steps of the exits those that come
 * back. */
void link_pass_block(const struct step *call, const struct before *at, struct before *to,
                     struct before *ended);

#endif
