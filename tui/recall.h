/*
 * Recall: the loop's part in showing sessions of the history: listing, searching, reading,
 * removing.
 */
#ifndef ERRWALK_TUI_RECALL_H
#define ERRWALK_TUI_RECALL_H

#include "loop.h"

/* Lists the sessions for the screens to look at, and shows home, which must live as long as the
 * loop. What goes wrong with the history is told. */
void recall_begin(struct loop *loop, const struct tui_home *home);

/* Carries out EFFECT_READ, EFFECT_SEARCH and EFFECT_REMOVE. */
void recall_effects(struct loop *loop, const struct effects *effects);

void recall_end(struct loop *loop);

#endif
