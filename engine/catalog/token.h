/* SPDX-License-Identifier: MIT */
/*
 * Token: what readers of a piece of text look at it with. All of them may look past the end, where there
 * are NULs.
 */
#ifndef ERRWALK_CATALOG_TOKEN_H
#define ERRWALK_CATALOG_TOKEN_H

#include <string.h>

#include "decode-private.h"
#include "errwalk/letters.h"

static inline char token_at(const struct decoder *decoder, size_t i)
{
    return i < decoder->span.length ? *decoder_at(decoder, i) : '\0';
}

static inline bool token_is_word(char c)
{
    return letter_is_alnum(c) || c == '_';
}

/* Whether `text` stands at `i`, in whatever case, and no word goes on after it. */
static inline bool token_stands(const struct decoder *decoder, size_t i, const char *text)
{
    size_t length = strlen(text);

    for (size_t j = 0; j < length; j++) {
        if (letter_lower(token_at(decoder, i + j)) != letter_lower(text[j])) {
            return false;
        }
    }
    return !token_is_word(token_at(decoder, i + length));
}

/* The decimal digits at `i`, up to `max` of them; how many there are. */
static inline size_t token_digits(const struct decoder *decoder, size_t i, size_t max, uint32_t *value)
{
    size_t count = 0;

    for (*value = 0; count < max && letter_is_digit(token_at(decoder, i + count)); count++) {
        *value = *value * 10 + (uint32_t)(token_at(decoder, i + count) - '0');
    }
    return letter_is_digit(token_at(decoder, i + count)) ? 0 : count;
}

static inline size_t token_add(struct decoder *decoder, size_t start, size_t length, enum code_kind kind,
                  int64_t value, int likelihood, enum decode_reason reason)
{
    decoder->start = start;
    decoder->length = length;
    return decoder_add(decoder, kind, value, likelihood, reason) ? length : 0;
}

/* Whether what a number is with can be read as HTTP or mail write it: "404 Not Found", "550 5.7.1". */
bool token_read_http(struct decoder *decoder, const struct number *number);
bool token_read_smtp(struct decoder *decoder, const struct number *number);

#endif
