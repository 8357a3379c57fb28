/* SPDX-License-Identifier: MIT */
/*
 * What every JSON output of the project is made with.
 */
#include <config.h>

#include "errwalk/document.h"

#include <string.h>

#include "errwalk/clock.h"
#include "errwalk/memory.h"
#include "errwalk/sink.h"

void document_begin(struct document *document)
{
    *document = (struct document){0};
}

json_t *document_object(struct document *document)
{
    (void)document;
    return json_object();
}

json_t *document_array(struct document *document)
{
    (void)document;
    return json_array();
}

void document_put(struct document *document, json_t *object, const char *key, json_t *value)
{
    (void)document;
    json_object_set_new(object, key, value);
}

void document_add(struct document *document, json_t *array, json_t *value)
{
    (void)document;
    json_array_append_new(array, value);
}

json_t *document_text(const char *text)
{
    return sink_json(text, strlen(text));
}

json_t *document_text_or_null(const char *text)
{
    return *text ? document_text(text) : json_null();
}

json_t *document_code(struct code code)
{
    return code.present ? json_integer(code.value) : json_null();
}

json_t *document_decimal(double number)
{
    bool integral = number >= -9e15 && number <= 9e15 && (double)(json_int_t)number == number;

    return integral ? json_integer((json_int_t)number) : json_real(number);
}

json_t *document_points(unsigned tenths)
{
    return tenths % 10 ? json_real(tenths / 10.0) : json_integer(tenths / 10);
}

json_t *document_time(int64_t when)
{
    char text[CLOCK_TEXT];

    clock_format(when, text);
    return json_string(text);
}

static int take_bytes(const char *bytes, size_t length, void *out)
{
    buffer_append(out, bytes, length);
    return 0;
}

/* All that a double has for certain: 52.9, not 52.899999999999999. */
enum { DIGITS = 15 };

static void write_with(struct document *document, json_t *root, struct buffer *out, size_t flags)
{
    (void)document;
    json_dump_callback(root, take_bytes, out,
                       flags | JSON_ENSURE_ASCII | JSON_REAL_PRECISION(DIGITS));
    json_decref(root);
    buffer_char(out, '\n');
}

void document_write(struct document *document, json_t *root, struct buffer *out)
{
    write_with(document, root, out, JSON_INDENT(2));
}

void document_write_line(struct document *document, json_t *root, struct buffer *out)
{
    write_with(document, root, out, JSON_COMPACT);
}
