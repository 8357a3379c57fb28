/*
 * A transcript as plain text for any ticket: the record laid out as prose, headings underlined.
 */
#include <config.h>

#include "record.h"
#include "tree.h"


#include "errwalk/prose.h"
#include "errwalk/text.h"

static bool is_heading(const struct prose *prose, size_t line)
{
    return line < prose->line_count && prose->lines[line].run_count &&
           prose->runs[prose->lines[line].run].style == PROSE_HEADING;
}

static void put_lines(struct buffer *out, const struct prose *prose)
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

enum status record_text(struct buffer *out, cmark_node *document)
{
    const struct prose_options options = {.width = RECORD_WIDTH};
    struct prose *prose = NULL;
    enum status status = tree_failed(document) ? STATUS_NO_MEMORY
                                               : prose_from_tree(document, &options, &prose);

    cmark_node_free(document);
    if (status != STATUS_OK)
        return status;
    put_lines(out, prose);
    prose_free(prose);
    return buffer_failed(out) ? STATUS_NO_MEMORY : STATUS_OK;
}

enum status record_write_text(struct buffer *out, const struct transcript *transcript)
{
    return record_text(out, record_tree(transcript));
}
