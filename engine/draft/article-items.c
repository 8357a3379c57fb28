/* SPDX-License-Identifier: MIT */
/*
 * The items of the sections of an article: entries of a list, questions, or paragraphs where there is no list.
 */
#include <config.h>

#include "article.h"

#include <string.h>
#include <strings.h>

#include "article-line.h"
#include "errwalk/letters.h"
#include "errwalk/memory.h"

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
    return has_list ? line_bullet(line) : 0;
}

/* The line after its mark, or without the indentation that it has below one. */
static struct line content(struct line line, size_t mark, size_t depth)
{
    if (mark)
        return line_trim(line.text + mark, line.length - mark, " ");
    while (depth-- && line.length && *line.text == ' ') {
        line.text++;
        line.length--;
    }
    return line;
}

static bool has_bullets(const char *text)
{
    for (; *text; text += strcspn(text, "\n"), text += *text == '\n') {
        if (line_bullet((struct line){text, strcspn(text, "\n")}))
            return true;
    }
    return false;
}

/* Splits what an item says at its first colon, or after its first sentence; a long one is cut, and said
 * in full in the rest. What begins with code has no lead. */
static void split(struct article_item *item, struct buffer *text)
{
    enum { LONGEST_LEAD = 76, LONGEST_SENTENCE = 110 };
    const char *whole = buffer_text(text) + strspn(buffer_text(text), " \n");
    const char *colon = strstr(whole, ": "), *dot = strstr(whole, ". ");
    const char *line = strchr(whole, '\n'), *end = whole + strlen(whole), *cut = end;
    struct line lead, rest;

    if (line_is_fence((struct line){whole, strcspn(whole, "\n")})) {
        buffer_append(&item->rest, whole, strlen(whole));
        return;
    }
    if (line)
        cut = line;
    if (dot && dot < cut)
        cut = dot;
    if (colon && colon < cut && colon - whole <= LONGEST_LEAD)
        cut = colon;
    lead = line_trim(whole, (size_t)(cut - whole), " *:.\n");
    rest = line_trim(cut, (size_t)(end - cut), " \n");
    rest = *rest.text && rest.length && strchr(":.", *rest.text)
               ? line_trim(rest.text + 1, rest.length - 1, " \n*")
               : rest;
    if (lead.length > LONGEST_SENTENCE) {
        for (lead.length = LONGEST_LEAD; lead.length > 20 && lead.text[lead.length] != ' ';)
            lead.length--;
        rest = line_trim(whole, strlen(whole), " \n");
    }
    buffer_append(&item->lead, lead.text, lead.length);
    buffer_string(&item->lead, rest.text == line_trim(whole, strlen(whole), " \n").text ? "…" : "");
    buffer_append(&item->rest, rest.text, rest.length);
    if (item->rest.length)
        *item->rest.bytes = letter_upper(*item->rest.bytes);
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
    lead = line_trim(whole, (size_t)(end - whole), " *");
    end += strspn(end, "*");
    rest = line_trim(end, strlen(end), " \n");

    for (i = 0; i < sizeof marks / sizeof *marks; i++) {
        const size_t length = strlen(marks[i]);

        if (rest.length > length && strncasecmp(rest.text, marks[i], length) == 0)
            rest = line_trim(rest.text + length, rest.length - length, " ");
    }
    buffer_append(&item->lead, lead.text, lead.length);
    buffer_append(&item->rest, rest.text, rest.length);
}

static void finish(struct article_items *items, enum article_part part, struct buffer *text)
{
    struct line whole = line_trim(buffer_text(text), text->length, " \n");
    struct article_item *item;

    if (!whole.length) {
        buffer_clear(text);
        return;
    }
    item = add_item(items);
    (part == ARTICLE_FAQ ? split_question : split)(item, text);
    buffer_clear(text);
}

/* Whether what follows blank lines is code, which belongs to what is before it. */
static bool leads_to_code(const char *at)
{
    at += strspn(at, "\n");
    return line_is_fence((struct line){at, strcspn(at, "\n")});
}

static void list_section(const struct article_section *section, struct article_items *items)
{
    const char *at = buffer_text(&section->text), *end;
    bool has_list = has_bullets(at), is_faq = section->part == ARTICLE_FAQ, in_fence = false;
    struct buffer text = {0};
    size_t depth = 0;

    for (; *at; at = *end ? end + 1 : end) {
        struct line line = {at, strcspn(at, "\n")};
        size_t mark = in_fence || (depth && *line.text == ' ')
                          ? 0
                          : mark_length(section->part, line, has_list);

        end = at + line.length;
        if (mark || (!has_list && !is_faq && !line.length && !in_fence && !leads_to_code(at)))
            finish(items, section->part, &text);
        if (line_is_fence(line))
            in_fence = !in_fence;
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

/* Numbered items of a resolution are the steps of one. */
static bool is_sequence(const struct article_section *section)
{
    const char *at = buffer_text(&section->text);

    for (; *at; at += strcspn(at, "\n"), at += *at == '\n') {
        if (line_bullet((struct line){at, strcspn(at, "\n")}))
            return section->part == ARTICLE_RESOLVE && letter_is_digit(*at);
    }
    return false;
}

static void take_sequence(const struct article_section *section, struct article_items *items)
{
    struct article_item *item = add_item(items);

    buffer_printf(&item->lead, "Follow the steps of “%s”", buffer_text(&section->heading));
    buffer_string(&item->rest, buffer_text(&section->text));
}

/* The heading leads it, and all of the text is its rest. */
static void take_item(const struct article_section *section, struct article_items *items)
{
    struct article_item *item = add_item(items);
    struct line text = line_trim(buffer_text(&section->text), section->text.length, " \n");

    buffer_append(&item->lead, buffer_text(&section->heading), section->heading.length);
    buffer_append(&item->rest, text.text, text.length);
}

void article_list(const struct article *article, enum article_part part,
                  struct article_items *items)
{
    size_t i;

    *items = (struct article_items){0};
    for (i = 0; i < article->count; i++) {
        if (article->sections[i].part == part && article->sections[i].is_item)
            take_item(&article->sections[i], items);
        else if (article->sections[i].part == part && is_sequence(&article->sections[i]))
            take_sequence(&article->sections[i], items);
        else if (article->sections[i].part == part)
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
