/* SPDX-License-Identifier: MIT */
/*
 * Settings: errwalk.conf, where people keep the looks and the options that they always want.
 *
 * The file of the person comes first, then those of the system ($XDG_CONFIG_DIRS, /etc): a help desk sets
 * there what all its people start from. Each setting is taken from the first file that has it.
 * A line is `name = value`; the name is that of a long option, or theme.ROLE. What is wrong in the
 * file is reported with its line, all at once, and the rest applies; but a line about redaction or history
 * that cannot be read ends the program as bad usage does, because it may be the one that was to keep names
 * out of a record. --no-config goes on without.
 */
#ifndef ERRWALK_CLI_SETTINGS_H
#define ERRWALK_CLI_SETTINGS_H

#include <stdbool.h>

#include "options.h"

/* Notes and applies what the file gives, if there is one. All errors are reported;
 * false where one ends the program. */
bool settings_read(struct options *options);

#endif
