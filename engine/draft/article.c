/* SPDX-License-Identifier: MIT */
/*
 * Line by line: what a line is decides to which section, and within it to which item, it belongs.
 */
#include <config.h>

#include "article.h"

#include <string.h>
#include <strings.h>

#include "errwalk/memory.h"
#include "errwalk/sink.h"

/* The headings that such pages have, in lower case. */
static const struct {
    const char *heading;
    enum article_part part;
} headings[] = {
    {"background", ARTICLE_BACKGROUND},
    {"description", ARTICLE_BACKGROUND},
    {"overview", ARTICLE_BACKGROUND},
    {"technical background", ARTICLE_BACKGROUND},
    {"details", ARTICLE_DETAILS},
    {"error details", ARTICLE_DETAILS},
    {"impact", ARTICLE_SEVERITY},
    {"is this error critical", ARTICLE_SEVERITY},
    {"severity", ARTICLE_SEVERITY},
    {"context", ARTICLE_CONTEXT},
    {"real-world context", ARTICLE_CONTEXT},
    {"when it occurs", ARTICLE_CONTEXT},
    {"developer notes", ARTICLE_DEVELOPERS},
    {"for developers", ARTICLE_DEVELOPERS},
    {"notes for developers", ARTICLE_DEVELOPERS},
    {"conclusion", ARTICLE_SUMMARY},
    {"summary", ARTICLE_SUMMARY},
    {"cause", ARTICLE_CAUSES},
    {"causes", ARTICLE_CAUSES},
    {"common causes", ARTICLE_CAUSES},
    {"possible causes", ARTICLE_CAUSES},
    {"diagnose", ARTICLE_DIAGNOSE},
    {"diagnosis", ARTICLE_DIAGNOSE},
    {"how to diagnose", ARTICLE_DIAGNOSE},
    {"troubleshooting", ARTICLE_DIAGNOSE},
    {"troubleshooting steps", ARTICLE_DIAGNOSE},
    {"fix", ARTICLE_RESOLVE},
    {"how to fix", ARTICLE_RESOLVE},
    {"how to resolve", ARTICLE_RESOLVE},
    {"resolution", ARTICLE_RESOLVE},
    {"solution", ARTICLE_RESOLVE},
    {"solutions", ARTICLE_RESOLVE},
    {"workaround", ARTICLE_RESOLVE},
    {"related", ARTICLE_RELATED},
    {"related errors", ARTICLE_RELATED},
    {"see also", ARTICLE_RELATED},
    {"faq", ARTICLE_FAQ},
    {"frequently asked questions", ARTICLE_FAQ},
};

struct line {
    const char *text;
    size_t length;
};

static struct line trim(const char *text, size_t length, const char *marks)
{
    while (length && strchr(marks, *text)) {
        text++;
        length--;
    }
    while (length && strchr(marks, text[length - 1]))
        length--;
    return (struct line){text, length};
}

static bool is_marked(struct line line)
{
    size_t marks = 0;

    while (marks < line.length && line.text[marks] == '#')
        marks++;
    return marks && marks <= 6 && marks < line.length && line.text[marks] == ' ';
}

static enum article_part part_of(struct line heading)
{
    size_t i;

    for (i = 0; i < sizeof headings / sizeof *headings; i++) {
        if (strlen(headings[i].heading) == heading.length &&
            strncasecmp(headings[i].heading, heading.text, heading.length) == 0)
            return headings[i].part;
    }
    return ARTICLE_OTHER;
}

/* The length of the mark that begins an item ("- ", "3. "), or 0. */
static size_t bullet_length(struct line line)
{
    size_t digits = 0;

    if (line.length > 2 && strchr("-*+", line.text[0]) && line.text[1] == ' ')
        return 2;
    if (line.length > 4 && strncmp(line.text, "• ", 4) == 0)
        return 4;
    while (digits < line.length && line.text[digits] >= '0' && line.text[digits] <= '9')
        digits++;
    if (digits && digits + 2 < line.length && strchr(".)", line.text[digits]) &&
        line.text[digits + 1] == ' ')
        return digits + 2;
    return 0;
}

static struct article_section *add_section(struct article *article, enum article_part part)
{
    void *sections = article->sections;

