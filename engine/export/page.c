/* SPDX-License-Identifier: MIT */
/*
 * The error's page, out of the flow's `about` and its steps. Texts of the flow are parsed one by
 * one, so that an open fence in one does not swallow the next.
 */
#include <config.h>

#include "errwalk/page.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "errwalk/commonmark.h"
#include "errwalk/memory.h"
#include "errwalk/prose.h"
#include "errwalk/tree.h"

enum { MOST_RELATED = 64 }; /* listed on a page */

/* Nothing is known where nobody walks: a fact reads as its name, but for the flow's own error. */
static void put_fact(const void *context, const char *name, struct buffer *out)
{
    const struct error_ref *own = ((const struct flow *)context)->errors;

    if (own && strcmp(name, "error") == 0)
        buffer_string(out, own->name);
    else if (own && own->code.present && strcmp(name, "code") == 0)
        code_print(out, own->code);
    else
        buffer_printf(out, "this %s", name);
}

/* A name is letters, digits and -_. and no more, so it may be put in before parsing. */
static void add_commonmark(cmark_node *parent, const struct flow *flow, const char *commonmark,
                           int level)
{
    struct buffer text = {0};

    prose_expand(&text, commonmark, put_fact, flow);
    tree_commonmark(parent, buffer_text(&text), level);
    buffer_free(&text);
}

static void add_text(cmark_node *document, const struct flow *flow, const char *heading,
                     const char *commonmark)
{
    if (!*commonmark)
        return;
    tree_heading(document, 2, heading);
    add_commonmark(document, flow, commonmark, 2);
}

static cmark_node *add_item(cmark_node *list)
{
    return tree_add(tree_add(list, CMARK_NODE_ITEM), CMARK_NODE_PARAGRAPH);
}

static void add_error(cmark_node *paragraph, const struct error_ref *error)
{
    struct buffer text = {0};

    flow_error_text(&text, error);
    tree_text(paragraph, buffer_text(&text));
    buffer_free(&text);
}

static void add_title(cmark_node *document, const struct flow *flow)
{
    const struct error_ref *error;
    cmark_node *paragraph;

    tree_heading(document, 1, flow->title);
    if (!flow->errors)
        return;
    paragraph = tree_add(document, CMARK_NODE_PARAGRAPH);
    flow_each (error, flow->errors) {
        if (error != flow->errors)
            tree_text(paragraph, ", ");
        add_error(paragraph, error);
    }
}

/* Whether a cause comes after another on the page: less likely, or as likely and later in the file. */
static bool follows(const struct cause *cause, const struct cause *other)
{
    if (!other || cause->likelihood != other->likelihood)
        return !other || cause->likelihood < other->likelihood;
    for (; other; other = other->node.next) {
        if (other->node.next == cause)
            return true;
    }
    return false;
}

/* Likeliest first; weights are a judgement, and as figures they would look like more. */
static void add_causes(cmark_node *document, const struct flow *flow)
{
    const struct cause *cause, *next = NULL, *last;
    cmark_node *list;

    if (!flow->causes)
        return;
    tree_heading(document, 2, "Causes, likeliest first");
    list = tree_list(document, false, true);
    do {
        last = next;
        next = NULL;
        flow_each (cause, flow->causes) {
            if (follows(cause, last) && (!next || follows(next, cause)))
                next = cause;
        }
        if (next)
            tree_text(add_item(list), next->title);
    } while (next);
}

/* The parts of the page that are drawn from steps, in its order. */
static const struct part {
    const char *heading;
    unsigned kinds; /* bits 1 << enum step_kind */
    bool numbered;
} parts[] = {
    {"How to diagnose it", 1u << STEP_ASK | 1u << STEP_INPUT, true},
    {"How to resolve it", 1u << STEP_FIX, false},
    {"When to hand it over", 1u << STEP_ESCALATE, false},
    {"When it is another error", 1u << STEP_REFER, false},
};

/* What a step is about; a referral to a flow is described by its reason alone, as an id tells a reader
 * nothing. */
static void add_step(cmark_node *list, const struct flow *flow, const struct step *step)
{
    cmark_node *item = tree_add(list, CMARK_NODE_ITEM);
    struct buffer text = {0};

    prose_expand(&text, step->text, put_fact, flow);
    if (step->kind != STEP_REFER || *step->refer->name)
        tree_strong(tree_add(item, CMARK_NODE_PARAGRAPH), buffer_text(&text));
    add_commonmark(item, flow, step_is_question(step->kind) ? step->why : step->because, 3);
    buffer_free(&text);
}

static void add_part(cmark_node *document, const struct flow *flow, const struct part *part)
{
    cmark_node *list = NULL;
    const struct step *step;

    flow_each (step, flow->first) {
        if (!(part->kinds & 1u << step->kind))
            continue;
        if (!list) {
            tree_heading(document, 2, part->heading);
            list = tree_list(document, part->numbered, false);
        }
        add_step(list, flow, step);
    }
}

static bool is_same(const struct error_ref *a, const struct error_ref *b)
{
    return strcmp(a->name, b->name) == 0 && strcmp(a->flow, b->flow) == 0;
}

