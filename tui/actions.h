/* SPDX-License-Identifier: MIT */
/*
 * Actions that mean the same on every screen.
 */
#ifndef ERRWALK_TUI_ACTIONS_H
#define ERRWALK_TUI_ACTIONS_H

#include "loop.h"

/* What the action asks for. False: it is the screen's own, and `*effect` is untouched. */
bool actions_take(struct loop *loop, enum action action, struct effect *effect);

#endif
