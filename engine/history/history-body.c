/* SPDX-License-Identifier: MIT */
/*
 * An event as text and text as an event: a JSON object of its fields that are not empty. A field
 * that an event gains needs no change to the database, and a body that a later errwalk wrote is read
 * as far as it is known.
 *
 * It is written and read here, and not by a library, because it is written before an answer is
 * acknowledged and read by the million, and because texts need not be UTF-8 (a file may have any
 * name): such a byte is written as the surrogate U+DC80 and what follows, which no text has.
 */
#include <config.h>

#include "history-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

/* A code is two fields of one member: its value, and the name of its family. */
enum field_type {
    FIELD_TEXT,
    FIELD_INTEGER,
    FIELD_CODE,
    FIELD_FAMILY,
    FIELD_UNSIGNED,
    FIELD_DECIMAL,
    FIELD_BOOL
};

struct field {
    const char *name;
    enum field_type type;
    size_t offset;
};

#define FIELD(name, type) {#name, type, offsetof(struct event, name)}
#define TEXT(name) FIELD(name, FIELD_TEXT),

static const struct field fields[] = {
    FIELD(at, FIELD_INTEGER),       FIELD(code, FIELD_CODE),       FIELD(seed, FIELD_INTEGER),
    FIELD(target, FIELD_UNSIGNED),  FIELD(item, FIELD_UNSIGNED),   FIELD(percent, FIELD_UNSIGNED),
    FIELD(minutes, FIELD_DECIMAL),  FIELD(wait, FIELD_DECIMAL),    FIELD(on, FIELD_BOOL),
    FIELD(found, FIELD_UNSIGNED),   FIELD(harm, FIELD_UNSIGNED),
    FIELD(limit, FIELD_UNSIGNED),   FIELD(booted, FIELD_INTEGER),
    FIELD(sensitive, FIELD_BOOL),   {"family", FIELD_FAMILY, offsetof(struct event, code)},
    EVENT_TEXTS(TEXT)
};

enum { FIELDS = sizeof fields / sizeof *fields };

/* What cannot stand in a JSON string as it is. */
static bool is_special(unsigned char byte)
{
    return byte < 0x20 || byte == '"' || byte == '\\';
}

static void put_escaped(struct buffer *out, const char *text, size_t length, bool valid)
{
    size_t i, from = 0;

    for (i = 0; i < length; i++) {
        const unsigned char byte = (unsigned char)text[i];
        ucs4_t code;
        int size = 1;

        if (!valid && byte >= 0x80)
            size = u8_mbtoucr(&code, (const uint8_t *)text + i, length - i);
        if (size > 0 && !is_special(byte)) {
            i += (size_t)size - 1;
            continue;
        }
        buffer_append(out, text + from, i - from);
        from = i + 1;
        if (byte == '"' || byte == '\\')
            buffer_printf(out, "\\%c", byte);
        else
            buffer_printf(out, "\\u%04x", byte < 0x80 ? byte : 0xdc00u + byte);
    }
    buffer_append(out, text + from, length - from);
}

static void put_text(struct buffer *out, const char *name, const char *text)
{
    size_t length = strlen(text);

    buffer_printf(out, ",\"%s\":\"", name);
    put_escaped(out, text, length, !u8_check((const uint8_t *)text, length));
    buffer_char(out, '"');
}

static void put_field(struct buffer *out, const struct field *field, const struct event *event)
{
    const void *at = (const char *)event + field->offset;

    switch (field->type) {
    case FIELD_TEXT:
        if (**(const char *const *)at)
            put_text(out, field->name, *(const char *const *)at);
        break;
    case FIELD_CODE:
        if (((const struct code *)at)->present)
            buffer_printf(out, ",\"%s\":%lld", field->name,
                          (long long)((const struct code *)at)->value);
        break;
    case FIELD_FAMILY:
        if (((const struct code *)at)->present)
            put_text(out, field->name, code_kind_name(((const struct code *)at)->kind));
        break;
    case FIELD_INTEGER:
        if (*(const int64_t *)at)
            buffer_printf(out, ",\"%s\":%lld", field->name, (long long)*(const int64_t *)at);
        break;
    case FIELD_UNSIGNED:
        if (*(const unsigned *)at)
            buffer_printf(out, ",\"%s\":%u", field->name, *(const unsigned *)at);
        break;
    case FIELD_DECIMAL:
        if (*(const double *)at) {
            buffer_printf(out, ",\"%s\":", field->name);
            buffer_decimal(out, *(const double *)at);
        }
        break;
    default:
        if (*(const bool *)at)
            buffer_printf(out, ",\"%s\":true", field->name);
    }
}

void history_write_body(struct buffer *out, const struct event *event)
{
    size_t i;

    buffer_printf(out, "{\"kind\":\"%s\",\"step_kind\":\"%s\"", event_kind_names[event->kind],
                  step_kind_names[event->step_kind]);
    for (i = 0; i < FIELDS; i++)
        put_field(out, &fields[i], event);
    buffer_char(out, '}');
}

/* A body on its way. Strings are written over `to`, which has room because none gets longer. */
struct reader {
    const char *at;
    char *to;
};

/* The four digits after \u as bytes. */
static bool read_escaped(struct reader *reader)
{
    unsigned code;
    int end = 0;

    if (sscanf(reader->at, "%4x%n", &code, &end) != 1 || end != 4)
        return false;
    if (code >= 0xdc80 && code <= 0xdcff)
        code -= 0xdc00;
    else if (code == 0 || code >= 0x80)
        return false;
    reader->at += 4;
    *reader->to++ = (char)code;
    return true;
}

