/* SPDX-License-Identifier: MIT */
/*
 * The look over the bytes of a file before YAML reads them: what is no UTF-8 text is refused with
 * its place, where libyaml would only name an offset; and no character hides from a reader.
 */
#include <config.h>

#include "reader.h"

#include <string.h>

#include "errwalk/flow.h"
#include "errwalk/text.h"

enum { BINARY_LOOK = 4096 };

/* Bytes to look at more closely: controls but tab and newline, DEL, and all beyond ASCII. */
static bool is_plain(unsigned char byte)
{
    return (byte >= 0x20 && byte < 0x7f) || byte == '\n' || byte == '\t';
}

/* Which of eight bytes may not be plain, a bit each: exact but for tabs. */
static uint64_t odd_bytes(uint64_t word)
{
    const uint64_t ones = 0x0101010101010101U, high = ones * 0x80, lines = word ^ ones * '\n';

    return ((word | (word + ones)) | (((lines | high) - ones) & ~((word | high) - ones * 0x20))) &
           high;
}

/* The next byte that is not plain, or `length`. */
static size_t next_odd(const char *bytes, size_t from, size_t length)
{
    uint64_t word;

    for (; from < length; from++) {
        for (; from + sizeof word <= length; from += sizeof word) {
            memcpy(&word, bytes + from, sizeof word);
            if (odd_bytes(word))
                break;
        }
        if (from < length && !is_plain((unsigned char)bytes[from]))
            break;
    }
    return from;
}

static const char *wide_encoding(const char *bytes, size_t length)
{
    static const struct {
        const char *start;
        size_t length;
        const char *name;
    } marks[] = {
        {"\xff\xfe\0\0", 4, "UTF-32"},
        {"\0\0\xfe\xff", 4, "UTF-32"},
        {"\xff\xfe", 2, "UTF-16"},
        {"\xfe\xff", 2, "UTF-16"},
    };
    size_t i;

    for (i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (length >= marks[i].length && memcmp(bytes, marks[i].start, marks[i].length) == 0)
            return marks[i].name;
    }
    if (length < 4)
        return NULL;
    /* Without a mark: an ASCII character and its zeros. */
    if ((bytes[0] && !bytes[1] && !bytes[2] && !bytes[3]) ||
        (!bytes[0] && !bytes[1] && !bytes[2] && bytes[3]))
        return "UTF-32";
    if ((bytes[0] && !bytes[1] && bytes[2] && !bytes[3]) ||
        (!bytes[0] && bytes[1] && !bytes[2] && bytes[3]))
        return "UTF-16";
    return NULL;
}

/* A program, an image, an archive: with NULs, and more that no text has. */
static bool is_binary(const char *bytes, size_t length)
{
    size_t look = length < BINARY_LOOK ? length : BINARY_LOOK, i, controls = 0;

    for (i = 0; i < look; i++)
        controls += (unsigned char)bytes[i] < 0x20 && !strchr("\t\n\r", bytes[i] ? bytes[i] : 1);
    return memchr(bytes, 0, look) && (controls > 3 || !text_check(bytes, look, NULL));
}

static bool check_encoding(struct reader *reader)
{
    const struct diag_place whole = {0};
    const char *wide = wide_encoding(reader->bytes, reader->length);
    size_t bad;

    if (wide) {
        reader_fault(reader, RULE_UTF16, whole, "save it as UTF-8", "the file is %s, not UTF-8",
                     wide);
    } else if (is_binary(reader->bytes, reader->length)) {
        reader_fault(reader, RULE_NOT_UTF8, whole, NULL, "the file is binary, not text");
    } else if (!reader->is_ascii && !text_check(reader->bytes, reader->length, &bad)) {
        reader_fault(reader, RULE_NOT_UTF8, reader_place_at(reader, bad, 1), "save it as UTF-8",
                     "the byte 0x%02X is not UTF-8; the file is not read",
                     (unsigned)(unsigned char)reader->bytes[bad]);
    } else {
        return true;
    }
    return false;
}

/* What libyaml refuses, or counts as the end of a line where nothing else does. */
static bool is_unreadable(uint32_t point)
{
    return point < 0xa0 || point == 0x2028 || point == 0x2029 || point == 0xfeff;
}

