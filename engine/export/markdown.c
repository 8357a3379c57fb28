/*
 * A transcript as Markdown: cmark's own rendering of the record.
 */
#include <config.h>

#include "record.h"
#include "tree.h"

enum status record_write_markdown(struct buffer *out, const struct transcript *transcript)
{
    return tree_render(out, record_tree(transcript));
}
