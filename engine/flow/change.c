/* SPDX-License-Identifier: MIT */
/*
 * The comparison knows shapes and types of fields, no field by its name.
 */
#include <config.h>

#include "errwalk/change.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/buffer.h"
#include "errwalk/fields.h"
#include "errwalk/memory.h"
#include "errwalk/flow-tree.h"

const char *const change_kind_names[CHANGE_KIND_COUNT] = {"added", "removed", "changed", "order"};

struct comparison {
    struct changes *changes; /* NULL: changes are only counted */
    size_t count;
    struct buffer path;
};

static size_t enter(struct comparison *comparison, const char *name)
{
    size_t length = comparison->path.length;

    if (length)
        buffer_char(&comparison->path, '/');
    buffer_string(&comparison->path, name);
    return length;
}

static void leave(struct comparison *comparison, size_t length)
{
    comparison->path.length = length;
    comparison->path.bytes[length] = '\0';
}

static const char *keep(struct comparison *comparison, const char *text)
{
    return arena_copy(comparison->changes->arena, text, strlen(text));
}

static void note(struct comparison *comparison, enum change_kind kind, const char *before,
                 const char *after)
{
    struct changes *changes = comparison->changes;
    void *items = changes ? changes->items : NULL;

    comparison->count++;
    if (!changes)
        return;
    memory_grow(&items, &changes->capacity, changes->count, sizeof *changes->items);
    changes->items = items;
    changes->items[changes->count++] = (struct change){
        kind, keep(comparison, buffer_text(&comparison->path)), keep(comparison, before),
        keep(comparison, after)};
}

static const void *load(const void *node, size_t offset)
{
    const void *pointer;

    memcpy(&pointer, (const char *)node + offset, sizeof pointer);
    return pointer;
}

static void put_error(struct buffer *out, const struct error_ref *error)
{
    if (!error)
        return;
    buffer_string(out, *error->flow ? error->flow : error->name);
    code_print_after(out, error->code);
}

static bool is_error(const struct field *field)
{
    return field->type == FIELD_ERROR || field->type == FIELD_REFERENCE;
}

/* One value that stands in its node. */
static void put_value(struct buffer *out, const struct field *field, const void *node)
{
    const char *at = (const char *)node + field->offset;
    unsigned number = 0, bit;
    double decimal = 0;
    bool on = false;

    if (field->shape == FIELD_SET) {
        memcpy(&number, at, sizeof number);
        for (bit = 0; bit < field->most; bit++) {
            if (number >> bit & 1)
                buffer_printf(out, "%s%s", out->length ? ", " : "", field->choices[bit]);
        }
        return;
    }
    switch (field->type) {
    case FIELD_NUMBER:
        memcpy(&number, at, sizeof number);
        if (number)
            buffer_printf(out, "%u", number);
        break;
    case FIELD_DECIMAL:
        memcpy(&decimal, at, sizeof decimal);
        if (decimal != 0)
            buffer_decimal(out, decimal);
        break;
    case FIELD_DAYS:
        memcpy(&number, at, sizeof number);
        if (number)
            buffer_printf(out, "%ud", number);
        break;
    case FIELD_CHOICE:
        memcpy(&number, at, sizeof number);
        buffer_string(out, field->choices[number]);
        break;
    case FIELD_SWITCH:
        memcpy(&on, at, sizeof on);
        buffer_string(out, on ? "true" : "");
        break;
    default:
        if (is_error(field))
            put_error(out, load(node, field->offset));
        else if (load(node, field->offset)) /* a target begins with its id */
            buffer_string(out, load(node, field->offset));
    }
}

/* An item of a list of scalars. */
static void put_item(struct buffer *out, const struct field *field, const struct node *node)
{
    if (is_error(field))
        put_error(out, (const struct error_ref *)node);
    else if (field->type == FIELD_CHANCE || field->type == FIELD_CASES)
        buffer_string(out, ((const struct chance *)node)->text);
    else if (field->type == FIELD_STEP)
        buffer_string(out, ((const struct weigh_item *)node)->to.id);
    else
        buffer_string(out, ((const struct value_node *)node)->text);
}

static unsigned kind_of(const struct field_mapping *mapping, const void *node)
{
    unsigned kind = 0;

    if (mapping->kind_names)
        memcpy(&kind, (const char *)node + mapping->kind_offset, sizeof kind);
    return FIELD_KIND(kind);
}

