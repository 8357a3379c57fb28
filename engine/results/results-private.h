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
struct results_builder {
    struct results results; /* first: results are their builder */
    struct arena *arena;    /* rows, texts and lists */
    size_t capacity, shift_capacity;
};

/* A copy of a text, or NULL. */
const char *results_keep_text(struct results_builder *builder, const char *text);

/* Adds a row, which is in the arena. */
void results_add_row(struct results_builder *builder, struct result *row);

/* A row of the arena, to be completed. */
static inline struct result *results_writable(const struct result *row)
{
    union {
        const struct result *given;
        struct result *ours;
    } row_of = {row};

    return row_of.ours;
}

/* The rows of a part by trainee, scenario and start, for memory_free. */
const struct result **results_by_trainee(const struct results_part *part);

/* A cause of a flow, as a row and a column of its matrix. */
struct axis {
    const char *id, *title;
};

/* The matrix of a flow: true causes first, and the last column is that of no diagnosis. */
struct matrix {
    const char *flow;
    struct axis *causes;
    size_t truths, count; /* rows, and columns but the last */
    size_t *cells;
};

/* The next of a part; `*next` begins at 0. False where there is none. matrix_free each. */
bool matrix_next(struct matrix *matrix, const struct results_part *part, size_t *next);
size_t matrix_cell(const struct matrix *matrix, size_t row, size_t column);
void matrix_free(struct matrix *matrix);

/* results-shifts.c: shifts of a file; those that pass the filter, in order, each once; as JSON. */
enum status results_read_shifts(struct results_builder *builder, const char *path, const json_t *root,
                                struct buffer *why);
void results_filter_shifts(struct results *results, const struct results_filter *filter);
extern const struct member results_shift_members[];

/* Numbers the attempts of each trainee at each scenario in each mode. */
void results_number(struct results_builder *builder);

/* Computes everything but the rows from the rows. */
void results_group(struct results_builder *builder);

/* A row as JSON. */
json_t *result_to_json(const struct result *row);

void results_write_text(struct buffer *out, const struct results *results,
                               const struct results_view *view);
void results_write_csv(struct buffer *out, const struct results *results,
                              const struct results_view *view);
void results_write_html(struct buffer *out, const struct results *results,
                        const struct results_view *view);
void results_write_json(struct buffer *out, const struct results *results,
                               const struct results_view *view);
void results_write_xapi(struct buffer *out, const struct results *results,
                               const struct results_view *view);

#endif
