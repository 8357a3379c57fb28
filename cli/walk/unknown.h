/* SPDX-License-Identifier: MIT */
/*
 * Unknown: what is said of a text that is no problem that can be walked or explained.
 */
#ifndef ERRWALK_CLI_UNKNOWN_H
#define ERRWALK_CLI_UNKNOWN_H

#include "cli/command.h"

#include "errwalk/buffer.h"

/* Appends what goes on "no match for 'X'": the names that come near, the one that was
 * probably meant first. */
void unknown_near(const char *text, struct buffer *out);

/* Whether the text is of an event ID, no error: then it says on standard error what that is. */
bool unknown_report_event(const char *text);

#endif
