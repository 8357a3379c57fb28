/* SPDX-License-Identifier: MIT */
/*
 * Article: a page of a knowledge base, taken apart by its headings.
 *
 * Plain text and Markdown are read alike: a heading is a line that Markdown marks as one, or that is
 * one of the usual headings of such pages.
 */
#ifndef ERRWALK_FLOW_ARTICLE_H
#define ERRWALK_FLOW_ARTICLE_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"
#include "errwalk/status.h"

enum article_part {
    ARTICLE_HEAD, /* what stands before the first heading */
    ARTICLE_BACKGROUND,
    ARTICLE_DETAILS,
    ARTICLE_SEVERITY,
    ARTICLE_CONTEXT,
    ARTICLE_DEVELOPERS,
    ARTICLE_SUMMARY,
    ARTICLE_CAUSES,
    ARTICLE_DIAGNOSE,
    ARTICLE_RESOLVE,
    ARTICLE_RELATED,
    ARTICLE_FAQ,
    ARTICLE_OTHER, /* under a heading that is not known */
    ARTICLE_PART_COUNT
};

struct article_section {
    enum article_part part;
    struct buffer heading, text; /* "" of the head */
    unsigned level; /* of its mark; 0: it has none */
    bool is_item;   /* it is an item of the part: "Fix 2: Renew the lease", which the heading leads */
};

/* An item of a list: "Check limits: there are …" has a lead and the rest. A question of an FAQ has
 * itself as the lead and its answer as the rest. */
struct article_item {
    struct buffer lead, rest;
};

struct article {
    struct article_section *sections;
    size_t count, capacity;
    bool is_markdown;
};

struct article_items {
    struct article_item *items;
    size_t count, capacity;
};

/* Takes a page apart. What no flow may hold (control characters, what nobody sees) is made visible
 * first. article_free when done. */
void article_read(struct article *article, const char *bytes, size_t length);
void article_free(struct article *article);

/* The first section that is such a part, or NULL. */
const struct article_section *article_find(const struct article *article, enum article_part part);

/* article-clean.c: the page without front matter, comments of HTML and breadcrumbs; headings that are
 * underlined are marked as the others are. */
void article_clean(struct buffer *out, const char *page);

/* The items of a section, of all its kind; where it has no list, its paragraphs. article_items_free
 * when done. */
void article_list(const struct article *article, enum article_part part,
                  struct article_items *items);
void article_items_free(struct article_items *items);

#endif
