/* SPDX-License-Identifier: MIT */
/*
 * Loading: events straight into typed nodes, by the table of fields and nothing else. One pass, no
 * document tree in between: that is what keeps it near the cost of libyaml alone.
 */
#include <config.h>

#include "load-frame.h"

#include <string.h>

#include "errwalk/load.h"
#include "errwalk/memory.h"

enum { LONGEST_KEY = 64 };

void loader_open(struct loader *loader, const char *path, const char *bytes, size_t length,
                 struct diag_list *faults)
{
    *loader = (struct loader){0};
    reader_open(&loader->reader, path, bytes, length, faults);
}

enum status loader_close(struct loader *loader)
{
    reader_close(&loader->reader);
    memory_free(loader->texts);
    memory_free(loader->values);
    return loader->reader.errors || loader->reader.cut ? STATUS_INVALID : STATUS_OK;
}

/* At a key that is no field: tells of it and passes over its value. */
static void pass_over(struct loader *loader, struct frame *frame)
{
    struct reader *reader = &loader->reader;
    struct diag_place place = reader_place(reader);
    size_t key_end = reader->event.end_mark.index;
    char key[LONGEST_KEY + 1];
    bool known;

    snprintf(key, sizeof key, "%.*s", diag_clip(reader_text(reader)), reader_text(reader));
    known = strcmp(key, "<<") == 0;
    if (known)
        reader_fault(reader, RULE_MERGE, place, "write the fields out",
                     "merge keys are not allowed in a flow");
    else if (loader->passed_over && !loader->passed_over(loader, key) && !frame->is_flow_style)
        reader->stopped = true;
    if (!reader_next(reader))
        return;
    if (frame->is_flow_style && frame->last && !known && loader_is_no_value(reader, key_end)) {
        if (!frame->has_comma)
            reader_fault(reader, RULE_COMMA, place, "put the whole value in quotes",
                         "the comma before '%s' ends the value of '%s'", key, frame->last->name);
        frame->has_comma = true;
    } else if (!known && !loader->passed_over) {
        frame_fault_key(loader, frame, key, place);
    }
    reader_skip(reader);
}

/* A field that says the kind of its mapping. */
static void note_kind(struct loader *loader, struct frame *frame, const struct field *field)
{
    struct diag_place place = frame->places[frame_index(frame, field)];
    char what[NEAREST_HINT], kinds[NEAREST_HINT];

    if (frame->kind) {
        reader_fault(&loader->reader, RULE_KIND, place, "make two steps of it",
                     "%s cannot be both '%s' and '%s'", frame_describe(frame, what),
                     frame->kind->name, field->name);
        return;
    }
    frame->kind = field;
    if (field->required & frame->kinds)
        return;
    frame_name_kinds(frame, frame->kinds, kinds);
    reader_fault(&loader->reader, RULE_KIND, place,
                 field->required & (FIELD_KIND(STEP_ASK) | FIELD_KIND(STEP_INPUT) |
                                    FIELD_KIND(STEP_ROUTE) | FIELD_KIND(STEP_CALL) |
                                    FIELD_KIND(STEP_WEIGH))
                     ? "it belongs under 'diagnose'"
                     : "it belongs under 'resolve'",
                 "'%s' cannot stand here: a step here has %s", field->name, kinds);
}

static void keep_kind(const struct frame *frame)
{
    unsigned kinds = frame->kind ? frame->kind->required : frame->kinds;
    enum step_kind kind = 0;

    while (!(kinds >> kind & 1))
        kind++;
    memcpy((char *)frame->node + frame->mapping->kind_offset, &kind, sizeof kind);
}

