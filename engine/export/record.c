/* SPDX-License-Identifier: MIT */
/*
 * What a transcript says and in which order, as a tree; how it is spelled is Markdown's or text's
 * matter.
 */
#include <config.h>

#include "record.h"

#include <string.h>

#include "errwalk/clock.h"
#include "errwalk/commonmark.h"
#include "errwalk/estimate.h"
#include "errwalk/tree.h"

/* A buffer that is given to `add` and freed. */
static void add_freed(cmark_node *parent, void (*add)(cmark_node *, const char *),
                      struct buffer *text)
{
    add(parent, buffer_text(text));
    buffer_free(text);
}

void record_error(struct buffer *out, const struct transcript_error *error)
{
    buffer_string(out, *error->name ? error->name : error->flow);
    if (*error->name)
        code_print_after(out, error->code);
}

static void add_title(cmark_node *document, const struct transcript *transcript)
{
    const char *title = transcript->flow_count ? transcript->flows[0].title : "";
    struct buffer text = {0};

    if (*transcript->problem.name)
        record_error(&text, &transcript->problem);
    if (*title)
        buffer_printf(&text, "%s%s", text.length ? ": " : "", title);
    if (!text.length)
        buffer_string(&text, transcript->problem.flow);
    tree_heading(document, 1, buffer_text(&text));
    buffer_free(&text);
}

void record_notice(struct buffer *out, const struct transcript *transcript)
{
    const char *before = "";
    size_t kind, count;

    buffer_string(out, "Redacted. Masked: ");
    for (kind = 0; kind < REDACT_KIND_COUNT; kind++) {
        count = transcript->masked[kind];
        if (!count)
            continue;
        buffer_printf(out, "%s%zu %s", before, count, redact_kind_texts[kind][count > 1]);
        before = ", ";
    }
    buffer_string(out, *before ? "." : "nothing, as no name was found.");
    buffer_string(out, " Finding names is guesswork: "
                       "a person should read this before it is shared.");
}

static void add_notice(cmark_node *document, const struct transcript *transcript)
{
    cmark_node *quote;
    struct buffer text = {0};

    if (!transcript->redacted)
        return;
    quote = tree_add(document, CMARK_NODE_BLOCK_QUOTE);
    record_notice(&text, transcript);
    add_freed(quote, tree_paragraphs, &text);
}

/* The last decision that stands, or NULL. */
static const struct transcript_step *last_decision(const struct transcript *transcript)
{
    size_t i = transcript->step_count;

    while (i--) {
        const struct transcript_step *step = &transcript->steps[i];

        if (!step->undone && step->event != EVENT_NOTED)
            return step;
    }
    return NULL;
}

static const struct {
    const char *alone, *with; /* without, and before, what the last decision was about */
} outcomes[OUTCOME_COUNT] = {
    [OUTCOME_UNFINISHED] = {"Unfinished: the walk has not ended yet", NULL},
    [OUTCOME_RESOLVED] = {"Resolved", "Resolved by: "},
    [OUTCOME_REFERRED] = {"Referred: it is another error",
                          "Referred, as there is no flow here for: "},
    [OUTCOME_ESCALATED] = {"Escalated", "Escalated: "},
    [OUTCOME_UNRESOLVED] = {"Not resolved: nothing was left to try", NULL},
    [OUTCOME_ABANDONED] = {"Abandoned before an end was reached", NULL},
};

static void put_outcome(struct buffer *out, const struct transcript *transcript)
{
    const struct transcript_step *last = last_decision(transcript);
    const char *about = "", *with = outcomes[transcript->outcome].with;

    if (last && with)
        about = last->event == EVENT_REFERRED && last->kind != STEP_REFER ? last->answer
                                                                          : last->question;
    if (*about)
        buffer_printf(out, "%s%s", last->hands_over ? "Referred to: " : with, about);
    else
        buffer_string(out, outcomes[transcript->outcome].alone);
}

static void put_duration(struct buffer *out, int64_t seconds)
{
    long long left = seconds > 0 ? seconds : 0;

    if (left >= 24 * 3600)
        buffer_printf(out, "%lld d %lld h", left / (24 * 3600), left / 3600 % 24);
    else if (left >= 3600)
        buffer_printf(out, "%lld h %lld min", left / 3600, left / 60 % 60);
    else if (left >= 60)
        buffer_printf(out, "%lld min %lld s", left / 60, left % 60);
    else
        buffer_printf(out, "%lld s", left);
}

