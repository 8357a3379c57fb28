/* SPDX-License-Identifier: MIT */
/*
 * Laid-out prose as a page of plain text.
 */
#include <config.h>

#include "errwalk/prose.h"

#include "errwalk/text.h"

static bool is_heading(const struct prose *prose, size_t line)
{
    return line < prose->line_count && prose->lines[line].run_count &&
           prose->runs[prose->lines[line].run].style == PROSE_HEADING;
}

void prose_plain(struct buffer *out, const struct prose *prose)
{
    size_t i, width, widest = 0;
    bool first = true;

    for (i = 0; i < prose->line_count; i++) {
        const char *text = prose->text + prose->lines[i].offset;

        buffer_append(out, text, prose->lines[i].length);
        buffer_char(out, '\n');
        if (!is_heading(prose, i))
            continue;
        width = text_width(text, prose->lines[i].length);
        widest = width > widest ? width : widest;
        if (is_heading(prose, i + 1))
            continue;
        buffer_repeat(out, first ? "=" : "-", widest);
        buffer_char(out, '\n');
        first = false;
        widest = 0;
    }
}

/* A fence longer than any in the text. */
static size_t fence_length(const char *text)
{
    size_t longest = 2, run = 0;

    for (; *text; text++) {
        run = *text == '~' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest + 1;
}

void prose_fence(struct buffer *out, const char *info, const char *text)
{
    size_t length = fence_length(text);
    const char *at;

    buffer_repeat(out, "~", length);
    buffer_char(out, *info ? ' ' : '\n');
    for (at = info; *at; at++) {
        if (*at == '\\' || *at == '&')
            buffer_char(out, '\\');
        buffer_char(out, *at);
    }
    buffer_printf(out, "%s%s\n", *info ? "\n" : "", text);
    buffer_repeat(out, "~", length);
    buffer_char(out, '\n');
}