static void fault_hidden(struct reader *reader, uint32_t point, struct diag_place place)
{
    bool control = point < 0xa0;

    reader_fault(reader, control ? RULE_CONTROL : RULE_HIDDEN, place, "take it out",
                 control ? "the control character U+%04X%s" : "the invisible character U+%04X%s",
                 (unsigned)point, is_unreadable(point) ? "; the file is not read" : "");
}

/* A no-break space where a blank is meant: in an indentation, and before the colon of a key. */
static void check_no_break(struct reader *reader, struct diag_spot *spot, size_t from, size_t end)
{
    static const char space[] = "\xc2\xa0";
    const char *bytes = reader->bytes;
    bool is_indent = true;
    size_t at;

    for (at = from; at + 1 < end; at++) {
        bool is_space = memcmp(bytes + at, space, 2) == 0;

        if (is_space && (is_indent || (at + 2 < end && bytes[at + 2] == ':'))) {
            reader_fault(reader, RULE_HIDDEN, diag_spot_move(spot, bytes, at), "type a blank in its place",
                         "the no-break space U+00A0 looks like a blank, and is none");
            return;
        }
        is_indent = is_indent && (bytes[at] == ' ' || bytes[at] == '-');
    }
}

/* The hidden characters of one line, without its end. */
static void check_line(struct reader *reader, struct diag_spot *spot, size_t from, size_t end)
{
    const char *bytes = reader->bytes;
    uint32_t point;
    size_t at;

    while (from < end && text_find_hidden(bytes + from, end - from, &at, &point)) {
        from += at;
        fault_hidden(reader, point, diag_spot_move(spot, bytes, from));
        reader->cut |= is_unreadable(point);
        for (from++; from < end && ((unsigned char)bytes[from] & 0xc0) == 0x80;)
            from++;
    }
}

/* Reports every hidden character. A carriage return is at home before a newline. */
static void check_hidden(struct reader *reader, size_t odd)
{
    const char *bytes = reader->bytes, *newline;
    struct diag_spot spot = {.place = {1, 1, 1}};
    size_t start, end, next;

    for (; odd < reader->length; odd = next_odd(bytes, next, reader->length)) {
        newline = memchr(bytes + odd, '\n', reader->length - odd);
        end = next = newline ? (size_t)(newline - bytes) : reader->length;
        for (start = odd; start > 0 && bytes[start - 1] != '\n';)
            start--; /* a joiner is judged by what is before it */
        if (newline && bytes[end - 1] == '\r')
            end--;
        check_no_break(reader, &spot, start, end);
        check_line(reader, &spot, start, end);
    }
}

/* Whether any '#' follows a blank and is followed by a character. */
static bool has_hash(const char *bytes, size_t length)
{
    const char *at = bytes, *end = bytes + length;

    while ((at = memchr(at, '#', (size_t)(end - at)))) {
        if (at > bytes && (at[-1] == ' ' || at[-1] == '\t') && at + 1 < end &&
            !strchr(" \t\r\n#", at[1]))
            return true;
        at++;
    }
    return false;
}

/* A %TAG names a prefix for tags, which are refused anyway; thousands of them cost libyaml hours.
 */
static void check_directives(struct reader *reader)
{
    const char *at = reader->bytes, *end = at + reader->length;

    while ((at = memchr(at, '%', (size_t)(end - at)))) {
        if ((at == reader->bytes || at[-1] == '\n') && end - at > 4 && memcmp(at, "%TAG", 4) == 0) {
            reader_fault(reader, RULE_TAG, reader_place_at(reader, (size_t)(at - reader->bytes), 4),
                         "take the line out", "a flow has no tags; the file is not read");
            reader->cut = true;
            return;
        }
        at++;
    }
}

void reader_scan(struct reader *reader)
{
    const struct diag_place whole = {0};
    size_t odd;

    if (reader->length > FLOW_MAX_BYTES) {
        reader_fault(reader, RULE_TOO_LARGE, whole, "split it into several flows",
                     "the file is larger than 4 MiB");
        reader->cut = true;
    } else {
        odd = next_odd(reader->bytes, 0, reader->length);
        reader->is_ascii = odd == reader->length;
        reader->cut = !check_encoding(reader);
        if (!reader->cut && odd < reader->length)
            check_hidden(reader, odd);
        if (!reader->cut)
            check_directives(reader);
        reader->has_hash = has_hash(reader->bytes, reader->length);
    }
    reader->stopped = reader->cut;
}
