/* SPDX-License-Identifier: MIT */
/*
 * Sealing a scenario: all after its head as Base64 under `sealed:`, so that nobody reads the answers
 * by accident. It hides nothing from whoever wants to know: it is not encrypted.
 *
 * Both ways work on the text, so that what was sealed comes back to the byte.
 */
#include <config.h>

#include "errwalk/scenario.h"

#include <nettle/base64.h>
#include <string.h>

#include "errwalk/file.h"
#include "errwalk/memory.h"
#include "errwalk/flow-file.h"
#include "errwalk/rules.h"

static const char mark[] = "sealed: |\n";

/* The Base64 of so many bytes makes a line. */
enum { LINE_BYTES = 54 };

static size_t line_length(const char *line, const char *end)
{
    const char *newline = memchr(line, '\n', (size_t)(end - line));

    return (size_t)((newline ? newline + 1 : end) - line);
}

/* Whether a line may stay in sight: a field of the head, what belongs to one, or no key at all. */
static bool is_head(const char *line, size_t length)
{
    static const char *const keys[] = {"trains:",  "title:",  "level:",
                                       "minutes:", "caller:", "opening:"};
    size_t i;

    if (*line && strchr(" #-\r\n", *line))
        return true;
    for (i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (length > strlen(keys[i]) && memcmp(line, keys[i], strlen(keys[i])) == 0)
            return true;
    }
    return false;
}

/* The first byte after the head; a comment before it goes with what it speaks of. */
static const char *find_body(const char *bytes, const char *end)
{
    const char *line = bytes, *body = bytes;

    while (line < end && is_head(line, line_length(line, end))) {
        if (*line != '#' && *line != '\n' && *line != '\r')
            body = line + line_length(line, end);
        line += line_length(line, end);
    }
    return line < end ? body : end;
}

static const char *find_mark(const char *bytes, const char *end)
{
    const char *line;

    for (line = bytes; line < end; line += line_length(line, end)) {
        if (line_length(line, end) == strlen(mark) && memcmp(line, mark, strlen(mark)) == 0)
            return line;
    }
    return NULL;
}

enum status scenario_seal(const char *bytes, size_t length, struct buffer *out)
{
    const char *end = bytes + length, *body = find_body(bytes, end);
    char text[BASE64_ENCODE_RAW_LENGTH(LINE_BYTES)];
    size_t part;

    if (body == bytes || body == end || find_mark(bytes, end))
        return STATUS_NO;
    buffer_append(out, bytes, (size_t)(body - bytes));
    buffer_string(out, mark);
    for (; body < end; body += part) {
        part = (size_t)(end - body) < LINE_BYTES ? (size_t)(end - body) : LINE_BYTES;
        base64_encode_raw(text, part, (const uint8_t *)body);
        buffer_string(out, "  ");
        buffer_append(out, text, BASE64_ENCODE_RAW_LENGTH(part));
        buffer_char(out, '\n');
    }
    return STATUS_OK;
}

static enum status decode(const char *text, size_t length, struct buffer *out)
{
    struct base64_decode_ctx context;
    size_t room = BASE64_DECODE_LENGTH(length), done = room;
    uint8_t *bytes = memory_alloc(room + 1);
    bool sound;

    base64_decode_init(&context);
    sound = base64_decode_update(&context, &done, bytes, length, text) &&
            base64_decode_final(&context);
    if (sound)
        buffer_append(out, (const char *)bytes, done);
    memory_free(bytes);
    if (!sound)
        return STATUS_INVALID;
    return STATUS_OK;
}

enum status scenario_unseal(const char *bytes, size_t length, struct buffer *out)
{
    const char *end = bytes + length, *sealed = find_mark(bytes, end);
    const char *text = sealed ? sealed + strlen(mark) : NULL;

    if (!sealed)
        return STATUS_NO;
    buffer_append(out, bytes, (size_t)(sealed - bytes));
    return decode(text, (size_t)(end - text), out);
}

enum status scenario_read(const char *path, struct diag_list *faults, struct buffer *content)
{
    const struct diag_place whole = {0};
    struct buffer plain = {0};
    enum status status = flow_file_read(path, faults, content);

    if (status != STATUS_OK)
        return status;
    status = scenario_unseal(buffer_text(content), content->length, &plain);
    if (status == STATUS_INVALID)
        diag_add(faults, &flow_rules[RULE_SCENARIO_SEALED], path, whole, NULL, 0,
                 "seal it again from the file that its author wrote",
                 "the sealed part is not what errwalk wrote");
    if (status == STATUS_OK) {
        buffer_free(content);
        *content = plain;
        return STATUS_OK;
    }
    buffer_free(&plain);
    return status == STATUS_NO ? STATUS_OK : status;
}
