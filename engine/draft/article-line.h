/* SPDX-License-Identifier: MIT */
/*
 * Lines of an article, as pieces of its text.
 */
#ifndef ERRWALK_ARTICLE_LINE_H
#define ERRWALK_ARTICLE_LINE_H

#include <stdbool.h>
#include <stddef.h>

struct line {
    const char *text;
    size_t length;
};

/* Without any of these marks at both ends. */
struct line line_trim(const char *text, size_t length, const char *marks);

/* Whether it opens or closes a fenced block. */
bool line_is_fence(struct line line);

/* The length of the mark that begins an item ("- ", "3. "), or 0. */
size_t line_bullet(struct line line);

#endif
