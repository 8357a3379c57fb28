/* SPDX-License-Identifier: MIT */
/*
 * Values: reading and comparing by type. Nothing is rounded and nothing is guessed.
 */
#include <config.h>

#include "errwalk/value.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "value-error.h"

const char *const value_type_names[VALUE_TYPE_COUNT] = {
    [VALUE_TEXT] = "text",   [VALUE_NUMBER] = "number", [VALUE_HEX] = "hex",
    [VALUE_ERROR] = "error", [VALUE_DATE] = "date",
};

const char *const value_type_hints[VALUE_TYPE_COUNT] = {
    [VALUE_TEXT] = "some text",
    [VALUE_NUMBER] = "a whole number, as in 42",
    [VALUE_HEX] = "a hexadecimal number, as in 0x3e7",
    [VALUE_ERROR] = "an error's code or name, as in 1366, 0x556 or ERROR_LOGON_FAILURE",
    [VALUE_DATE] = "a date, as in 2026-11-22",
};

struct span value_trim(const char *text)
{
    struct span span = {text + strspn(text, " \t\r\n"), 0};

    span.length = strlen(span.text);
    while (span.length && strchr(" \t\r\n", span.text[span.length - 1]))
        span.length--;
    return span;
}

static bool all_of(struct span span, const char *set)
{
    size_t i;

    for (i = 0; i < span.length; i++) {
        if (!strchr(set, span.text[i]))
            return false;
    }
    return span.length > 0;
}

static const char decimal_digits[] = "0123456789", hex_digits[] = "0123456789abcdefABCDEF";

bool value_number(struct span span, int64_t *number)
{
    struct span digits = span;

    if (span.length && strchr("+-", span.text[0]))
        digits = (struct span){span.text + 1, span.length - 1};
    if (!all_of(digits, decimal_digits))
        return false;
    errno = 0;
    *number = strtoll(span.text, NULL, 10);
    return errno == 0;
}

bool value_has_mark(struct span span)
{
    return span.length > 2 && span.text[0] == '0' && (span.text[1] == 'x' || span.text[1] == 'X');
}

bool value_hex(struct span span, uint64_t *number)
{
    if (value_has_mark(span))
        span = (struct span){span.text + 2, span.length - 2};
    else if (span.length > 1 && strchr("hH", span.text[span.length - 1]))
        span.length--;
    if (!all_of(span, hex_digits))
        return false;
    errno = 0;
    *number = strtoull(span.text, NULL, 16);
    return errno == 0;
}

static int days_of(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

/* Days from 1970-01-01, by the proleptic Gregorian calendar. */
static int64_t day_number(int64_t year, int64_t month, int64_t day)
{
    int64_t era, of_era, of_year;

    year -= month <= 2;
    era = (year >= 0 ? year : year - 399) / 400;
    of_era = year - era * 400;
    of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

bool value_date(struct span span, int64_t *days)
{
    int year, month, day;
    size_t i;

    if (span.length != 10)
        return false;
    for (i = 0; i < 10; i++) {
        if (i == 4 || i == 7 ? span.text[i] != '-' : !strchr(decimal_digits, span.text[i]))
            return false;
    }
    year = atoi(span.text);
    month = atoi(span.text + 5);
    day = atoi(span.text + 8);
    if (month < 1 || month > 12 || day < 1 || day > days_of(year, month))
        return false;
    *days = day_number(year, month, day);
    return true;
}

bool value_fits(enum value_type type, const char *text)
{
    struct span span = value_trim(text);
    int64_t number;
    uint64_t bits;

    switch (type) {
    case VALUE_NUMBER:
        return value_number(span, &number);
    case VALUE_HEX:
        return value_hex(span, &bits);
    case VALUE_ERROR:
        return value_error_fits(span);
    case VALUE_DATE:
        return value_date(span, &number);
    default:
        return span.length > 0;
    }
}

bool value_equal(enum value_type type, const char *a, const char *b)
{
    struct span one = value_trim(a), other = value_trim(b);
    int order;

    if (type == VALUE_TEXT)
        return one.length && one.length == other.length &&
               memcmp(one.text, other.text, one.length) == 0;
    if (type == VALUE_ERROR)
        return value_error_equal(one, other);
    return value_compare(type, a, b, &order) == STATUS_OK && order == 0;
}

enum status value_compare(enum value_type type, const char *a, const char *b, int *order)
{
    struct span one = value_trim(a), other = value_trim(b);
    int64_t x = 0, y = 0;
    uint64_t u = 0, v = 0;
    bool fit = false;

    if (type == VALUE_NUMBER)
        fit = value_number(one, &x) && value_number(other, &y);
    else if (type == VALUE_HEX)
        fit = value_hex(one, &u) && value_hex(other, &v);
    else if (type == VALUE_DATE)
        fit = value_date(one, &x) && value_date(other, &y);
    if (!fit)
        return STATUS_NO;
    *order = x != y ? (x < y ? -1 : 1) : u != v ? (u < v ? -1 : 1) : 0;
    return STATUS_OK;
}
