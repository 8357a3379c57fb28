/* SPDX-License-Identifier: MIT */
/*
 * Did you mean: the id of a list that comes near a misspelt one, as a hint.
 */
#ifndef ERRWALK_DID_YOU_MEAN_H
#define ERRWALK_DID_YOU_MEAN_H

#include "errwalk/node.h"

/* Room for one hint. */
enum { NEAREST_HINT = 256 };

/*
 * "did you mean 'x'?" for an id of a list, written into `hint`, or NULL where none is near. `meant`
 * may be NULL. `*compared` counts the ids looked at in a file: after too many of them none is near
 * any more.
 */
const char *nearest_id(const char *id, const struct node *list, size_t *compared,
                       char hint[NEAREST_HINT], const struct node **meant);

#endif
