/*
 * A record as plain text for any ticket: laid out as prose, headings underlined.
 */
#include <config.h>

#include "record.h"
#include "tree.h"

#include "errwalk/prose.h"

enum status record_text(struct buffer *out, cmark_node *document)
{
    const struct prose_options options = {.width = RECORD_WIDTH};
    struct prose *prose = NULL;
    enum status status = tree_failed(document) ? STATUS_NO_MEMORY
                                               : prose_from_tree(document, &options, &prose);

    cmark_node_free(document);
    if (status != STATUS_OK)
        return status;
    prose_plain(out, prose);
    prose_free(prose);
    return buffer_failed(out) ? STATUS_NO_MEMORY : STATUS_OK;
}
