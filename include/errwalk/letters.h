/* SPDX-License-Identifier: MIT */
/*
 * Letters: ASCII classes and case, the same in every locale and for bytes over 0x7F: those of <ctype.h> take bytes
 * of UTF-8 for letters where the locale has another encoding.
 */
#ifndef ERRWALK_LETTERS_H
#define ERRWALK_LETTERS_H

#include <stdbool.h>

static inline bool letter_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool letter_is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool letter_is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static inline bool letter_is_alpha(char c)
{
    return letter_is_upper(c) || letter_is_lower(c);
}

static inline bool letter_is_alnum(char c)
{
    return letter_is_alpha(c) || letter_is_digit(c);
}

static inline bool letter_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool letter_is_graph(char c)
{
    return c > ' ' && c < 0x7f;
}

static inline bool letter_is_punct(char c)
{
    return letter_is_graph(c) && !letter_is_alnum(c);
}

/* The value of a hexadecimal digit, or -1. */
static inline int letter_hex(char c)
{
    if (letter_is_digit(c)) {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static inline char letter_upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static inline char letter_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

#endif
