/* SPDX-License-Identifier: MIT */
/*
 * What a line of an article looks like by itself, whatever section it is in.
 */
#include <config.h>

#include "article-line.h"

#include <string.h>

struct line line_trim(const char *text, size_t length, const char *marks)
{
    while (length && strchr(marks, *text)) {
        text++;
        length--;
    }
    while (length && strchr(marks, text[length - 1]))
        length--;
    return (struct line){text, length};
}

bool line_is_fence(struct line line)
{
    line = line_trim(line.text, line.length, " ");
    return line.length >= 3 &&
           (strncmp(line.text, "```", 3) == 0 || strncmp(line.text, "~~~", 3) == 0);
}

size_t line_bullet(struct line line)
{
    size_t digits = 0;

    if (line.length > 2 && strchr("-*+", line.text[0]) && line.text[1] == ' ')
        return 2;
    if (line.length > 4 && strncmp(line.text, "• ", 4) == 0)
        return 4;
    while (digits < line.length && line.text[digits] >= '0' && line.text[digits] <= '9')
        digits++;
    if (digits && digits + 2 < line.length && strchr(".)", line.text[digits]) &&
        line.text[digits + 1] == ' ')
        return digits + 2;
    return 0;
}
