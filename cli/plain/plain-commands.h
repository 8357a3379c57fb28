/* SPDX-License-Identifier: MIT */
/*
 * Plain-commands: the lines that begin with a colon.
 */
#ifndef ERRWALK_CLI_PLAIN_COMMANDS_H
#define ERRWALK_CLI_PLAIN_COMMANDS_H

#include "plain-state.h"

/* Carries out a line that begins with a colon. */
void plain_command(struct plain *plain, const char *line);

#endif
