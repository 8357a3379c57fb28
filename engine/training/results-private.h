/* SPDX-License-Identifier: MIT */
/*
 * Results as their own files see them.
 */
#ifndef ERRWALK_RESULTS_PRIVATE_H
#define ERRWALK_RESULTS_PRIVATE_H

#include <jansson.h>

#include "errwalk/arena.h"
#include "errwalk/members.h"
#include "errwalk/results.h"

enum { RESULTS_FORM = 1 }; /* of the JSON */

/* Results with what owns them. */
struct gathered {
    struct results results; /* first: results are what was gathered */
    struct arena *arena;    /* rows, texts and lists */
    size_t capacity;
};

/* A copy of a text, or NULL. */
const char *gathered_keep(struct gathered *gathered, const char *text);

/* Adds a row, which is in the arena. */
enum status gathered_add(struct gathered *gathered, const struct result *row);

/* Computes everything but the rows from the rows. */
enum status gathered_group(struct gathered *gathered);

/* A row as JSON. */
json_t *result_to_json(struct document *document, const struct result *row);

enum status results_write_text(struct buffer *out, const struct results *results,
                               const struct results_look *look);
enum status results_write_csv(struct buffer *out, const struct results *results,
                              const struct results_look *look);
enum status results_write_json(struct buffer *out, const struct results *results,
                               const struct results_look *look);
enum status results_write_xapi(struct buffer *out, const struct results *results,
                               const struct results_look *look);

#endif
