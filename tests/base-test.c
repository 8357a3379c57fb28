/* SPDX-License-Identifier: MIT */
/*
 * What everything stands on: memory, arena, buffer, clock and patterns. Diagnostics, files, text
 * and prose have binaries of their own.
 */
#include <config.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "errwalk/arena.h"
#include "errwalk/buffer.h"
#include "errwalk/clock.h"
#include "errwalk/memory.h"
#include "errwalk/pattern.h"
#include "suite.h"

static void test_memory(void)
{
    void *items = NULL;
    size_t capacity = 0, count;
    char *copy;

    copy = memory_alloc(4);
    suite_expect("zeroed", copy[3] == 0);
    memory_free(copy);
    copy = memory_copy("abc", 2);
    suite_expect_string("copy", copy, "ab");
    memory_free(copy);
    for (count = 0; count < 100; count++) {
        memory_grow(&items, &capacity, count, sizeof(int));
        ((int *)items)[count] = (int)count;
    }
    suite_expect("all there", capacity >= 100 && ((int *)items)[99] == 99);
    memory_free(items);
}

static void grow_too_far(void)
{
    void *items = NULL;
    size_t capacity = SIZE_MAX / 4;

    memory_grow(&items, &capacity, capacity, 16);
}

static void give_too_much(void)
{
    arena_alloc(arena_new(), (size_t)-1);
}

static void append_too_much(void)
{
    struct buffer buffer = {0};

    buffer_append(&buffer, "", SIZE_MAX / 2 + 1);
}

static void restore(void)
{
    ssize_t written = write(STDERR_FILENO, "restored\n", 9);

    (void)written;
}

/* Each in a process of its own, since there is no way back. */
static void test_exhausted(void)
{
    static void (*const requests[])(void) = {memory_exhausted, grow_too_far, give_too_much,
                                             append_too_much};
    static const char said[] =
        "restored\nerrwalk: out of memory; close other programs, then start errwalk again\n";
    char heard[200] = "";
    int ends[2], status;
    size_t i;

    for (i = 0; i < sizeof requests / sizeof requests[0]; i++) {
        suite_expect("pipe", pipe(ends) == 0);
        if (fork() == 0) {
            dup2(ends[1], STDERR_FILENO);
            memory_on_exhaustion(restore);
            requests[i]();
            _exit(0);
        }
        close(ends[1]);
        wait(&status);
        suite_expect_long("read", (long)read(ends[0], heard, sizeof heard - 1), sizeof said - 1);
        close(ends[0]);
        suite_expect_string("says so", heard, said);
        suite_expect("ends", WIFEXITED(status) && WEXITSTATUS(status) == 4);
    }
}

static void test_decimal(void)
{
    static const struct {
        double number;
        const char *text;
    } rows[] = {{0, "0"},       {1, "1"},         {0.5, "0.5"},          {2.25, "2.25"},
                {0.1, "0.1"},   {1.000001, "1.000001"}, {100000, "100000"}, {0.000001, "0.000001"},
                {10.10, "10.1"}, {99999.999999, "99999.999999"}};
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer text = {0};

        buffer_decimal(&text, rows[i].number);
        suite_expect_string("decimal", buffer_text(&text), rows[i].text);
        buffer_free(&text);
    }
}

static void test_arena(void)
{
    struct arena *arena = arena_new();
    char *first, *big, *text;
    size_t i;

    first = arena_alloc(arena, 1);
    suite_expect("aligned", (size_t)first % sizeof(long) == 0);
    for (i = 0; i < 10000; i++)
        suite_expect("zeroed", *(long *)arena_alloc(arena, sizeof(long)) == 0);
    big = arena_alloc(arena, 3 * 1024 * 1024);
    suite_expect("big", big && big[3 * 1024 * 1024 - 1] == 0);
    text = arena_copy(arena, "text and more", 4);
    suite_expect_string("copy", text, "text");
    arena_free(arena);
    arena_free(NULL);
}

static void test_buffer(void)
{
    struct buffer buffer = {0};
    char *taken;

    suite_expect_string("empty", buffer_text(&buffer), "");
    buffer_printf(&buffer, "%d-%s", 7, "x");
    buffer_repeat(&buffer, "ab", 100);
    suite_expect_long("length", (long)buffer.length, 203);
    buffer_clear(&buffer);
    suite_expect_string("cleared", buffer_text(&buffer), "");
    buffer_string(&buffer, "kept");
    buffer_free(&buffer);
    taken = buffer_take(&buffer);
    suite_expect_string("taken", taken, "");
    memory_free(taken);
    buffer_free(&buffer);
}

