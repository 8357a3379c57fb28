/* SPDX-License-Identifier: MIT */
/*
 * Instructions: what to do, as the body of a form: labelled texts, `do` items with their commands
 * and warnings.
 */
#ifndef ERRWALK_TUI_INSTRUCTIONS_H
#define ERRWALK_TUI_INSTRUCTIONS_H

#include "errwalk/flow.h"
#include "errwalk/session.h"
#include "tui/widgets/form.h"

/* How long it takes and how much of it is done, in one line: "About 30 minutes. 2 of 4 steps are
 * done." Nothing where there is nothing to say. */
void instructions_progress(struct lines *lines, const struct lines_style *style);

/* A text with a word in the margin beside its first line. Nothing where the text is "". Commands
 * in it are added to `commands` (may be NULL). */
void instructions_labelled(struct form *form, const struct lines_style *style, const char *label,
                           const char *commonmark, struct commands *commands);

/* `do` items, numbered. */
void instructions_plain(struct form *form, const struct lines_style *style,
                        const struct instruction *list, struct commands *commands);

/* The same with a box to tick on each, which takes the focus. */
void instructions_ticked(struct form *form, const struct lines_style *style,
                         const struct instruction *list, const struct session *session,
                         struct commands *commands);

#endif