    memory_grow(&sections, &article->capacity, article->count, sizeof *article->sections);
    article->sections = sections;
    article->sections[article->count] = (struct article_section){.part = part};
    return &article->sections[article->count++];
}

/* A question in an FAQ may be marked as a heading; it is none of the page's own. */
static bool is_question(const struct article_section *section, struct line heading)
{
    return section->part == ARTICLE_FAQ && heading.length &&
           heading.text[heading.length - 1] == '?';
}

static void keep(struct article_section *section, struct line line)
{
    buffer_append(&section->text, line.text, line.length);
    buffer_char(&section->text, '\n');
}

static void take_line(struct article *article, struct article_section **section, struct line line)
{
    struct line heading = trim(line.text, line.length, "#* :\t");
    struct line known = trim(heading.text, heading.length, "? ");
    enum article_part part = part_of(known);

    if (is_marked(line) && article->count == 1 && !(*section)->text.length &&
        part == ARTICLE_OTHER) {
        line = heading; /* the title */
    } else if (is_marked(line) && is_question(*section, heading) && part == ARTICLE_OTHER) {
        buffer_string(&(*section)->text, "Q: ");
        line = heading;
    } else if (is_marked(line) || part != ARTICLE_OTHER) {
        *section = add_section(article, part);
        buffer_append(&(*section)->heading, heading.text, heading.length);
        return;
    }
    keep(*section, line);
}

static bool is_fence(struct line line)
{
    return trim(line.text, line.length, " ").length >= 3 &&
           strncmp(trim(line.text, line.length, " ").text, "```", 3) == 0;
}

static void take_lines(struct article *article, const char *text)
{
    struct article_section *section = add_section(article, ARTICLE_HEAD);
    bool in_fence = false;
    const char *end;

    for (; *text; text = *end ? end + 1 : end) {
        struct line line;

        end = text + strcspn(text, "\n");
        line = trim(text, (size_t)(end - text), "\r");
        while (line.length && line.text[line.length - 1] == ' ')
            line.length--;
        in_fence ^= is_fence(line);
        article->is_markdown |= is_marked(line) || in_fence;
        if (in_fence)
            keep(section, line);
        else
            take_line(article, &section, line);
    }
}

void article_read(struct article *article, const char *bytes, size_t length)
{
    static const char mark[] = "\xef\xbb\xbf";
    struct buffer text = {0};

    *article = (struct article){0};
    if (length >= strlen(mark) && memcmp(bytes, mark, strlen(mark)) == 0) {
        bytes += strlen(mark);
        length -= strlen(mark);
    }
    sink_text(&text, bytes, length);
    take_lines(article, buffer_text(&text));
    buffer_free(&text);
}

void article_free(struct article *article)
{
    size_t i;

    for (i = 0; i < article->count; i++) {
        buffer_free(&article->sections[i].heading);
        buffer_free(&article->sections[i].text);
    }
    memory_free(article->sections);
    *article = (struct article){0};
}

const struct article_section *article_find(const struct article *article, enum article_part part)
{
    size_t i;

    for (i = 0; i < article->count; i++) {
        if (article->sections[i].part == part)
            return &article->sections[i];
    }
    return NULL;
}

static struct article_item *add_item(struct article_items *items)
{
    void *grown = items->items;

    memory_grow(&grown, &items->capacity, items->count, sizeof *items->items);
    items->items = grown;
    items->items[items->count] = (struct article_item){0};
    return &items->items[items->count++];
}

/* "Q:", and what is bold up to a question mark. */
static size_t question_mark_length(struct line line)
{
    const size_t bold = line.length > 2 && strncmp(line.text, "**", 2) == 0 ? 2 : 0;

    if (line.length > bold + 2 && strncasecmp(line.text + bold, "Q:", 2) == 0)
        return bold + 2;
    return bold && memchr(line.text, '?', line.length) ? bold : 0;
}

/* The length of what begins an item there; 0 where the line goes on. */
static size_t mark_length(enum article_part part, struct line line, bool has_list)
{
    if (part == ARTICLE_FAQ)
        return question_mark_length(line);
    return has_list ? bullet_length(line) : 0;
}

