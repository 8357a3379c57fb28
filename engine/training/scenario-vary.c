/* SPDX-License-Identifier: MIT */
/*
 * One variant of a scenario: a copy by the table of fields, with the values of the variant in its texts
 * and with what the variant has otherwise.
 */
#include <config.h>

#include "errwalk/scenario.h"

#include <string.h>

#include "errwalk/arena.h"
#include "errwalk/fields.h"
#include "errwalk/load.h"
#include "scenario-private.h"

/* A copy on its way. */
struct copier {
    struct arena *arena;
    const struct value_node *values; /* of the variant */
    const char *unfilled;            /* the first name without a value, or "" */
};

static const struct value_node *find_value(const struct copier *copier, const char *name,
                                           size_t length)
{
    const struct value_node *value;

    flow_each (value, copier->values) {
        if (strlen(value->node.id) == length && memcmp(value->node.id, name, length) == 0)
            return value;
    }
    return NULL;
}

/* A form without a value stays as it is. */
static void keep_form(struct copier *copier, struct buffer *filled, const char *form, size_t length)
{
    if (!*copier->unfilled)
        copier->unfilled = arena_copy(copier->arena, form + 2, length - 4);
    buffer_append(filled, form, length);
}

/* A text with {{name}} replaced by the value of that name; what has none stays as it is. */
static const char *fill_text(struct copier *copier, const char *text)
{
    struct buffer filled = {0};
    const char *open, *close, *copy = text;
    const struct value_node *value;

    for (; text && (open = strstr(text, "{{")) && (close = strstr(open, "}}")); text = close + 2) {
        value = find_value(copier, open + 2, (size_t)(close - open - 2));
        buffer_append(&filled, text, (size_t)(open - text));
        if (value)
            buffer_string(&filled, value->text);
        else
            keep_form(copier, &filled, open, (size_t)(close + 2 - open));
    }
    if (text != copy) {
        buffer_string(&filled, text);
        copy = arena_copy(copier->arena, buffer_text(&filled), filled.length);
    }
    buffer_free(&filled);
    return copy;
}

static bool is_text(enum field_type type)
{
    return type <= FIELD_DATE || type == FIELD_VALUE;
}

static void *copy_node(struct copier *copier, const struct field_mapping *mapping, const void *node);

/* A list of what a field has: mappings, or texts. Nodes begin with their node. */
static void *copy_list(struct copier *copier, const struct field *field, const void *list)
{
    const struct node *node;
    struct node *copy, *first = NULL, *last = NULL;

    for (node = list; node; node = node->next) {
        if (field->type == FIELD_MAPPING) {
            copy = copy_node(copier, field->child, node);
        } else {
            struct value_node *value = arena_alloc(copier->arena, sizeof *value);

            *value = *(const struct value_node *)(const void *)node;
            value->text = fill_text(copier, value->text);
            copy = &value->node;
        }
        copy->next = NULL;
        if (last)
            last->next = copy;
        else
            first = copy;
        last = copy;
    }
    return first;
}

static void copy_field(struct copier *copier, const struct field *field, void *copy)
{
    void *place = (char *)copy + field->offset;

    if (field->shape == FIELD_LIST || field->shape == FIELD_MAP)
        *(void **)place = copy_list(copier, field, *(const void **)place);
    else if (field->shape == FIELD_ONE && is_text(field->type))
        *(const char **)place = fill_text(copier, *(const char **)place);
}

static void *copy_node(struct copier *copier, const struct field_mapping *mapping, const void *node)
{
    void *copy = arena_alloc(copier->arena, mapping->size);
    size_t i;

    memcpy(copy, node, mapping->size);
    for (i = 0; i < mapping->count; i++)
        copy_field(copier, &mapping->fields[i], copy);
    return copy;
}

/* Puts nodes of a variant into a list: in the place of one of the same id, else at its end. */
static const void *merge(const void *list, const void *others)
{
    struct node *first = load_writable(list), *other = load_writable(others), *next;

    for (; other; other = next) {
        struct node **place = &first;

        next = load_writable(other->next);
        while (*place && strcmp((*place)->id, other->id) != 0)
            place = (struct node **)(void *)&(*place)->next;
        other->next = *place ? (*place)->next : NULL;
        *place = other;
    }
    return first;
}

static void apply(struct scenario *scenario, const struct scenario_variant *variant)
{
    if (*variant->cause) {
        scenario->cause = variant->cause;
        scenario->cause_place = variant->cause_place;
    }
    if (*variant->ends) {
        scenario->ends = variant->ends;
        scenario->ends_place = variant->ends_place;
    }
    if (*variant->lesson)
        scenario->lesson = variant->lesson;
    scenario->findings = merge(scenario->findings, variant->findings);
    scenario->must_visit = merge(scenario->must_visit, variant->must_visit);
    scenario->must_avoid = merge(scenario->must_avoid, variant->must_avoid);
}

size_t scenario_variants(const struct scenario *scenario)
{
    const struct scenario_variant *variant;
    size_t count = 0;

    flow_each (variant, scenario->variants)
        count++;
    return count;
}

size_t scenario_variant_of(const struct scenario *scenario, int64_t seed)
{
    size_t count = scenario_variants(scenario);
    uint64_t mixed = (uint64_t)seed;

    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebU;
    return count ? (size_t)((mixed ^ mixed >> 31) % count) : 0;
}

struct scenario *scenario_vary(const struct scenario *scenario, size_t number)
{
    struct copier copier = {.arena = arena_new(), .unfilled = ""};
    struct book *book = arena_alloc(copier.arena, sizeof *book);
    const struct scenario_variant *variant = scenario->variants;
    struct scenario *copy;
    size_t i;

    for (i = 0; variant && i < number; i++)
        variant = variant->node.next;
    copier.values = variant ? variant->values : NULL;
    copy = copy_node(&copier, &field_scenario, scenario);
    variant = copy->variants;
    for (i = 0; variant && i < number; i++)
        variant = variant->node.next;
    if (variant)
        apply(copy, variant);
    copy->variants = NULL;
    copy->unfilled = copier.unfilled;
    book->scenario = *copy;
    book->arena = copier.arena;
    scenario_settle(&book->scenario);
    return &book->scenario;
}
