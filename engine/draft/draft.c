/* SPDX-License-Identifier: MIT */
/*
 * The order of the draft is that of the manual. Questions and endings are linked one to one as far
 * as they go: yes to the ending of the same place, no to the next question; a fix that does not
 * help goes on where the next question, or else the next fix, is.
 */
#include <config.h>

#include "errwalk/draft.h"

#include <string.h>

#include "article.h"
#include "draft.h"
#include "errwalk/sink.h"

enum { LONGEST_ID = 40 };

struct draft {
    struct buffer *out;
    const char *page;  /* as text, for the errors that it names */
    const char *intro; /* what stands below its title */
    struct article article;
    struct article_items causes, questions, fixes;
    struct draft_ids cause_ids, question_ids, fix_ids;
};

static const struct {
    enum article_part part;
    const char *field;
} about[] = {
    {ARTICLE_BACKGROUND, "background"}, {ARTICLE_DETAILS, "details"},
    {ARTICLE_SEVERITY, "severity"},     {ARTICLE_CONTEXT, "context"},
    {ARTICLE_DEVELOPERS, "developers"}, {ARTICLE_SUMMARY, "summary"},
};

static void put_prose(struct draft *draft, unsigned indent, const char *key, const char *text)
{
    draft_prose(draft->out, indent, key, text, draft->article.is_markdown);
}

static void put_line(struct draft *draft, unsigned indent, const char *key, const char *text)
{
    draft_line(draft->out, indent, key, text);
}

static void put(struct draft *draft, const char *text)
{
    buffer_string(draft->out, text);
}

static const char *id_at(const struct draft_ids *ids, size_t index)
{
    return index < ids->count ? buffer_text(&ids->items[index]) : "";
}

static bool is_empty(const struct article_section *section)
{
    const char *text = buffer_text(&section->text);

    return !text[strspn(text, " \n")];
}

/* The error's own line is no title where another follows. */
static void put_head(struct draft *draft)
{
    const char *head = buffer_text(&draft->article.sections[0].text), *line = head, *title;
    struct buffer text = {0};

    line += strspn(line, "\n ");
    title = line;
    if (draft_begins_with_error(line) && strchr(line, '\n')) {
        title = strchr(line, '\n');
        title += strspn(title, "\n ");
    }
    if (!*title)
        title = *line ? line : "TODO: the problem in a few words";
    buffer_append(&text, title, strcspn(title, "\n"));
    if (text.length && text.bytes[text.length - 1] == '.')
        text.bytes[--text.length] = '\0';
    put_line(draft, 0, "title", buffer_text(&text));
    draft_own_error(draft->out, line, draft->page);
    put(draft, "# TODO: keywords: [other, words, that, people, look, for]\n"
               "# TODO: reviewed: the day when someone has read all of it with care\n");
    title += strcspn(title, "\n");
    draft->intro = title + strspn(title, "\n ");
    buffer_free(&text);
}

static void put_faq(struct draft *draft, const struct article_items *faq)
{
    size_t i;

    if (faq->count)
        put(draft, "  faq:\n");
    for (i = 0; i < faq->count; i++) {
        put_line(draft, 4, "- q", buffer_text(&faq->items[i].lead));
        put_prose(draft, 6, "a", buffer_text(&faq->items[i].rest));
    }
}

/* All sections of a part as one text. */
static void put_part(struct draft *draft, enum article_part part, const char *field)
{
    struct buffer text = {0};
    size_t i;

    if (part == ARTICLE_BACKGROUND)
        buffer_string(&text, draft->intro);
    for (i = 0; i < draft->article.count; i++) {
        const struct article_section *section = &draft->article.sections[i];

        if (section->part == part && !is_empty(section))
            buffer_printf(&text, "%s%s", text.length ? "\n" : "", buffer_text(&section->text));
    }
    if (text.length)
        put_prose(draft, 2, field, buffer_text(&text));
    buffer_free(&text);
}

static void put_about(struct draft *draft, const struct article_items *faq)
{
    size_t i;

    put(draft, "\nabout:\n");
    for (i = 0; i < sizeof about / sizeof *about; i++)
        put_part(draft, about[i].part, about[i].field);
    put_faq(draft, faq);
    put(draft, "  # TODO: sources: [{title: …, url: 'https://…'}], the pages that this rests on\n"
               "  sources: []\n");
}

