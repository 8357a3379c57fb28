/* SPDX-License-Identifier: MIT */
/*
 * The page of an error for which there is no flow: what the catalog knows of it.
 */
#include <config.h>

#include "errwalk/page.h"

#include <stddef.h>

#include "errwalk/commonmark.h"
#include "errwalk/tree.h"

enum { DESCRIPTION = 256, NEAREST = 4, MOST_PAIRS = 3 };

static cmark_node *add_item(cmark_node *list, const char *text)
{
    cmark_node *paragraph = tree_add(tree_add(list, CMARK_NODE_ITEM), CMARK_NODE_PARAGRAPH);

    tree_text(paragraph, text);
    return paragraph;
}

/* "ERROR_LOGON_FAILURE, 1326, 0x52E"; larger values are known by their hexadecimal form. */
static void add_entry(cmark_node *paragraph, const struct catalog_entry *entry)
{
    struct code code = catalog_entry_code(entry);
    struct buffer text = {0};

    buffer_printf(&text, "%s, ", catalog_entry_name(entry));
    code_print_forms(&text, code);
    tree_text(paragraph, buffer_text(&text));
    buffer_free(&text);
}

static void add_identity(cmark_node *document, const struct catalog_entry *entry)
{
    struct code code = catalog_entry_code(entry);
    const char *facility = catalog_facility(code), *severity = catalog_severity(code);
    cmark_node *list = tree_list(document, false, true);
    const struct catalog_entry *pair;
    struct buffer more = {0};
    size_t nth;

    add_entry(add_item(list, "Its code: "), entry);
    tree_text(add_item(list, "Kind: "), code_kind_title(code.kind));
    if (facility)
        tree_text(add_item(list, "Facility: "), facility);
    if (severity)
        tree_text(add_item(list, "Severity: "), severity);
    for (nth = 0; (pair = catalog_entry_pair(entry, nth)) != NULL; nth++) {
        if (nth < MOST_PAIRS)
            add_entry(add_item(list, "Converted to and from "), pair);
    }
    if (nth > MOST_PAIRS) {
        buffer_printf(&more, "and from %zu more", nth - MOST_PAIRS);
        add_item(list, buffer_text(&more));
    }
    buffer_free(&more);
}

/* The numbers beside it: a misread digit leads to one of them. */
static void add_neighbours(cmark_node *document, const struct catalog_entry *entry)
{
    const struct catalog_entry *near[NEAREST];
    char meaning[DESCRIPTION];
    cmark_node *list, *item;
    size_t count, i;

    count = catalog_nearest_codes(catalog_entry_code(entry), near, NEAREST);
    if (count < 2)
        return;
    tree_heading(document, 2, "Its neighbours, in case a digit was misread");
    list = tree_list(document, false, true);
    for (i = 0; i < count; i++) {
        if (near[i] == entry)
            continue;
        catalog_describe(near[i], meaning, sizeof meaning);
        item = add_item(list, "");
        add_entry(item, near[i]);
        tree_text(item, ": ");
        tree_text(item, meaning);
    }
}

void page_catalog(struct buffer *out, const struct catalog_entry *entry)
{
    cmark_node *document = commonmark_node(CMARK_NODE_DOCUMENT);
    char meaning[DESCRIPTION];

    catalog_describe(entry, meaning, sizeof meaning);
    tree_heading(document, 1, catalog_entry_name(entry));
    tree_text(tree_add(document, CMARK_NODE_PARAGRAPH), meaning);
    add_identity(document, entry);
    add_neighbours(document, entry);
    tree_text(tree_add(document, CMARK_NODE_PARAGRAPH), "There is no flow for this error yet.");
    tree_render(out, document);
}
