/* SPDX-License-Identifier: MIT */
/*
 * Perform: carries out what a screen asked for.
 */
#ifndef ERRWALK_TUI_PERFORM_H
#define ERRWALK_TUI_PERFORM_H

#include "loop.h"

void perform(struct loop *loop, const struct effect *effect);

#endif
