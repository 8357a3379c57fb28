/* SPDX-License-Identifier: MIT */
/*
 * Numbers of telephones and bank accounts; see the header.
 */
#include <config.h>

#include "errwalk/letters.h"
#include "redact-numbers.h"

enum { BANK_SHORTEST = 15, BANK_MODULUS = 97 };

bool numbers_take_phone(struct names *names, const char *text, const struct pattern_span *spans)
{
    names_add(names, REDACT_NUMBER, text + spans[1].offset, spans[1].length);
    return true;
}

/* The remainder so far, with a digit or a letter more: A is 10, B is 11. */
static unsigned add_character(unsigned remainder, char c)
{
    const unsigned value = letter_is_digit(c) ? (unsigned)(c - '0') : (unsigned)(c - 'A') + 10;

    return (remainder * (value > 9 ? 100 : 10) + value) % BANK_MODULUS;
}

bool numbers_take_bank(struct names *names, const char *text, const struct pattern_span *spans)
{
    enum { HEAD = 4 };
    const char *number = text + spans[1].offset;
    unsigned remainder = 0, count = 0;
    size_t i;

    /* The country and check digits, which come first, are counted last. */
    for (i = HEAD; i < spans[1].length; i++) {
        if (number[i] == ' ')
            continue;
        remainder = add_character(remainder, number[i]);
        count++;
    }
    for (i = 0; i < HEAD; i++)
        remainder = add_character(remainder, number[i]);
    if (remainder == 1 && count + HEAD >= BANK_SHORTEST)
        names_add(names, REDACT_NUMBER, number, spans[1].length);
    return true;
}
