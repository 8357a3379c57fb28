/*
 * Facts: every one that a flow uses is asked for in it, fits where it is used, and cannot smuggle
 * anything into a command that a person copies.
 */
#include <config.h>

#include "load.h"

#include <string.h>

#include "errwalk/commonmark.h"
#include "errwalk/memory.h"
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
    struct reader_spot spot;    /* in its source, after the last fact found */
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

static void add_fact(struct facts *facts, const char *name, const struct step *input,
                     enum value_type type, bool confined)
{
    struct fact *fact = loader_alloc(facts->loader, sizeof *fact);
    const struct node *there = NULL;

    if (!fact)
        return;
    fact->node.id = name;
    fact->input = input;
    fact->type = type;
    fact->is_confined = confined;
    fact->is_sensitive = input && input->sensitive;
    if (input)
        fact->node.place = input->fact_place;
    if (index_add(facts->loader->index, facts->map, &fact->node, &there) != STATUS_OK) {
        facts->loader->reader.failed = true;
        return;
    }
    if (facts->last)
        facts->last->next = fact;
    else
        facts->first = &fact->node;
    facts->last = &fact->node;
}

static void collect_input(struct facts *facts, const struct step *step)
{
    struct reader *reader = &facts->loader->reader;
    const struct fact *known = find_fact(facts, step->fact);
    struct fact *fact;
    char hint[READER_HINT];

    if (!known) {
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
    fact = loader_writable(known);
    fact->is_confined = fact->is_confined && is_confined(step->type, step->matches);
    fact->is_sensitive = fact->is_sensitive || step->sensitive;
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
    }
    flow_each (step, facts->loader->tree->flow.first) {
        if (step->kind == STEP_INPUT && *step->fact)
            collect_input(facts, step);
    }
}

static void fault_unknown(struct facts *facts, const char *name, struct diag_place place)
{
    char hint[READER_HINT];
    const char *meant = loader_meant(facts->loader, name, facts->first, hint);

    if (!meant && facts->loader->lost_step)
        return;
    reader_fault(&facts->loader->reader, RULE_FACT_UNKNOWN, place, meant,
                 "no step asks for the fact '%.*s'", reader_clip(name), name);
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
            return reader_move(&facts->spot, bytes, start);
        }
    }
    return facts->use->place;
}

static void check_command(struct facts *facts, const struct fact *fact, struct diag_place place)
{
    struct reader *reader = &facts->loader->reader;

    if (fact->is_sensitive)
        reader_fault(reader, RULE_FACT_SENSITIVE, place, NULL,
                     "the fact '%s' is sensitive: it may not be in a command", fact->node.id);
    else if (!fact->is_confined)
        reader_fault(reader, RULE_FACT_COMMAND, place,
                     "ask for it as number, hex or date, or give it 'matches'",
                     "the fact '%s' can be any text: it may not be in a command", fact->node.id);
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
    if (!fact && !facts->in_command)
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
    cmark_iter *iterator = document ? cmark_iter_new(document) : NULL;
    cmark_event_type event;

    if (!iterator)
        facts->loader->reader.failed = true;
    while (iterator && (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iterator);

        if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK)
            prose_facts(cmark_node_get_literal(node), found_fact, facts);
    }
    cmark_iter_free(iterator);
    cmark_node_free(document);
}

static void check_texts(struct facts *facts)
{
    struct loader *loader = facts->loader;
    size_t i;

    for (i = 0; i < loader->text_count; i++) {
        facts->use = &loader->texts[i];
        go_to_text(facts, false);
        prose_facts(facts->use->text, found_fact, facts);
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

        if (!fact)
            fault_unknown(facts, name->text, name->node.place);
        else if (fact->is_sensitive)
            reader_fault(&facts->loader->reader, RULE_FACT_SENSITIVE, name->node.place, NULL,
                         "the fact '%s' is sensitive: it may not be handed over", name->text);
    }
}

static void fault_condition(struct facts *facts, const char *text, struct diag_place place,
                            enum value_type type)
{
    reader_fault(&facts->loader->reader, RULE_CONDITION, place, value_type_hints[type],
                 "'%.*s' is not a value of type %s", reader_clip(text), text,
                 value_type_names[type]);
}

static void check_condition(struct facts *facts, struct condition *condition)
{
    const struct fact *fact = find_fact(facts, condition->node.id);
    const struct value_node *value;

    if (!fact) {
        fault_unknown(facts, condition->node.id, condition->node.place);
        return;
    }
    condition->input = fact->input;
    if (!facts->loader->is_lossy && !condition->is && !condition->one_of && !condition->below &&
        !condition->above && !condition->matches)
        reader_fault(&facts->loader->reader, RULE_EMPTY, condition->node.place,
                     "is, one-of, below, above or matches", "the condition of '%s' is empty",
                     condition->node.id);
    flow_each (value, condition->one_of) {
        if (!value_fits(fact->type, value->text))
            fault_condition(facts, value->text, value->node.place, fact->type);
    }
}

/* `is`, `below` and `above`. */
static void check_value(struct facts *facts, const struct value_use *use)
{
    const struct fact *fact = find_fact(facts, use->condition->node.id);

    if (!fact)
        return;
    if (use->text != use->condition->is && (fact->type == VALUE_TEXT || fact->type == VALUE_ERROR))
        reader_fault(&facts->loader->reader, RULE_CONDITION, use->place,
                     "only numbers, hex and dates have an order",
                     "'%s' is of type %s, which has no 'below' or 'above'", use->condition->node.id,
                     value_type_names[fact->type]);
    else if (!value_fits(fact->type, use->text))
        fault_condition(facts, use->text, use->place, fact->type);
}

void facts_prove(struct loader *loader)
{
    struct facts facts = {.loader = loader};
    const struct step *step;
    const struct route *route;
    const struct condition *condition;
    size_t i;

    collect(&facts);
    if (!facts.first)
        return;
    check_texts(&facts);
    flow_each (step, loader->tree->flow.first) {
        check_hand_over(&facts, step);
        flow_each (route, step->routes) {
            flow_each (condition, route->conditions)
                check_condition(&facts, loader_writable(condition));
        }
    }
    for (i = 0; i < loader->value_count; i++)
        check_value(&facts, &loader->values[i]);
}
