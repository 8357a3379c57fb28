/* SPDX-License-Identifier: MIT */
/*
 * YAML that means what the text says, whatever is in it.
 */
#include <config.h>

#include "draft.h"

#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/text.h"

enum { WIDTH = 98 };

/* Braces would name a fact, which a page does not have. */
static void put_char(struct buffer *out, const char *at)
{
    buffer_char(out, *at == '\n' ? ' ' : *at);
    if (at[0] == '{' && at[1] == '{')
        buffer_char(out, ' ');
}

void draft_line(struct buffer *out, unsigned indent, const char *key, const char *text)
{
    if (!text[strspn(text, "\n ")])
        text = "TODO";
    buffer_repeat(out, " ", indent);
    buffer_printf(out, "%s: '", key);
    for (; *text; text++) {
        put_char(out, text);
        if (*text == '\'')
            buffer_char(out, '\'');
    }
    buffer_string(out, "'\n");
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Whether CommonMark would take a character of plain text for markup. */
static bool is_markup(const char *text, size_t at)
{
    bool begins_line = at == 0 || text[at - 1] == '\n';

    if (text[at] == '_')
        return begins_line || !is_word(text[at - 1]);
    return strchr("\\`*<[&", text[at]) || (begins_line && strchr("#>", text[at]));
}

static void put_prose(struct buffer *out, const char *text, size_t length, bool is_markdown)
{
    size_t i;

    for (i = 0; i < length; i++) {
        if (!is_markdown && is_markup(text, i))
            buffer_char(out, '\\');
        if (text[i] == '\n')
            buffer_char(out, '\n');
        else
            put_char(out, text + i);
    }
}

static void put_wrapped(struct buffer *out, unsigned indent, const char *mark, const char *text,
                        size_t length)
{
    size_t count = 0, i, cells = WIDTH - indent - strlen(mark);
    struct text_line *lines = NULL;

    text_wrap(text, length, cells, &lines, &count);
    for (i = 0; i < count; i++) {
        if (lines[i].length || *mark)
            buffer_repeat(out, " ", indent);
        buffer_string(out, mark);
        buffer_append(out, text + lines[i].offset, lines[i].length);
        buffer_char(out, '\n');
    }
    memory_free(lines);
}

static size_t trim(const char **text)
{
    size_t length;

    *text += strspn(*text, "\n ");
    length = strlen(*text);
    while (length && strchr("\n ", (*text)[length - 1]))
        length--;
    return length;
}

void draft_prose(struct buffer *out, unsigned indent, const char *key, const char *text,
                 bool is_markdown)
{
    unsigned within = strncmp(key, "- ", 2) == 0 ? 4 : 2;
    struct buffer prose = {0};
    size_t length = trim(&text);

    if (length)
        put_prose(&prose, text, length, is_markdown);
    else
        buffer_string(&prose, "TODO");
    buffer_repeat(out, " ", indent);
    buffer_printf(out, "%s: |\n", key);
    put_wrapped(out, indent + within, "", buffer_text(&prose), prose.length);
    buffer_free(&prose);
}

void draft_comment(struct buffer *out, unsigned indent, const char *first, const char *text)
{
    size_t length = trim(&text);

    if (!length)
        return;
    if (*first)
        put_wrapped(out, indent, "# ", first, strlen(first));
    put_wrapped(out, indent, *first ? "#     " : "# ", text, length);
}
