/* SPDX-License-Identifier: MIT */
/*
 * A debrief as a CommonMark tree, from which Markdown, text and HTML are made. What the scenario
 * wrote as CommonMark is cleaned and parsed part by part; everything else is text.
 */
#include <config.h>

#include "debrief-private.h"

#include <string.h>

#include "errwalk/commonmark.h"
#include "errwalk/formats.h"
#include "errwalk/transcript.h"
#include "errwalk/tree.h"

enum { LEVEL = 3 }; /* of headings: those of what an author wrote are below */

static void add_label(cmark_node *parent, const char *label)
{
    cmark_node *text;

    tree_text(parent, label);
    text = cmark_node_last_child(parent);
    tree_mark(text, TREE_LABEL);
}

/* "Label: text" as a paragraph. */
static void add_field(cmark_node *parent, const char *label, const char *text)
{
    cmark_node *paragraph = tree_add(parent, CMARK_NODE_PARAGRAPH);

    add_label(paragraph, label);
    tree_text(paragraph, ": ");
    tree_text(paragraph, text);
}

static void add_printed(cmark_node *parent, const char *label, const char *format, ...)
    BUFFER_PRINTF(3, 4);

static void add_printed(cmark_node *parent, const char *label, const char *format, ...)
{
    struct buffer text = {0};
    va_list args;

    va_start(args, format);
    buffer_vprintf(&text, format, args);
    va_end(args);
    add_field(parent, label, buffer_text(&text));
    buffer_free(&text);
}

static void add_head(cmark_node *document, const struct debrief *debrief)
{
    char points[SCORE_TEXT];

    tree_heading(document, 1, debrief->title);
    if (*debrief->trainee)
        add_field(document, "Trainee", debrief->trainee);
    if (*debrief->shift)
        add_field(document, "Shift", debrief->shift);
    add_printed(document, "Training", "%s, %s, level %s", debrief->scenario, debrief->mode,
                debrief->level);
    add_field(document, "Outcome", debrief->ended_as);
    add_printed(document, "Score", "%s of 100", score_text(debrief->score.tenths, points));
    add_printed(document, "Minutes", "%u of %u", debrief->score.minutes, debrief->score.allowed);
}

static void add_score(cmark_node *document, const struct score *score)
{
    cmark_node *list, *paragraph;
    char points[SCORE_TEXT];
    struct buffer text = {0};
    enum score_part part;

    tree_heading(document, 2, "Score");
    list = tree_list(document, false, true);
    for (part = 0; part < SCORE_PART_COUNT; part++) {
        paragraph = tree_add(tree_add(list, CMARK_NODE_ITEM), CMARK_NODE_PARAGRAPH);
        buffer_clear(&text);
        buffer_printf(&text, ": %s of %u: %s", score_text(score->parts[part].tenths, points),
                      score->parts[part].of, score->parts[part].why);
        add_label(paragraph, score_part_titles[part]);
        tree_text(paragraph, buffer_text(&text));
    }
    buffer_free(&text);
}

static void add_diagnosis(cmark_node *document, const struct debrief *debrief)
{
    struct buffer text = {0};
    size_t i;

    tree_heading(document, 2, "Diagnosis");
    add_field(document, "True cause", debrief->true_cause);
    if (*debrief->cause)
        add_printed(document, "Yours", "%s, %u percent sure", debrief->cause, debrief->percent);
    else
        add_field(document, "Yours", "none was named");
    for (i = 0; i < debrief->cause_count; i++) {
        buffer_clear(&text);
        moment_cause_text(&text, &debrief->causes[i]);
        add_field(document, "Cause", buffer_text(&text));
    }
    buffer_free(&text);
}

static void add_harm(cmark_node *parent, const struct debrief_step *step)
{
    if (!*step->harm)
        return;
    add_field(parent, "Harm", "this must be avoided:");
    tree_unchecked(parent, step->harm, LEVEL);
}

static void add_step(cmark_node *list, const struct debrief_step *step)
{
    cmark_node *item = tree_add(list, CMARK_NODE_ITEM), *paragraph;

    if (step->undone)
        tree_mark(item, TREE_TAKEN_BACK);
    paragraph = tree_add(item, CMARK_NODE_PARAGRAPH);
    tree_strong(paragraph, step->question);
    tree_break(paragraph);
    tree_text(paragraph, step->answer);
    if (step->verdict != VERDICT_NONE || step->undone || !step->looked) {
        tree_text(paragraph, " (");
        tree_text(paragraph, debrief_verdict(step));
        if (step->undone)
            tree_text(paragraph, step->verdict != VERDICT_NONE ? ", taken back" : "taken back");
        if (!step->looked)
            tree_text(paragraph, step->verdict != VERDICT_NONE || step->undone
                                     ? ", without a look"
                                     : "without a look");
        tree_text(paragraph, ")");
    }
    add_harm(item, step);
}

