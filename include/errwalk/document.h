/* SPDX-License-Identifier: MIT */
/*
 * Document: a JSON document that comes out whole or not at all.
 *
 * Jansson says at each call whether memory ran out. A document remembers it, so that what builds
 * one reads as a list of members and asks once, at the end.
 */
#ifndef ERRWALK_DOCUMENT_H
#define ERRWALK_DOCUMENT_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/code.h"
#include "errwalk/status.h"

struct document {
    bool failed; /* something is missing in it for good */
};

/* Before anything of it is made. */
void document_begin(struct document *document);

/* New and empty; the caller owns the reference. */
json_t *document_object(struct document *document);
json_t *document_array(struct document *document);

/* Adds a value, whose reference is taken over even where it fails. NULL, of a value that could not
 * be made, is such a failure. */
void document_put(struct document *document, json_t *object, const char *key, json_t *value);
void document_add(struct document *document, json_t *array, json_t *value);

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
void document_write(struct document *document, json_t *root, struct buffer *out);

/* The same on one line, for JSON Lines. */
void document_write_line(struct document *document, json_t *root, struct buffer *out);

#endif
