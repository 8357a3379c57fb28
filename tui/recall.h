/*
 * Recall: the loop's part in showing sessions of the history: listing, searching, reading,
 * removing.
 */
#ifndef ERRWALK_TUI_RECALL_H
#define ERRWALK_TUI_RECALL_H

#include "loop.h"

/* Shows home, of which nothing is read yet. */
void recall_begin(struct loop *loop, const struct tui_home *home);

/* Whether something is left to read; a part of that, which takes no longer than a key may wait.
 * True: what shows may have changed. What goes wrong with the history is told. */
bool recall_has_work(const struct loop *loop);
bool recall_work(struct loop *loop);

/* Before Enter: where it means the first of what home shows, reads the rest, so that keys typed
 * ahead choose what they would have chosen later. */
void recall_settle(struct loop *loop);

/* Carries out EFFECT_BEGIN: ends the wizard with a flow to begin, or shows what is known of an
 * error that has none. */
void recall_start(struct loop *loop, const struct effects *effects);

/* Carries out EFFECT_READ, EFFECT_SEARCH and EFFECT_REMOVE. */
void recall_effects(struct loop *loop, const struct effects *effects);

void recall_end(struct loop *loop);

#endif