/* At the key of a field: reads its value. */
static void read_field(struct loader *loader, struct frame *frame, const struct field *field)
{
    struct reader *reader = &loader->reader;
    struct diag_place place = reader_place(reader);
    size_t index = frame_index(frame, field);

    if (frame_has(frame, field)) {
        loader_fault_twice(loader, place, frame->places[index], field->name);
        if (reader_next(reader))
            reader_skip(reader);
        return;
    }
    frame->seen |= (uint64_t)1 << index;
    frame->places[index] = place;
    frame->last = field;
    if (field->is_kind)
        note_kind(loader, frame, field);
    if (!reader_next(reader))
        return;
    if (field->is_kind && frame->kind == field && field->offset != frame->mapping->text_offset &&
        reader->event.type == YAML_SCALAR_EVENT)
        loader_store(
            frame->node, frame->mapping->text_offset,
            arena_copy(loader->arena, reader_text(reader), reader->event.data.scalar.length));
    if (field->place_offset) {
        struct diag_place value = reader_place(reader);

        memcpy((char *)frame->node + field->place_offset, &value, sizeof value);
    }
    loader_read_value(loader, field, frame->node, &place);
}

/* Whether a misspelt key was this field: then it is not missing, too. */
static bool is_meant(const struct frame *frame, const struct field *field)
{
    return frame->meant >> frame_index(frame, field) & 1;
}

/* Of a mapping that is whole: the fields that are missing or do not belong to its kind. */
static void check_fields(struct loader *loader, struct frame *frame)
{
    unsigned kinds = frame->kind ? frame->kind->required : frame->kinds;
    const struct field *field, *choice = NULL,
                               *end = frame->mapping->fields + frame->mapping->count;
    bool has_choice = false;
    char what[NEAREST_HINT], names[NEAREST_HINT];

    for (field = frame->mapping->fields; field < end; field++) {
        bool allowed = (field->required | field->optional) & kinds;

        if (field->is_kind)
            continue;
        if (frame_has(frame, field) && !allowed) {
            frame_name_kinds(frame, kinds, names);
            reader_fault(&loader->reader, RULE_FOREIGN, frame->places[frame_index(frame, field)],
                         NULL, "'%s' does not belong to a step with %s", field->name, names);
        } else if (!frame_has(frame, field) && (field->required & kinds) &&
                   !is_meant(frame, field)) {
            loader->is_lossy |= frame_holds_edges(frame);
            reader_fault(&loader->reader, RULE_MISSING, frame->place, NULL, "%s needs '%s'",
                         frame_describe(frame, what), field->name);
        }
        if (!field->is_choice || !allowed)
            continue;
        if (frame_has(frame, field) && choice)
            reader_fault(&loader->reader, RULE_CHOICE, frame->places[frame_index(frame, field)],
                         "take one of them out", "%s has both '%s' and '%s'",
                         frame_describe(frame, what), choice->name, field->name);
        if (frame_has(frame, field))
            choice = field;
        has_choice = true;
    }
    if (has_choice && !choice && !frame->meant) {
        frame_name_choices(frame, kinds, names);
        reader_fault(&loader->reader, RULE_CHOICE, frame->place, NULL, "%s needs either %s",
                     frame_describe(frame, what), names);
    }
}

static void check_kind(struct loader *loader, struct frame *frame)
{
    char what[NEAREST_HINT], kinds[NEAREST_HINT];

    keep_kind(frame);
    if (frame->kind)
        return;
    loader->is_lossy = true;
    frame_name_kinds(frame, frame->kinds, kinds);
    reader_fault(&loader->reader, RULE_KIND, frame->place, NULL, "%s needs %s",
                 frame_describe(frame, what), kinds);
}

/* No text of a node is NULL. */
static void fill_texts(const struct frame *frame)
{
    static const unsigned texts = 1U << FIELD_LINE | 1U << FIELD_PROSE | 1U << FIELD_COMMAND |
                                  1U << FIELD_OUTPUT | 1U << FIELD_URL | 1U << FIELD_NAME | 1U << FIELD_PATH |
                                  1U << FIELD_STEP | 1U << FIELD_DATE | 1U << FIELD_PATTERN |
                                  1U << FIELD_FLOW;
    const struct field *field, *end = frame->mapping->fields + frame->mapping->count;
    const char *text;

    if (frame->mapping->keeps_null)
        return;
    for (field = frame->mapping->fields; field < end; field++) {
        if (field->shape != FIELD_ONE || !(texts >> field->type & 1))
            continue;
        memcpy(&text, (char *)frame->node + field->offset,
               sizeof text); /* a target begins with it */
        if (!text)
            loader_store(frame->node, field->offset, "");
    }
}

