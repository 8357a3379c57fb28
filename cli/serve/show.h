/* SPDX-License-Identifier: MIT */
/*
 * Show: where a walk stands, as data for programs and as text for people.
 */
#ifndef ERRWALK_CLI_SERVE_SHOW_H
#define ERRWALK_CLI_SERVE_SHOW_H

#include <jansson.h>

#include "errwalk/buffer.h"
#include "errwalk/walk.h"

/* The step where a walk stands, and what can be chosen there; the caller owns the reference. The same is
 * appended to `out` as text. */
json_t *show_step(const struct walk *walk, struct buffer *out);

/* The choice that a name of that list means, "answer:yes" or "value"; NULL where it is none of them. */
const struct choice *show_choice(const struct walk *walk, const char *name);

#endif