/* The errors of all steps, each once. */
static void add_related(cmark_node *document, const struct flow *flow)
{
    const struct error_ref *listed[MOST_RELATED], *error;
    const struct step *step;
    cmark_node *list = NULL;
    size_t count = 0, i;

    flow_each (step, flow->first) {
        flow_each (error, step->related) {
            for (i = 0; i < count && !is_same(listed[i], error); i++)
                ;
            if (i < count || count == MOST_RELATED)
                continue;
            listed[count++] = error;
            if (!list) {
                tree_heading(document, 2, "Related errors");
                list = tree_list(document, false, true);
            }
            add_error(add_item(list), error);
        }
    }
}

static void add_faq(cmark_node *document, const struct flow *flow, const struct about *about)
{
    const struct faq *faq;

    if (about->faq)
        tree_heading(document, 2, "Questions and answers");
    flow_each (faq, about->faq) {
        tree_strong(tree_add(document, CMARK_NODE_PARAGRAPH), faq->q);
        add_commonmark(document, flow, faq->a, 3);
    }
}

static void add_source(cmark_node *paragraph, const struct source *source)
{
    cmark_node *link = tree_add(paragraph, CMARK_NODE_LINK);

    cmark_node_set_url(link, source->url);
    tree_text(link, *source->title ? source->title : source->url);
}

static void add_sources(cmark_node *document, const struct about *about)
{
    const struct source *source;
    cmark_node *list;

    if (!about->sources)
        return;
    tree_heading(document, 2, "Sources");
    list = tree_list(document, false, true);
    flow_each (source, about->sources)
        add_source(add_item(list), source);
}

static cmark_node *about_document(const struct flow *flow)
{
    static const struct about nothing = {.background = "",
                                         .details = "",
                                         .severity = "",
                                         .context = "",
                                         .developers = "",
                                         .summary = ""};
    const struct about *about = flow->about ? flow->about : &nothing;
    cmark_node *document = commonmark_node(CMARK_NODE_DOCUMENT);
    size_t i;

    add_title(document, flow);
    add_text(document, flow, "Background", about->background);
    add_text(document, flow, "Details", about->details);
    add_causes(document, flow);
    add_text(document, flow, "Severity", about->severity);
    add_text(document, flow, "Where it occurs", about->context);
    for (i = 0; i < sizeof parts / sizeof *parts; i++)
        add_part(document, flow, &parts[i]);
    add_text(document, flow, "For developers", about->developers);
    add_related(document, flow);
    add_faq(document, flow, about);
    add_text(document, flow, "Summary", about->summary);
    add_sources(document, about);
    return document;
}

static bool begins_part(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_HEADING &&
           cmark_node_get_heading_level(node) == 2;
}

/* Moves what comes up to the next part into a document of its own, and writes it. */
static struct page_part take_part(cmark_node *document)
{
    cmark_node *own = commonmark_node(CMARK_NODE_DOCUMENT);
    cmark_node *node = cmark_node_first_child(document), *next;
    const char *heading =
        begins_part(node) ? cmark_node_get_literal(cmark_node_first_child(node)) : "";
    struct page_part part = {.heading = memory_copy(heading, strlen(heading))};
    struct buffer text = {0};

    do {
        next = cmark_node_next(node);
        cmark_node_append_child(own, node);
        node = next;
    } while (node && !begins_part(node));
    tree_render(&text, own); /* frees it */
    part.text = buffer_take(&text);
    return part;
}

struct page_parts page_about_parts(const struct flow *flow)
{
    cmark_node *document = about_document(flow);
    struct page_parts list = {0};
    size_t capacity = 0;

    while (cmark_node_first_child(document)) {
        memory_grow((void **)&list.items, &capacity, list.count, sizeof *list.items);
        list.items[list.count++] = take_part(document);
    }
    cmark_node_free(document);
    return list;
}

void page_parts_free(struct page_parts *list)
{
    size_t i;

    for (i = 0; i < list->count; i++) {
        memory_free(list->items[i].heading);
        memory_free(list->items[i].text);
    }
    memory_free(list->items);
    *list = (struct page_parts){0};
}

/* What the page holds, before its first part; of a short page that is plain. */
static void add_contents(cmark_node *document)
{
    cmark_node *node = cmark_node_first_child(document), *first = NULL, *contents, *list;
    unsigned count = 0;

    for (; node; node = cmark_node_next(node)) {
        if (begins_part(node) && ++count == 1)
            first = node;
    }
    if (count < PAGE_CONTENTS_FROM)
        return;
    contents = commonmark_node(CMARK_NODE_DOCUMENT);
    tree_text(tree_add(contents, CMARK_NODE_PARAGRAPH), "On this page:");
    list = tree_list(contents, true, true);
    for (node = first; node; node = cmark_node_next(node)) {
        if (begins_part(node))
            tree_text(add_item(list), cmark_node_get_literal(cmark_node_first_child(node)));
    }
    while ((node = cmark_node_first_child(contents)))
        cmark_node_insert_before(first, node);
    cmark_node_free(contents);
}

void page_about(struct buffer *out, const struct flow *flow)
{
    cmark_node *document = about_document(flow);

    add_contents(document);
    tree_render(out, document);
}
