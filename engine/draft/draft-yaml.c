/* SPDX-License-Identifier: MIT */
/*
 * YAML that means what the text says, whatever is in it.
 */
#include <config.h>

#include "draft.h"

#include <string.h>

#include "errwalk/text.h"

enum { WIDTH = 98 };

/* Whether "{{" begins what would name a fact, or several words where a fact has one; a page has neither. */
static bool is_fact(const char *at)
{
    at += 2 + strspn(at + 2, " ");
    if (strchr("-_.", *at))
        return false; /* no name begins so: {{.Name}} */
    at += strspn(at, " abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");
    return at[0] == '}' && at[1] == '}';
}

static void put_char(struct buffer *out, const char *at)
{
    buffer_char(out, *at == '\n' ? ' ' : *at);
    if (at[0] == '{' && at[1] == '{' && is_fact(at))
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

static bool is_fence(const char *line)
{
    line += strspn(line, " ");
    return strncmp(line, "```", 3) == 0 || strncmp(line, "~~~", 3) == 0;
}

static void put_prose(struct buffer *out, const char *text, size_t length, bool is_markdown)
{
    bool in_fence = false, is_code = false;
    size_t i;

    for (i = 0; i < length; i++) {
        if (i == 0 || text[i - 1] == '\n') {
            is_code = in_fence || is_fence(text + i);
            in_fence ^= is_fence(text + i);
        }
        if (!is_markdown && !is_code && is_markup(text, i))
            buffer_char(out, '\\');
        if (text[i] == '\n')
            buffer_char(out, '\n');
        else
            put_char(out, text + i);
    }
}

/* The length of as many words as fit; a longer one, such as an address, is not broken. */
static size_t fit_words(const char *text, size_t length, size_t cells)
{
    size_t fit = 0, end = 0;

    while (end < length) {
        end += strcspn(text + end, " ");
        end = end > length ? length : end;
        if (fit && text_width(text, end) > cells)
            break;
        fit = end;
        end += strspn(text + end, " ");
    }
    return fit;
}

/* Code stays as it is; the rest is wrapped at blanks. */
static void put_wrapped(struct buffer *out, unsigned indent, const char *mark, const char *text,
                        size_t length)
{
    const char *end = text + length;
    bool in_fence = false, is_code;

    while (text < end) {
        size_t whole = strcspn(text, "\n"), lead, fit;

        whole = text + whole > end ? (size_t)(end - text) : whole;
        is_code = in_fence || is_fence(text);
        in_fence ^= is_fence(text);
        lead = strspn(text, " ");
        do {
            fit = is_code || whole <= lead ? whole
                                           : lead + fit_words(text + lead, whole - lead,
                                                              WIDTH - indent - strlen(mark) - lead % 40);
            if (fit || *mark)
                buffer_repeat(out, " ", indent);
            buffer_string(out, mark);
            buffer_append(out, text, fit);
            buffer_char(out, '\n');
            text += fit;
            whole -= fit;
            fit = whole ? strspn(text, " ") : 0;
            fit = fit > whole ? whole : fit;
            text += fit;
            whole -= fit;
            lead = 0;
        } while (whole);
        text += text < end;
    }
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
