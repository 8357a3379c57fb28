/* SPDX-License-Identifier: MIT */
/*
 * The visible rows are a sorted list, made again when something is folded: so the way from a row to
 * its place is a search by halves, and moving is counting.
 */
#include <config.h>

#include "map-private.h"

#include "errwalk/memory.h"

static void find_visible(struct tree *tree)
{
    const struct outline *outline = tree->map->outline;
    size_t row;

    tree->count = 0;
    for (row = 0; row < outline->count; row = tree->folded[row] ? outline->rows[row].end : row + 1)
        tree->visible[tree->count++] = row;
}

void tree_new(struct tree *tree, struct map *map)
{
    size_t count = map->outline->count;

    *tree = (struct tree){.map = map};
    tree->folded = memory_alloc(count * sizeof *tree->folded);
    tree->visible = memory_alloc(count * sizeof *tree->visible);
    find_visible(tree);
}

void tree_free(struct tree *tree)
{
    map_free(tree->map);
    memory_free(tree->folded);
    memory_free(tree->visible);
    *tree = (struct tree){0};
}

bool tree_can_fold(const struct tree *tree, size_t row)
{
    return tree->map->outline->rows[row].end > row + 1;
}

void tree_fold(struct tree *tree, size_t row, bool folded)
{
    tree->folded[row] = folded && tree_can_fold(tree, row);
    find_visible(tree);
}

void tree_fold_all(struct tree *tree, bool folded)
{
    size_t row;

    for (row = 1; row < tree->map->outline->count; row++)
        tree->folded[row] = folded && tree_can_fold(tree, row);
    tree->folded[0] = false;
    find_visible(tree);
}

void tree_reveal(struct tree *tree, size_t row)
{
    const struct outline_row *rows = tree->map->outline->rows;

    while (row > 0) {
        row = rows[row].parent;
        tree->folded[row] = false;
    }
    find_visible(tree);
}

size_t tree_place(const struct tree *tree, size_t row)
{
    size_t low = 0, high = tree->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (tree->visible[middle] <= row)
            low = middle;
        else
            high = middle;
    }
    return low;
}
