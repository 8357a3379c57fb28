/* SPDX-License-Identifier: MIT */
/*
 * CommonMark: cmark's trees, with their memory from memory.h. Every tree of the program begins here.
 */
#ifndef ERRWALK_COMMONMARK_H
#define ERRWALK_COMMONMARK_H

#include <cmark.h>

/* The tree of a text, its document. The caller owns it and gives it to cmark_node_free. */
cmark_node *commonmark_parse(const char *commonmark);

/* A node on its own. The caller owns it until it is put into a tree. */
cmark_node *commonmark_node(cmark_node_type type);

#endif
