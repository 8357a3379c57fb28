/* SPDX-License-Identifier: MIT */
/*
 * A transcript as one HTML file: the record's tree as cmark renders it, in a page of our own.
 * Nothing in it runs or loads: the policy allows one style sheet, the page's own, by its hash.
 */
#include <config.h>

#include "record.h"

#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/commonmark.h"
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

static void put_style_hash(struct buffer *out)
{
    uint8_t digest[SHA256_DIGEST_SIZE];
    char text[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE)];
    struct sha256_ctx context;

    sha256_init(&context);
    sha256_update(&context, strlen(record_style), (const uint8_t *)record_style);
    sha256_digest(&context, sizeof digest, digest);
    base64_encode_raw(text, sizeof digest, digest);
    buffer_append(out, text, sizeof text);
}

static void put_head(struct buffer *out, cmark_node *document)
{
    buffer_string(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                       "style-src 'sha256-");
    put_style_hash(out);
    buffer_string(out, "'; base-uri 'none'; form-action 'none'\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta name=\"color-scheme\" content=\"light dark\">\n"
                       "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    put_title(out, document);
    buffer_printf(out, "</title>\n<style>%s</style>\n</head>\n", record_style);
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
