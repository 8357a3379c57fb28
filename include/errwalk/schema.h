/* SPDX-License-Identifier: MIT */
/*
 * Schema: a format as a JSON Schema (draft-07), made from its table of fields.
 *
 * With it an editor completes the keys of a flow, says what each means and marks what is wrong while
 * it is written. It says what the table says, no less and no more: what only a whole flow shows
 * (an edge that leads nowhere, a cycle) is for `errwalk check`.
 *
 * Text may be written without quotes where YAML would take it for a number or a truth: errwalk reads
 * every scalar as text, and the schema allows them where text is wanted.
 */
#ifndef ERRWALK_SCHEMA_H
#define ERRWALK_SCHEMA_H

#include "errwalk/buffer.h"
#include "errwalk/fields.h"
#include "errwalk/status.h"

/* Appends the schema of a file whose root is this mapping. */
void schema_write(struct buffer *out, const struct field_mapping *root);

#endif
