/* SPDX-License-Identifier: MIT */
/*
 * Blocks of standard input, taken apart into lines; see the header.
 */
#include <config.h>

#include "log-input.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <unistr.h>

#include "errwalk/buffer.h"
#include "errwalk/descriptor.h"
#include "errwalk/memory.h"

enum encoding { ENCODING_BYTES, ENCODING_UTF16_LITTLE, ENCODING_UTF16_BIG, ENCODING_NONE };

/* Bytes of a line that are looked at together, if it is longer: up to the next blank, if one comes
 * before as many again. */
enum { WINDOW = 64 * 1024, BLOCK = 4 * WINDOW };

struct input {
    int file;
    char *bytes;     /* of BLOCK */
    size_t from, to; /* what was read and not yet taken */
    bool at_end;
    size_t number; /* of the line */
    bool goes_on;  /* that line has more parts */
};

/* Reads more behind what is there. STATUS_NO at the end. */
static enum status fill(struct input *input)
{
    ssize_t count;

    if (input->at_end)
        return STATUS_NO;
    memmove(input->bytes, input->bytes + input->from, input->to - input->from);
    input->to -= input->from;
    input->from = 0;
    count = descriptor_read(input->file, input->bytes + input->to, BLOCK - input->to);
    if (count < 0)
        return STATUS_IO;
    input->to += (size_t)count;
    input->at_end = count == 0;
    return count > 0 ? STATUS_OK : STATUS_NO;
}

/* How long the next line is, or the part of it that is looked at; 0 where more must be read first. */
static size_t line_length(const struct input *input)
{
    const char *start = input->bytes + input->from;
    const size_t there = input->to - input->from, most = there < 2 * WINDOW ? there : 2 * WINDOW;
    const char *end = memchr(start, '\n', there < WINDOW ? there : WINDOW);
    size_t at;

    if (end)
        return (size_t)(end - start) + 1;
    for (at = WINDOW; at < most; at++) {
        if ((unsigned char)start[at] <= ' ')
            return at + 1;
    }
    return most == 2 * WINDOW || input->at_end ? most : 0;
}

static enum status read_bytes(struct input *input, log_input_line *take, void *context)
{
    enum status status = STATUS_OK;
    size_t length;

    while (status == STATUS_OK) {
        while ((length = line_length(input)) > 0) {
            const char *line = input->bytes + input->from;

            input->number += !input->goes_on;
            input->goes_on = line[length - 1] != '\n';
            take(context, line, length, input->number);
            input->from += length;
        }
        status = fill(input);
        if (status == STATUS_NO && input->from < input->to)
            status = STATUS_OK; /* the last line, which no newline ends */
    }
    return status == STATUS_NO ? STATUS_OK : status;
}

static enum status next_byte(struct input *input, unsigned *byte)
{
    enum status status = input->from < input->to ? STATUS_OK : fill(input);

    if (status == STATUS_OK)
        *byte = (unsigned char)input->bytes[input->from++];
    return status;
}

/* The 16-bit units of a line, or of a part of one. STATUS_NO at the end of the input, STATUS_INVALID where
 * half a unit is left. */
static enum status next_units(struct input *input, bool is_big, struct buffer *units)
{
    enum status status;
    unsigned first, second;
    uint16_t unit;

    buffer_clear(units);
    for (;;) {
        status = next_byte(input, &first);
        if (status != STATUS_OK)
            return status == STATUS_NO && units->length ? STATUS_OK : status;
        status = next_byte(input, &second);
        if (status != STATUS_OK)
            return status == STATUS_NO ? STATUS_INVALID : status;
        unit = (uint16_t)(is_big ? first << 8 | second : second << 8 | first);
        buffer_append(units, (const char *)&unit, sizeof unit);
        if (unit == '\n' || units->length >= (size_t)2 * WINDOW ||
            (units->length >= WINDOW && unit <= ' ' && (unit & 0xfc00) != 0xd800))
            return STATUS_OK;
    }
}

static enum status take_wide(const struct input *input, const struct buffer *units,
                             log_input_line *take, void *context)
{
    size_t count = units->length / sizeof(uint16_t), length;
    uint16_t *wide = memory_alloc(units->length);
    uint8_t *line;

    memcpy(wide, units->bytes, units->length);
    line = u16_to_u8(wide, count, NULL, &length);
    memory_free(wide);
    if (!line && errno == ENOMEM) /* the library's own malloc */
        memory_exhausted();
    if (!line)
        return STATUS_INVALID;
    take(context, (const char *)line, length, input->number);
    free(line);
    return STATUS_OK;
}

static enum status read_wide(struct input *input, bool is_big, log_input_line *take, void *context)
{
    struct buffer units = {0};
    enum status status;
    uint16_t last = 0;

    while ((status = next_units(input, is_big, &units)) != STATUS_NO) {
        input->number += !input->goes_on;
        if (status == STATUS_OK)
            status = take_wide(input, &units, take, context);
        if (status != STATUS_OK)
            break;
        memcpy(&last, units.bytes + units.length - sizeof last, sizeof last);
        input->goes_on = last != '\n';
    }
    buffer_free(&units);
    return status == STATUS_NO ? STATUS_OK : status;
}

static bool begins_with(const struct input *input, const char *mark, size_t length)
{
    return input->to >= length && memcmp(input->bytes, mark, length) == 0;
}

/* Tells from what was read first how the log is written, and passes over the byte order mark. */
static enum encoding find_encoding(struct input *input)
{
    const char *newline = memchr(input->bytes, '\n', input->to);
    const size_t length = newline ? (size_t)(newline - input->bytes) + 1 : input->to;
    size_t zeros[2] = {0, 0}, i;

    if (begins_with(input, "\xEF\xBB\xBF", 3)) {
        input->from = 3;
        return ENCODING_BYTES;
    }
    if (begins_with(input, "\xFF\xFE", 2) || begins_with(input, "\xFE\xFF", 2)) {
        input->from = 2;
        return input->bytes[0] == '\xFF' ? ENCODING_UTF16_LITTLE : ENCODING_UTF16_BIG;
    }
    for (i = 0; i < length; i++)
        zeros[i % 2] += input->bytes[i] == '\0';
    if (zeros[0] == 0 && zeros[1] > 0 && zeros[1] >= length / 4)
        return ENCODING_UTF16_LITTLE;
    if (zeros[1] == 0 && zeros[0] > 0 && zeros[0] >= length / 4)
        return ENCODING_UTF16_BIG;
    return zeros[0] + zeros[1] > length / 4 ? ENCODING_NONE : ENCODING_BYTES;
}

/* Reads until a whole line is there, so that its encoding can be told. */
static enum status read_first(struct input *input)
{
    enum status status = STATUS_OK;

    while (status == STATUS_OK && input->to < WINDOW &&
           !memchr(input->bytes, '\n', input->to))
        status = fill(input);
    return status == STATUS_NO ? STATUS_OK : status;
}

enum status log_input_read(int file, log_input_line *take, void *context, size_t *number)
{
    struct input input = {.file = file, .bytes = memory_alloc(BLOCK)};
    enum status status = read_first(&input);

    if (status == STATUS_OK) {
        enum encoding encoding = find_encoding(&input);

        input.number = encoding == ENCODING_NONE;
        status = encoding == ENCODING_BYTES  ? read_bytes(&input, take, context)
                 : encoding != ENCODING_NONE ? read_wide(&input, encoding == ENCODING_UTF16_BIG, take,
                                                         context)
                                             : STATUS_INVALID;
    }
    *number = input.number;
    memory_free(input.bytes);
    return status;
}
