/* SPDX-License-Identifier: MIT */
/*
 * Danger: commands that destroy data or end other people's work, known by their words.
 *
 * A help, not a guard: it knows the common commands of Windows, Unix and SQL, where they stand at
 * the beginning of a command, and no others.
 */
#ifndef ERRWALK_FLOW_DANGER_H
#define ERRWALK_FLOW_DANGER_H

#include <stddef.h>

#include "errwalk/pattern.h"

struct danger_found {
    size_t offset, length; /* of what is dangerous, in bytes of the text */
    const char *harm;      /* "deletes directories with all that is in them" */
};

/* The first dangerous command in a text of one or more lines. STATUS_NO: there is none. */
enum status danger_find(const char *text, struct danger_found *found);

#endif
