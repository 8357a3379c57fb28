/* SPDX-License-Identifier: MIT */
/*
 * What the loader says of a file that does not fit the table of fields.
 */
#include <config.h>

#include "load-frame.h"

#include <string.h>

#include "errwalk/text.h"

/* "answer 'yes'", "an item of 'do'". */
const char *frame_describe(const struct frame *frame, char out[NEAREST_HINT])
{
    if (*frame->id)
        snprintf(out, NEAREST_HINT, "%s '%.*s'", frame->mapping->title, diag_clip(frame->id),
                 frame->id);
    else
        snprintf(out, NEAREST_HINT, "%s", frame->mapping->name);
    return out;
}

struct candidates {
    const struct frame *frame;
    size_t next;
};

static const char *next_field(void *context)
{
    struct candidates *candidates = context;

    if (candidates->next == candidates->frame->mapping->count)
        return NULL;
    return candidates->frame->mapping->fields[candidates->next++].name;
}

/* Whether a fault in such a mapping can lose an edge or a cause. */
bool frame_holds_edges(const struct frame *frame)
{
    size_t i;

    for (i = 0; i < frame->mapping->count; i++) {
        if (frame->mapping->fields[i].type == FIELD_STEP)
            return true;
    }
    return false;
}

/* Keys that are no field. A blank in one tells of text that YAML took apart. */
void frame_fault_key(struct loader *loader, struct frame *frame, const char *key,
                     struct diag_place place)
{
    struct candidates candidates = {frame, 0};
    const char *nearest = text_nearest(key, next_field, &candidates);
    char hint[NEAREST_HINT], what[NEAREST_HINT];

    loader->is_lossy |= nearest || frame_holds_edges(frame);
    if (nearest && frame->mapping == &field_flow)
        loader->lost_step = true;
    if (nearest)
        frame->meant |= (uint64_t)1 << frame_index(frame, field_find(frame->mapping, nearest));
    if (!nearest && strchr(key, ' ')) {
        if (frame->mapping->shorthand)
            frame->meant |= (uint64_t)1 << frame_index(
                                frame, field_find(frame->mapping, frame->mapping->shorthand));
        reader_fault(&loader->reader, RULE_COLON, place, "put the whole text in quotes",
                     "the ': ' after '%.*s' makes it a key; %s has no such field", diag_clip(key),
                     key, frame->mapping->name);
        return;
    }
    snprintf(hint, sizeof hint, "did you mean '%s'?", nearest ? nearest : "");
    reader_fault(&loader->reader, RULE_UNKNOWN_KEY, place, nearest ? hint : NULL,
                 "%s has no field '%.*s'", frame_describe(frame, what), diag_clip(key), key);
}

/* "'ask' or 'input'". */
void frame_name_kinds(const struct frame *frame, unsigned kinds, char out[NEAREST_HINT])
{
    size_t kind, length = 0;

    out[0] = '\0';
    for (kind = 0; frame->mapping->kind_names && kinds >> kind; kind++) {
        if (kinds >> kind & 1)
            length += (size_t)snprintf(out + length, NEAREST_HINT - length, "%s'%s'",
                                       length ? " or " : "", frame->mapping->kind_names[kind]);
    }
}

void frame_name_choices(const struct frame *frame, unsigned kinds, char out[NEAREST_HINT])
{
    const struct field *field = frame->mapping->fields, *end = field + frame->mapping->count;
    size_t length = 0;

    for (out[0] = '\0'; field < end; field++) {
        if (field->is_choice && (field->required | field->optional) & kinds)
            length += (size_t)snprintf(out + length, NEAREST_HINT - length, "%s'%s'",
                                       length ? " or " : "", field->name);
    }
}

void loader_fault_twice(struct loader *loader, struct diag_place place, struct diag_place first,
                        const char *what)
{
    char hint[NEAREST_HINT];

    loader->is_lossy = true;
    snprintf(hint, sizeof hint, "it is on line %u first", first.line);
    reader_fault(&loader->reader, RULE_DUPLICATE, place, hint, "'%.*s' is there already",
                 diag_clip(what), what);
}

const char *loader_shape(const yaml_event_t *event)
{
    return event->type == YAML_SCALAR_EVENT           ? "text"
           : event->type == YAML_SEQUENCE_START_EVENT ? "a list"
                                                      : "a mapping";
}

/* The current value is not what the field takes. */
void loader_fault_shape(struct loader *loader, const struct field *field, bool is_item,
                        const char *wanted)
{
    struct reader *reader = &loader->reader;
    const yaml_event_t *event = &reader->event;

    loader->is_lossy = true;
    if (event->type == YAML_SCALAR_EVENT && !event->data.scalar.length)
        reader_fault(reader, RULE_EMPTY, reader_place(reader), NULL, "%s'%s' is empty",
                     is_item ? "an item of " : "", field->name);
    else if (event->type != YAML_ALIAS_EVENT)
        reader_fault(reader, RULE_SHAPE, reader_place(reader),
                     event->type == YAML_SCALAR_EVENT || strcmp(wanted, "text") != 0
                         ? NULL
                         : "if it is text, put it in quotes",
                     "%s'%s' must be %s, not %s", is_item ? "an item of " : "", field->name, wanted,
                     loader_shape(event));
    reader_skip(reader);
}

/* Whether the current event is the nothing that stands for the value of a key without ':'. */
bool loader_is_no_value(struct reader *reader, size_t key_end)
{
    const yaml_event_t *event = &reader->event;
    size_t offset;

    if (event->type != YAML_SCALAR_EVENT || event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE ||
        event->data.scalar.length)
        return false;
    offset = reader_offset(reader, key_end);
    offset = reader_past(reader, offset, ' ');
    return offset >= reader->length || reader->bytes[offset] != ':';
}
