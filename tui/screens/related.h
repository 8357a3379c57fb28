/* SPDX-License-Identifier: MIT */
/*
 * Related errors as choices: each one Enter away.
 */
#ifndef ERRWALK_TUI_RELATED_H
#define ERRWALK_TUI_RELATED_H

#include "tui/frame/screen.h"

enum { RELATED_VALUES = 1000 }; /* values of their items begin here */

/* Adds a heading and each CHOICE_RELATED of the walk to the foot; nothing where there are none. Each
 * says whether there is a flow for it. */
void related_add(struct screen *screen, const struct lines_style *style);

/* Whether an item is one of them. */
bool related_is(const struct item *item);

/* What choosing it does: the walk goes on there, or the person is shown why it does not. */
struct effect related_choose(const struct screen *screen, const struct item *item);

#endif
