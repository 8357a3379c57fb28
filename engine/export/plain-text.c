/* SPDX-License-Identifier: MIT */
/*
 * A record as plain text for any ticket: laid out as prose, headings underlined.
 */
#include <config.h>

#include "record.h"
#include "errwalk/tree.h"

#include "errwalk/prose.h"

void record_text(struct buffer *out, cmark_node *document)
{
    const struct prose_options options = {.width = RECORD_WIDTH};
    struct prose *prose = NULL;

    prose_from_tree(document, &options, &prose);
    cmark_node_free(document);
    prose_plain(out, prose);
    prose_free(prose);
}