/* The line after its mark, or without the indentation that it has below one. */
static struct line content(struct line line, size_t mark, size_t depth)
{
    if (mark)
        return trim(line.text + mark, line.length - mark, " ");
    while (depth-- && line.length && *line.text == ' ') {
        line.text++;
        line.length--;
    }
    return line;
}

static bool has_bullets(const char *text)
{
    for (; *text; text += strcspn(text, "\n"), text += *text == '\n') {
        if (bullet_length((struct line){text, strcspn(text, "\n")}))
            return true;
    }
    return false;
}

/* Splits what an item says at its first colon, or after its first sentence. */
static void split(struct article_item *item, struct buffer *text)
{
    enum { LONGEST_LEAD = 76 };
    const char *whole = buffer_text(text), *colon = strstr(whole, ": "), *dot = strstr(whole, ". ");
    const char *line = strchr(whole, '\n'), *end = whole + strlen(whole), *cut = end;
    struct line lead, rest;

    if (line)
        cut = line;
    if (dot && dot < cut)
        cut = dot;
    if (colon && colon < cut && colon - whole <= LONGEST_LEAD)
        cut = colon;
    lead = trim(whole, (size_t)(cut - whole), " *:.\n");
    rest = trim(cut, (size_t)(end - cut), " \n");
    rest = *rest.text && rest.length && strchr(":.", *rest.text)
               ? trim(rest.text + 1, rest.length - 1, " \n*")
               : rest;
    buffer_append(&item->lead, lead.text, lead.length);
    buffer_append(&item->rest, rest.text, rest.length);
}

/* "… ?" and, behind it where it was bold or on the next line, mostly after "A:", its answer. */
static void split_question(struct article_item *item, struct buffer *text)
{
    static const char *const marks[] = {"A:", "**A:**"};
    const char *whole = buffer_text(text), *end = whole + strcspn(whole, "\n");
    const char *bold = strstr(whole, "?**");
    struct line lead, rest;
    size_t i;

    if (bold && bold < end)
        end = bold + 1;
    lead = trim(whole, (size_t)(end - whole), " *");
    end += strspn(end, "*");
    rest = trim(end, strlen(end), " \n");

    for (i = 0; i < sizeof marks / sizeof *marks; i++) {
        const size_t length = strlen(marks[i]);

        if (rest.length > length && strncasecmp(rest.text, marks[i], length) == 0)
            rest = trim(rest.text + length, rest.length - length, " ");
    }
    buffer_append(&item->lead, lead.text, lead.length);
    buffer_append(&item->rest, rest.text, rest.length);
}

static void finish(struct article_items *items, enum article_part part, struct buffer *text)
{
    struct line whole = trim(buffer_text(text), text->length, " \n");
    struct article_item *item;

    if (!whole.length) {
        buffer_clear(text);
        return;
    }
    item = add_item(items);
    (part == ARTICLE_FAQ ? split_question : split)(item, text);
    buffer_clear(text);
}

static void list_section(const struct article_section *section, struct article_items *items)
{
    const char *at = buffer_text(&section->text), *end;
    bool has_list = has_bullets(at), is_faq = section->part == ARTICLE_FAQ;
    struct buffer text = {0};
    size_t depth = 0;

    for (; *at; at = *end ? end + 1 : end) {
        struct line line = {at, strcspn(at, "\n")};
        size_t mark = mark_length(section->part, line, has_list);

        end = at + line.length;
        if (mark || (!has_list && !is_faq && !line.length))
            finish(items, section->part, &text);
        if (has_list && !is_faq && !mark && !depth)
            continue; /* what leads to the list */
        depth = mark ? mark : depth;
        line = content(line, mark, depth);
        buffer_append(&text, line.text, line.length);
        buffer_char(&text, '\n');
    }
    finish(items, section->part, &text);
    buffer_free(&text);
}

void article_list(const struct article *article, enum article_part part,
                  struct article_items *items)
{
    size_t i;

    *items = (struct article_items){0};
    for (i = 0; i < article->count; i++) {
        if (article->sections[i].part == part)
            list_section(&article->sections[i], items);
    }
}

void article_items_free(struct article_items *items)
{
    size_t i;

    for (i = 0; i < items->count; i++) {
        buffer_free(&items->items[i].lead);
        buffer_free(&items->items[i].rest);
    }
    memory_free(items->items);
    *items = (struct article_items){0};
}
