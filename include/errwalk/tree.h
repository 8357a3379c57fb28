/* SPDX-License-Identifier: MIT */
/*
 * Tree: the few shapes of a CommonMark tree that documents here are made of.
 *
 * A literal is text and never markup: it is cleaned, and whatever it holds is escaped when the tree
 * is rendered. Nodes belong to their parent.
 */
#ifndef ERRWALK_TREE_H
#define ERRWALK_TREE_H

#include <cmark.h>
#include <stdbool.h>

#include "errwalk/buffer.h"

/* A new node, the last of its parent. */
cmark_node *tree_add(cmark_node *parent, cmark_node_type type);

/* Text within a block. Newlines become line breaks. */
void tree_text(cmark_node *parent, const char *text);
void tree_strong(cmark_node *parent, const char *text);
void tree_break(cmark_node *parent);

/* Text on one line, whatever it holds. */
void tree_heading(cmark_node *parent, int level, const char *text);

/* A paragraph for each part of the text between empty lines. */
void tree_paragraphs(cmark_node *parent, const char *text);

cmark_node *tree_list(cmark_node *parent, bool ordered, bool tight);

/* What an author wrote as CommonMark, with its headings below `level` and its HTML as text. */
void tree_commonmark(cmark_node *parent, const char *commonmark, int level);

/* The same of a text that was not checked, which is cleaned first; what its fences are called stands
 * above them. */
void tree_unchecked(cmark_node *parent, const char *commonmark, int level);

/* What a node is, for a format that can show it. */
enum tree_role {
    TREE_LABEL,      /* a text: the name of a field */
    TREE_HASH,       /* a text: for machines */
    TREE_TIME,       /* a text: a moment in ISO 8601 */
    TREE_TAKEN_BACK, /* an item: a step that does not count any more */
    TREE_ROLE_COUNT
};

/* Gives a node its role; NULL is allowed. */
void tree_mark(cmark_node *node, enum tree_role role);

/* TREE_ROLE_COUNT where it has none. */
enum tree_role tree_role(cmark_node *node);

/* CommonMark of the whole tree, which is freed. */
void tree_render(struct buffer *out, cmark_node *document);

#endif
