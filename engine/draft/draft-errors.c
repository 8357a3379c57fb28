/* SPDX-License-Identifier: MIT */
/*
 * The errors that a page names, with the codes that it gives them, held against the catalog.
 */
#include <config.h>

#include "draft.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/catalog.h"
#include "errwalk/decode.h"

#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

/* Found in a text: NAME, NAME (CODE) or NAME - CODE. */
struct mention {
    const char *name;
    size_t length;
    struct code code; /* of CODE_OTHER */
    const struct catalog_entry *entry; /* of the name, or NULL */
};

static bool is_known(const char *text, size_t length)
{
    const struct catalog_entry *entry;

    return catalog_exact(text, length, &entry, 1) && strlen(catalog_entry_name(entry)) == length &&
           strncmp(catalog_entry_name(entry), text, length) == 0;
}

/* The length of a name of an error at the start of a text, or 0. One without a "_" must be known. */
static size_t name_length(const char *text)
{
    size_t length = strspn(text, UPPER DIGITS "_");

    if (length <= 3 || !strchr(UPPER, *text))
        return 0;
    return memchr(text, '_', length) || (length > 4 && is_known(text, length)) ? length : 0;
}

static struct code code_after(const char *text)
{
    size_t gap = strspn(text, " (:-");
    char *end;
    long long code;

    if (!gap || gap > 4 || !text[gap] || !strchr(DIGITS, text[gap]))
        return (struct code){0};
    code = strtoll(text + gap, &end, strncmp(text + gap, "0x", 2) == 0 ? 16 : 10);
    return code > UINT32_MAX ? (struct code){0} : code_of(CODE_OTHER, code);
}

/* The next mention from `*at` on, which is moved past it. */
static bool find_mention(const char **at, struct mention *mention)
{
    size_t length;

    for (; **at; *at += strspn(*at, UPPER DIGITS "_") ? strspn(*at, UPPER DIGITS "_") : 1) {
        length = name_length(*at);
        if (!length)
            continue;
        *mention = (struct mention){*at, length, code_after(*at + length), NULL};
        catalog_exact(*at, length, &mention->entry, 1);
        *at += length;
        return true;
    }
    return false;
}

bool draft_begins_with_error(const char *line)
{
    return name_length(line) > 0;
}

/* What the page says of the code, where the catalog knows better. */
static void put_remark(struct buffer *out, const struct mention *mention)
{
    const struct catalog_entry *other;
    struct code right = {0};

    if (mention->entry)
        right = catalog_entry_code(mention->entry);
    if (mention->entry && mention->code.present && !code_equal(mention->code, right)) {
        other = catalog_by_code(code_of(right.kind, mention->code.value));
        buffer_string(out, " # the page says ");
        code_print(out, mention->code);
        buffer_printf(out, other ? ", which is %s" : ", which is no error that the catalog has",
                      other ? catalog_entry_name(other) : "");
    } else if (!mention->entry) {
        buffer_string(out, " # TODO: the catalog does not know it; is it spelt so?");
    }
    buffer_char(out, '\n');
}

static void put_error(struct buffer *out, const struct mention *mention)
{
    buffer_append(out, mention->name, mention->length);
    code_print_after(out, mention->entry ? catalog_entry_code(mention->entry) : mention->code);
}

/* The error that a code of the text most likely means. */
static bool put_reading(struct buffer *out, const char *text, size_t length)
{
    enum { SURE = 60 };
    struct decode_reading reading;

    if (!decode(text, length, &reading, 1, NULL) || !reading.entry || reading.likelihood < SURE)
        return false;
    buffer_printf(out, "errors:\n  - %s", catalog_entry_name(reading.entry));
    code_print_after(out, catalog_entry_code(reading.entry));
    buffer_printf(out, " # the page says %.*s\n", (int)reading.length, text + reading.offset);
    return true;
}

/* That of a title such as "VPN error 809", or else of the first hexadecimal code. */
static bool put_number(struct buffer *out, const char *title, const char *text)
{
    size_t length;

    if (put_reading(out, title, strlen(title)))
        return true;
    for (; (text = strstr(text, "0x")); text += 2) {
        length = 2 + strspn(text + 2, DIGITS "abcdefABCDEF");
        if (length > 6 && put_reading(out, text, length))
            return true;
    }
    return false;
}

/* The first name that the catalog has; where a page has none, its first word if that looks like one. */
static bool find_own(const char *title, const char *text, struct mention *mention)
{
    const char *at = text;

    while (find_mention(&at, mention)) {
        if (mention->entry)
            return true;
    }
    return draft_begins_with_error(title) && find_mention(&title, mention);
}

void draft_own_error(struct buffer *out, const char *title, const char *text)
{
    struct mention mention;

    if (find_own(title, text, &mention)) {
        buffer_string(out, "errors:\n  - ");
        put_error(out, &mention);
        put_remark(out, &mention);
    } else if (!put_number(out, title, text)) {
        buffer_string(out, "# TODO: errors: [NAME (CODE)], by which it is found\n");
    }
}

void draft_related(struct buffer *out, const char *text)
{
    struct mention mention;
    bool is_first = true;

    for (; find_mention(&text, &mention); is_first = false) {
        if (is_first)
            buffer_string(out, "    related: # TODO: at which ending do they help?\n");
        buffer_string(out, "      - ");
        put_error(out, &mention);
        put_remark(out, &mention);
    }
}