static void test_clock(void)
{
    static const struct {
        const char *text;
        int64_t when; /* -1: no time */
    } rows[] = {
        {"1970-01-01", 0},
        {"1970-01-01T00:00:01Z", 1},
        {"2026-11-22T10:00:00Z", 1795341600},
        {"2024-02-29", 1709164800},
        {"2023-02-29", -1},
        {"2026-13-01", -1},
        {"2026-04-31", -1},
        {"2026-01-01T24:00:00Z", -1},
        {"2026-01-01T10:00:00", -1},
        {"2026-1-1", -1},
        {"2026-01-01x", -1},
        {"", -1},
    };
    char text[CLOCK_TEXT];
    struct clock clock, other;
    unsigned char random[2][16];
    int64_t when;
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        when = -1;
        suite_expect(rows[i].text, (clock_parse(rows[i].text, &when) == STATUS_OK) ==
                                       (rows[i].when >= 0));
        suite_expect_long(rows[i].text, (long)when, (long)rows[i].when);
    }
    clock_format(1795341600, text);
    suite_expect_string("format", text, "2026-11-22T10:00:00Z");
    setenv("ERRWALK_TEST_CLOCK", "2026-01-01T00:00:00Z", 1);
    suite_expect("fixed", clock_init(&clock) == STATUS_OK && clock_init(&other) == STATUS_OK);
    setenv("ERRWALK_TEST_CLOCK", "yesterday", 1);
    suite_expect("no time", clock_init(&clock) == STATUS_INVALID);
    unsetenv("ERRWALK_TEST_CLOCK");
    when = clock_now(&clock);
    suite_expect_long("moves on", (long)(clock_now(&clock) - when), 1);
    suite_expect("random", clock_random(&clock, random[0], 16) == STATUS_OK &&
                               clock_random(&other, random[1], 16) == STATUS_OK &&
                               memcmp(random[0], random[1], 16) == 0);
    suite_expect("system", clock_init(&clock) == STATUS_OK && !clock.fixed &&
                               clock_now(&clock) > 1700000000 &&
                               clock_random(&clock, random[0], 16) == STATUS_OK);
}

static void test_pattern(void)
{
    static const struct {
        const char *pattern, *text;
        enum status expected;
    } rows[] = {
        {"^0x[0-9a-f]+$", "0x3e7", STATUS_OK},
        {"^0x[0-9a-f]+$", "0x3E7", STATUS_NO},
        {"^0x[0-9a-f]+$", "0x3e7\n", STATUS_NO},
        {"(?i)^abc", "ABCd", STATUS_OK},
        {"b", "abc", STATUS_OK},
        {"", "", STATUS_OK},
        {"^.$", "\u4e2d", STATUS_OK},
        {"^\\d$", "\u0663", STATUS_NO},
        {"^\\p{L}+$", "\u00e9\u4e2d", STATUS_OK},
        {"a", "\xff", STATUS_INVALID},
    };
    struct pattern *pattern;
    char error[128];
    size_t i, offset;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!suite_expect(rows[i].pattern,
                          pattern_new(rows[i].pattern, &pattern, error, sizeof error, &offset) ==
                              STATUS_OK))
            continue;
        suite_expect_long(rows[i].pattern, pattern_match(pattern, rows[i].text), rows[i].expected);
        pattern_free(pattern);
    }
    pattern_free(NULL);
}

static void test_pattern_find(void)
{
    static const struct {
        const char *pattern, *text;
        size_t from;
        enum status expected;
        struct pattern_span spans[3]; /* the match and two groups */
    } rows[] = {
        {"(a)(b)?", "xaby", 0, STATUS_OK, {{1, 2}, {1, 1}, {2, 1}}},
        {"(a)(b)?", "xaby", 2, STATUS_NO, {{0, 0}}},
        {"(a)(b)?", "ca", 0, STATUS_OK, {{1, 1}, {1, 1}, {0, 0}}},
        {"a", "aa", 1, STATUS_OK, {{1, 1}}},
        {"(?<=a)b", "ab", 1, STATUS_OK, {{1, 1}}},
        {"(a)(b)(c)", "abc", 0, STATUS_OK, {{0, 3}, {0, 1}, {1, 1}}},
        {"\\w", "\u00e9x", 0, STATUS_OK, {{2, 1}}},
        {"", "a", 1, STATUS_OK, {{0, 0}}},
    };
    struct pattern_span spans[3];
    struct pattern *pattern;
    char error[128];
    size_t i, j, offset;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!suite_expect(rows[i].pattern,
                          pattern_new(rows[i].pattern, &pattern, error, sizeof error, &offset) ==
                              STATUS_OK))
            continue;
        memset(spans, 0, sizeof spans);
        suite_expect_long(rows[i].pattern,
                          pattern_find(pattern, rows[i].text, strlen(rows[i].text), rows[i].from,
                                       spans, 3),
                          rows[i].expected);
        for (j = 0; j < 3; j++) {
            suite_expect_long(rows[i].pattern, (long)spans[j].offset,
                              (long)rows[i].spans[j].offset);
            suite_expect_long(rows[i].pattern, (long)spans[j].length,
                              (long)rows[i].spans[j].length);
        }
        pattern_free(pattern);
    }
}

