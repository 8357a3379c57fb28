/* SPDX-License-Identifier: MIT */
/*
 * The text of a ticket: what whoever takes over has to know, from the transcript and the step that
 * hands the case over. It leaves the machine, so sensitive values read as in a transcript.
 */
#include <config.h>

#include "errwalk/page.h"

#include <string.h>

#include "errwalk/commonmark.h"
#include "errwalk/moment.h"
#include "errwalk/prose.h"
#include "errwalk/transcript.h"
#include "record.h"
#include "errwalk/tree.h"

enum { ONE_LINE = 100000 }; /* cells: wide enough that no paragraph is broken */

static void add_field(cmark_node *document, const char *name, struct buffer *value)
{
    struct buffer text = {0};

    buffer_printf(&text, "%s: %s", name, buffer_text(value));
    tree_paragraphs(document, buffer_text(&text));
    buffer_free(&text);
    buffer_free(value);
}

/* The reason is CommonMark; in a ticket it is what that reads as. */
static void add_reason(cmark_node *document, struct moment *now, const char *because)
{
    const struct prose_options options = {.width = ONE_LINE, .expand = moment_expand_record, .context = now};
    struct buffer text = {0};
    struct prose *prose;

    prose_new(because, &options, &prose);
    buffer_string(&text, prose->text);
    prose_free(prose);
    add_field(document, "Why", &text);
}

static void add_head(cmark_node *document, struct moment *now, const struct step *step,
                     const struct transcript *transcript)
{
    struct buffer text = {0};

    prose_expand(&text, step->text, moment_expand_record, now);
    tree_heading(document, 1, buffer_text(&text));
    buffer_free(&text);
    if (*transcript->problem.name) {
        record_error(&text, &transcript->problem);
        buffer_printf(&text, ", %s", transcript->flows[0].title);
    } else {
        buffer_string(&text, transcript->flows[0].title);
    }
    add_field(document, "Problem", &text);
}

static void add_facts(cmark_node *document, struct moment *now, const struct step *step)
{
    const struct value_node *name;
    struct buffer text = {0};
    cmark_node *list = NULL, *item;

    flow_each (name, step->hand_over) {
        if (strcmp(name->text, "notes") == 0)
            continue; /* they have a place of their own */
        if (!list) {
            tree_heading(document, 2, "Facts");
            list = tree_list(document, false, true);
        }
        buffer_printf(&text, "%s: ", name->text);
        moment_expand_record(now, name->text, &text);
        item = tree_add(list, CMARK_NODE_ITEM);
        tree_text(tree_add(item, CMARK_NODE_PARAGRAPH), buffer_text(&text));
        buffer_free(&text);
    }
}

enum status page_ticket(struct buffer *out, const struct walk *walk)
{
    const struct step *step = walk_step(walk);
    struct moment now = moment_now(walk_session(walk));
    struct transcript *transcript;
    cmark_node *document;
    enum status status;

    if (!step || step->kind != STEP_ESCALATE)
        return STATUS_NO;
    status = transcript_new(walk_session(walk), &transcript);
    if (status != STATUS_OK)
        return status;
    document = commonmark_node(CMARK_NODE_DOCUMENT);
    add_head(document, &now, step, transcript);
    add_reason(document, &now, step->because);
    add_facts(document, &now, step);
    if (transcript->step_count) {
        tree_heading(document, 2, "Steps so far");
        record_steps(document, transcript);
    }
    record_text(out, document);
    transcript_free(transcript);
    return STATUS_OK;
}
