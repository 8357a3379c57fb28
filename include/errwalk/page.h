/* SPDX-License-Identifier: MIT */
/*
 * Page: texts about a flow that are read rather than walked, as CommonMark.
 */
#ifndef ERRWALK_PAGE_H
#define ERRWALK_PAGE_H

#include "errwalk/buffer.h"
#include "errwalk/catalog.h"
#include "errwalk/diag.h"
#include "errwalk/flow.h"
#include "errwalk/walk.h"

/*
 * The error's page, drawn from the flow: background, details, causes, severity, context, how to
 * diagnose and resolve (its questions and endings), developer notes, related errors, FAQ, summary,
 * sources. A part that the flow does not have is left out. Where there are PAGE_CONTENTS_FROM or
 * more, their headings are listed first, numbered from 1.
 */
enum { PAGE_CONTENTS_FROM = 3 };
void page_about(struct buffer *out, const struct flow *flow);

/* The same part by part, without the list: the first is the title with the errors and has no heading, what comes after it
 * has the numbers of the list. For page_parts_free. */
struct page_part {
    char *heading, *text;
};
struct page_parts {
    struct page_part *items;
    size_t count;
};
struct page_parts page_about_parts(const struct flow *flow);
void page_parts_free(struct page_parts *parts);

/* What the catalog knows of an error for which there is no flow. */
void page_catalog(struct buffer *out, const struct catalog_entry *error);

/* What a code of a diagnostic means, with what is wrong and what is right. */
void page_rule(struct buffer *out, const struct diag_rule *rule);

/*
 * The text of a ticket for the escalation where the walk stands, plain lines of at most 72
 * columns: what and why, the facts to hand over, notes, and the answers so far. A sensitive fact
 * is never in it.
 */
enum status page_ticket(struct buffer *out, const struct walk *walk);

#endif
