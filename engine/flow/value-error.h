/*
 * Errors as values, and the readings of numbers that they share with the other types.
 */
#ifndef ERRWALK_FLOW_VALUE_ERROR_H
#define ERRWALK_FLOW_VALUE_ERROR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/value.h"

/* A value without the blanks around it; not ended by a NUL. */
struct span {
    const char *text;
    size_t length;
};

/* value.c: whole numbers; false where it is none, or too large. */
bool value_number(struct span span, int64_t *number);
bool value_hex(struct span span, uint64_t *number);

/* value.c: whether it begins with 0x. */
bool value_has_mark(struct span span);

bool value_error_fits(struct span span);
bool value_error_equal(struct span a, struct span b);

#endif
