/* SPDX-License-Identifier: MIT */
/*
 * Plain-note: the commands of plain mode that make, list and edit notes.
 */
#ifndef ERRWALK_CLI_PLAIN_NOTE_H
#define ERRWALK_CLI_PLAIN_NOTE_H

#include "plain-state.h"

/* `argument` is what follows the command. */
void plain_note(struct plain *plain, const char *argument);
void plain_notes(struct plain *plain, const char *argument);
void plain_edit(struct plain *plain, const char *argument);

#endif
