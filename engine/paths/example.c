/* SPDX-License-Identifier: MIT */
/*
 * A reading of patterns that is only as good as needed to suggest a value; PCRE2 has the last word
 * on whether it fits.
 */
#include <config.h>

#include "example.h"

#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 16, LONGEST = 512 };

struct reading {
    const char *at;
    struct buffer *out;
    unsigned depth;
    bool failed;
};

static const char letters[] = "ax1A0_-. :\\/@";

/* A character for `\w` and the like; 0 where the letter is another escape. */
static char of_class(char escape)
{
    static const struct {
        char escape, example;
    } classes[] = {{'d', '1'}, {'w', 'a'}, {'s', ' '}, {'D', 'a'}, {'W', '-'}, {'S', 'a'}};
    size_t i;

    for (i = 0; i < sizeof classes / sizeof *classes; i++) {
        if (classes[i].escape == escape)
            return classes[i].example;
    }
    return '\0';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* What the characters of a class are: excluded[c] is set for each that is named. */
static void read_class(struct reading *reading)
{
    bool named[256] = {false}, negated = *reading->at == '^';
    char first = '\0', low, high;
    const char *letter;
    int c;

    reading->at += negated;
    for (; *reading->at && (*reading->at != ']' || !first); reading->at++) {
        low = *reading->at;
        if (low == '[' || (low & 0x80)) {
            reading->failed = true;
            return;
        }
        if (low == '\\') {
            low = *++reading->at;
            low = is_letter(low) ? of_class(low) : low;
        }
        high = low;
        if (low && reading->at[1] == '-' && reading->at[2] && reading->at[2] != ']') {
            reading->at += 2;
            high = *reading->at;
        }
        if (!low || high == '\\') {
            reading->failed = true;
            return;
        }
        first = first ? first : low;
        for (c = (unsigned char)low; c <= (unsigned char)high; c++)
            named[c] = true;
    }
    reading->failed |= !*reading->at;
    for (letter = letters; negated && *letter && named[(unsigned char)*letter];)
        letter++;
    reading->failed |= negated && !*letter;
    if (!reading->failed) {
        buffer_char(reading->out, negated ? *letter : first);
        reading->at++;
    }
}

static void read_escape(struct reading *reading)
{
    char c = *reading->at;

    if (c && strchr("AzZbBG", c)) {
        reading->at++;
        return;
    }
    if (is_letter(c))
        c = of_class(c);
    reading->failed |= !c;
    if (c) {
        buffer_char(reading->out, c);
        reading->at++;
    }
}

static void read_alternatives(struct reading *reading);

static void read_group(struct reading *reading)
{
    if (strncmp(reading->at, "?:", 2) == 0)
        reading->at += 2;
    else
        reading->failed |= *reading->at == '?' || *reading->at == '*';
    if (++reading->depth > DEEPEST)
        reading->failed = true;
    if (!reading->failed)
        read_alternatives(reading);
    reading->depth--;
    reading->failed |= *reading->at != ')';
    reading->at += *reading->at == ')';
}

/* How often at least; 1 where nothing is said. */
static unsigned long read_times(struct reading *reading)
{
    unsigned long times = 1;
    char *end;

    if (*reading->at == '*' || *reading->at == '?') {
        times = 0;
        reading->at++;
    } else if (*reading->at == '+') {
        reading->at++;
    } else if (*reading->at == '{') {
        times = strtoul(reading->at + 1, &end, 10);
        end = strchr(end, '}');
        reading->failed |= !end || times > LONGEST;
        reading->at = end ? end + 1 : "";
    } else {
        return times;
    }
    reading->at += *reading->at == '?' || *reading->at == '+';
    return times;
}

static void read_atom(struct reading *reading)
{
    char c = *reading->at++;

    switch (c) {
    case '^':
    case '$':
        break;
    case '.':
        buffer_char(reading->out, 'x');
        break;
    case '[':
        read_class(reading);
        break;
    case '(':
        read_group(reading);
        break;
    case '\\':
        read_escape(reading);
        break;
    default:
        /* A character of several bytes is one atom. */
        buffer_char(reading->out, c);
        while ((*reading->at & 0xc0) == 0x80)
            buffer_char(reading->out, *reading->at++);
        break;
    }
}

/* Up to `|`, `)` or the end. */
static void read_sequence(struct reading *reading)
{
    while (*reading->at && !strchr("|)", *reading->at) && !reading->failed) {
        size_t before = reading->out->length, length;
        unsigned long times;

        read_atom(reading);
        if (reading->failed)
            return;
        times = read_times(reading);
        length = reading->out->length - before;
        if (reading->failed || length * times > LONGEST || before + length * times > LONGEST) {
            reading->failed = true;
            return;
        }
        if (!times && length) {
            reading->out->length = before;
            reading->out->bytes[before] = '\0';
        }
        while (times-- > 1) {
            char copy[LONGEST];

            memcpy(copy, reading->out->bytes + before, length);
            buffer_append(reading->out, copy, length);
        }
    }
}

/* The first is written; the others are only read. */
static void read_alternatives(struct reading *reading)
{
    struct buffer unused = {0}, *out = reading->out;

    read_sequence(reading);
    reading->out = &unused;
    while (*reading->at == '|' && !reading->failed) {
        reading->at++;
        buffer_clear(&unused);
        read_sequence(reading);
    }
    reading->out = out;
    buffer_free(&unused);
}

bool example_of(const char *pattern, struct buffer *out)
{
    struct reading reading = {.at = pattern, .out = out};

    if (strncmp(pattern, "(?i)", 4) == 0)
        reading.at += 4;
    read_alternatives(&reading);

    return !reading.failed && !*reading.at && out->length > 0;
}
