/* SPDX-License-Identifier: MIT */
/*
 * Value: what a person types at an input step, by its type.
 */
#ifndef ERRWALK_VALUE_H
#define ERRWALK_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/status.h"

enum value_type {
    VALUE_TEXT,   /* anything that is not empty; compared by its bytes */
    VALUE_NUMBER, /* a decimal integer with an optional sign, 64 bits; compared by value */
    VALUE_HEX,    /* hexadecimal, "0x" before or "h" after allowed, 64 bits; compared by value */
    VALUE_ERROR,  /* an error in any spelling; compared by code */
    VALUE_DATE,   /* YYYY-MM-DD; compared by the calendar */
    VALUE_TYPE_COUNT
};

extern const char *const value_type_names[VALUE_TYPE_COUNT]; /* "text", … as in a flow */

/* What is expected, for the person who typed something else: "a hexadecimal number, as in 0x3e7".
 */
extern const char *const value_type_hints[VALUE_TYPE_COUNT];

/* Whether the text is of the type; blanks around it do not matter. */
bool value_fits(enum value_type type, const char *text);

/* Whether two values of a type are the same: hex by value, errors by code. */
bool value_equal(enum value_type type, const char *a, const char *b);

/* Less than 0, 0 or more than 0 as `a` is below, the same as or above `b`. STATUS_NO when the type
 * has no order (text, error) or a value does not fit it. */
enum status value_compare(enum value_type type, const char *a, const char *b, int *order);

/* For what orders or keys values by itself: a value without the blanks around it, not ended by a NUL. */
struct value_span {
    const char *text;
    size_t length;
};

struct value_span value_trim(const char *text);

/* The number that it is; false where it is none, or too large. */
bool value_number(struct value_span span, int64_t *number);
bool value_hex(struct value_span span, uint64_t *number);

/* YYYY-MM-DD as days from 1970-01-01; false where it is no day of the calendar. */
bool value_date(struct value_span span, int64_t *days);

/* Appends the same text for spellings of an error that compare alike with any other: of a code in
 * decimal and hex, of a name in any case. Nothing where it is no error. */
void value_error_fold(struct value_span span, struct buffer *out);

#endif