/* What stands under headings that no field is for is not lost. */
static void put_others(struct draft *draft)
{
    struct buffer lead = {0};
    size_t i;

    for (i = 0; i < draft->article.count; i++) {
        const struct article_section *section = &draft->article.sections[i];

        if (section->part != ARTICLE_OTHER)
            continue;
        buffer_clear(&lead);
        buffer_printf(&lead, "TODO: the page also has “%s”:", buffer_text(&section->heading));
        draft_comment(draft->out, 0, buffer_text(&lead), buffer_text(&section->text));
    }
    buffer_free(&lead);
}

static void put_causes(struct draft *draft)
{
    size_t i;

    if (!draft->causes.count)
        return;
    put(draft, "\n# TODO: likelihood, a weight, where one cause is met more often than another.\ncauses:\n");
    for (i = 0; i < draft->causes.count; i++) {
        buffer_printf(draft->out, "  %s:\n", id_at(&draft->cause_ids, i));
        put_line(draft, 4, "title", buffer_text(&draft->causes.items[i].lead));
        draft_comment(draft->out, 4, "", buffer_text(&draft->causes.items[i].rest));
    }
}

/* Where a walk goes on after the question, or the fix, of this place. */
static const char *next_id(const struct draft *draft, size_t index)
{
    if (index + 1 < draft->questions.count)
        return id_at(&draft->question_ids, index + 1);
    if (index + 1 < draft->fixes.count)
        return id_at(&draft->fix_ids, index + 1);
    return DRAFT_ASK_FOR_HELP;
}

static const char *fix_of(const struct draft *draft, size_t question)
{
    if (!draft->fixes.count)
        return DRAFT_ASK_FOR_HELP;
    return id_at(&draft->fix_ids,
                 question < draft->fixes.count ? question : draft->fixes.count - 1);
}

static void put_question(struct draft *draft, size_t index)
{
    const struct article_item *item = &draft->questions.items[index];
    bool is_last = index + 1 == draft->questions.count;
    const char *lead = item->lead.length ? buffer_text(&item->lead) : "What this shows";
    struct buffer ask = {0};

    buffer_printf(&ask, lead[strlen(lead) - 1] == '?' ? "%s" : "%s: is the fault here?", lead);
    buffer_printf(draft->out, "  %s:\n", id_at(&draft->question_ids, index));
    put(draft, "    # TODO: ask what can be answered by looking; say with `why:` what it decides.\n");
    put_line(draft, 4, "ask", buffer_text(&ask));
    if (item->rest.length)
        put_prose(draft, 4, "how", buffer_text(&item->rest));
    buffer_printf(draft->out, "    answers: # TODO: does yes lead to this fix?\n      yes: %s\n",
                  fix_of(draft, index));
    buffer_printf(draft->out, "      no: %s\n", is_last ? DRAFT_ASK_FOR_HELP : next_id(draft, index));
    buffer_free(&ask);
}

static void put_questions(struct draft *draft)
{
    size_t i;

    put(draft, "\ndiagnose:\n");
    for (i = 0; i < draft->questions.count; i++)
        put_question(draft, i);
    if (!draft->questions.count)
        buffer_printf(draft->out,
                      "  " DRAFT_FIRST_LOOK ": # TODO: the page tells nothing of how to diagnose it\n"
                      "    ask: Is this what you see?\n"
                      "    answers:\n      yes: %s\n      no: " DRAFT_ASK_FOR_HELP "\n",
                      fix_of(draft, 0));
}

static void put_cause_list(struct draft *draft)
{
    size_t i;

    if (!draft->causes.count)
        return;
    put(draft, "    causes: # TODO: keep those that this is for\n");
    for (i = 0; i < draft->causes.count; i++)
        buffer_printf(draft->out, "      - %s\n", id_at(&draft->cause_ids, i));
}

static void put_fix(struct draft *draft, size_t index)
{
    const struct article_item *item = &draft->fixes.items[index];
    const char *what = item->rest.length ? buffer_text(&item->rest) : buffer_text(&item->lead);
    const char *lead = item->lead.length ? buffer_text(&item->lead) : "Do what the page says";

    buffer_printf(draft->out, "  %s:\n", id_at(&draft->fix_ids, index));
    put_line(draft, 4, "fix", lead);
    put_cause_list(draft);
    put(draft, "    # TODO: warnings of what can do harm; say where commands are run.\n    do:\n");
    if (!draft_steps(draft->out, 6, what, draft->article.is_markdown))
        put_prose(draft, 6, "- say", what);
    put(draft, "    verify: Does it work now? # TODO: what shows that it helped\n");
    buffer_printf(draft->out, "    if-not: %s\n",
                  index + 1 < draft->fixes.count ? next_id(draft, index) : DRAFT_ASK_FOR_HELP);
}

