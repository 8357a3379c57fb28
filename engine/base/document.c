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

static void write_with(json_t *root, struct buffer *out, size_t flags)
{
    json_dump_callback(root, take_bytes, out,
                       flags | JSON_ENSURE_ASCII | JSON_REAL_PRECISION(DIGITS));
    json_decref(root);
    buffer_char(out, '\n');
}

void document_write(json_t *root, struct buffer *out)
{
    write_with(root, out, JSON_INDENT(2));
}

void document_write_line(json_t *root, struct buffer *out)
{
    write_with(root, out, JSON_COMPACT);
}
