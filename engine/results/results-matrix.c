/* SPDX-License-Identifier: MIT */
/*
 * The matrix of a flow: which causes were named for which true ones. Text and page draw the same.
 */
#include <config.h>

#include "results-private.h"

#include <string.h>

#include "errwalk/memory.h"

static size_t axis_at(struct matrix *matrix, const char *id, const char *title)
{
    size_t i = 0;

    while (i < matrix->count && strcmp(matrix->causes[i].id, id) != 0)
        i++;
    if (i == matrix->count)
        matrix->causes[matrix->count++] = (struct axis){id, title};
    return i;
}

static void fill_matrix(struct matrix *matrix, const struct result_confusion *cells, size_t count)
{
    size_t i, row, column;

    for (i = 0; i < count; i++)
        axis_at(matrix, cells[i].cause, cells[i].cause_title);
    matrix->truths = matrix->count;
    for (i = 0; i < count; i++) {
        if (*cells[i].named)
            axis_at(matrix, cells[i].named, cells[i].named_title);
    }
    for (i = 0; i < count; i++) {
        row = axis_at(matrix, cells[i].cause, "");
        column = *cells[i].named ? axis_at(matrix, cells[i].named, "") : matrix->count;
        matrix->cells[row * (matrix->count + 1) + column] += cells[i].count;
    }
}

bool matrix_next(struct matrix *matrix, const struct results_part *part, size_t *next)
{
    const struct result_confusion *cells = part->confusions;
    size_t from = *next, to = from, most;

    if (from == part->confusion_count)
        return false;
    while (to < part->confusion_count && strcmp(cells[from].flow, cells[to].flow) == 0)
        to++;
    most = 2 * (to - from);
    *matrix = (struct matrix){.flow = cells[from].flow};
    matrix->causes = memory_alloc(most * sizeof *matrix->causes);
    matrix->cells = memory_alloc(most * (most + 1) * sizeof *matrix->cells);
    fill_matrix(matrix, cells + from, to - from);
    *next = to;
    return true;
}

size_t matrix_cell(const struct matrix *matrix, size_t row, size_t column)
{
    return matrix->cells[row * (matrix->count + 1) + column];
}

void matrix_free(struct matrix *matrix)
{
    memory_free(matrix->causes);
    memory_free(matrix->cells);
}
