/* SPDX-License-Identifier: MIT */
/*
 * Building CommonMark trees node by node; see the header.
 */
#include <config.h>

#include "errwalk/tree.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "errwalk/commonmark.h"
#include "errwalk/prose.h"
#include "errwalk/sink.h"

/* A node's user data points at its role. */
static char marks[TREE_ROLE_COUNT];

void tree_mark(cmark_node *node, enum tree_role role)
{
    cmark_node_set_user_data(node, &marks[role]);
}

enum tree_role tree_role(cmark_node *node)
{
    const void *mark = cmark_node_get_user_data(node);
    enum tree_role role = 0;

    while (role < TREE_ROLE_COUNT && mark != &marks[role])
        role++;
    return role;
}

cmark_node *tree_add(cmark_node *parent, cmark_node_type type)
{
    cmark_node *node = commonmark_node(type);

    cmark_node_append_child(parent, node);
    return node;
}

/* Whether the next text stands at the start of a line. */
static bool begins_line(cmark_node *parent)
{
    cmark_node *last = cmark_node_last_child(parent);

    return !last || cmark_node_get_type(last) == CMARK_NODE_LINEBREAK;
}

/* One line of cleaned text. What cmark's renderer leaves alone and a reader would take for markup
 * at the start of a line is dealt with here: indentation (code) and tildes (a fence). */
static void add_line(cmark_node *parent, const char *text)
{
    cmark_node *node;

    if (begins_line(parent)) {
        text += strspn(text, " ");
        if (*text == '~')
            cmark_node_set_on_enter(tree_add(parent, CMARK_NODE_CUSTOM_INLINE), "\\");
    }
    if (!*text)
        return;
    node = tree_add(parent, CMARK_NODE_TEXT);
    cmark_node_set_literal(node, text);
}

void tree_break(cmark_node *parent)
{
    if (!begins_line(parent))
        tree_add(parent, CMARK_NODE_LINEBREAK);
}

static void add_cleaned(cmark_node *parent, char *text)
{
    char *newline;

    for (; (newline = strchr(text, '\n')); text = newline + 1) {
        *newline = '\0';
        add_line(parent, text);
        tree_break(parent);
    }
    add_line(parent, text);
}

void tree_text(cmark_node *parent, const char *text)
{
    struct buffer cleaned = {0};

    sink_text(&cleaned, text, strlen(text));
    if (cleaned.length)
        add_cleaned(parent, cleaned.bytes);
    buffer_free(&cleaned);
}

/* Cleaned and on one line. */
static void put_line(struct buffer *out, const char *text)
{
    size_t i;

    sink_text(out, text, strlen(text));
    for (i = 0; i < out->length; i++) {
        if (out->bytes[i] == '\n')
            out->bytes[i] = ' ';
    }
    while (out->length && out->bytes[out->length - 1] == ' ')
        out->bytes[--out->length] = '\0';
}

void tree_strong(cmark_node *parent, const char *text)
{
    struct buffer line = {0};
    const char *start;

    put_line(&line, text);
    start = buffer_text(&line) + strspn(buffer_text(&line), " ");
    if (*start)
        add_line(tree_add(parent, CMARK_NODE_STRONG), start);
    buffer_free(&line);
}

void tree_heading(cmark_node *parent, int level, const char *text)
{
    cmark_node *heading = tree_add(parent, CMARK_NODE_HEADING);
    struct buffer line = {0};

    cmark_node_set_heading_level(heading, level);
    put_line(&line, text);
    add_line(heading, buffer_text(&line));
    buffer_free(&line);
}

static bool is_blank(const char *line)
{
    return line[strspn(line, " ")] == '\0';
}

void tree_paragraphs(cmark_node *parent, const char *text)
{
    cmark_node *paragraph = NULL;
    struct buffer cleaned = {0};
    char *line, *newline;

    sink_text(&cleaned, text, strlen(text));
    for (line = cleaned.length ? cleaned.bytes : NULL; line; line = newline) {
        newline = strchr(line, '\n');
        if (newline)
            *newline++ = '\0';
        if (is_blank(line)) {
            paragraph = NULL;
            continue;
        }
        if (paragraph)
            tree_break(paragraph);
        else
            paragraph = tree_add(parent, CMARK_NODE_PARAGRAPH);
        add_line(paragraph, line);
    }
    buffer_free(&cleaned);
}

