/* SPDX-License-Identifier: MIT */
/*
 * Letters: ASCII classes and case for the catalog's files, the same in every locale and for bytes
 * over 0x7F.
 */
#ifndef ERRWALK_CATALOG_LETTERS_H
#define ERRWALK_CATALOG_LETTERS_H

#include <stdbool.h>

static inline bool letter_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool letter_is_alpha(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static inline bool letter_is_alnum(char c)
{
    return letter_is_alpha(c) || letter_is_digit(c);
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
