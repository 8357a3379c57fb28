/* SPDX-License-Identifier: MIT */
/*
 * Numbers: those of telephones and bank accounts in a text. Shapes of redact-find.c: a pattern, and what is
 * done with a match.
 */
#ifndef ERRWALK_EXPORT_REDACT_NUMBERS_H
#define ERRWALK_EXPORT_REDACT_NUMBERS_H

#include <stdbool.h>

#include "errwalk/pattern.h"
#include "redact-names.h"

#define NUMBER_DIGITS "\\+?[(]?[0-9](?:[ ()/.-]{0,3}[0-9]){3,15}"

/* A number after a word of the telephone: "phone 555-0142", "call back at (030) 901820-44". */
#define NUMBER_CALLED \
    "(?i)(?<!\\w)(?:phone|phones|telephone|telefon|tel|mobile|mobil|handy|cell|fax|direct line|extension|ext|" \
    "durchwahl|r\xc3\xbc""ckruf(?: unter)?|call(?: \\p{L}{1,20}+)?(?: back)? (?:at|on)|dial)" \
    "(?: number| no| nr)?[.:]?[ ]{1,3}+(" NUMBER_DIGITS ")(?![\\w.-]*[A-Za-z])"

/* +49 30 901820, where it stands alone. */
#define NUMBER_ABROAD "(?<![\\w+.])(\\+[1-9](?:[ ()/.-]{0,3}[0-9]){7,14})(?!\\w)"

/* DE89 3704 0044 0532 0130 00 */
#define NUMBER_BANK "(?<!\\w)([A-Z]{2}[0-9]{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?)(?!\\w)"

bool numbers_take_phone(struct names *names, const char *text, const struct pattern_span *spans);

/* Only what has the right check digits is the number of a bank account. */
bool numbers_take_bank(struct names *names, const char *text, const struct pattern_span *spans);

#endif
