/* SPDX-License-Identifier: MIT */
/*
 * Lists and maps of a flow: items are chained in the order of the file, and no key comes twice.
 */
#include <config.h>

#include "loader.h"

#include <string.h>

/* Maps up to this size are looked through; larger ones go through the index. */
enum { SMALL_MAP = 16 };

/* A list or map under way. */
struct chain {
    const struct field *field;
    struct node *first, *last;
    size_t count;
    uint32_t map; /* its number in the index */
    bool is_indexed;
};

/* Adds an item; beyond the most that the field takes it is only reported, once. */
static void add(struct loader *loader, struct chain *chain, struct node *node)
{
    const struct field *field = chain->field;

    chain->count++;
    if (!node)
        return;
    if (field->most && chain->count > field->most) {
        if (chain->count == field->most + 1)
            reader_fault(&loader->reader, RULE_ITEMS, node->place, NULL, "'%s' holds more than %u",
                         field->name, field->most);
        return;
    }
    if (chain->last)
        chain->last->next = node;
    else
        chain->first = node;
    chain->last = node;
}

static void end(struct loader *loader, struct chain *chain, void *node,
                const struct diag_place *key)
{
    if (chain->count < chain->field->least && !loader->reader.stopped) {
        loader->is_lossy = true;
        reader_fault(&loader->reader, RULE_EMPTY, *key, NULL, "'%s' is empty", chain->field->name);
    }
    loader_store(node, chain->field->offset, chain->first);
}

void loader_read_list(struct loader *loader, const struct field *field, void *node,
                      const struct diag_place *key)
{
    struct reader *reader = &loader->reader;
    struct chain chain = {.field = field};

    if (field->or_one && reader->event.type == YAML_SCALAR_EVENT) {
        add(loader, &chain, loader_item(loader, field));
        end(loader, &chain, node, key);
        return;
    }
    if (reader->event.type != YAML_SEQUENCE_START_EVENT) {
        loader_fault_shape(loader, field, false, field->or_one ? "text or a list" : "a list");
        return;
    }
    while (reader_next(reader) && reader->event.type != YAML_SEQUENCE_END_EVENT) {
        if (field->type == FIELD_MAPPING)
            add(loader, &chain, loader_read_child(loader, field, "", reader_place(reader)));
        else if (reader->event.type == YAML_SCALAR_EVENT)
            add(loader, &chain, loader_item(loader, field));
        else
            loader_fault_shape(loader, field, true, "text");
    }
    end(loader, &chain, node, key);
}

void loader_read_set(struct loader *loader, const struct field *field, void *node,
                     const struct diag_place *key)
{
    struct reader *reader = &loader->reader;
    unsigned set = 0;
    size_t items = 0;

    if (reader->event.type == YAML_SCALAR_EVENT) {
        set = loader_choice_bit(loader, field);
    } else if (reader->event.type != YAML_SEQUENCE_START_EVENT) {
        loader_fault_shape(loader, field, false, "text or a list");
    } else {
        for (; reader_next(reader) && reader->event.type != YAML_SEQUENCE_END_EVENT; items++) {
            if (reader->event.type == YAML_SCALAR_EVENT)
                set |= loader_choice_bit(loader, field);
            else
                loader_fault_shape(loader, field, true, "text");
        }
        if (!items && !reader->stopped)
            reader_fault(reader, RULE_EMPTY, *key, NULL, "'%s' is empty", field->name);
    }
    memcpy((char *)node + field->offset, &set, sizeof set);
}

/* The value of a map under its key, which stays in the arena. */
static struct node *read_entry(struct loader *loader, const struct field *field, const char *id,
                               struct diag_place place)
{
    struct node *node;

    if (field->type == FIELD_MAPPING)
        return loader_read_child(loader, field, id, place);
    if (field->type != FIELD_CASES && loader->reader.event.type != YAML_SCALAR_EVENT) {
        loader_fault_shape(loader, field, true, "text");
        return NULL;
    }
    node = loader_item(loader, field);
    if (node) {
        node->id = id;
        node->place = place;
    }
    return node;
}