static void add_label(cmark_node *paragraph, const char *name)
{
    struct buffer text = {0};

    buffer_printf(&text, "%s: ", name);
    add_freed(paragraph, tree_text, &text);
    tree_mark(cmark_node_last_child(paragraph), TREE_LABEL);
}

static void add_field(cmark_node *list, const char *name, struct buffer *value)
{
    cmark_node *paragraph = tree_add(tree_add(list, CMARK_NODE_ITEM), CMARK_NODE_PARAGRAPH);

    add_label(paragraph, name);
    add_freed(paragraph, tree_text, value);
}

static void add_training(cmark_node *list, const struct transcript *transcript)
{
    struct buffer text = {0};

    if (!*transcript->scenario)
        return;
    buffer_printf(&text, "%s, %s, ", transcript->scenario, transcript->mode);
    buffer_decimal(&text, transcript->minutes);
    buffer_string(&text, " simulated minutes");
    add_field(list, "Training", &text);
    if (*transcript->trainee) {
        buffer_string(&text, transcript->trainee);
        add_field(list, "Trainee", &text);
    }
}

static void add_times(cmark_node *list, const struct transcript *transcript)
{
    bool ended = transcript->ended >= 0;
    int64_t until = ended ? transcript->ended : transcript->last;
    char started[CLOCK_TEXT], last[CLOCK_TEXT];
    struct buffer text = {0};

    clock_format(transcript->started, started);
    clock_format(until, last);
    buffer_string(&text, started);
    add_field(list, "Started", &text);
    buffer_printf(&text, "%s, after ", last);
    put_duration(&text, until - transcript->started);
    add_field(list, ended ? "Ended" : "Last entry", &text);
}

static void add_flow(cmark_node *list, const struct transcript_flow *flow)
{
    cmark_node *paragraph = tree_add(tree_add(list, CMARK_NODE_ITEM), CMARK_NODE_PARAGRAPH);

    add_label(paragraph, "Flow");
    tree_text(paragraph, flow->id);
    if (*flow->title) {
        tree_text(paragraph, ", ");
        tree_text(paragraph, flow->title);
    }
    tree_break(paragraph);
    tree_text(paragraph, "SHA-256 ");
    tree_text(paragraph, flow->sha256);
    tree_mark(cmark_node_last_child(paragraph), TREE_HASH);
}

static void add_causes(cmark_node *list, const struct transcript *transcript)
{
    struct buffer text = {0};
    size_t i;

    for (i = 0; i < transcript->cause_count; i++) {
        moment_cause_text(&text, &transcript->causes[i]);
        add_field(list, "Cause", &text);
    }
}

static void add_summary(cmark_node *document, const struct transcript *transcript)
{
    cmark_node *list = tree_list(document, false, true);
    struct buffer text = {0};
    size_t i;

    put_outcome(&text, transcript);
    add_field(list, "Outcome", &text);
    add_causes(list, transcript);
    add_training(list, transcript);
    add_times(list, transcript);
    buffer_string(&text, transcript->session);
    add_field(list, "Session", &text);
    for (i = 0; i < transcript->flow_count; i++)
        add_flow(list, &transcript->flows[i]);
}

/* Steps */

static const char *result_words(const char *result)
{
    static const char *const words[FIX_RESULT_COUNT] = {
        [FIX_WORKED] = "worked",
        [FIX_FAILED] = "did not help",
        [FIX_SKIPPED] = "could not be done",
        [FIX_WORSE] = "made it worse",
    };
    size_t i;

    for (i = 0; i < FIX_RESULT_COUNT; i++) {
        if (strcmp(result, fix_result_names[i]) == 0)
            return words[i];
    }
    return result;
}

static void put_answered(struct buffer *out, const struct transcript_step *step)
{
    buffer_printf(out, "Answer: %s", *step->text ? step->text : step->answer);
}

static void put_tried(struct buffer *out, const struct transcript_step *step)
{
    buffer_printf(out, "Tried: %s", result_words(step->answer));
}

