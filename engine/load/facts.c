/* SPDX-License-Identifier: MIT */
/*
 * Facts: every one that a flow uses is asked for in it, or is an answer in it, fits where it is used, and cannot smuggle
 * anything into a command that a person copies.
 */
#include <config.h>

#include "loader.h"
#include "prove.h"

#include <string.h>

#include "errwalk/commonmark.h"
#include "errwalk/load.h"
#include "errwalk/memory.h"
#include "errwalk/pattern.h"
#include "errwalk/prose.h"
#include "errwalk/text.h"

/* A fact, as all the steps that ask for it make it. */
struct fact {
    struct node node;         /* id: its name; place: where it is first asked for */
    const struct step *input; /* the first step that asks for it; NULL: errwalk's own */
    enum value_type type;
    bool is_confined;  /* what it can be is limited enough for a command */
    bool is_sensitive; /* in any step */
};

struct facts {
    struct loader *loader;
    uint32_t map;
    struct node *first, *last;
    const struct text_use *use; /* the text looked at */
    struct diag_spot spot;    /* in its source, after the last fact found */
    bool in_command;
};

static const struct fact *find_fact(const struct facts *facts, const char *name)
{
    return (const struct fact *)index_find(facts->loader->index, facts->map, name);
}

static bool is_confined(enum value_type type, const char *matches)
{
    return type == VALUE_NUMBER || type == VALUE_HEX || type == VALUE_DATE || *matches;
}

/* The question whose answer has this name, or NULL. */
static struct step *find_question(const struct facts *facts, const char *name)
{
    struct step *step = load_writable(index_find(facts->loader->index, TREE_STEPS, name));

    return step && step->kind == STEP_ASK ? step : NULL;
}

/* The same for a use of the answer. */
static const struct step *use_answer(const struct facts *facts, const char *name)
{
    struct step *step = find_question(facts, name);

    if (step)
        step->answer_is_used = true;
    return step;
}

static void add_fact(struct facts *facts, const char *name, const struct step *input,
                     enum value_type type, bool confined)
{
    struct fact *fact = loader_alloc(facts->loader, sizeof *fact);
    const struct node *there = NULL;

    fact->node.id = name;
    fact->input = input;
    fact->type = type;
    fact->is_confined = confined;
    fact->is_sensitive = input && input->sensitive;
    if (input)
        fact->node.place = input->fact_place;
    index_add(facts->loader->index, facts->map, &fact->node, &there);
    if (facts->last)
        facts->last->next = fact;
    else
        facts->first = &fact->node;
    facts->last = &fact->node;
}

/* An answer has the name of its question, which no other fact may have. */
static void check_answer_name(struct facts *facts, const char *name, const char *whose)
{
    const struct step *question = find_question(facts, name);

    if (question)
        reader_fault(&facts->loader->reader, RULE_FACT_ANSWER, question->node.place,
                     "give the question another id",
                     "the answer to '%s' would be a fact of the same name as %s", name, whose);
}

static void collect_input(struct facts *facts, const struct step *step)
{
    struct reader *reader = &facts->loader->reader;
    const struct fact *known = find_fact(facts, step->fact);
    struct fact *fact;
    char hint[NEAREST_HINT];

    if (!known) {
        check_answer_name(facts, step->fact, "one that is typed");
        add_fact(facts, step->fact, step, step->type, is_confined(step->type, step->matches));
        return;
    }
    if (!known->input) {
        reader_fault(reader, RULE_FACT_OWN, step->fact_place, "give it another name",
                     "the fact '%s' is errwalk's own", step->fact);
        return;
    }
    if (known->type != step->type) {
        snprintf(hint, sizeof hint, "line %u asks for it as %s", known->node.place.line,
                 value_type_names[known->type]);
        reader_fault(reader, RULE_FACT_TYPES, step->fact_place, hint,
                     "the fact '%s' is asked for as %s here", step->fact,
                     value_type_names[step->type]);
    }
    fact = load_writable(known);
    fact->is_confined = fact->is_confined && is_confined(step->type, step->matches);
    fact->is_sensitive = fact->is_sensitive || step->sensitive;
}

/* A step that stands for where a fact comes from that no step of this flow asks for. */
static struct step *add_source(struct facts *facts, const char *name, struct diag_place place,
                               enum value_type type, const char *matches, bool sensitive)
{
    struct step *source = loader_alloc(facts->loader, sizeof *source);