/* The node of a map that has the id already. From then on, where the map is large or one of steps,
 * by the index. */
static const struct node *find_earlier(struct loader *loader, struct chain *chain,
                                       const struct node *node)
{
    const struct node *there = NULL, *each;

    if (!chain->is_indexed && chain->count < SMALL_MAP) {
        for (each = chain->first; each; each = each->next) {
            if (strcmp(each->id, node->id) == 0)
                return each;
        }
        return NULL;
    }
    for (each = chain->is_indexed ? NULL : chain->first; each; each = each->next) {
        index_add(loader->index, chain->map, each, &there);
    }
    chain->is_indexed = true;
    index_add(loader->index, chain->map, node, &there);
    return there;
}

/* Whether an entry's id is new in its map; counts steps. */
static bool is_new(struct loader *loader, struct chain *chain, const struct node *node)
{
    const struct node *there = find_earlier(loader, chain, node);

    if (there)
        loader_fault_twice(loader, node->place, there->place, node->id);
    if (there || chain->map != TREE_STEPS || ++loader->steps <= FLOW_MAX_STEPS)
        return !there;
    reader_fault(
        &loader->reader, RULE_STEPS, node->place, "split it into several flows",
        "'%s' has more steps than the %d a flow may have; the rest of the file is not read",
        chain->field->name, FLOW_MAX_STEPS);
    reader_stop(&loader->reader);
    return false;
}

/* The current key, or NULL where it cannot be one. */
static const char *take_key(struct loader *loader)
{
    struct reader *reader = &loader->reader;
    const char *id;

    if (reader->event.type != YAML_SCALAR_EVENT) {
        if (reader->event.type != YAML_ALIAS_EVENT)
            reader_fault(reader, RULE_SHAPE, reader_place(reader), NULL, "a key must be text");
        reader_skip(reader);
        return NULL;
    }
    if (strcmp(reader_text(reader), "<<") == 0) {
        reader_fault(reader, RULE_MERGE, reader_place(reader), "write the fields out",
                     "merge keys are not allowed in a flow");
        return NULL;
    }
    id = arena_copy(loader->arena, reader_text(reader), reader->event.data.scalar.length);
    return id;
}

/* At a key of a map. `*last` is the key before it. */
static struct node *read_pair(struct loader *loader, struct chain *chain, bool is_flow_style,
                              const char **last)
{
    struct reader *reader = &loader->reader;
    struct diag_place place = reader_place(reader);
    size_t key_end = reader->event.end_mark.index;
    const char *id = take_key(loader);
    struct node *node;

    if (!reader_next(reader))
        return NULL;
    if (id && is_flow_style && *last && loader_is_no_value(reader, key_end)) {
        reader_fault(reader, RULE_COMMA, place, "put the whole value in quotes",
                     "the comma before '%.*s' ends the value of '%.*s'", diag_clip(id), id,
                     diag_clip(*last), *last);
        return NULL;
    }
    if (!id || !loader_key(loader, chain->field, id, place)) {
        loader->is_lossy = true;
        loader->lost_step |= chain->map == TREE_STEPS;
        reader_skip(reader);
        return NULL;
    }
    *last = id;
    node = read_entry(loader, chain->field, id, place);
    if (node && is_new(loader, chain, node))
        return node;
    loader->lost_step |= chain->map == TREE_STEPS;
    return NULL;
}

void loader_read_entries(struct loader *loader, const struct field *field, void *node,
                         const struct diag_place *key)
{
    struct reader *reader = &loader->reader;
    bool is_steps = field->child && field->child->kind_names;
    struct chain chain = {.field = field, .is_indexed = is_steps};
    const char *last = NULL;
    bool is_flow_style;

    if (reader->event.type != YAML_MAPPING_START_EVENT) {
        loader_fault_shape(loader, field, false, "a mapping");
        return;
    }
    chain.map = is_steps ? TREE_STEPS : ++loader->maps;
    is_flow_style = reader->event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
    while (reader_next(reader) && reader->event.type != YAML_MAPPING_END_EVENT)
        add(loader, &chain, read_pair(loader, &chain, is_flow_style, &last));
    end(loader, &chain, node, key);
}
