/* SPDX-License-Identifier: MIT */
/*
 * Errors as values, and the readings of numbers that they share with the other types.
 */
#ifndef ERRWALK_FLOW_VALUE_ERROR_H
#define ERRWALK_FLOW_VALUE_ERROR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/value.h"

/* A value without the blanks around it; not ended by a NUL. */
struct span {
    const char *text;
    size_t length;
};

/* value.c: a text without the blanks around it. */
struct span value_trim(const char *text);

/* value.c: whole numbers; false where it is none, or too large. */
bool value_number(struct span span, int64_t *number);
bool value_hex(struct span span, uint64_t *number);

/* value.c: YYYY-MM-DD as days from 1970-01-01; false where it is no day of the calendar. */
bool value_date(struct span span, int64_t *days);

/* value.c: whether it begins with 0x. */
bool value_has_mark(struct span span);

bool value_error_fits(struct span span);
bool value_error_equal(struct span a, struct span b);

/* Writes the same text for spellings of an error that compare alike with any other: of a code in
 * decimal and hex, of a name in any case. */
void value_error_fold(struct span span, struct buffer *out);

#endif
