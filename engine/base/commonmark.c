/* SPDX-License-Identifier: MIT */
/*
 * cmark by itself aborts when memory runs out, with the terminal as it is.
 */
#include <config.h>

#include "errwalk/commonmark.h"

#include <stdint.h>
#include <string.h>

#include "errwalk/memory.h"

static void *take(size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        memory_exhausted();
    return memory_alloc(count * size);
}

/* Not const, since cmark takes it so. */
static cmark_mem allocator = {take, memory_realloc, memory_free};

cmark_node *commonmark_parse(const char *commonmark)
{
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &allocator);
    cmark_node *document;

    cmark_parser_feed(parser, commonmark, strlen(commonmark));
    document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return document;
}

cmark_node *commonmark_node(cmark_node_type type)
{
    return cmark_node_new_with_mem(type, &allocator);
}
