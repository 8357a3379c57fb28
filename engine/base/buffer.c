/* SPDX-License-Identifier: MIT */
/*
 * A growing string; see the header.
 */
#include <config.h>

#include "errwalk/buffer.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/memory.h"

void buffer_free(struct buffer *buffer)
{
    memory_free(buffer->bytes);
    *buffer = (struct buffer){0};
}

void buffer_clear(struct buffer *buffer)
{
    buffer->length = 0;
    if (buffer->bytes)
        buffer->bytes[0] = '\0';
}

/* Room for `more` bytes and the NUL after them. */
static void reserve(struct buffer *buffer, size_t more)
{
    size_t capacity = buffer->capacity ? buffer->capacity : 64;

    if (more < buffer->capacity - buffer->length && buffer->capacity)
        return;
    while (capacity - buffer->length <= more && capacity <= SIZE_MAX / 4)
        capacity *= 2;
    if (capacity - buffer->length <= more)
        memory_exhausted();
    buffer->bytes = memory_realloc(buffer->bytes, capacity);
    buffer->capacity = capacity;
}

void buffer_append(struct buffer *buffer, const char *bytes, size_t length)
{
    reserve(buffer, length);
    if (length)
        memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_string(struct buffer *buffer, const char *string)
{
    buffer_append(buffer, string, strlen(string));
}

void buffer_char(struct buffer *buffer, char c)
{
    buffer_append(buffer, &c, 1);
}

void buffer_repeat(struct buffer *buffer, const char *string, size_t times)
{
    while (times--)
        buffer_string(buffer, string);
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    buffer_vprintf(buffer, format, args);
    va_end(args);
}

void buffer_decimal(struct buffer *buffer, double number)
{
    enum { MILLION = 1000000 };
    long long millionths, most = 9e12;
    int places = 6;

    if (!(number >= -(double)most && number <= (double)most)) {
        buffer_printf(buffer, "%.0f", number);
        return;
    }
    /* In whole numbers: the point is a point in every locale. */
    millionths = (long long)(number * MILLION + (number < 0 ? -0.5 : 0.5));
    buffer_printf(buffer, "%s%lld", millionths < 0 ? "-" : "", llabs(millionths) / MILLION);
    millionths = llabs(millionths) % MILLION;
    for (; millionths && millionths % 10 == 0; millionths /= 10)
        places--;
    if (millionths)
        buffer_printf(buffer, ".%0*lld", places, millionths);
}

void buffer_vprintf(struct buffer *buffer, const char *format, va_list args)
{
    va_list again;
    int length;

    va_copy(again, args);
    length = vsnprintf(NULL, 0, format, args);
    if (length < 0) /* which is more than an int counts */
        memory_exhausted();
    reserve(buffer, (size_t)length);
    vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, again);
    buffer->length += (size_t)length;
    va_end(again);
}

const char *buffer_text(const struct buffer *buffer)
{
    return buffer->bytes ? buffer->bytes : "";
}

char *buffer_take(struct buffer *buffer)
{
    char *taken;

    buffer_append(buffer, "", 0);
    taken = buffer->bytes;
    *buffer = (struct buffer){0};
    return taken;
}
