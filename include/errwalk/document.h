/* SPDX-License-Identifier: MIT */
/*
 * Document: the values that every JSON output is made of, and how it is written.
 */
#ifndef ERRWALK_DOCUMENT_H
#define ERRWALK_DOCUMENT_H

#include <jansson.h>
#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/code.h"

/* A text that came from outside, cleaned: see sink_json. */
json_t *document_text(const char *text);

/* The same, and null for "". */
json_t *document_text_or_null(const char *text);

/* The value of a code; null where there is none. */
json_t *document_code(struct code code);

/* A number with up to six places: an integer where it has none. */
json_t *document_decimal(double number);

/* Tenths of a point as the number that they are: 935 is 93.5. */
json_t *document_points(unsigned tenths);

/* Seconds since 1970 as 2026-11-22T22:04:37Z. */
json_t *document_time(int64_t when);

/* Appends the document as indented ASCII and a newline. The reference to `root` is taken over. */
void document_write(json_t *root, struct buffer *out);

/* The same on one line, for JSON Lines. */
void document_write_line(json_t *root, struct buffer *out);

#endif