/* From behind the opening quote to behind the closing one. */
static bool read_string(struct reader *reader, const char **text)
{
    *text = reader->to;
    for (;;) {
        size_t plain = strcspn(reader->at, "\"\\");

        memmove(reader->to, reader->at, plain);
        reader->to += plain;
        reader->at += plain;
        if (!*reader->at)
            return false;
        if (*reader->at++ == '"')
            break;
        if (*reader->at == 'u') {
            reader->at++;
            if (!read_escaped(reader))
                return false;
        } else if (*reader->at == '"' || *reader->at == '\\') {
            *reader->to++ = *reader->at++;
        } else {
            return false;
        }
    }
    *reader->to++ = '\0';
    return true;
}

/* Where each name stands in the order of fields, so that the next is found at once. */
static const struct field *find_field(const char *name, size_t *next)
{
    size_t i, at;

    for (i = 0; i < FIELDS; i++) {
        at = (*next + i) % FIELDS;
        if (*fields[at].name == *name && strcmp(fields[at].name, name) == 0) {
            *next = at + 1;
            return &fields[at];
        }
    }
    return NULL;
}

/* Whatever the locale's decimal point is. */
static double read_decimal(const char *text, const char **end)
{
    bool below = *text == '-';
    double number = 0, place = 1;

    text += below;
    for (; *text >= '0' && *text <= '9'; text++)
        number = number * 10 + (*text - '0');
    if (*text == '.') {
        for (text++; *text >= '0' && *text <= '9'; text++) {
            number = number * 10 + (*text - '0');
            place *= 10;
        }
    }
    *end = text;
    return (below ? -number : number) / place;
}

static bool read_number(struct reader *reader, const struct field *field, void *to)
{
    const enum field_type type = field ? field->type : FIELD_DECIMAL;
    const char *end;
    char *last;
    long long number;

    if (type == FIELD_DECIMAL) {
        double decimal = read_decimal(reader->at, &end);

        if (field)
            *(double *)to = decimal;
    } else {
        number = strtoll(reader->at, &last, 10);
        end = last;
        if (type == FIELD_UNSIGNED && number >= 0 && number <= UINT32_MAX)
            *(unsigned *)to = (unsigned)number;
        else if (type == FIELD_INTEGER)
            *(int64_t *)to = number;
        else if (type == FIELD_CODE)
            *(struct code *)to = code_of(CODE_KIND_COUNT, number); /* its family is to come */
        else
            return false;
    }
    if (end == reader->at)
        return false;
    reader->at = end;
    return true;
}

static bool read_value(struct reader *reader, const struct field *field, struct event *event)
{
    void *to = field ? (char *)event + field->offset : NULL;
    const char *text;

    if (*reader->at == '"') {
        reader->at++;
        if (!read_string(reader, &text))
            return false;
        if (field && field->type == FIELD_FAMILY)
            ((struct code *)to)->kind = code_kind_named(text);
        else if (field && field->type == FIELD_TEXT)
            *(const char **)to = text;
        else
            return !field;
        return true;
    }
    if (strncmp(reader->at, "true", 4) == 0) {
        reader->at += 4;
        if (field && field->type == FIELD_BOOL)
            *(bool *)to = true;
        return !field || field->type == FIELD_BOOL;
    }
    return (!field || (field->type != FIELD_TEXT && field->type != FIELD_FAMILY)) &&
           read_number(reader, field, to);
}

/* The place of a text in an array of names; `count` where it is not there. */
static int place_of(const char *text, const char *const *names, int count)
{
    int i = 0;

    while (i < count && strcmp(names[i], text) != 0)
        i++;
    return i;
}

/* The two that are names of an enum and stand first. */
static bool read_kinds(struct reader *reader, struct event *event)
{
    const char *text;
    int kind, step_kind;

    if (strncmp(reader->at, "{\"kind\":\"", 9) != 0)
        return false;
    reader->at += 9;
    if (!read_string(reader, &text))
        return false;
    kind = place_of(text, event_kind_names, EVENT_KIND_COUNT);
    if (strncmp(reader->at, ",\"step_kind\":\"", 14) != 0)
        return false;
    reader->at += 14;
    if (!read_string(reader, &text))
        return false;
    step_kind = place_of(text, step_kind_names, STEP_KIND_COUNT);
    event->kind = (enum event_kind)kind;
    event->step_kind = (enum step_kind)step_kind;
    return kind < EVENT_KIND_COUNT && step_kind < STEP_KIND_COUNT;
}

bool history_read_body(const char *body, size_t length, struct buffer *texts, struct event *event)
{
    struct reader reader = {.at = body};
    struct event read = event_make(EVENT_STARTED);
    const char *name;
    size_t next = 0;

    buffer_clear(texts);
    buffer_append(texts, body, length); /* for its room */
    reader.to = texts->bytes;
    if (body[length] || !read_kinds(&reader, &read))
        return false;
    while (strncmp(reader.at, ",\"", 2) == 0) {
        const struct field *field;

        reader.at += 2;
        if (!read_string(&reader, &name) || *reader.at++ != ':')
            return false;
        field = find_field(name, &next);
        if (!read_value(&reader, field, &read))
            return false;
    }
    if (strcmp(reader.at, "}") != 0 || (read.code.present && read.code.kind >= CODE_KIND_COUNT))
        return false;
    *event = read;
    return true;
}
