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
#include <strings.h>

#include "errwalk/decode.h"
#include "errwalk/letters.h"

const char *const value_type_hints[VALUE_TYPE_COUNT] = {
    [VALUE_TEXT] = "some text",
    [VALUE_NUMBER] = "a whole number, as in 42",
    [VALUE_HEX] = "a hexadecimal number, as in 0x3e7",
    [VALUE_ERROR] = "an error's code or name, as in 1366, 0x556 or ERROR_LOGON_FAILURE",
    [VALUE_DATE] = "a date, as in 2026-11-22",
};

struct value_span value_trim(const char *text)
{
    struct value_span span = {text + strspn(text, " \t\r\n"), 0};

    span.length = strlen(span.text);
    while (span.length && strchr(" \t\r\n", span.text[span.length - 1]))
        span.length--;
    return span;
}

static bool all_of(struct value_span span, const char *set)
{
    size_t i;

    for (i = 0; i < span.length; i++) {
        if (!strchr(set, span.text[i]))
            return false;
    }
    return span.length > 0;
}

static const char decimal_digits[] = "0123456789", hex_digits[] = "0123456789abcdefABCDEF";

bool value_number(struct value_span span, int64_t *number)
{
    struct value_span digits = span;

    if (span.length && strchr("+-", span.text[0]))
        digits = (struct value_span){span.text + 1, span.length - 1};
    if (!all_of(digits, decimal_digits))
        return false;
    errno = 0;
    *number = strtoll(span.text, NULL, 10);
    return errno == 0;
}

static bool has_mark(struct value_span span)
{
    return span.length > 2 && span.text[0] == '0' && (span.text[1] == 'x' || span.text[1] == 'X');
}