    source->node.id = name;
    source->node.place = source->fact_place = place;
    source->kind = STEP_INPUT;
    source->fact = name;
    source->type = type;
    source->matches = matches;
    source->sensitive = sensitive;
    return source;
}

static void collect_takes(struct facts *facts)
{
    struct take *take = load_writable(facts->loader->tree->flow.takes);

    for (; take; take = take->node.next) {
        struct step *source = add_source(facts, take->node.id, take->node.place, take->type,
                                         take->matches, take->sensitive);

        source->pattern = take->pattern;
        take->input = source;
        collect_input(facts, source);
    }
}

/* What a block brings back can be any text as far as is known here. */
static void collect_gives(struct facts *facts, const struct step *step)
{
    const struct value_node *given;

    flow_each (given, step->gives) {
        const struct fact *known = find_fact(facts, given->node.id);

        if (!known || !known->input)
            collect_input(facts, add_source(facts, given->node.id, given->node.place, VALUE_TEXT,
                                            "", false));
    }
}

static void collect(struct facts *facts)
{
    static const char *const own[] = {"notes", "error", "code"};
    const struct step *step;
    enum value_type type = VALUE_TEXT;
    size_t i;

    facts->map = ++facts->loader->maps;
    for (i = 0; i < sizeof own / sizeof *own; i++) {
        flow_own_fact(own[i], &type);
        add_fact(facts, own[i], NULL, type, strcmp(own[i], "code") == 0);
        check_answer_name(facts, own[i], "one of errwalk's own");
    }
    collect_takes(facts);
    flow_each (step, facts->loader->tree->flow.first) {
        if (step->kind == STEP_INPUT && *step->fact)
            collect_input(facts, step);
    }
    flow_each (step, facts->loader->tree->flow.first)
        collect_gives(facts, step);
}

static void fault_unknown(struct facts *facts, const char *name, struct diag_place place)
{
    char hint[NEAREST_HINT];
    const char *meant = loader_meant(facts->loader, name, facts->first, hint);

    if (!meant && facts->loader->lost_step)
        return;
    reader_fault(&facts->loader->reader, RULE_FACT_UNKNOWN, place, meant,
                 "no step asks for the fact '%.*s'", diag_clip(name), name);
}

/* Goes on in the source of the text to where the fact stands. */
static struct diag_place fact_place(struct facts *facts, const char *name, size_t length)
{
    struct reader *reader = &facts->loader->reader;
    const char *bytes = reader->bytes, *open;
    size_t at = facts->spot.offset, end = reader_offset(reader, facts->use->end);

    for (; at < end && (open = memchr(bytes + at, '{', end - at));
         at = (size_t)(open - bytes) + 1) {
        size_t start = (size_t)(open - bytes) + 1;

        start = reader_past(reader, reader_past(reader, start, '{'), ' ');
        if (start < end && end - start >= length && memcmp(bytes + start, name, length) == 0) {
            facts->spot.place.span = (unsigned)length;
            return diag_spot_move(&facts->spot, bytes, start);
        }
    }
    return facts->use->place;
}

static void fault_command(struct facts *facts, const char *name, const char *hint,
                          struct diag_place place)
{
    reader_fault(&facts->loader->reader, RULE_FACT_COMMAND, place, hint,
                 "the fact '%s' can be any text: it may not be in a command", name);
}

static void check_command(struct facts *facts, const struct fact *fact, struct diag_place place)
{
    if (fact->is_sensitive)
        reader_fault(&facts->loader->reader, RULE_FACT_SENSITIVE, place, NULL,
                     "the fact '%s' is sensitive: it may not be in a command", fact->node.id);
    else if (!fact->is_confined)
        fault_command(facts, fact->node.id,
                      "ask for it as number, hex or date, or give it 'matches'", place);
}

static void found_fact(void *context, const char *name, size_t length, size_t offset)
{
    struct facts *facts = context;
    const struct fact *fact;
    char copy[80];
    size_t most = length < sizeof copy ? length : sizeof copy - 1;

    (void)offset;
    memcpy(copy, name, most);
    copy[most] = '\0';
    fact = find_fact(facts, copy);
    if (!fact && use_answer(facts, copy)) {
        if (facts->in_command)
            fault_command(facts, copy, "route by the answer, and write it out in the commands there",
                          fact_place(facts, name, length));
    } else if (!fact && !facts->in_command)
        fault_unknown(facts, copy, fact_place(facts, name, length));
    else if (fact && facts->in_command && (fact->is_sensitive || !fact->is_confined))
        check_command(facts, fact, fact_place(facts, name, length));
}

