/* SPDX-License-Identifier: MIT */
/*
 * The event loop under the loader. Every limit is checked as an event comes, before anything is
 * kept of it, so that a hostile file costs no more than it took to write.
 */
#include <config.h>

#include "reader.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "errwalk/flow.h"
#include "errwalk/letters.h"
#include "errwalk/memory.h"
#include "errwalk/text.h"

static const char byte_order_mark[] = "\xef\xbb\xbf";

void reader_open(struct reader *reader, const char *path, const char *bytes, size_t length,
                 struct diag_list *faults)
{
    size_t mark = sizeof byte_order_mark - 1;

    if (length >= mark && memcmp(bytes, byte_order_mark, mark) == 0) {
        bytes += mark;
        length -= mark;
    }
    *reader = (struct reader){.path = path, .bytes = bytes, .length = length, .faults = faults};
    reader_scan(reader);
    if (!yaml_parser_initialize(&reader->parser))
        memory_exhausted();
    reader->opened = true;
    yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reader->parser, (const unsigned char *)bytes, length);
}

/* In order, because finding the lines of faults is cheap only then. */
static void give_faults(struct reader *reader)
{
    struct diag_list *found = &reader->found, *faults = reader->faults;
    size_t i;

    diag_sort(found);
    for (i = 0; i < found->count; i++) {
        const struct diag *item = &found->items[i];

        *(item->rule->severity == DIAG_ERROR ? &found->errors : &found->warnings) -= 1;
        diag_add(faults, item->rule, reader->path, item->place, reader->bytes, reader->length,
                 item->hint, "%s", item->message);
    }
    if (faults) {
        faults->errors += found->errors; /* those that were only counted */
        faults->warnings += found->warnings;
    }
    diag_list_free(found);
}

void reader_close(struct reader *reader)
{
    give_faults(reader);
    yaml_event_delete(&reader->event);
    if (reader->opened)
        yaml_parser_delete(&reader->parser);
    reader->opened = false;
}

void reader_stop(struct reader *reader)
{
    reader->stopped = reader->cut = true;
}

void reader_fault(struct reader *reader, enum rule rule, struct diag_place place, const char *hint,
                  const char *format, ...)
{
    bool is_error = flow_rules[rule].severity == DIAG_ERROR;
    va_list args;

    reader->errors += is_error;
    if (!reader->faults)
        return;
    if (reader->found.count == DIAG_MOST) { /* only counted */
        *(is_error ? &reader->found.errors : &reader->found.warnings) += 1;
        return;
    }
    va_start(args, format);
    diag_vadd(&reader->found, &flow_rules[rule], reader->path, place, NULL, 0, hint, format, args);
    va_end(args);
}

/* Code points that begin in eight bytes. */
static size_t points_of(const char *bytes)
{
    const uint64_t ones = 0x0101010101010101U;
    uint64_t word;

    memcpy(&word, bytes, sizeof word);
    return 8 - (size_t)(((word >> 7 & ~(word >> 6)) & ones) * ones >> 56);
}

static bool is_inside(const struct reader *reader, size_t offset)
{
    return offset < reader->length && ((unsigned char)reader->bytes[offset] & 0xc0) == 0x80;
}

size_t reader_offset(struct reader *reader, size_t point)
{
    if (reader->is_ascii)
        return point < reader->length ? point : reader->length;
    while (reader->point + 8 < point && reader->offset + 8 <= reader->length) {
        reader->point += points_of(reader->bytes + reader->offset);
        reader->offset += 8;
    }
    while (is_inside(reader, reader->offset))
        reader->offset++;
    while (reader->point < point && reader->offset < reader->length) {
        reader->point++;
        do
            reader->offset++;
        while (is_inside(reader, reader->offset));
    }
    while (reader->point > point && reader->offset > 0) {
        reader->point--;
        do
            reader->offset--;
        while (reader->offset > 0 && is_inside(reader, reader->offset));
    }
    return reader->offset;
}

size_t reader_past(const struct reader *reader, size_t offset, char c)
{
    while (offset < reader->length && reader->bytes[offset] == c)
        offset++;
    return offset;
}

struct diag_place reader_place_at(const struct reader *reader, size_t offset, unsigned span)
{
    struct diag_spot spot = {.place = {1, 1, span}};

    return diag_spot_move(&spot, reader->bytes, offset);
}

static void refuse_properties(struct reader *reader, const yaml_char_t *anchor,
                              const yaml_char_t *tag)
{
    struct diag_place place;

    if (!anchor && !tag)
        return;
    place = reader_place(reader);
    place.span = 1;
    if (anchor)
        reader_fault(reader, RULE_ALIAS, place,
                     "write the value out; text that begins with '&' needs quotes",
                     "the anchor '%.*s' is not allowed in a flow",
                     diag_clip((const char *)anchor), (const char *)anchor);
    if (tag)
        reader_fault(reader, RULE_TAG, place, "take it out; text that begins with '!' needs quotes",
                     "the tag '%.*s' is not allowed in a flow", diag_clip((const char *)tag),
                     (const char *)tag);
}

static void enter(struct reader *reader)
{
    if (++reader->depth <= FLOW_MAX_DEPTH)
        return;
    reader_fault(reader, RULE_DEPTH, reader_place(reader), NULL,
                 "nested deeper than %d levels; the rest of the file is not read", FLOW_MAX_DEPTH);
    reader_stop(reader);
}

