/* SPDX-License-Identifier: MIT */
/*
 * Key codes: what the terminal's reader of keys gives out.
 */
#ifndef ERRWALK_TUI_KEY_CODES_H
#define ERRWALK_TUI_KEY_CODES_H

/* A key is a Unicode character, or a function key of curses marked by KEY_SPECIAL, or a class. */
enum {
    KEY_SPECIAL = 0x1000000,
    KEYS_DIGITS = 0x2000001,    /* 1 to 9 */
    KEYS_PRINTABLE = 0x2000002, /* any character that can be typed into a field */
    KEYS_EACH = 6               /* most keys of one row, and a 0 */
};
#define KEYS_FUNCTION(code) (KEY_SPECIAL | (code))
#define KEYS_CTRL(letter) ((letter) & 0x1f)

#endif
