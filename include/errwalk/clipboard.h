/* SPDX-License-Identifier: MIT */
/*
 * Clipboard: that of the system. A terminal's is reached by what is written to it; see tui/terminal.
 */
#ifndef ERRWALK_CLIPBOARD_H
#define ERRWALK_CLIPBOARD_H

#include <stdbool.h>

/* Whether this system has one. */
extern const bool clipboard_is_there;

/* Replaces what it holds by a text in UTF-8. False where it has none, or somebody else has it open. */
bool clipboard_put(const char *text);

#endif
