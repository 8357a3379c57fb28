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
