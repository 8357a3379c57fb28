/* SPDX-License-Identifier: MIT */
/*
 * Input: what keys, the mouse and a paste do to the stack of screens.
 */
#ifndef ERRWALK_TUI_INPUT_H
#define ERRWALK_TUI_INPUT_H

#include "loop.h"

/* What a key does. */
void input_key(struct loop *loop, int key);

/* What the mouse does: a click focuses an item, acts on the one that has the focus as Enter does, and
 * presses a key of the bar; the wheel scrolls, or moves where there is nothing to scroll. */
void input_click(struct loop *loop, int y, int x);
void input_wheel(struct loop *loop, bool down);

/* What a pasted text does (UTF-8): a screen takes it whole, or it goes into the focused field as if
 * typed, its tabs as blanks, and so its line ends where the field has one line, or nowhere. It
 * never is a key. */
void input_paste(struct loop *loop, const char *text);

#endif