static void test_bad_pattern(void)
{
    static const struct {
        const char *pattern;
        long offset; /* -1: PCRE2's matter */
    } rows[] = {{"a(b", 3}, {"[a", 2}, {"*a", 0}, {"a{2,1}", -1}, {"\\C", -1}, {"\xff", 0}};
    struct pattern *pattern = NULL;
    char error[128], longest[5000];
    size_t i, offset;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        error[0] = '\0';
        suite_expect_long(rows[i].pattern,
                          pattern_new(rows[i].pattern, &pattern, error, sizeof error, &offset),
                          STATUS_INVALID);
        suite_expect(rows[i].pattern, error[0] && !pattern);
        if (rows[i].offset >= 0)
            suite_expect_long(rows[i].pattern, (long)offset, rows[i].offset);
    }
    memset(longest, 'a', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    suite_expect_long("too long", pattern_new(longest, &pattern, error, sizeof error, &offset),
                      STATUS_INVALID);
    suite_expect_long("deep", pattern_new("((((((((((a{9999}){9999}){9999}){9999}){9}){9}){9}){9}){9})",
                                          &pattern, error, sizeof error, &offset),
                      STATUS_INVALID);
}

/* Patterns that backtrack without end give up; long texts that match plainly do not. */
static void test_pattern_limits(void)
{
    static const struct {
        const char *pattern, *unit, *end;
        enum status expected;
    } rows[] = {
        {"^(a+)+$", "a", "!", STATUS_INVALID},
        {"^(a|a)*$", "a", "!", STATUS_INVALID},
        {"^(?:a?){64}a{64}$", "b", "", STATUS_NO},
        {"^[a-f0-9]+$", "a1", "", STATUS_OK},
        {"^[^;]*;$", "a", ";", STATUS_OK},
    };
    struct pattern *pattern;
    struct buffer text = {0};
    char error[128];
    size_t i, offset;
    clock_t before;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        buffer_clear(&text);
        buffer_repeat(&text, rows[i].unit, 30000);
        buffer_string(&text, rows[i].end);
        if (!suite_expect(rows[i].pattern,
                          pattern_new(rows[i].pattern, &pattern, error, sizeof error, &offset) ==
                              STATUS_OK))
            continue;
        before = clock();
        suite_expect_long(rows[i].pattern, pattern_match(pattern, buffer_text(&text)),
                          rows[i].expected);
        suite_expect("in a moment", clock() - before < 5 * CLOCKS_PER_SEC);
        pattern_free(pattern);
    }
    buffer_free(&text);
}

const char suite_name[] = "base";
static void test_local_time(void)
{
    static const struct {
        const char *zone, *when, *now, *text;
    } rows[] = {
        {"UTC", "2026-11-22T14:35:10Z", "2026-11-22T14:20:00Z", "14:35"},
        {"UTC", "2026-11-23T00:05:00Z", "2026-11-22T23:50:00Z", "2026-11-23 00:05"},
        {"<+02>-2", "2026-11-22T22:05:00Z", "2026-11-22T22:01:00Z", "00:05"},
        {"<-05>5", "2026-11-22T14:35:00Z", "2026-11-22T14:20:00Z", "09:35"},
        {"UTC", "2027-11-22T14:35:00Z", "2026-11-22T14:20:00Z", "2027-11-22 14:35"},
    };
    char text[CLOCK_TEXT];
    int64_t minute = 0;
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t when = 0, now = 0;

        clock_parse(rows[i].when, &when);
        clock_parse(rows[i].now, &now);
        setenv("TZ", rows[i].zone, 1);
        tzset();
        clock_format_local(when, now, text);
        suite_expect_string(rows[i].when, text, rows[i].text);
    }
    setenv("TZ", "<+02>-2", 1);
    tzset();
    clock_parse("2026-11-22T22:05:00Z", &minute);
    clock_format_minute(minute, text);
    suite_expect_string("minute", text, "2026-11-23 00:05");
    setenv("TZ", "UTC", 1);
    tzset();
}

const struct suite_test suite_tests[] = {
    {"numbers with decimals", test_decimal},
    {"memory", test_memory},
    {"exhausted", test_exhausted},
    {"arena", test_arena},
    {"buffer", test_buffer},
    {"clock", test_clock},
    {"pattern", test_pattern},
    {"pattern found", test_pattern_find},
    {"bad pattern", test_bad_pattern},
    {"pattern limits", test_pattern_limits},
    {"a time of day where a person is", test_local_time},
    {NULL, NULL},
};