static void add_paths(cmark_node *document, const struct debrief *debrief)
{
    cmark_node *list, *item, *paragraph;
    size_t i;

    tree_heading(document, 2, "Your path");
    if (!debrief->step_count)
        tree_text(tree_add(document, CMARK_NODE_PARAGRAPH), "Nothing was decided.");
    list = debrief->step_count ? tree_list(document, true, false) : NULL;
    for (i = 0; i < debrief->step_count; i++)
        add_step(list, &debrief->steps[i]);
    tree_heading(document, 2, "The good path");
    list = tree_list(document, true, false);
    for (i = 0; i < debrief->good_count; i++) {
        item = tree_add(list, CMARK_NODE_ITEM);
        paragraph = tree_add(item, CMARK_NODE_PARAGRAPH);
        tree_strong(paragraph, debrief->good[i].question);
        if (*debrief->good[i].answer || !debrief->good[i].visited)
            tree_break(paragraph);
        tree_text(paragraph, debrief->good[i].answer);
        if (!debrief->good[i].visited)
            tree_text(paragraph, " (you did not come here)");
        tree_unchecked(item, debrief->good[i].because, LEVEL);
    }
}

static void add_wrong(cmark_node *parent, const struct debrief_step *step)
{
    cmark_node *paragraph = tree_add(parent, CMARK_NODE_PARAGRAPH);

    tree_strong(paragraph, step->question);
    add_field(parent, "You", step->answer);
    if (*step->right && step->verdict == VERDICT_WRONG)
        add_field(parent, "Right", step->right);
    tree_unchecked(parent, step->because, LEVEL);
    add_harm(parent, step);
}

static void add_parting(cmark_node *document, const struct debrief *debrief)
{
    cmark_node *list, *item;
    size_t i;

    if (debrief->step_count)
        tree_heading(document, 2, "Where the paths part");
    if (debrief->parting)
        add_wrong(document, debrief->parting);
    else if (debrief->step_count)
        tree_text(tree_add(document, CMARK_NODE_PARAGRAPH), "They do not.");
    if (!debrief->moment_count)
        return;
    tree_heading(document, 2, "The costliest moments");
    list = tree_list(document, true, false);
    for (i = 0; i < debrief->moment_count; i++) {
        item = tree_add(list, CMARK_NODE_ITEM);
        add_wrong(item, debrief->moments[i]);
        add_printed(item, "Minutes", "%u", debrief->moments[i]->minutes);
    }
}

static void add_left_out(cmark_node *document, const struct debrief *debrief)
{
    bool any = false;
    size_t i;

    for (i = 0; i < debrief->good_count; i++) {
        const struct debrief_good *good = &debrief->good[i];

        if (good->visited || !*good->required)
            continue;
        if (!any)
            tree_heading(document, 2, "Required, and left out");
        any = true;
        tree_strong(tree_add(document, CMARK_NODE_PARAGRAPH), good->question);
        tree_unchecked(document, good->required, LEVEL);
    }
}

static void add_evidence(cmark_node *document, const struct debrief *debrief)
{
    size_t i;

    if (debrief->evidence_count)
        tree_heading(document, 2, "What the evidence said");
    for (i = 0; i < debrief->evidence_count; i++) {
        const struct debrief_evidence *evidence = &debrief->evidence[i];

        tree_heading(document, 3, evidence->question);
        tree_unchecked(document, evidence->found, LEVEL);
        tree_unchecked(document, evidence->because, LEVEL);
        if (evidence->decided_it)
            tree_text(tree_add(document, CMARK_NODE_PARAGRAPH), "Your diagnosis rested on this.");
    }
    if (debrief->herring_count)
        tree_heading(document, 2, "True, and beside the point");
    for (i = 0; i < debrief->herring_count; i++) {
        cmark_node *code;

        if (*debrief->herrings[i].where)
            tree_text(tree_add(document, CMARK_NODE_PARAGRAPH), debrief->herrings[i].where);
        code = tree_add(document, CMARK_NODE_BLOCK_QUOTE);
        tree_paragraphs(code, debrief->herrings[i].text);
        tree_unchecked(document, debrief->herrings[i].why, LEVEL);
    }
}

cmark_node *debrief_tree(const struct debrief *debrief)
{
    cmark_node *document = commonmark_node(CMARK_NODE_DOCUMENT), *quote;

    add_head(document, debrief);
    add_score(document, &debrief->score);
    add_diagnosis(document, debrief);
    add_parting(document, debrief);
    add_left_out(document, debrief);
    add_paths(document, debrief);
    add_evidence(document, debrief);
    tree_heading(document, 2, "As the caller tells it");
    quote = tree_add(document, CMARK_NODE_BLOCK_QUOTE);
    tree_unchecked(quote, debrief->opening, LEVEL);
    tree_text(tree_add(document, CMARK_NODE_PARAGRAPH), debrief->view);
    if (*debrief->lesson) {
        tree_heading(document, 2, "To take along");
        tree_unchecked(document, debrief->lesson, LEVEL);
    }
    return document;
}

static cmark_node *make_tree(const void *record)
{
    return debrief_tree(record);
}

void debrief_write(struct buffer *out, const struct transcript_format *format,
                          const struct debrief *debrief)
{
    const struct format_source source = {debrief, make_tree, debrief_members, debrief->outcome,
                                         {.subject = debrief->scenario, .id = debrief->session,
                                          .at = debrief->ended}};

    format->write(out, &source);
}
