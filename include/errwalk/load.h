/* SPDX-License-Identifier: MIT */
/*
 * Load: a YAML file read into a struct as a table of fields says (errwalk/fields.h).
 *
 * What the table does not allow, and all that a file must not hold (anchors, tags, hidden characters,
 * limits), is a fault with its place. Flows have more to prove and a way of their own (flow_load).
 */
#ifndef ERRWALK_LOAD_H
#define ERRWALK_LOAD_H

#include <stddef.h>

#include "errwalk/arena.h"
#include "errwalk/diag.h"
#include "errwalk/fields.h"
#include "errwalk/status.h"

/*
 * Reads the whole text into `root`, a zeroed struct of the mapping, whose texts and lists are the
 * arena's. Faults are added in the order of the file. STATUS_INVALID where one is an error; `root` then
 * holds what could be read.
 */
enum status load_fields(const struct field_mapping *mapping, const char *path, const char *bytes,
                        size_t length, struct arena *arena, struct diag_list *faults, void *root);

/* The same where the mapping is a part of the format: keys that are no fields of it are passed over,
 * and faults are not reported. */
enum status load_part(const struct field_mapping *mapping, const char *path, const char *bytes,
                      size_t length, struct arena *arena, void *root);

/* What was read is const to all but who reads it: this is how a reader fills in what a file leaves
 * out, before anyone else sees the node. */
void *load_writable(const void *node);

#endif