/* What a mapping is about: its first text. */
static void put_summary(struct buffer *out, const struct field *field, const struct node *node)
{
    const struct field_mapping *mapping = field->child;
    const struct field *each;

    if (!mapping) {
        put_item(out, field, node);
        return;
    }
    for (each = mapping->fields; each < mapping->fields + mapping->count; each++) {
        if (each->is_kind && !(each->required & kind_of(mapping, node)))
            continue;
        if (each->shape == FIELD_ONE && each->type != FIELD_MAPPING && each->type != FIELD_STEP)
            put_value(out, each, node);
        if (out->length)
            return;
    }
}

static void note_node(struct comparison *comparison, enum change_kind kind,
                      const struct field *field, const struct node *node)
{
    struct buffer summary = {0};

    put_summary(&summary, field, node);
    note(comparison, kind, kind == CHANGE_REMOVED ? buffer_text(&summary) : "",
         kind == CHANGE_ADDED ? buffer_text(&summary) : "");
    buffer_free(&summary);
}

static void compare_mappings(struct comparison *comparison, const struct field_mapping *mapping,
                             const void *before, const void *after);

static void compare_scalars(struct comparison *comparison, const struct field *field,
                            const void *before, const void *after,
                            void (*put)(struct buffer *, const struct field *, const void *))
{
    struct buffer was = {0}, is = {0};

    put(&was, field, before);
    put(&is, field, after);
    if (strcmp(buffer_text(&was), buffer_text(&is)) != 0)
        note(comparison,
             !was.length  ? CHANGE_ADDED
             : !is.length ? CHANGE_REMOVED
                          : CHANGE_TEXT,
             buffer_text(&was), buffer_text(&is));
    buffer_free(&was);
    buffer_free(&is);
}

static void put_node(struct buffer *out, const struct field *field, const void *node)
{
    put_item(out, field, node);
}

static void compare_nodes(struct comparison *comparison, const struct field *field,
                          const struct node *before, const struct node *after)
{
    if (field->type == FIELD_MAPPING)
        compare_mappings(comparison, field->child, before, after);
    else
        compare_scalars(comparison, field, before, after, put_node);
}

/* The next node of a list that belongs to the field: the steps of a flow are one list. */
static const struct node *belonging(const struct field *field, const struct node *node)
{
    while (node && field->child && !(kind_of(field->child, node) & field->child_kinds) &&
           field->child->kind_names)
        node = node->next;
    return node;
}

static const struct node *first_of(const struct field *field, const void *node)
{
    return belonging(field, load(node, field->offset));
}

/* By its id, looked for from `*from` on and round: in two lists of one order the next is it. */
static const struct node *find_id(const struct field *field, const struct node *first,
                                  const struct node **from, const char *id)
{
    const struct node *start = *from ? *from : first, *node = start;

    while (node) {
        if (strcmp(node->id, id) == 0) {
            *from = belonging(field, node->next);
            return node;
        }
        node = belonging(field, node->next);
        if (!node && start != first)
            node = first;
        if (node == start)
            break;
    }
    return NULL;
}

/* The ids of one map that are in the other, too. */
static void put_common(struct buffer *out, const struct field *field, const struct node *list,
                       const struct node *other)
{
    const struct node *from = NULL;

    for (; list; list = belonging(field, list->next)) {
        if (find_id(field, other, &from, list->id))
            buffer_printf(out, out->length ? ", %s" : "%s", list->id);
    }
}

static void compare_order(struct comparison *comparison, const struct field *field,
                          const struct node *before, const struct node *after)
{
    struct buffer was = {0}, is = {0};

    put_common(&was, field, before, after);
    put_common(&is, field, after, before);
    if (strcmp(buffer_text(&was), buffer_text(&is)) != 0)
        note(comparison, CHANGE_ORDER, buffer_text(&was), buffer_text(&is));
    buffer_free(&was);
    buffer_free(&is);
}

