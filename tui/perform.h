/* SPDX-License-Identifier: MIT */
/*
 * Perform: carries out what a screen asked for.
 */
#ifndef ERRWALK_TUI_PERFORM_H
#define ERRWALK_TUI_PERFORM_H

#include "loop.h"

void perform(struct loop *loop, const struct effect *effect);

/* Commits an event that no key asked for: all screens stay, laid out again. False where it could not
 * be kept; then the person is asked what to do. */
bool perform_commit(struct loop *loop, const struct event *event);

#endif
