/* SPDX-License-Identifier: MIT */
/*
 * The parts that a draft is put together from.
 */
#ifndef ERRWALK_FLOW_DRAFT_H
#define ERRWALK_FLOW_DRAFT_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"
#include "errwalk/status.h"

/* Steps of every draft: where a walk ends that found nothing, and where one begins of a page without
 * a diagnosis. */
#define DRAFT_ASK_FOR_HELP "ask-for-help"
#define DRAFT_FIRST_LOOK "first-look"

/* Ids made from texts, each once. */
struct draft_ids {
    struct buffer *items;
    size_t count, capacity;
};

void draft_ids_free(struct draft_ids *ids);

/* Adds the id of a text that is neither among these nor among `others` (may be NULL). */
void draft_id(struct draft_ids *ids, const struct draft_ids *others, const char *text);

/* draft-yaml.c: `key: text` on one line, quoted. A key that begins with "- " begins an item. */
void draft_line(struct buffer *out, unsigned indent, const char *key, const char *text);

/* draft-steps.c: the items of `do` of a fix from what a page says of it: a step for each item of a list or
 * paragraph, with `run` where code of one line follows. Returns whether there was any. */
bool draft_steps(struct buffer *out, unsigned indent, const char *text, bool is_markdown);

/* draft-yaml.c: CommonMark in as many lines as it needs; code is kept as it is. What is no Markdown is
 * escaped. */
void draft_prose(struct buffer *out, unsigned indent, const char *key, const char *text,
                 bool is_markdown);

/* draft-yaml.c: a text as comments below its first line (may be ""); nothing where it is blank. */
void draft_comment(struct buffer *out, unsigned indent, const char *first, const char *text);

/* draft-errors.c: whether a line begins with the name of an error. */
bool draft_begins_with_error(const char *line);

/* draft-errors.c: `errors:` with the first that a page names, or the one of its first code, or a comment
 * that there is none. */
void draft_own_error(struct buffer *out, const char *title, const char *text);

/* draft-errors.c: `related:` with all that the text names, in the ending that it is part of. */
void draft_related(struct buffer *out, const char *text);

#endif