/* Begins with a text, or again. */
static void go_to_text(struct facts *facts, bool in_command)
{
    facts->in_command = in_command;
    facts->spot.offset = reader_offset(&facts->loader->reader, facts->use->start);
    facts->spot.place = facts->use->place;
}

/* The commands in CommonMark are its code blocks. */
static void check_blocks(struct facts *facts, const char *text)
{
    cmark_node *document = commonmark_parse(text);
    cmark_iter *iterator = cmark_iter_new(document);
    cmark_event_type event;

    while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iterator);

        if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK)
            prose_facts(cmark_node_get_literal(node), found_fact, facts);
    }
    cmark_iter_free(iterator);
    cmark_node_free(document);
}

/* The length of "{{some words}}" at the place, which names no fact; 0 where there is none. */
static size_t form_length(const char *at)
{
    static const char name[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    size_t length = 2 + strspn(at + 2, " "), words = 0, word;

    for (; (word = strspn(at + length, name)) > 0; words++)
        length += word + strspn(at + length + word, " ");
    return words > 1 && strncmp(at + length, "}}", 2) == 0 ? length + 2 : 0;
}

static void fault_form(struct facts *facts, const char *form, size_t length)
{
    struct reader *reader = &facts->loader->reader;
    size_t at = facts->spot.offset, end = reader_offset(reader, facts->use->end);
    struct diag_place place = facts->use->place;

    for (; at + length <= end; at++) {
        if (memcmp(reader->bytes + at, form, length) != 0)
            continue;
        facts->spot.place.span = (unsigned)length;
        place = diag_spot_move(&facts->spot, reader->bytes, at);
        break;
    }
    reader_fault(reader, RULE_FACT_FORM, place, "a fact is a name alone, as in {{drive}}",
                 "'%.*s' is no form of a fact", (int)length, form);
}

/* Outside of code, where other programs may have such forms. */
static void check_forms(struct facts *facts)
{
    const char *line = facts->use->text, *at;
    bool in_fence = false;

    for (; facts->use->type != FIELD_COMMAND && *line; line += strcspn(line, "\n"), line += *line == '\n') {
        const char *text = line + strspn(line, " ");

        in_fence ^= strncmp(text, "```", 3) == 0 || strncmp(text, "~~~", 3) == 0;
        for (at = line; !in_fence && *at && *at != '\n'; at++) {
            size_t length = strncmp(at, "{{", 2) == 0 ? form_length(at) : 0;

            if (length)
                fault_form(facts, at, length);
        }
    }
}

static void check_texts(struct facts *facts)
{
    struct loader *loader = facts->loader;
    size_t i;

    for (i = 0; i < loader->text_count; i++) {
        facts->use = &loader->texts[i];
        go_to_text(facts, false);
        prose_facts(facts->use->text, found_fact, facts);
        go_to_text(facts, false);
        check_forms(facts);
        go_to_text(facts, true);
        if (facts->use->type == FIELD_COMMAND)
            prose_facts(facts->use->text, found_fact, facts);
        else if (facts->use->type == FIELD_PROSE)
            check_blocks(facts, facts->use->text);
    }
}

static void check_hand_over(struct facts *facts, const struct step *step)
{
    const struct value_node *name;

    flow_each (name, step->hand_over) {
        const struct fact *fact = find_fact(facts, name->text);

        if (!fact && !use_answer(facts, name->text))
            fault_unknown(facts, name->text, name->node.place);
        else if (fact && fact->is_sensitive)
            reader_fault(&facts->loader->reader, RULE_FACT_SENSITIVE, name->node.place, NULL,
                         "the fact '%s' is sensitive: it may not be handed over", name->text);
    }
}

/* What is given to a block is known here. */
static void check_with(struct facts *facts, const struct step *step)
{
    const struct value_node *given;

    flow_each (given, step->with) {
        if (!find_fact(facts, given->text) && !use_answer(facts, given->text))
            fault_unknown(facts, given->text, given->text_place);
    }
}

static void check_read(struct facts *facts, const struct step *step, struct read_rule *rule)
{
    struct reader *reader = &facts->loader->reader;
    const struct fact *fact = *rule->fact ? find_fact(facts, rule->fact) : NULL;
    char hint[NEAREST_HINT];

    if (*rule->answer) {
        rule->to_answer = flow_answer(step, rule->answer);
        if (!rule->to_answer && !facts->loader->is_lossy)
            reader_fault(reader, RULE_READS, rule->answer_place,
                         loader_meant(facts->loader, rule->answer,
                                      (const struct node *)step->answers, hint),
                         "'%s' is not an answer of '%s'", rule->answer, step->node.id);
    } else if (*rule->fact && (!fact || !fact->input)) {
        if (!facts->loader->lost_step)
            reader_fault(reader, RULE_READS, rule->fact_place,
                         "only what an 'input' of this flow asks for can be filled in",
                         "no input asks for the fact '%s'", rule->fact);
    } else if (fact) {
        rule->input = fact->input;
        if (rule->pattern && !pattern_groups(rule->pattern))
            reader_fault(reader, RULE_READS, rule->text_place,
                         "put the part that is the value in parentheses",
                         "the pattern has no group for the value of '%s'", rule->fact);
    }
}

static void fault_condition(struct facts *facts, const char *text, struct diag_place place,
                            enum value_type type)
{
    reader_fault(&facts->loader->reader, RULE_CONDITION, place, value_type_hints[type],
                 "'%.*s' is not a value of type %s", diag_clip(text), text,
                 value_type_names[type]);
}

/* Of an answer, a value is the id of one. */
static void check_fact_value(struct facts *facts, const struct condition *condition,
                             const char *text, struct diag_place place)
{
    const struct step *step = condition->input;
    char hint[NEAREST_HINT];

    if (step && step->kind == STEP_ASK) {
        if (!flow_answer(step, text) && !facts->loader->is_lossy)
            reader_fault(&facts->loader->reader, RULE_CONDITION, place,
                         loader_meant(facts->loader, text, (const struct node *)step->answers, hint),
                         "'%.*s' is not an answer of '%s'", diag_clip(text), text, step->node.id);
    } else if (!value_fits(flow_condition_type(condition), text)) {
        fault_condition(facts, text, place, flow_condition_type(condition));
    }
}

static void check_condition(struct facts *facts, struct condition *condition)
{
    const struct fact *fact = find_fact(facts, condition->node.id);
    const struct value_node *value;

    condition->input = fact ? fact->input : use_answer(facts, condition->node.id);
    if (!fact && !condition->input) {
        fault_unknown(facts, condition->node.id, condition->node.place);
        return;
    }
    if (!facts->loader->is_lossy && !condition->is && !condition->one_of && !condition->below &&
        !condition->above && !condition->matches)
        reader_fault(&facts->loader->reader, RULE_EMPTY, condition->node.place,
                     "is, one-of, below, above or matches", "the condition of '%s' is empty",
                     condition->node.id);
    flow_each (value, condition->one_of)
        check_fact_value(facts, condition, value->text, value->node.place);
}

/* `is`, `below` and `above`. */
static void check_value(struct facts *facts, const struct value_use *use)
{
    const struct condition *condition = use->condition;
    enum value_type type = flow_condition_type(condition);

    if (!find_fact(facts, condition->node.id) && !condition->input)
        return;
    if (use->text != condition->is && (type == VALUE_TEXT || type == VALUE_ERROR))
        reader_fault(&facts->loader->reader, RULE_CONDITION, use->place,
                     "only numbers, hex and dates have an order",
                     "'%s' is of type %s, which has no 'below' or 'above'", condition->node.id,
                     value_type_names[type]);
    else
        check_fact_value(facts, condition, use->text, use->place);
}

void facts_prove(struct loader *loader)
{
    struct facts facts = {.loader = loader};
    const struct step *step;
    const struct route *route;
    const struct condition *condition;
    const struct read_rule *rule;
    size_t i;

    collect(&facts);
    if (!facts.first)
        return;
    check_texts(&facts);
    flow_each (step, loader->tree->flow.first) {
        check_hand_over(&facts, step);
        check_with(&facts, step);
        flow_each (rule, step_is_question(step->kind) ? step->reads : NULL)
            check_read(&facts, step, load_writable(rule));
        flow_each (route, step->routes) {
            flow_each (condition, route->conditions)
                check_condition(&facts, load_writable(condition));
        }
    }
    for (i = 0; i < loader->value_count; i++)
        check_value(&facts, &loader->values[i]);
}
