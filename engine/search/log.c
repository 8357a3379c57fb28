/* SPDX-License-Identifier: MIT */
/*
 * The codes of a log, counted; see the header.
 */
#include <config.h>

#include "errwalk/log.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/letters.h"
#include "errwalk/memory.h"

enum { READINGS = 32, UNKNOWN = 8, BUCKETS = 1024, TIME_WITHIN = 64, DATE_MOST = 14 };

_Static_assert(READINGS + UNKNOWN <= LOG_LINE_READINGS, "a line's readings fit");

void log_free(struct log *log)
{
    memory_free(log->codes);
    memory_free(log->buckets);
    *log = (struct log){0};
}

/* The number that a line begins with, and how far it goes: 0 where there is none. */
static size_t leading_number(const char *line, size_t length, size_t *number)
{
    size_t at = 0, first;

    *number = 0;
    while (at < length && (line[at] == ' ' || line[at] == '\t'))
        at++;
    for (first = at; at < length && at - first < 9 && letter_is_digit(line[at]); at++)
        *number = *number * 10 + (size_t)(line[at] - '0');
    if (at == first || (at < length && !strchr(":.)| \t", line[at])))
        return 0;
    /* "12:00:01" and "2026.11.30" are a time and a date. */
    return at + 1 < length && line[at] != ' ' && letter_is_digit(line[at + 1]) ? 0 : at;
}

void log_begin(struct log *log, const char *first, size_t first_length, const char *second,
               size_t second_length)
{
    size_t one, two;

    log->numbered = leading_number(first, first_length, &one) > 0 &&
                    leading_number(second, second_length, &two) > 0 && one < two;
}

static bool is_digits(const char *text, size_t count)
{
    while (count > 0 && letter_is_digit(text[count - 1]))
        count--;
    return count == 0;
}

/* Where the time of a line begins, "12:00" with a word's end before it; `length` where it has none. */
static size_t find_clock(const char *line, size_t length)
{
    size_t at;

    for (at = 0; at + 5 <= length && at < TIME_WITHIN; at++) {
        if (line[at + 2] == ':' && is_digits(line + at, 2) && is_digits(line + at + 3, 2) &&
            (at == 0 || !letter_is_digit(line[at - 1])) &&
            (at + 5 == length || !letter_is_digit(line[at + 5])))
            return at;
    }
    return length;
}

/* The time of a line as it is written, with the date that stands before it: a line begins with that, or
 * with a bracket. */
static void find_time(const char *line, size_t length, char time[LOG_TIME_BYTES])
{
    size_t clock = find_clock(line, length), from = 0, to = clock + 5;

    time[0] = '\0';
    if (clock == length)
        return;
    while (from < clock && strchr(" \t[<(\"", line[from]))
        from++;
    if (clock - from > DATE_MOST)
        from = clock;
    while (to < length && (letter_is_digit(line[to]) || (line[to] && strchr(":.,+Z", line[to])) ||
                           (line[to] == '-' && to + 1 < length &&
                            letter_is_digit(line[to + 1]))))
        to++;
    while (to > clock + 5 && strchr(":.,+", line[to - 1]))
        to--;
    if (to + 3 <= length && (memcmp(line + to, " AM", 3) == 0 || memcmp(line + to, " PM", 3) == 0))
        to += 3;
    snprintf(time, LOG_TIME_BYTES, "%.*s", (int)(to - from), line + from);
}

static uint32_t hash_reading(const struct decode_reading *reading)
{
    uint64_t hash = (uint64_t)reading->code.value * 31 + reading->code.kind;

    hash = hash * 31 + (uintptr_t)reading->event;
    return (uint32_t)((hash * UINT64_C(0x9E3779B97F4A7C15)) >> 40);
}

static bool is_same(const struct decode_reading *a, const struct decode_reading *b)
{
    return code_equal(a->code, b->code) && a->entry == b->entry && a->event == b->event;
}

/* The code of a reading; added where it is new, NULL where there is no room. */
static struct log_code *find_code(struct log *log, const struct decode_reading *reading)
{
    void *codes = log->codes;
    size_t at = hash_reading(reading) % BUCKETS;

