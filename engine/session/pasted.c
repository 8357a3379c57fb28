/* SPDX-License-Identifier: MIT */
/*
 * What was pasted on this walk, and what it means where the walk stands. It is read again each time: an
 * event holds what may be kept of it, and the flow says what that means.
 */
#include <config.h>

#include <string.h>

#include "choices-private.h"
#include "errwalk/moment.h"

/* The latest standing paste at a step that `wanted` is true of. */
static const struct event *find(const struct walk *walk,
                                bool (*wanted)(const struct walk *walk, const struct step *step))
{
    const struct session *session = walk->session;
    const struct event *call = session_call(session, NULL); /* what a block knew before is forgotten */
    size_t i = session_count(session), from = call ? call->number : 0;

    while (i-- > from) {
        const struct event *event = session_event(session, i);

        if (event->kind == EVENT_PASTED && session_stands(session, event) &&
            strcmp(event->flow, walk->flow->id) == 0 &&
            wanted(walk, flow_step(walk->flow, event->step)))
            return event;
    }
    return NULL;
}

static bool is_here(const struct walk *walk, const struct step *step)
{
    return step == walk->step;
}

/* Whether the step reads the fact that is asked for here. */
static bool reads_fact(const struct walk *walk, const struct step *step)
{
    const struct read_rule *rule;

    flow_each(rule, step ? step->reads : NULL) {
        if (*walk->step->fact && strcmp(rule->fact, walk->step->fact) == 0)
            return true;
    }
    return false;
}

static enum status read_event(const struct walk *walk, const struct event *event,
                              struct evidence **evidence)
{
    return event ? evidence_read(flow_step(walk->flow, event->step), event->pasted,
                                 strlen(event->pasted), evidence)
                 : STATUS_NO;
}

const struct event *walk_pasted(const struct walk *walk)
{
    return find(walk, is_here);
}

const char *walk_read_value(const struct walk *walk)
{
    const struct event *given = moment_given(moment_now(walk->session), walk->step->fact);
    struct moment_facts facts = {.moment = moment_now(walk->session)};
    const char *value = given && given->kind == EVENT_PASTED ? moment_value(&facts, walk->step->fact)
                                                              : NULL;

    buffer_free(&facts.text);
    return value ? value : "";
}

/* What the latest paste that reads the fact of the input step means. STATUS_NO: there is none. */
static enum status read_for_input(const struct walk *walk, struct evidence **evidence)
{
    return read_event(walk, find(walk, reads_fact), evidence);
}

/* A line of the output, then what it means. */
static void read_line(const struct evidence *evidence, const struct evidence_line *line,
                      walk_evidence_reader *read, void *context)
{
    const struct read_rule *rule = line->rule;
    struct buffer text = {0};

    buffer_append(&text, evidence->text + line->offset, line->length);
    read(context, EVIDENCE_LINE, buffer_text(&text));
    buffer_clear(&text);
    if (rule->to_answer)
        buffer_printf(&text, "means: %s", rule->to_answer->say);
    else if (rule->input)
        buffer_printf(&text, "says: %s", rule->input->text);
    if (text.length)
        read(context, EVIDENCE_MEANING, buffer_text(&text));
    buffer_free(&text);
}

bool walk_read_evidence(const struct walk *walk, walk_evidence_reader *read, void *context)
{
    const struct event *pasted = walk_pasted(walk);
    struct evidence *evidence = NULL;
    size_t i;

    if (!pasted)
        return false;
    if (!pasted->sensitive)
        read_event(walk, pasted, &evidence);
    for (i = 0; evidence && i < evidence->line_count; i++)
        read_line(evidence, &evidence->lines[i], read, context);
    if (pasted->sensitive)
        read(context, EVIDENCE_REMARK, "The value was found. Nothing of what was pasted is kept.");
    else if (evidence && evidence->is_disputed)
        read(context, EVIDENCE_REMARK, "These lines mean different answers: choose one.");
    else if (!evidence || !evidence->line_count)
        read(context, EVIDENCE_REMARK, "Nothing in it is recognised here: answer as you read it.");
    evidence_free(evidence);
    return true;
}

static void add_to_text(void *context, enum walk_evidence_part part, const char *text)
{
    struct buffer *out = context;

    buffer_printf(out, "%s%s%s", out->length ? "\n" : "", part == EVIDENCE_MEANING ? "    " : "", text);
}

bool walk_evidence(const struct walk *walk, struct buffer *out)
{
    return walk_read_evidence(walk, add_to_text, out);
}

/* Choices */

/* Where several were found, a person picks. */
void choices_list_found(struct choices *list)
{
    const struct walk *walk = choices_walk(list);
    const struct step *step = walk->step;
    struct evidence *evidence;
    size_t i;

    if (step->kind != STEP_INPUT || read_for_input(walk, &evidence) != STATUS_OK)
        return;
    for (i = 0; !evidence_value(evidence, step->fact) && i < evidence->value_count; i++) {
        const char *value = choices_printf(list, "%s", evidence->values[i].text), *to;
        struct choice *choice;

        if (strcmp(evidence->values[i].input->fact, step->fact) != 0 ||
            walk_route_value(walk, value, &to) != STATUS_OK)
            continue;
        choice = choices_add(list, CHOICE_FOUND, value, value, EVENT_TYPED);
        choice->event.fact = step->fact;
        choice->event.answer = value;
        choice->event.sensitive = step->sensitive;
        choice->event.to = to;
    }
    evidence_free(evidence);
}

void choices_list_paste(struct choices *list)
{
    struct choice *choice;

    if (!choices_walk(list)->step->reads)
        return;
    choice = choices_add(list, CHOICE_PASTE, "paste", "Paste what the command printed", EVENT_PASTED);
    choice->takes_text = true;
}

/* Sensitive values are kept of a sensitive step alone, of which nothing is written down. */
enum status choices_take_paste(const struct walk *walk, const struct choice *choice,
                              const char *text, struct event *event)
{
    struct evidence *evidence;
    enum status status = evidence_read(walk->step, text, strlen(text), &evidence);
    struct buffer facts = {0};
    size_t i;

    if (status != STATUS_OK)
        return status;
    for (i = 0; i < evidence->value_count; i++) {
        const struct evidence_value *value = &evidence->values[i];

        if (evidence_value(evidence, value->input->fact) &&
            (!value->input->sensitive || walk->step->sensitive))
            buffer_printf(&facts, "%s\t%s\n", value->input->fact, value->text);
    }
    *event = choice->event;
    event->answer = evidence->answer ? evidence->answer->node.id : "";
    event->sensitive = walk->step->sensitive;
    event->pasted = choices_printf(walk->choices, "%s", evidence->text);
    event->facts = choices_printf(walk->choices, "%s", buffer_text(&facts));
    if (!*event->pasted && !(event->sensitive && facts.length))
        status = STATUS_NO;
    buffer_free(&facts);
    evidence_free(evidence);
    return status;
}
