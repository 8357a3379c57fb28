/* SPDX-License-Identifier: MIT */
/*
 * Command line: what was typed, with the settings and the environment behind it, as options.
 */
#ifndef ERRWALK_CLI_COMMAND_LINE_H
#define ERRWALK_CLI_COMMAND_LINE_H

#include "command.h"

/*
 * Reads the command line. The first operand is the command if it is the name of one; else the
 * command is `walk`. False after an error, which has been reported. options_free when done, in any
 * case.
 */
bool command_line_read(struct options *options, int argc, char **argv);

/* Prints the help of the program or of one command. */
void command_line_help(const struct command *command);

#endif
