/* SPDX-License-Identifier: MIT */
/*
 * A transcript as one HTML file: the record's tree as cmark renders it, in a page of our own.
 */
#include <config.h>

#include "record.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/commonmark.h"
#include "errwalk/html.h"
#include "errwalk/sink.h"
#include "errwalk/tree.h"

/* What is written around a node that has a role. */
static const struct {
    const char *enter, *exit;
} roles[TREE_ROLE_COUNT] = {
    [TREE_LABEL] = {"<span class=\"label\">", "</span>"},
    [TREE_HASH] = {"<code>", "</code>"},
    [TREE_TIME] = {"<time>", "</time>"},
    [TREE_TAKEN_BACK] = {"<div class=\"back\">", "</div>"},
};

static cmark_node *make_custom(cmark_node_type type, enum tree_role role)
{
    cmark_node *custom = commonmark_node(type);

    cmark_node_set_on_enter(custom, roles[role].enter);
    cmark_node_set_on_exit(custom, roles[role].exit);
    return custom;
}

static void wrap(cmark_node *node, enum tree_role role)
{
    cmark_node *custom, *child;

    if (cmark_node_get_type(node) == CMARK_NODE_ITEM) {
        custom = make_custom(CMARK_NODE_CUSTOM_BLOCK, role);
        while ((child = cmark_node_first_child(node)) && cmark_node_append_child(custom, child))
            ;
        cmark_node_append_child(node, custom);
    } else {
        custom = make_custom(CMARK_NODE_CUSTOM_INLINE, role);
        cmark_node_insert_before(node, custom);
        cmark_node_append_child(custom, node);
    }
}

/* Whether cmark would write a node's content as it is: what helps Markdown is no HTML. */
static bool is_raw(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);

    return type == CMARK_NODE_CUSTOM_INLINE || type == CMARK_NODE_CUSTOM_BLOCK ||
           type == CMARK_NODE_HTML_INLINE || type == CMARK_NODE_HTML_BLOCK;
}

static void prepare(cmark_node *node)
{
    cmark_node *child, *next;
    enum tree_role role;

    for (child = cmark_node_first_child(node); child; child = next) {
        next = cmark_node_next(child);
        if (is_raw(child)) {
            cmark_node_free(child);
            continue;
        }
        prepare(child);
        role = tree_role(child);
        if (role != TREE_ROLE_COUNT)
            wrap(child, role);
    }
}

static void put_rendered(struct buffer *out, cmark_node *node)
{
    char *html = cmark_render_html(node, CMARK_OPT_SAFE);

    sink_text(out, html, strlen(html));
    free(html);
}

/* The heading's text, which stands in one node. */
static void put_title(struct buffer *out, cmark_node *document)
{
    cmark_node *heading = cmark_node_first_child(document);

    if (heading && cmark_node_first_child(heading))
        put_rendered(out, cmark_node_first_child(heading));
    else
        buffer_string(out, "Transcript");
}

static void put_head(struct buffer *out, cmark_node *document)
{
    struct buffer title = {0};

    put_title(&title, document);
    html_head(out, buffer_text(&title), "");
    buffer_free(&title);
}

void record_html(struct buffer *out, cmark_node *document, const char *outcome)
{
    prepare(document);
    put_head(out, document);
    buffer_printf(out, "<body>\n<main class=\"%s\">\n", outcome);
    put_rendered(out, document);
    buffer_string(out, "</main>\n</body>\n</html>\n");
    cmark_node_free(document);
}