/* The kind that a misspelt key meant. */
static void guess_kind(struct frame *frame)
{
    const struct field *field, *end = frame->mapping->fields + frame->mapping->count;

    for (field = frame->mapping->fields; field < end && !frame->kind; field++) {
        if (field->is_kind && is_meant(frame, field))
            frame->kind = field;
    }
}

/* The kind of a step that has no field for it, by one that says it as well. */
static void take_kind(struct loader *loader, struct frame *frame)
{
    const struct field *field, *end = frame->mapping->fields + frame->mapping->count;

    for (field = frame->mapping->fields; field < end && !frame->kind; field++) {
        if (field->makes_kind && frame_has(frame, field))
            note_kind(loader, frame, field);
    }
}

static void finish(struct loader *loader, struct frame *frame)
{
    fill_texts(frame);
    if (loader->reader.stopped)
        return;
    if (frame->meant)
        guess_kind(frame);
    if (frame->mapping->kind_names)
        take_kind(loader, frame);
    if (frame->mapping->kind_names)
        check_kind(loader, frame);
    if (!frame->mapping->kind_names || (frame->kind && frame->kind->required & frame->kinds))
        check_fields(loader, frame);
}

/* At the start of a mapping. */
static void read_mapping(struct loader *loader, struct frame *frame)
{
    struct reader *reader = &loader->reader;
    const struct field *field;

    frame->is_flow_style = reader->event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
    while (reader_next(reader) && reader->event.type != YAML_MAPPING_END_EVENT) {
        if (reader->event.type != YAML_SCALAR_EVENT) {
            if (reader->event.type != YAML_ALIAS_EVENT)
                reader_fault(reader, RULE_SHAPE, reader_place(reader), NULL, "a key must be text");
            reader_skip(reader);
            if (reader_next(reader))
                reader_skip(reader);
            continue;
        }
        field = field_find(frame->mapping, reader_text(reader));
        if (field)
            read_field(loader, frame, field);
        else
            pass_over(loader, frame);
    }
    finish(loader, frame);
}

/* One node of the child mapping, from a mapping or from the scalar that stands for it. NULL where
 * it is neither. */
struct node *loader_read_child(struct loader *loader, const struct field *field, const char *id,
                               struct diag_place place)
{
    struct frame frame;
    const yaml_event_t *event = &loader->reader.event;
    const char *shorthand = field->child->shorthand;
    struct node *node;

    if (event->type != YAML_MAPPING_START_EVENT &&
        (event->type != YAML_SCALAR_EVENT || !shorthand)) {
        loader_fault_shape(loader, field, field->shape != FIELD_ONE,
                           shorthand ? "text or a mapping" : "a mapping");
        return NULL;
    }
    node = loader_alloc(loader, field->child->size);
    node->id = id;
    node->place = place;
    /* Not initialised as a whole: `places` is large and guarded by `seen`. */
    frame.mapping = field->child;
    frame.node = node;
    frame.id = id;
    frame.place = place;
    frame.kinds = field->child_kinds;
    frame.is_flow_style = frame.has_comma = false;
    frame.last = frame.kind = NULL;
    frame.seen = frame.meant = 0;
    if (event->type == YAML_MAPPING_START_EVENT) {
        read_mapping(loader, &frame);
    } else {
        const struct field *scalar = field_find(field->child, shorthand);

        frame.seen = (uint64_t)1 << frame_index(&frame, scalar);
        frame.places[frame_index(&frame, scalar)] = place;
        loader_scalar(loader, scalar, node);
        finish(loader, &frame);
    }
    return node;
}

