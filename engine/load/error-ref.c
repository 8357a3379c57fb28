/* SPDX-License-Identifier: MIT */
/*
 * References: an error as `NAME` or `NAME (CODE)`, or a flow id. What the catalog has exactly as spelt is
 * its name, also with blanks (HTTP 404) or in lower case (handshake_failure). Any other name holds an
 * upper-case letter, and a flow id holds none: that is how they are told apart.
 */
#include <config.h>

#include "error-ref.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/catalog.h"
#include "errwalk/letters.h"

/* Decimal or 0x. */
static bool parse_number(const char *text, size_t length, int64_t *number)
{
    char digits[24];
    char *end;

    if (!length || length >= sizeof digits)
        return false;
    memcpy(digits, text, length);
    digits[length] = '\0';
    if (letter_hex(digits[length - 1]) < 0 || letter_is_space(digits[0]) ||
        digits[0] == '+')
        return false;
    errno = 0;
    *number = strtoll(digits, &end, strncmp(digits, "0x", 2) == 0 ? 16 : 10);
    return !*end && !errno && *number >= INT32_MIN;
}

/* A negative number of a family without sign is the same 32 bits. */
static struct code code_of_name(const char *name, size_t length, int64_t number)
{
    struct code code = catalog_code_beside(name, length, number);

    if (number < 0 && !code_is_signed(code.kind))
        code.value += (int64_t)1 << 32;
    return code;
}

static bool has_upper(const char *text, size_t length)
{
    while (length--) {
        if (letter_is_upper(*text++))
            return true;
    }
    return false;
}

/* Printable ASCII without blanks and parentheses. */
static bool is_name(const char *text, size_t length)
{
    size_t i;

    for (i = 0; i < length; i++) {
        if (!letter_is_graph(text[i]) || strchr("()'\"`<>", text[i]))
            return false;
    }
    return length > 0;
}

bool error_ref_is_flow(const char *text)
{
    size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-_./");

    return !text[length] && text[strspn(text, "0123456789-_./")] && text[0] != '/' &&
           strncmp(text, "0x", 2) != 0 && !strstr(text, "..");
}

/* How long the name is that the catalog has, before its code and blanks; 0 where it has none. One without blanks is
 * seen to be a name without looking it up. */
static size_t known_length(const char *text, size_t end)
{
    const char *open = memchr(text, '(', end);
    size_t length = open ? (size_t)(open - text) : end, word = strcspn(text, " ");

    while (length > 0 && text[length - 1] == ' ')
        length--;
    if (word >= length && is_name(text, length) && has_upper(text, length))
        return length;
    return catalog_is_spelt(text, length) ? length : 0;
}

const char *error_ref_parse(struct arena *arena, const char *text, bool flow_allowed,
                            struct error_ref *error)
{
    size_t end = strlen(text), length, known, rest;
    int64_t number = 0;

    while (end > 0 && text[end - 1] == ' ')
        end--;
    known = known_length(text, end);
    length = known ? known : strcspn(text, " (");
    rest = length + strspn(text + length, " ");
    if (!known && !is_name(text, length))
        return "a name has letters, digits, '_', '-' and the like";
    if (rest < end && text[rest] != '(')
        return "a name has no blank";
    if (rest < end && (text[end - 1] != ')' || !parse_number(text + rest + 1, end - rest - 2, &number)))
        return "the code in parentheses is decimal or begins with 0x";
    if (!known && !has_upper(text, length)) {
        if (!flow_allowed || rest < end || !error_ref_is_flow(text))
            return "the name of an error has an upper-case letter";
        error->name = "";
        error->flow = text;
    } else {
        error->name = arena_copy(arena, text, length);
        error->flow = "";
    }
    error->code = rest < end ? code_of_name(text, length, number) : (struct code){0};
    return NULL;
}
