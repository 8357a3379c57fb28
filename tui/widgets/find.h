/* SPDX-License-Identifier: MIT */
/*
 * Find: text that is sought in a form, marked wherever it stands, and the way from one place to the
 * next (matches.h says what is found).
 *
 * The places are in the order of reading: head, body, foot.
 */
#ifndef ERRWALK_TUI_FIND_H
#define ERRWALK_TUI_FIND_H

#include <stdbool.h>

#include "errwalk/buffer.h"
#include "form.h"

/* Marks what is sought wherever it stands in the form, also when it is laid out again; "" marks
 * nothing. form->found counts. Where one is stays. */
void find_set(struct form *form, const struct canvas *canvas, const char *sought);

/* Leads to the first match from where one is on; to the first of all when there is none. Nothing
 * where there are no matches. */
void find_first(struct form *form);

/* Leads to the next match, or the one before it. True: it went past the end, or the start. */
bool find_next(struct form *form, bool back);

/* Where the match that was led to begins, and in which part; NULL: there is none. */
const struct found *find_here(const struct form *form, enum form_part *part);

#endif
