/* SPDX-License-Identifier: MIT */
/*
 * Commit: storing an event, so that nothing is done that is not stored, and nothing is lost.
 */
#ifndef ERRWALK_TUI_COMMIT_H
#define ERRWALK_TUI_COMMIT_H

#include "loop.h"

/* Stores and applies the event of an effect. False where it was refused, or is held. */
bool commit_effect(struct loop *loop, const struct effect *effect);

/* The same of an event that no key asked for: all screens stay, laid out again. False where it could
 * not be saved; then the person is asked what to do. */
bool commit_event(struct loop *loop, const struct event *event);

/* Holds an effect that could not be stored, and asks the person what to do. */
void commit_hold(struct loop *loop, const struct effect *effect);

#endif
