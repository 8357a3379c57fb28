/* SPDX-License-Identifier: MIT */
/*
 * {{fact}} in a text: finding it and putting its value in.
 */
#include <config.h>

#include "errwalk/prose.h"

#include <string.h>

#include "errwalk/memory.h"

/* A {{name}} in a text; `start` and `end` include the braces. */
struct braces {
    size_t start, end, name, name_length;
};

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '_' || c == '.';
}

/* The first {{name}} from `from` on. */
static bool find_braces(const char *text, size_t from, struct braces *found)
{
    const char *open = text + from;
    size_t at;

    while ((open = strstr(open, "{{"))) {
        found->start = (size_t)(open - text);
        at = found->start + 2 + strspn(open + 2, " ");
        found->name = at;
        while (is_name(text[at]) && (at > found->name || !strchr("-_.", text[at])))
            at++;
        found->name_length = at - found->name;
        at += strspn(text + at, " ");
        found->end = at + 2;
        if (found->name_length && text[at] == '}' && text[at + 1] == '}')
            return true;
        open++;
    }
    return false;
}

void prose_expand(struct buffer *out, const char *text,
                  void (*expand)(const void *context, const char *name, struct buffer *out),
                  const void *context)
{
    struct braces found;
    size_t at = 0;
    char *name;

    while (find_braces(text, at, &found)) {
        buffer_append(out, text + at, found.start - at);
        name = memory_copy(text + found.name, found.name_length);
        expand(context, name, out);
        memory_free(name);
        at = found.end;
    }
    buffer_string(out, text + at);
}

void prose_facts(const char *text, void (*found)(void *context, const char *name, size_t length,
                                                 size_t offset), void *context)
{
    struct braces braces;
    size_t at = 0;

    for (; find_braces(text, at, &braces); at = braces.end)
        found(context, text + braces.name, braces.name_length, braces.name);
}
