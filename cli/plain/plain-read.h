/* SPDX-License-Identifier: MIT */
/*
 * Plain-read: the lines that a person types, and what the caller of a role-play does between them.
 */
#ifndef ERRWALK_CLI_PLAIN_READ_H
#define ERRWALK_CLI_PLAIN_READ_H

#include "plain-state.h"

/* The next line without its end, as UTF-8, for memory_free. NULL where it is not text, which has been
 * told, or where none came; then `plain->ended` is set. */
char *plain_read(struct plain *plain);

/* Appends the lines up to one with a single dot, or to the end of the input. False when the person
 * leaves instead. */
bool plain_read_lines(struct plain *plain, struct buffer *out);

/* Asks the caller for what is found. False where there is nobody to ask. */
bool plain_ask_caller(struct plain *plain);

#endif
