/* SPDX-License-Identifier: MIT */
/*
 * Errors as people write them: a code, a name, both, or a message with one of them in it. What the
 * catalog knows is compared by what it is; what it does not know, by code or name.
 */
#include <config.h>

#include "value-error.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "errwalk/decode.h"

enum { LONGEST_NAME = 128, FACILITY_WIN32 = 0x8007 };

struct error {
    const struct catalog_entry *entry; /* NULL: the catalog does not know it */
    struct code code;                  /* of CODE_OTHER: what was typed as a number, where it was */
    int64_t number;                    /* and that with its sign: -3 is EAI_AGAIN */
    struct span name;                  /* without ERROR_ or STATUS_; empty where there is none */
};

/* A code is one of 32 bits; a Win32 error inside an HRESULT is itself. */
static bool read_code(struct span span, struct error *error)
{
    uint64_t bits;
    int64_t number;

    if (value_has_mark(span) && value_hex(span, &bits)) {
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

static struct span without_prefix(struct span name)
{
    static const char *const prefixes[] = {"ERROR_", "STATUS_"};
    size_t i;

    for (i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t length = strlen(prefixes[i]);

        if (name.length > length && strncasecmp(name.text, prefixes[i], length) == 0)
            return (struct span){name.text + length, name.length - length};
    }
    return name;
}

/* NAME or NAME (CODE). */
static bool read_name(struct span span, struct error *error)
{
    size_t length = 0, open;

    if (!span.length || span.length > LONGEST_NAME || !isalpha((unsigned char)span.text[0]))
        return false;
    while (length < span.length && isgraph((unsigned char)span.text[length]) &&
           span.text[length] != '(')
        length++;
    for (open = length; open < span.length && span.text[open] == ' ';)
        open++;
    if (open < span.length &&
        (span.text[open] != '(' || span.text[span.length - 1] != ')' ||
         !read_code((struct span){span.text + open + 1, span.length - open - 2}, error)))
        return false;
    if (!catalog_by_name(span.text, length, &error->entry, 1, NULL))
        error->entry = NULL;
    error->name = without_prefix((struct span){span.text, length});
    return true;
}

static bool read_error(struct span span, struct error *error)
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

bool value_error_fits(struct span span)
{
    struct error error;

    return read_error(span, &error);
}

bool value_error_equal(struct span a, struct span b)
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

void value_error_fold(struct span span, struct buffer *out)
{
    struct error error;
    size_t i;

    if (!read_error(span, &error))
        return;
    buffer_printf(out, "%lld %s ", error.code.present ? (long long)error.code.value : -1LL,
                  error.entry ? catalog_entry_name(error.entry) : "");
    for (i = 0; i < error.name.length; i++)
        buffer_char(out, (char)toupper((unsigned char)error.name.text[i]));
}
