/* SPDX-License-Identifier: MIT */
/*
 * Draft: a flow from a page of a knowledge base, for a person to finish.
 *
 * Each item of its diagnosis becomes a question, each of its resolution an ending, each cause a
 * cause; what it tells becomes the error's page. Errors are compared with the catalog, and put right
 * with a comment where the page was wrong. Nothing is made up: where a person must decide, a comment
 * that begins with TODO says what. The draft is valid, and `errwalk check` has only warnings for it.
 */
#ifndef ERRWALK_DRAFT_H
#define ERRWALK_DRAFT_H

#include <stddef.h>

#include "errwalk/buffer.h"
#include "errwalk/status.h"

enum { DRAFT_MOST_BYTES = 1024 * 1024 };

/* What became of the sections of a page. Those under headings that no field is for are kept as comments;
 * `left` names them, "“Opening hours”, …". buffer_free(&report->left) when done. */
struct draft_report {
    size_t sections, understood;
    struct buffer left;
};

/* Appends the flow. STATUS_INVALID where the page has no text. */
enum status draft_write(struct buffer *out, const char *page, size_t length,
                        struct draft_report *report);

#endif