    if (!log->buckets)
        log->buckets = memory_alloc(BUCKETS * sizeof *log->buckets);
    for (; log->buckets[at]; at = (at + 1) % BUCKETS) {
        struct log_code *code = &log->codes[log->buckets[at] - 1];

        if (is_same(&code->reading, reading))
            return code;
    }
    if (log->count == LOG_MOST)
        return NULL;
    memory_grow(&codes, &log->capacity, log->count, sizeof *log->codes);
    log->codes = codes;
    log->codes[log->count] = (struct log_code){.reading = *reading};
    log->buckets[at] = log->count + 1;
    return &log->codes[log->count++];
}

/* A line's place of a code. */
static void count_place(struct log *log, const struct decode_reading *reading, const char *line,
                        size_t length, size_t number, size_t offset)
{
    struct log_code *code = find_code(log, reading);

    if (log_is_unknown(reading))
        log->unknown++;
    else
        log->found++;
    if (!code) {
        log->left_out++;
        return;
    }
    if (code->last.line == number)
        return;
    code->last.line = number;
    find_time(line, length, code->last.time);
    if (code->count++ > 0)
        return;
    code->first = code->last;
    code->offset = offset;
    code->length = length;
    code->place = reading->offset;
    snprintf(code->text, sizeof code->text, "%.*s", (int)reading->length, line + reading->offset);
}

static int by_place(const void *a, const void *b)
{
    const struct decode_reading *left = a, *right = b;

    return (left->offset > right->offset) - (left->offset < right->offset);
}

/* Each code once, by its likeliest reading. */
static bool is_lesser(const struct decode_reading *readings, size_t i)
{
    size_t k;

    for (k = 0; k < i; k++) {
        if (readings[k].offset == readings[i].offset)
            return true;
    }
    return false;
}

/* "HRESULT = 0x00000000 - S_OK": nobody looks for these in a log. */
static bool is_success(const struct decode_reading *reading)
{
    return reading->code.value == 0 && code_is_windows(reading->code);
}

static size_t read_line(const char *line, size_t length, struct decode_reading *kept)
{
    struct decode_reading readings[READINGS];
    struct decode_unknown first, unknown[UNKNOWN];
    size_t count, keep = 0, i;

    if (!decode_suspects(line, length))
        return 0;
    count = decode_line(line, length, readings, READINGS, &first);

    for (i = 0; i < count; i++) {
        if (!is_lesser(readings, i) && !is_success(&readings[i]))
            kept[keep++] = readings[i];
    }
    count = first.length ? decode_unknowns(line, length, unknown, UNKNOWN) : 0;
    for (i = 0; i < count; i++)
        kept[keep++] = (struct decode_reading){.code = unknown[i].code,
                                               .offset = unknown[i].offset,
                                               .length = unknown[i].length};
    qsort(kept, keep, sizeof *kept, by_place);
    return keep;
}

size_t log_add(struct log *log, const char *line, size_t length, size_t number, size_t offset,
               struct decode_reading *readings)
{
    size_t skip = 0, own, count, i;

    if (log->numbered && number != log->lines)
        skip = leading_number(line, length, &own);
    if (skip > 0 && own < log->number)
        skip = 0;
    if (skip > 0)
        log->number = own;
    log->lines = number;
    count = read_line(line + skip, length - skip, readings);
    for (i = 0; i < count; i++) {
        readings[i].offset += skip;
        count_place(log, &readings[i], line, length, number, offset);
    }
    return count;
}

static int by_frequency(const void *a, const void *b)
{
    const struct log_code *left = a, *right = b;

    if (left->count != right->count)
        return left->count < right->count ? 1 : -1;
    if (left->first.line != right->first.line)
        return left->first.line < right->first.line ? -1 : 1;
    return (left->place > right->place) - (left->place < right->place);
}

void log_sort(struct log *log)
{
    if (log->count)
        qsort(log->codes, log->count, sizeof *log->codes, by_frequency);
    memory_free(log->buckets); /* which index the codes as they stood */
    log->buckets = NULL;
}