static void check_scalar(struct reader *reader)
{
    refuse_properties(reader, reader->event.data.scalar.anchor, reader->event.data.scalar.tag);
    if (reader->event.data.scalar.length > FLOW_MAX_SCALAR)
        reader_fault(reader, RULE_SCALAR, reader_place(reader), "split it",
                     "this text is longer than 64 KiB");
}

static void check_event(struct reader *reader)
{
    yaml_event_t *event = &reader->event;

    switch (event->type) {
    case YAML_SCALAR_EVENT:
        check_scalar(reader);
        break;
    case YAML_MAPPING_START_EVENT:
        refuse_properties(reader, event->data.mapping_start.anchor, event->data.mapping_start.tag);
        enter(reader);
        break;
    case YAML_SEQUENCE_START_EVENT:
        refuse_properties(reader, event->data.sequence_start.anchor,
                          event->data.sequence_start.tag);
        enter(reader);
        break;
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        reader->depth--;
        break;
    case YAML_ALIAS_EVENT:
        reader_fault(reader, RULE_ALIAS, reader_place(reader),
                     "write the value out; text that begins with '*' needs quotes",
                     "the alias '%.*s' is not allowed in a flow",
                     diag_clip((const char *)event->data.alias.anchor),
                     (const char *)event->data.alias.anchor);
        break;
    default:
        break;
    }
}

/* The indentation of a line that begins with a key, or SIZE_MAX. */
static size_t key_indent(const struct reader *reader, size_t line)
{
    size_t at = reader_past(reader, line, ' ');

    return at < reader->length && letter_is_alnum(reader->bytes[at]) ? at - line : SIZE_MAX;
}

static size_t next_line(const struct reader *reader, size_t offset)
{
    const char *end = offset < reader->length
                          ? memchr(reader->bytes + offset, '\n', reader->length - offset)
                          : NULL;

    return end ? (size_t)(end - reader->bytes) + 1 : reader->length;
}

/* Reads a part of the file by itself, as if nothing stood before it, and says what is wrong in it. */
static bool look_at_part(struct reader *reader, size_t from, size_t to, unsigned line)
{
    struct reader part = {.path = reader->path,
                          .faults = reader->faults,
                          .found = reader->found,
                          .errors = reader->errors};
    struct buffer text = {0};
    bool done = false, bad = false;

    buffer_repeat(&text, "\n", line - 1);
    buffer_append(&text, reader->bytes + from, to - from);
    part.bytes = buffer_text(&text);
    part.length = text.length;
    yaml_parser_initialize(&part.parser);
    yaml_parser_set_input_string(&part.parser, (const unsigned char *)part.bytes, part.length);
    while (!done && !bad) {
        yaml_event_delete(&part.event);
        bad = !yaml_parser_parse(&part.parser, &part.event);
        done = !bad && part.event.type == YAML_STREAM_END_EVENT;
    }
    if (bad)
        reader_syntax(&part);
    reader->found = part.found;
    reader->errors = part.errors;
    yaml_event_delete(&part.event);
    yaml_parser_delete(&part.parser);
    buffer_free(&text);
    return bad;
}

/* Behind a fault of syntax: each section, and each step, that follows can be read by itself. */
static void look_further(struct reader *reader, size_t offset)
{
    enum { MOST_INDENT = 2, MOST_MORE = 4, MOST_PARTS = 200 };
    size_t from = next_line(reader, offset), to;
    unsigned more = 0, parts = 0, line = 1;
    size_t at;

    for (at = 0; at < from; at++)
        line += reader->bytes[at] == '\n';
    while (from < reader->length && more < MOST_MORE && parts < MOST_PARTS) {
        size_t indent = key_indent(reader, from);

        to = next_line(reader, from);
        if (indent <= MOST_INDENT) {
            while (to < reader->length && key_indent(reader, to) > MOST_INDENT)
                to = next_line(reader, to);
            more += look_at_part(reader, from, to, line);
            parts++;
        }
        for (; from < to; from++)
            line += reader->bytes[from] == '\n';
    }
}

static void note_quote(struct reader *reader)
{
    const yaml_event_t *event = &reader->event;

    if (event->type == YAML_SCALAR_EVENT && event->start_mark.line < event->end_mark.line &&
        (event->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
         event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)) {
        reader->quote = reader_place(reader);
        reader->quote_end = event->end_mark.line + 1;
    }
}

bool reader_next(struct reader *reader)
{
    yaml_event_delete(&reader->event);
    if (reader->stopped) {
        reader->stopped = true;
        return false;
    }
    if (!yaml_parser_parse(&reader->parser, &reader->event)) {
        if (reader->parser.error == YAML_MEMORY_ERROR)
            memory_exhausted();
        reader_syntax(reader);
        look_further(reader, reader_offset(reader, reader->parser.problem_mark.index));
        reader_stop(reader);
        return false;
    }
    note_quote(reader);
    check_event(reader);
    if (!reader->stopped)
        reader_trap(reader);
    return !reader->stopped;
}

void reader_skip(struct reader *reader)
{
    unsigned depth = reader->depth - 1;

    if (reader->event.type != YAML_MAPPING_START_EVENT &&
        reader->event.type != YAML_SEQUENCE_START_EVENT)
        return;
    while (reader->depth > depth && reader_next(reader))
        continue;
}

void reader_finish(struct reader *reader)
{
    if (!reader_next(reader) || !reader_next(reader)) /* the end of the document; what follows */
        return;
    if (reader->event.type != YAML_STREAM_END_EVENT) {
        reader_fault(reader, RULE_DOCUMENTS, reader_place(reader), "one flow, one file",
                     "a second document begins here; it is not read");
    }
    reader->stopped = true;
}