static void put_endings(struct draft *draft)
{
    const struct article_section *related = article_find(&draft->article, ARTICLE_RELATED);
    size_t i;

    put(draft, "\nresolve:\n");
    for (i = 0; i < draft->fixes.count; i++)
        put_fix(draft, i);
    put(draft, "  " DRAFT_ASK_FOR_HELP ":\n"
               "    # TODO: who takes over, and what they need.\n"
               "    escalate: Ask for help\n"
               "    because: The questions of this flow did not find the fault.\n");
    put_cause_list(draft);
    if (related)
        draft_related(draft->out, buffer_text(&related->text));
}

static void name_steps(struct draft *draft)
{
    struct draft_ids *const sets[] = {&draft->cause_ids, &draft->question_ids, &draft->fix_ids};
    const struct article_items *const items[] = {&draft->causes, &draft->questions, &draft->fixes};
    size_t set, i;

    for (set = 0; set < 3; set++) {
        for (i = 0; i < items[set]->count; i++)
            draft_id(sets[set], set == 2 ? &draft->question_ids : NULL,
                     buffer_text(&items[set]->items[i].lead));
    }
}

/* How many sections were understood, and which were not. */
static void report(struct draft *draft, struct draft_report *report)
{
    size_t i;

    for (i = 1; i < draft->article.count; i++) {
        const struct article_section *section = &draft->article.sections[i];

        report->sections++;
        report->understood += section->part != ARTICLE_OTHER;
        if (section->part == ARTICLE_OTHER)
            buffer_printf(&report->left, "%s“%s”", report->left.length ? ", " : "",
                          buffer_text(&section->heading));
    }
}

static void put_report(struct draft *draft, const struct draft_report *report)
{
    struct buffer line = {0};

    buffer_printf(&line, "%zu of %zu sections of the page were understood%s%s", report->understood,
                  report->sections, report->left.length ? "; left as comments: " : ".",
                  buffer_text(&report->left));
    draft_comment(draft->out, 0, "", buffer_text(&line));
    buffer_free(&line);
}

static void compose(struct draft *draft, const struct article_items *faq,
                    const struct draft_report *report)
{
    put(draft, "# yaml-language-server: $schema=flow.schema.json\n"
               "#\n# A draft, made from a page. A person must finish it: see each TODO.\n");
    put_report(draft, report);
    put(draft,
               "# `errwalk check` says what is wrong with it, errwalk-flow(5) what each field is for.\n\n");
    put_head(draft);
    put_about(draft, faq);
    put_others(draft);
    put_causes(draft);
    put_questions(draft);
    put_endings(draft);
    put(draft, "\n# TODO: tests: `errwalk check --suggest-tests` prints some.\n");
}

static bool is_blank(const struct article *article)
{
    const char *head = article->count ? buffer_text(&article->sections[0].text) : "";

    return article->count <= 1 && !head[strspn(head, " \n")];
}

enum status draft_write(struct buffer *out, const char *page, size_t length,
                        struct draft_report *found)
{
    struct draft draft = {.out = out};
    struct article_items faq = {0};
    struct buffer text = {0};
    bool is_empty;

    sink_text(&text, page, length);
    draft.page = buffer_text(&text);
    *found = (struct draft_report){0};

    article_read(&draft.article, page, length);
    is_empty = is_blank(&draft.article);
    article_list(&draft.article, ARTICLE_CAUSES, &draft.causes);
    article_list(&draft.article, ARTICLE_DIAGNOSE, &draft.questions);
    article_list(&draft.article, ARTICLE_RESOLVE, &draft.fixes);
    article_list(&draft.article, ARTICLE_FAQ, &faq);
    if (!is_empty) {
        name_steps(&draft);
        report(&draft, found);
        compose(&draft, &faq, found);
    }
    buffer_free(&text);
    article_free(&draft.article);
    article_items_free(&draft.causes);
    article_items_free(&draft.questions);
    article_items_free(&draft.fixes);
    article_items_free(&faq);
    draft_ids_free(&draft.cause_ids);
    draft_ids_free(&draft.question_ids);
    draft_ids_free(&draft.fix_ids);
    return is_empty ? STATUS_INVALID : STATUS_OK;
}