/* At the first event of a field's value. */
void loader_read_value(struct loader *loader, const struct field *field, void *node,
                       const struct diag_place *key)
{
    const yaml_event_t *event = &loader->reader.event;

    if (field->shape == FIELD_LIST)
        loader_read_list(loader, field, node, key);
    else if (field->shape == FIELD_SET)
        loader_read_set(loader, field, node, key);
    else if (field->shape == FIELD_MAP)
        loader_read_entries(loader, field, node, key);
    else if (field->type == FIELD_MAPPING)
        loader_store(node, field->offset, loader_read_child(loader, field, "", *key));
    else if (event->type == YAML_SCALAR_EVENT)
        loader_scalar(loader, field, node);
    else
        loader_fault_shape(loader, field, false, "text");
}

/* Goes to the first event of the root; false when there is none. */
static bool find_root(struct loader *loader)
{
    struct reader *reader = &loader->reader;
    const yaml_event_t *event = &reader->event;

    while (reader_next(reader) &&
           (event->type == YAML_STREAM_START_EVENT || event->type == YAML_DOCUMENT_START_EVENT))
        continue;
    if (reader->stopped)
        return false;
    if (event->type == YAML_MAPPING_START_EVENT)
        return true;
    if (event->type == YAML_STREAM_END_EVENT ||
        (event->type == YAML_SCALAR_EVENT && !event->data.scalar.length))
        reader_fault(reader, RULE_EMPTY_FILE, (struct diag_place){0}, NULL, "the file is empty");
    else if (event->type != YAML_ALIAS_EVENT &&
             !(event->type == YAML_SCALAR_EVENT &&
               reader_fault_colon(reader, reader_offset(reader, event->start_mark.index))))
        reader_fault(reader, RULE_SHAPE, reader_place(reader), NULL,
                     "the file must be a mapping, not %s", loader_shape(event));
    reader_stop(reader);
    return false;
}

void loader_read(struct loader *loader, const struct field_mapping *mapping, unsigned kinds,
                 void *root)
{
    struct frame frame = {.mapping = mapping, .node = root, .id = "", .kinds = kinds};

    if (!find_root(loader))
        return;
    frame.place = reader_place(&loader->reader);
    read_mapping(loader, &frame);
    if (!loader->reader.stopped)
        reader_finish(&loader->reader);
}

void loader_read_map(struct loader *loader, const struct field *field, void *root)
{
    struct diag_place place;

    if (!find_root(loader))
        return;
    place = reader_place(&loader->reader);
    loader_read_entries(loader, field, root, &place);
    if (!loader->reader.stopped)
        reader_finish(&loader->reader);
}

static enum status load(const struct field_mapping *mapping, struct loader *loader,
                        struct arena *arena, void *root)
{
    struct index index = {0};
    enum status status;

    loader->arena = arena;
    loader->index = &index;
    loader_read(loader, mapping, FIELD_KIND(0), root);
    status = loader_close(loader);
    index_free(&index);
    return status;
}

enum status load_fields(const struct field_mapping *mapping, const char *path, const char *bytes,
                        size_t length, struct arena *arena, struct diag_list *faults, void *root)
{
    struct loader loader;

    loader_open(&loader, path, bytes, length, faults);
    return load(mapping, &loader, arena, root);
}

static bool skip(struct loader *loader, const char *key)
{
    (void)loader, (void)key;
    return true;
}

enum status load_part(const struct field_mapping *mapping, const char *path, const char *bytes,
                      size_t length, struct arena *arena, void *root)
{
    struct loader loader;

    loader_open(&loader, path, bytes, length, NULL);
    loader.passed_over = skip;
    return load(mapping, &loader, arena, root);
}

void *load_writable(const void *node)
{
    void *writable;

    memcpy(&writable, &node, sizeof writable);
    return writable;
}
