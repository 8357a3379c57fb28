/* SPDX-License-Identifier: MIT */
/*
 * The errors that a page names, with the codes that it gives them, held against the catalog.
 */
#include <config.h>

#include "draft.h"

#include <stdlib.h>
#include <string.h>

#include "errwalk/catalog.h"

#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

/* Found in a text: NAME, NAME (CODE) or NAME - CODE. */
struct mention {
    const char *name;
    size_t length;
    struct code code; /* of CODE_OTHER */
    const struct catalog_entry *entry; /* of the name, or NULL */
};

/* The length of a name of an error at the start of a text, or 0. */
static size_t name_length(const char *text)
{
    size_t length = strspn(text, UPPER DIGITS "_");

    return length > 3 && strchr(UPPER, *text) && memchr(text, '_', length) ? length : 0;
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
    size_t length, exact = 0;

    for (; **at; *at += strspn(*at, UPPER DIGITS "_") ? strspn(*at, UPPER DIGITS "_") : 1) {
        length = name_length(*at);
        if (!length)
            continue;
        *mention = (struct mention){*at, length, code_after(*at + length), NULL};
        if (!catalog_by_name(*at, length, &mention->entry, 1, &exact) || !exact)
            mention->entry = NULL;
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

void draft_own_error(struct buffer *out, const char *text)
{
    struct mention mention;

    if (!find_mention(&text, &mention)) {
        buffer_string(out, "# TODO: errors: [NAME (CODE)], by which it is found\n");
        return;
    }
    buffer_string(out, "errors:\n  - ");
    put_error(out, &mention);
    put_remark(out, &mention);
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
