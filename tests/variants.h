/* SPDX-License-Identifier: MIT */
/*
 * Variants: the sizes and character sets in which every screen is kept as a golden file.
 *
 * What a golden file holds: at 80x24 in UTF-8 text, roles and cursor; at the other sizes text and
 * cursor; in ASCII at 80x24 the text. All else follows from that and is compared in memory: an ASCII
 * screen is the UTF-8 one of its size with each character put into ASCII, and has its roles. Rows of
 * which that is not true (an ellipsis takes three cells, say) stand in the file.
 */
#ifndef ERRWALK_TESTS_VARIANTS_H
#define ERRWALK_TESTS_VARIANTS_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"

enum { VARIANTS = 6, VARIANT_SIZES = 3 /* UTF-8 comes first, then the same sizes in ASCII */ };

struct variant {
    int rows, columns;
    bool ascii;
};

extern const struct variant variants[VARIANTS];

/* A golden file in the making. Zeroed but for its name, it is empty. */
struct variant_file {
    const char *name; /* under tests/screens, without .txt */
    struct buffer out, rows[VARIANT_SIZES], roles[VARIANT_SIZES];
};

/* Adds what the curses screen shows, which is of that variant; those in UTF-8 come first. Fails where
 * a cell cannot be shown. */
void variant_take(struct variant_file *file, size_t variant);

/* Compares it with the file of its name, and frees it. */
void variant_expect(struct variant_file *file);

#endif
