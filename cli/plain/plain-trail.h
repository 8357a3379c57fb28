/* SPDX-License-Identifier: MIT */
/*
 * Plain-trail: the commands of plain mode that show where a walk came by, and go back there.
 */
#ifndef ERRWALK_CLI_PLAIN_TRAIL_H
#define ERRWALK_CLI_PLAIN_TRAIL_H

#include "plain-state.h"

/* `argument` is what follows the command. */
void plain_list(struct plain *plain, const char *argument);
void plain_go(struct plain *plain, const char *argument); /* the number of an answer, or a step's id */
void plain_map(struct plain *plain, const char *argument); /* a flow that the walk came to; "": here */

#endif
