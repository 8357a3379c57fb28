/* SPDX-License-Identifier: MIT */
/*
 * Home data: the loop's part in showing sessions of the history: listing, searching, reading,
 * removing.
 */
#ifndef ERRWALK_TUI_HOME_DATA_H
#define ERRWALK_TUI_HOME_DATA_H

#include "loop.h"

/* Shows home, of which nothing is read yet. */
void home_data_begin(struct loop *loop, const struct tui_home *home);

/* Whether something is left to read; a part of that, which takes no longer than a key may wait.
 * True: what shows may have changed. What goes wrong with the history is reported. */
bool home_data_has_work(const struct loop *loop);
bool home_data_work(struct loop *loop);

/* Before Enter: where it means the first of what home shows, reads the rest, so that keys typed
 * ahead choose what they would have chosen later. */
void home_data_settle(struct loop *loop);

/* Ends the wizard with a flow to begin, or shows what is known of an error that has none. `typed` is
 * what the hit was found by. */
void home_data_start(struct loop *loop, const struct search_hit *found, const char *typed);

/* What is done with the sessions of the history; each tells what came of it. */
void home_data_show_transcript(struct loop *loop, const char *id);
void home_data_search(struct loop *loop, const char *words);
void home_data_older(struct loop *loop);
void home_data_remove(struct loop *loop, const char *id);

#endif