static void put_referred(struct buffer *out, const struct transcript_step *step)
{
    if (step->kind != STEP_REFER)
        buffer_printf(out, "Another error: %s", step->answer);
    if (*step->text)
        buffer_printf(out, "%sWhy: %s", step->kind != STEP_REFER ? "\n" : "", step->text);
    if (step->kind != STEP_REFER || *step->text)
        buffer_char(out, '\n');
    if (*step->to_flow)
        buffer_printf(out, "Continued in the flow %s", step->to_flow);
    else
        buffer_string(out, step->hands_over ? "Handed over" : "There is no flow for it here");
}

static void put_ended(struct buffer *out, const struct transcript_step *step)
{
    if (step->kind == STEP_ESCALATE && strcmp(step->answer, outcome_names[OUTCOME_ESCALATED]) == 0)
        buffer_printf(out, "%s%s%sHanded over", *step->text ? "Why: " : "", step->text,
                      *step->text ? "\n" : "");
    else
        buffer_string(out, "Given up here");
}

static void put_called(struct buffer *out, const struct transcript_step *step)
{
    buffer_printf(out, "Entered the block %s", step->to_flow);
}

static void put_returned(struct buffer *out, const struct transcript_step *step)
{
    (void)step;
    buffer_string(out, "Returned to where it was called");
}

static void put_chosen(struct buffer *out, const struct transcript_step *step)
{
    buffer_printf(out, "Left for another: %s", step->text);
}

static void put_deferred(struct buffer *out, const struct transcript_step *step)
{
    (void)step;
    buffer_string(out, "Put off");
}

static void put_undecided(struct buffer *out, const struct transcript_step *step)
{
    (void)step;
    buffer_string(out, "Nothing was decided here");
}

static void (*const puts_decision[EVENT_KIND_COUNT])(struct buffer *out,
                                                     const struct transcript_step *step) = {
    [EVENT_ANSWERED] = put_answered, [EVENT_TYPED] = put_answered, [EVENT_TRIED] = put_tried,
    [EVENT_REFERRED] = put_referred, [EVENT_ENDED] = put_ended,    [EVENT_NOTED] = put_undecided,
    [EVENT_CALLED] = put_called,     [EVENT_RETURNED] = put_returned,
    [EVENT_CHOSEN] = put_chosen,     [EVENT_DEFERRED] = put_deferred,
};

static const char *const leads[STEP_KIND_COUNT] = {
    [STEP_ASK] = "",
    [STEP_INPUT] = "",
    [STEP_FIX] = "Fix: ",
    [STEP_REFER] = "Referral: ",
    [STEP_ESCALATE] = "Escalation: ",
    [STEP_ROUTE] = "",
    [STEP_CALL] = "Call: ",
    [STEP_RETURN] = "Return: ",
    [STEP_WEIGH] = "",
};

static void put_note(struct buffer *out, const struct transcript_note *note)
{
    char until[CLOCK_TEXT];

    if (note->until >= 0) {
        clock_format(note->until, until);
        buffer_printf(out, "Taken back %s. ", until);
    }
    buffer_printf(out, "Note%s: %s", note->edited ? ", edited" : "", note->text);
}

/* What a training has beside decisions. */
static const char *const act_labels[EVENT_KIND_COUNT] = {
    [EVENT_LOOKED] = "Looked", [EVENT_HINTED] = "Hint", [EVENT_DIAGNOSED] = "Diagnosis",
    [EVENT_HEARD] = "The caller brought up", [EVENT_PASTED] = "Pasted"};

/* Other causes that a diagnosis holds to be possible. */
static void put_others(struct buffer *text, const char *others)
{
    struct estimate cause;

    while (estimate_next(&others, &cause))
        buffer_printf(text, ", %.*s %u", (int)cause.title_length, cause.title, cause.percent);
}

static void add_act(cmark_node *item, const struct transcript_act *act)
{
    cmark_node *paragraph = tree_add(item, CMARK_NODE_PARAGRAPH);
    struct buffer text = {0};

    buffer_printf(&text, "%s%s", act->undone ? "Taken back. " : "", act_labels[act->kind]);
    if (act->minutes > 0) {
        buffer_string(&text, ", ");
        buffer_decimal(&text, act->minutes);
        buffer_string(&text, " min");
    }
    buffer_char(&text, ':');
    if (act->kind == EVENT_PASTED && !*act->text)
        buffer_string(&text, " (not kept)");
    if (*act->cause)
        buffer_printf(&text, " %s, %u percent sure", act->cause, act->percent);
    put_others(&text, act->others);
    if (*act->evidence)
        buffer_printf(&text, ", after '%s'", act->evidence);
    add_freed(paragraph, tree_text, &text);
    tree_unchecked(item, act->text, 2);
}

