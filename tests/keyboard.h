/* SPDX-License-Identifier: MIT */
/*
 * Keyboard: every key on a screen, against what its help lists.
 */
#ifndef ERRWALK_TESTS_KEYBOARD_H
#define ERRWALK_TESTS_KEYBOARD_H

#include "tui/loop.h"

/* How a test gets at a screen: `open` presses keys on a new one and draws it; `close` ends it. The
 * clipboard, if any, goes to keyboard_copied. */
struct keyboard {
    struct loop *(*open)(const char *keys);
    void (*close)(void);
};

/* A loop's `copy`. */
void keyboard_copied(void *context, const char *text);

/* Fails for each key that does something and is not listed, or the other way round. */
void keyboard_check(const struct keyboard *keyboard, const char *place);

#endif
