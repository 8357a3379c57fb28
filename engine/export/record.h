/* SPDX-License-Identifier: MIT */
/*
 * Record: a transcript as a CommonMark tree. Markdown and text are both made from it, so that they
 * say the same.
 */
#ifndef ERRWALK_EXPORT_RECORD_H
#define ERRWALK_EXPORT_RECORD_H

#include <cmark.h>

#include "errwalk/buffer.h"
#include "errwalk/members.h"
#include "errwalk/transcript.h"

enum { RECORD_WIDTH = 72 }; /* columns of plain text */

/* The caller frees it. */
cmark_node *record_tree(const struct transcript *transcript);

/* The steps alone, as a list, added to `parent`. */
void record_steps(cmark_node *parent, const struct transcript *transcript);

/* "ERROR_LOGON_FAILURE (1326)"; the flow where there is no name. */
void record_error(struct buffer *out, const struct transcript_error *error);

/* What a redacted transcript says of itself: that it is, what was masked, and to read it before
 * sharing. */
void record_notice(struct buffer *out, const struct transcript *transcript);

/* Plain text of RECORD_WIDTH columns from a tree, which is freed. Headings are underlined. */
void record_text(struct buffer *out, cmark_node *document);

/* One page from a tree, which is freed; `outcome` is a word for the style sheet. */
void record_html(struct buffer *out, cmark_node *document, const char *outcome);

/* The members of a transcript. */
extern const struct member record_members[];

#endif