static void compare_maps(struct comparison *comparison, const struct field *field,
                         const void *before, const void *after)
{
    const struct node *old = first_of(field, before), *new = first_of(field, after);
    const struct node *node, *there, *from = NULL;
    size_t length;

    for (node = old; node; node = belonging(field, node->next)) {
        length = enter(comparison, node->id);
        there = find_id(field, new, &from, node->id);
        if (there)
            compare_nodes(comparison, field, node, there);
        else
            note_node(comparison, CHANGE_REMOVED, field, node);
        leave(comparison, length);
    }
    from = NULL;
    for (node = new; node; node = belonging(field, node->next)) {
        length = enter(comparison, node->id);
        if (!find_id(field, old, &from, node->id))
            note_node(comparison, CHANGE_ADDED, field, node);
        leave(comparison, length);
    }
    compare_order(comparison, field, old, new);
}

static bool is_same(const struct field *field, const struct node *before, const struct node *after)
{
    struct comparison quiet = {0};

    compare_nodes(&quiet, field, before, after);
    buffer_free(&quiet.path);
    return !quiet.count;
}

static size_t length_of(const struct node *list)
{
    size_t length = 0;

    for (; list; list = list->next)
        length++;
    return length;
}

static const struct node *nth_of(const struct node *list, size_t nth)
{
    while (list && nth--)
        list = list->next;
    return list;
}

/* Items have no ids: what is the same at both ends is passed over, the rest compared in turn. */
static void compare_lists(struct comparison *comparison, const struct field *field,
                          const void *before, const void *after)
{
    const struct node *old = load(before, field->offset), *new = load(after, field->offset);
    size_t old_count, new_count, nth = 1, length;
    char name[24];

    for (; old && new && is_same(field, old, new); old = old->next, new = new->next)
        nth++;
    old_count = length_of(old);
    new_count = length_of(new);
    while (old_count && new_count &&
           is_same(field, nth_of(old, old_count - 1), nth_of(new, new_count - 1))) {
        old_count--;
        new_count--;
    }
    for (; old_count || new_count; nth++) {
        snprintf(name, sizeof name, "%zu", nth);
        length = enter(comparison, name);
        if (old_count && new_count)
            compare_nodes(comparison, field, old, new);
        else
            note_node(comparison, old_count ? CHANGE_REMOVED : CHANGE_ADDED, field,
                      old_count ? old : new);
        leave(comparison, length);
        if (old_count && old_count--)
            old = old->next;
        if (new_count && new_count--)
            new = new->next;
    }
}

static void put_one(struct buffer *out, const struct field *field, const void *node)
{
    put_value(out, field, node);
}

static void compare_fields(struct comparison *comparison, const struct field *field,
                           const void *before, const void *after)
{
    size_t length = enter(comparison, field->name);

    if (field->shape == FIELD_MAP)
        compare_maps(comparison, field, before, after);
    else if (field->shape == FIELD_LIST)
        compare_lists(comparison, field, before, after);
    else if (field->type != FIELD_MAPPING)
        compare_scalars(comparison, field, before, after, put_one);
    else if (load(before, field->offset) && load(after, field->offset))
        compare_mappings(comparison, field->child, load(before, field->offset),
                         load(after, field->offset));
    else if (load(before, field->offset))
        note_node(comparison, CHANGE_REMOVED, field, load(before, field->offset));
    else if (load(after, field->offset))
        note_node(comparison, CHANGE_ADDED, field, load(after, field->offset));
    leave(comparison, length);
}

static void compare_mappings(struct comparison *comparison, const struct field_mapping *mapping,
                             const void *before, const void *after)
{
    unsigned kind = kind_of(mapping, before), other = kind_of(mapping, after), index = 0, now = 0;
    const struct field *field;

    if (kind != other) {
        while (!(kind >> index & 1))
            index++;
        while (!(other >> now & 1))
            now++;
        note(comparison, CHANGE_TEXT, mapping->kind_names[index], mapping->kind_names[now]);
        return;
    }
    for (field = mapping->fields; field < mapping->fields + mapping->count; field++) {
        if (!mapping->kind_names || (field->required | field->optional) & kind)
            compare_fields(comparison, field, before, after);
    }
}

void changes_find(const struct flow *before, const struct flow *after, struct changes *changes)
{
    struct comparison comparison = {.changes = changes};

    *changes = (struct changes){.arena = arena_new()};
    compare_mappings(&comparison, &field_flow, tree_of(before), tree_of(after));
    buffer_free(&comparison.path);
}

void changes_free(struct changes *changes)
{
    memory_free(changes->items);
    arena_free(changes->arena);
    *changes = (struct changes){0};
}
