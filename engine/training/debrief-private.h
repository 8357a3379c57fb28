/* SPDX-License-Identifier: MIT */
/*
 * A debrief as its formats have it.
 */
#ifndef ERRWALK_TRAINING_DEBRIEF_PRIVATE_H
#define ERRWALK_TRAINING_DEBRIEF_PRIVATE_H

#include <cmark.h>

#include "errwalk/debrief.h"
#include "errwalk/members.h"

/* The caller frees it. */
cmark_node *debrief_tree(const struct debrief *debrief);

/* As JSON. */
extern const struct member debrief_members[];

#endif