cmark_node *tree_list(cmark_node *parent, bool ordered, bool tight)
{
    cmark_node *list = tree_add(parent, CMARK_NODE_LIST);

    cmark_node_set_list_type(list, ordered ? CMARK_ORDERED_LIST : CMARK_BULLET_LIST);
    if (ordered)
        cmark_node_set_list_start(list, 1);
    cmark_node_set_list_tight(list, tight);
    return list;
}

static void replace_html(cmark_node *node)
{
    bool block = cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK;
    cmark_node *text = commonmark_node(block ? CMARK_NODE_PARAGRAPH : CMARK_NODE_TEXT);

    cmark_node_replace(node, text);
    if (block)
        tree_text(text, cmark_node_get_literal(node));
    else
        cmark_node_set_literal(text, cmark_node_get_literal(node));
    cmark_node_free(node);
}

static void tame(cmark_node *node, int level)
{
    int own;

    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
        own = cmark_node_get_heading_level(node) + level;
        cmark_node_set_heading_level(node, own > 6 ? 6 : own);
        break;
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
        replace_html(node);
        break;
    default:
        break;
    }
}

static bool is_link(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_LINK ||
           cmark_node_get_type(node) == CMARK_NODE_IMAGE;
}

static bool leads_to_web(const char *url)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:"};
    size_t i;

    for (i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
            return true;
    }
    return false;
}

/* No document fetches anything, and none leads but to the web: an image becomes a link, as it is on
 * screens, and what leads elsewhere becomes text. */
static void tame_link(cmark_node *node)
{
    bool web = leads_to_web(cmark_node_get_url(node));
    cmark_node *link = NULL, *child, *address;

    if (web && cmark_node_get_type(node) == CMARK_NODE_LINK)
        return;
    if (web) {
        link = commonmark_node(CMARK_NODE_LINK);
        cmark_node_set_url(link, cmark_node_get_url(node));
        cmark_node_insert_before(node, link);
    }
    while ((child = cmark_node_first_child(node)) &&
           (link ? cmark_node_append_child(link, child) : cmark_node_insert_before(node, child)))
        ;
    if (!web) {
        struct buffer text = {0};

        buffer_printf(&text, " (%s)", cmark_node_get_url(node));
        address = commonmark_node(CMARK_NODE_TEXT);
        cmark_node_set_literal(address, buffer_text(&text));
        cmark_node_insert_before(node, address);
        buffer_free(&text);
    }
    cmark_node_free(node);
}

/* What a fence is called stands above it, where every reader sees it. */
static void add_caption(cmark_node *block)
{
    cmark_node *paragraph, *emphasis;

    if (cmark_node_get_type(block) != CMARK_NODE_CODE_BLOCK || !*cmark_node_get_fence_info(block))
        return;
    paragraph = commonmark_node(CMARK_NODE_PARAGRAPH);
    emphasis = tree_add(paragraph, CMARK_NODE_EMPH);
    tree_text(emphasis, prose_label(cmark_node_get_fence_info(block)));
    cmark_node_insert_before(block, paragraph);
    cmark_node_set_fence_info(block, "");
}

static void add_commonmark(cmark_node *parent, const char *commonmark, int level, bool captions)
{
    cmark_node *document = commonmark_parse(commonmark);
    cmark_iter *iter = cmark_iter_new(document);
    cmark_event_type event;
    cmark_node *child;

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        if (event == CMARK_EVENT_ENTER)
            tame(cmark_iter_get_node(iter), level);
        else if (is_link(cmark_iter_get_node(iter)))
            tame_link(cmark_iter_get_node(iter));
    }
    cmark_iter_free(iter);
    for (child = cmark_node_first_child(document); child && captions; child = cmark_node_next(child))
        add_caption(child);
    while ((child = cmark_node_first_child(document)) && cmark_node_append_child(parent, child))
        ;
    cmark_node_free(document);
}

void tree_commonmark(cmark_node *parent, const char *commonmark, int level)
{
    add_commonmark(parent, commonmark, level, false);
}

void tree_unchecked(cmark_node *parent, const char *commonmark, int level)
{
    struct buffer cleaned = {0};

    sink_text(&cleaned, commonmark, strlen(commonmark));
    add_commonmark(parent, buffer_text(&cleaned), level, true);
    buffer_free(&cleaned);
}

void tree_render(struct buffer *out, cmark_node *document)
{
    char *text = cmark_render_commonmark(document, CMARK_OPT_DEFAULT, 0);

    sink_text(out, text, strlen(text));
    free(text);
    cmark_node_free(document);
}
