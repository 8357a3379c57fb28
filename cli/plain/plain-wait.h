/* SPDX-License-Identifier: MIT */
/*
 * Line-wait: waiting for a line and for the other end of a call at once.
 */
#ifndef ERRWALK_CLI_LINE_WAIT_H
#define ERRWALK_CLI_LINE_WAIT_H

#include <stdbool.h>
#include <stdio.h>

#include "errwalk/roleplay.h"

/* Whether there is a line to read now, or the end of all lines, or an interrupt; false: the call
 * wants to be worked on. `in` is read without buffer from now on, so that none hides a line. */
bool plain_wait(FILE *in, const struct roleplay *roleplay);

#endif