static void add_step(cmark_node *list, const struct transcript_step *step)
{
    cmark_node *item = tree_add(list, CMARK_NODE_ITEM);
    cmark_node *paragraph = tree_add(item, CMARK_NODE_PARAGRAPH);
    struct buffer text = {0};
    char at[CLOCK_TEXT];
    size_t i;

    buffer_printf(&text, "%s%s", leads[step->kind], step->question);
    add_freed(paragraph, tree_strong, &text);
    tree_break(paragraph);
    if (step->undone) {
        tree_mark(item, TREE_TAKEN_BACK);
        buffer_string(&text, "Taken back. ");
    }
    if (*step->because)
        buffer_printf(&text, "%s\n", step->because);
    puts_decision[step->event](&text, step);
    add_freed(paragraph, tree_text, &text);
    tree_break(paragraph);
    clock_format(step->at, at);
    tree_text(paragraph, at);
    tree_mark(cmark_node_last_child(paragraph), TREE_TIME);
    if (*step->by) {
        buffer_printf(&text, ", by %s", step->by);
        if (*step->verified)
            buffer_printf(&text, "; a %s saw it work", step->verified);
        add_freed(paragraph, tree_text, &text);
    }
    for (i = 0; i < step->act_count; i++)
        add_act(item, &step->acts[i]);
    for (i = 0; i < step->note_count; i++) {
        put_note(&text, &step->notes[i]);
        add_freed(item, tree_paragraphs, &text);
    }
}

/* The steps from one on that are as deep as it, or deeper: those of a block stand below its call.
 * Returns the first that is not among them. */
static size_t add_steps(cmark_node *parent, const struct transcript *transcript, size_t from)
{
    const struct transcript_step *steps = transcript->steps;
    cmark_node *list = tree_list(parent, true, false);
    size_t i = from;

    while (i < transcript->step_count && steps[i].depth >= steps[from].depth) {
        if (steps[i].depth > steps[from].depth)
            i = add_steps(cmark_node_last_child(list), transcript, i);
        else
            add_step(list, &steps[i++]);
    }
    return i;
}

void record_steps(cmark_node *parent, const struct transcript *transcript)
{
    size_t i = 0;

    while (i < transcript->step_count)
        i = add_steps(parent, transcript, i);
}

static void add_facts(cmark_node *document, const struct transcript *transcript)
{
    cmark_node *list;
    struct buffer text = {0};
    size_t i;

    if (!transcript->fact_count)
        return;
    tree_heading(document, 2, "Facts");
    list = tree_list(document, false, true);
    for (i = 0; i < transcript->fact_count; i++) {
        buffer_string(&text, transcript->facts[i].value);
        add_field(list, transcript->facts[i].name, &text);
    }
}

static void add_related(cmark_node *document, const struct transcript *transcript)
{
    const struct transcript_error *error;
    struct buffer text = {0};
    cmark_node *list;
    size_t i;

    if (!transcript->related_count)
        return;
    tree_heading(document, 2, "Related errors");
    list = tree_list(document, false, true);
    for (i = 0; i < transcript->related_count; i++) {
        error = &transcript->related[i];
        record_error(&text, error);
        if (*error->name && *error->flow)
            buffer_printf(&text, ", flow %s", error->flow);
        add_freed(tree_add(tree_add(list, CMARK_NODE_ITEM), CMARK_NODE_PARAGRAPH), tree_text,
                  &text);
    }
}

cmark_node *record_tree(const struct transcript *transcript)
{
    cmark_node *document = commonmark_node(CMARK_NODE_DOCUMENT);
    struct buffer text = {0};

    add_title(document, transcript);
    add_notice(document, transcript);
    add_summary(document, transcript);
    if (transcript->step_count) {
        tree_heading(document, 2, "Steps");
        record_steps(document, transcript);
    }
    add_facts(document, transcript);
    tree_heading(document, 2, "Outcome");
    put_outcome(&text, transcript);
    add_freed(document, tree_paragraphs, &text);
    add_related(document, transcript);
    return document;
}
