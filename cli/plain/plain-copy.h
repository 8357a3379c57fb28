/* SPDX-License-Identifier: MIT */
/*
 * Copying the commands of a step, where the system has a clipboard.
 */
#ifndef ERRWALK_CLI_PLAIN_COPY_H
#define ERRWALK_CLI_PLAIN_COPY_H

#include "plain-state.h"

/* Puts a command of the step on the clipboard: the one whose number is given, or the only one; else lists them. Nothing
 * is ever run. */
void plain_copy(struct plain *plain, const char *argument);

#endif