bool value_hex(struct value_span span, uint64_t *number)
{
    if (has_mark(span))
        span = (struct value_span){span.text + 2, span.length - 2};
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

bool value_date(struct value_span span, int64_t *days)
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

/* Errors as people write them: a code, a name, both, or a message with one of them in it. What the
 * catalog knows is compared by what it is; what it does not know, by code or name. */

enum { LONGEST_NAME = 128, FACILITY_WIN32 = 0x8007 };

struct error {
    const struct catalog_entry *entry; /* NULL: the catalog does not know it */
    struct code code;                  /* of CODE_OTHER: what was typed as a number, where it was */
    int64_t number;                    /* and that with its sign: -3 is EAI_AGAIN */
    struct value_span name;                  /* without ERROR_ or STATUS_; empty where there is none */
};

/* A code is one of 32 bits; a Win32 error inside an HRESULT is itself. */
static bool read_code(struct value_span span, struct error *error)
{
    uint64_t bits;
    int64_t number;

    if (has_mark(span) && value_hex(span, &bits)) {
        if (bits >> 32 == UINT32_MAX)
            bits &= UINT32_MAX;
    } else if (value_number(span, &number) && number >= INT32_MIN) {
        bits = number < 0 ? (uint32_t)number : (uint64_t)number;
    } else {
        return false;
    }
    if (bits > UINT32_MAX)
        return false;
    error->number = span.text[0] == '-' ? (int32_t)(uint32_t)bits : (int64_t)bits;
    error->code =
        code_of(CODE_OTHER, (int64_t)(bits >> 16 == FACILITY_WIN32 ? bits & 0xffff : bits));
    return true;
}

/* Of a number alone the likeliest family that has it. */
static const struct catalog_entry *entry_of_code(int64_t value)
{
    const struct catalog_entry *entry = NULL;
    enum code_kind kind;

    for (kind = CODE_WIN32; !entry && kind <= CODE_RAS; kind++)
        entry = catalog_by_code(code_of(kind, value));
    return entry;
}

static struct value_span without_prefix(struct value_span name)
{
    static const char *const prefixes[] = {"ERROR_", "STATUS_"};
    size_t i;

    for (i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t length = strlen(prefixes[i]);

        if (name.length > length && strncasecmp(name.text, prefixes[i], length) == 0)
            return (struct value_span){name.text + length, name.length - length};
    }
    return name;
}

/* NAME or NAME (CODE). */
static bool read_name(struct value_span span, struct error *error)
{
    size_t length = 0, open;

    if (!span.length || span.length > LONGEST_NAME || !letter_is_alpha(span.text[0]))
        return false;
    while (length < span.length && letter_is_graph(span.text[length]) &&
           span.text[length] != '(')
        length++;
    for (open = length; open < span.length && span.text[open] == ' ';)
        open++;
    if (open < span.length &&
        (span.text[open] != '(' || span.text[span.length - 1] != ')' ||
         !read_code((struct value_span){span.text + open + 1, span.length - open - 2}, error)))
        return false;
    if (!catalog_by_name(span.text, length, &error->entry, 1, NULL))
        error->entry = NULL;
    error->name = without_prefix((struct value_span){span.text, length});
    return true;
}

static bool read_error(struct value_span span, struct error *error)
{
    struct decode_reading reading;

    *error = (struct error){0};
    if (read_code(span, error)) {
        error->entry = entry_of_code(error->code.value);
        return true;
    }
    if (read_name(span, error))
        return true;
    if (!decode(span.text, span.length, &reading, 1, NULL) || !reading.entry)
        return false;
    *error = (struct error){.entry = reading.entry};
    return true;
}

/* An NTSTATUS and the Win32 error that it becomes are the same; two that become one are not. */
static bool is_pair(const struct catalog_entry *a, const struct catalog_entry *b)
{
    return catalog_entry_code(a).kind == CODE_NTSTATUS &&
           catalog_entry_code(b).kind == CODE_WIN32 && catalog_entry_pair(a, 0) == b;
}

/* A number without a word is that of whatever family the other one is of. */
static bool is_number_of(const struct error *number, const struct error *other)
{
    struct code code = other->entry ? catalog_entry_code(other->entry) : (struct code){0};

    return number->code.present && !number->name.length && code.present && code.kind > CODE_RAS &&
           code.value == number->number;
}

static bool is_error(struct value_span span)
{
    struct error error;

    return read_error(span, &error);
}

static bool is_same_error(struct value_span a, struct value_span b)
{
    struct error one, other;

    if (!read_error(a, &one) || !read_error(b, &other))
        return false;
    if (is_number_of(&one, &other) || is_number_of(&other, &one))
        return true;
    if (one.entry && other.entry)
        return one.entry == other.entry || is_pair(one.entry, other.entry) ||
               is_pair(other.entry, one.entry);
    if (one.code.present && other.code.present)
        return one.code.value == other.code.value;
    return one.name.length && one.name.length == other.name.length &&
           strncasecmp(one.name.text, other.name.text, one.name.length) == 0;
}

void value_error_fold(struct value_span span, struct buffer *out)
{
    struct error error;
    size_t i;

    if (!read_error(span, &error))
        return;
    buffer_printf(out, "%lld %s ", error.code.present ? (long long)error.code.value : -1LL,
                  error.entry ? catalog_entry_name(error.entry) : "");
    for (i = 0; i < error.name.length; i++)
        buffer_char(out, letter_upper(error.name.text[i]));
}

bool value_fits(enum value_type type, const char *text)
{
    struct value_span span = value_trim(text);
    int64_t number;
    uint64_t bits;

    switch (type) {
    case VALUE_NUMBER:
        return value_number(span, &number);
    case VALUE_HEX:
        return value_hex(span, &bits);
    case VALUE_ERROR:
        return is_error(span);
    case VALUE_DATE:
        return value_date(span, &number);
    default:
        return span.length > 0;
    }
}

bool value_equal(enum value_type type, const char *a, const char *b)
{
    struct value_span one = value_trim(a), other = value_trim(b);
    int order;

    if (type == VALUE_TEXT)
        return one.length && one.length == other.length &&
               memcmp(one.text, other.text, one.length) == 0;
    if (type == VALUE_ERROR)
        return is_same_error(one, other);
    return value_compare(type, a, b, &order) == STATUS_OK && order == 0;
}

enum status value_compare(enum value_type type, const char *a, const char *b, int *order)
{
    struct value_span one = value_trim(a), other = value_trim(b);
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
