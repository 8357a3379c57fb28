/* SPDX-License-Identifier: MIT */
/*
 * Line by line: what a line is decides to which section it belongs.
 */
#include <config.h>

#include "article.h"

#include <string.h>
#include <strings.h>

#include "article-line.h"
#include "errwalk/memory.h"
#include "errwalk/sink.h"

/* The headings that such pages have, in lower case. */
static const struct {
    const char *heading;
    enum article_part part;
} headings[] = {
    {"background", ARTICLE_BACKGROUND},
    {"description", ARTICLE_BACKGROUND},
    {"error message", ARTICLE_BACKGROUND},
    {"error messages", ARTICLE_BACKGROUND},
    {"issue", ARTICLE_BACKGROUND},
    {"meaning", ARTICLE_BACKGROUND},
    {"overview", ARTICLE_BACKGROUND},
    {"problem", ARTICLE_BACKGROUND},
    {"symptom", ARTICLE_BACKGROUND},
    {"symptoms", ARTICLE_BACKGROUND},
    {"technical background", ARTICLE_BACKGROUND},
    {"what is it", ARTICLE_BACKGROUND},
    {"additional information", ARTICLE_DETAILS},
    {"details", ARTICLE_DETAILS},
    {"more information", ARTICLE_DETAILS},
    {"notes", ARTICLE_DETAILS},
    {"error details", ARTICLE_DETAILS},
    {"impact", ARTICLE_SEVERITY},
    {"is this error critical", ARTICLE_SEVERITY},
    {"severity", ARTICLE_SEVERITY},
    {"applies to", ARTICLE_CONTEXT},
    {"before you begin", ARTICLE_CONTEXT},
    {"context", ARTICLE_CONTEXT},
    {"environment", ARTICLE_CONTEXT},
    {"prerequisites", ARTICLE_CONTEXT},
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
    {"reason", ARTICLE_CAUSES},
    {"reasons", ARTICLE_CAUSES},
    {"root cause", ARTICLE_CAUSES},
    {"root causes", ARTICLE_CAUSES},
    {"what causes it", ARTICLE_CAUSES},
    {"why it happens", ARTICLE_CAUSES},
    {"why does this happen", ARTICLE_CAUSES},
    {"check", ARTICLE_DIAGNOSE},
    {"checks", ARTICLE_DIAGNOSE},    {"diagnose", ARTICLE_DIAGNOSE},
    {"diagnosis", ARTICLE_DIAGNOSE},
    {"how to diagnose", ARTICLE_DIAGNOSE},
    {"how to check", ARTICLE_DIAGNOSE},
    {"investigation", ARTICLE_DIAGNOSE},
    {"things to check", ARTICLE_DIAGNOSE},
    {"troubleshooting", ARTICLE_DIAGNOSE},
    {"troubleshooting steps", ARTICLE_DIAGNOSE},
    {"fix", ARTICLE_RESOLVE},
    {"fixes", ARTICLE_RESOLVE},
    {"how to fix", ARTICLE_RESOLVE},
    {"how to fix it", ARTICLE_RESOLVE},
    {"how to solve it", ARTICLE_RESOLVE},
    {"mitigation", ARTICLE_RESOLVE},
    {"mitigations", ARTICLE_RESOLVE},
    {"possible fixes", ARTICLE_RESOLVE},
    {"possible solutions", ARTICLE_RESOLVE},
    {"remediation", ARTICLE_RESOLVE},
    {"resolutions", ARTICLE_RESOLVE},
    {"steps", ARTICLE_RESOLVE},
    {"steps to resolve", ARTICLE_RESOLVE},
    {"what to do", ARTICLE_RESOLVE},
    {"workarounds", ARTICLE_RESOLVE},
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

/* How headings begin that each lead an item: "Method 2: …", "Step 3 - …". */
static const char *const leads[] = {"fix",  "method",   "option",     "resolution", "solution",
                                    "step", "approach", "workaround", "cause"};

/* How headings begin whose rest may be anything: "How to fix error 5 on a server". */
static const char *const beginnings[] = {"how to fix ", "how do i fix ", "how to resolve ",
                                         "how to solve ", "fixing ", "resolving "};

static bool is_marked(struct line line)
{
    size_t marks = 0;

    while (marks < line.length && line.text[marks] == '#')
        marks++;
    return marks && marks <= 6 && marks < line.length && line.text[marks] == ' ';
}

static bool begins_with(struct line line, const char *word)
{
    return line.length >= strlen(word) && strncasecmp(line.text, word, strlen(word)) == 0;
}

static struct line after(struct line line, size_t length)
{
    return line_trim(line.text + length, line.length - length, " *:.)-\t");
}

/* Passes "3. ", "Step 2: " or "Workaround 1"; `*is_item` where what is left leads an item. */
static struct line pass_number(struct line heading, bool *is_item)
{
    size_t digits = 0, i, word;

    *is_item = false;
    while (digits < heading.length && heading.text[digits] >= '0' && heading.text[digits] <= '9')
        digits++;
    if (digits && digits < 3 && digits + 1 < heading.length && strchr(".)", heading.text[digits])) {
        *is_item = true;
        return after(heading, digits + 1);
    }
    for (i = 0; i < sizeof leads / sizeof *leads; i++) {
        if (!begins_with(heading, leads[i]))
            continue;
        word = strlen(leads[i]);
        for (digits = word + 1; digits < heading.length && heading.text[digits] >= '0' &&
                                heading.text[digits] <= '9';)
            digits++;
        if (word >= heading.length || heading.text[word] != ' ' || digits == word + 1)
            continue;
        *is_item = true;
        return after(heading, digits);
    }
    return heading;
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

static bool has_items(enum article_part part)
{
    return part == ARTICLE_CAUSES || part == ARTICLE_DIAGNOSE || part == ARTICLE_RESOLVE;
}

/* A part by how its heading begins. */
static enum article_part part_by_beginning(struct line heading)
{
    size_t i;

    for (i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        if (begins_with(heading, beginnings[i]))
            return ARTICLE_RESOLVE;
    }
    return begins_with(heading, "cause ") ? ARTICLE_CAUSES : ARTICLE_OTHER;
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

static unsigned level_of(struct line line)
{
    unsigned level = 0;

    while (is_marked(line) && line.text[level] == '#')
        level++;
    return level;
}

/* The section that a heading of this level would stand in, or NULL. */
static struct article_section *parent_of(struct article *article, unsigned level)
{
    size_t i = article->count;

    while (i-- > 1) {
        struct article_section *section = &article->sections[i];

        if (!section->is_item && section->level < level)
            return section;
    }
    return NULL;
}

/* What leads to items that have headings of their own is said of all of them. */
static void leave_intro(struct article_section *parent)
{
    if (has_items(parent->part) && buffer_text(&parent->text)[strspn(buffer_text(&parent->text), " \n")])
        parent->part = ARTICLE_DETAILS;
}

/* An item of the part that is open, or, where it is numbered, of the fixes. */
static struct article_section *add_item_section(struct article *article, unsigned level,
                                                struct line heading, bool is_numbered)
{
    struct article_section *parent = parent_of(article, level);
    const struct article_section *last = &article->sections[article->count - 1];
    enum article_part part = parent && has_items(parent->part) ? parent->part
                             : last->is_item && last->level == level ? last->part
                             : begins_with(heading, "cause ")        ? ARTICLE_CAUSES
                                                                     : ARTICLE_RESOLVE;
    struct article_section *section;

    if (!is_numbered && !(parent && has_items(parent->part)) && !(last->is_item && last->level == level))
        return NULL;
    if (parent && has_items(parent->part))
        leave_intro(parent);
    section = add_section(article, part);
    section->is_item = true;
    return section;
}

static void take_heading(struct article *article, struct article_section **section, unsigned level,
                         struct line heading)
{
    struct line known = line_trim(heading.text, heading.length, "? ");
    bool is_numbered;
    struct line bare = pass_number(known, &is_numbered);
    enum article_part part = part_of(bare.length ? bare : known);
    struct article_section *item = NULL;

    if (part == ARTICLE_OTHER && !bare.length)
        part = part_of(line_trim(known.text, strcspn(known.text, " 0123456789"), " "));
    if (part == ARTICLE_OTHER)
        part = part_by_beginning(known);
    if (part == ARTICLE_OTHER || (is_numbered && bare.length && part_of(bare) == ARTICLE_OTHER))
        item = add_item_section(article, level, known, is_numbered);
    *section = item ? item : add_section(article, part);
    (*section)->level = level;
    buffer_append(&(*section)->heading, item && bare.length ? bare.text : heading.text,
                  item && bare.length ? bare.length : heading.length);
}

/* Under one that is kept as it is, a heading of a lower level is part of the text. */
static bool is_subheading(const struct article *article, const struct article_section *section,
                          unsigned level)
{
    return article->count > 1 && section->level && level > section->level && !section->is_item &&
           !has_items(section->part) && section->part != ARTICLE_FAQ;
}

static void take_line(struct article *article, struct article_section **section, struct line line)
{
    struct line heading = line_trim(line.text, line.length, "#* :\t");
    enum article_part part = part_of(line_trim(heading.text, heading.length, "? "));
    unsigned level = level_of(line);
    bool is_numbered = false;

    if (level)
        pass_number(line_trim(heading.text, heading.length, "? "), &is_numbered);
    if (level && article->count == 1 && !(*section)->text.length && part == ARTICLE_OTHER &&
        !is_numbered) {
        line = heading; /* the title */
    } else if (level && is_question(*section, heading) && part == ARTICLE_OTHER) {
        buffer_string(&(*section)->text, "Q: ");
        line = heading;
    } else if (level && part == ARTICLE_OTHER && !is_numbered &&
               (is_subheading(article, *section, level) || ((*section)->is_item && level > (*section)->level))) {
        buffer_string(&(*section)->text, "**");
        buffer_append(&(*section)->text, heading.text, heading.length);
        buffer_string(&(*section)->text, "**\n");
        return;
    } else if (level || part != ARTICLE_OTHER) {
        take_heading(article, section, level, heading);
        return;
    }
    keep(*section, line);
}

static void take_lines(struct article *article, const char *text)
{
    struct article_section *section = add_section(article, ARTICLE_HEAD);
    bool in_fence = false;
    const char *end;

    for (; *text; text = *end ? end + 1 : end) {
        struct line line;

        end = text + strcspn(text, "\n");
        line = line_trim(text, (size_t)(end - text), "\r");
        while (line.length && line.text[line.length - 1] == ' ')
            line.length--;
        in_fence ^= line_is_fence(line);
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
    struct buffer text = {0}, bare = {0};

    *article = (struct article){0};
    if (length >= strlen(mark) && memcmp(bytes, mark, strlen(mark)) == 0) {
        bytes += strlen(mark);
        length -= strlen(mark);
    }
    sink_text(&text, bytes, length);
    article_clean(&bare, buffer_text(&text));
    take_lines(article, buffer_text(&bare));
    buffer_free(&text);
    buffer_free(&bare);
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
