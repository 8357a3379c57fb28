/*
 * What everything stands on: memory, arena, buffer, clock and patterns. Diagnostics, files, text
 * and prose have binaries of their own.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

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

    memory_fail_after(1);
    copy = memory_alloc(4);
    suite_expect("zeroed", copy && copy[3] == 0);
    suite_expect("then none", !memory_alloc(1) && !memory_copy("a", 1) && !memory_realloc(NULL, 1));
    memory_fail_after(-1);
    memory_free(copy);
    copy = memory_copy("abc", 2);
    suite_expect_string("copy", copy, "ab");
    memory_free(copy);
    for (count = 0; count < 100; count++) {
        suite_expect("grow", memory_grow(&items, &capacity, count, sizeof(int)) == STATUS_OK);
        ((int *)items)[count] = (int)count;
    }
    memory_fail_after(0);
    count = capacity;
    suite_expect("full", memory_grow(&items, &capacity, count, 4) == STATUS_NO_MEMORY);
    suite_expect("as it was", capacity == count && ((int *)items)[99] == 99);
    memory_fail_after(-1);
    memory_free(items);
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
    suite_expect("too big", !arena_alloc(arena, (size_t)-1));
    memory_fail_after(0);
    suite_expect("no memory", !arena_alloc(arena, 5 * 1024 * 1024) && !arena_new());
    memory_fail_after(-1);
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
    memory_fail_after(0);
    buffer_repeat(&buffer, "long", 1000);
    memory_fail_after(-1);
    buffer_string(&buffer, "ignored");
    suite_expect("failed", buffer_failed(&buffer) && !buffer_take(&buffer));
    buffer_free(&buffer);
    suite_expect("new again", !buffer_failed(&buffer));
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

static void test_pattern_without_memory(void)
{
    struct pattern *pattern = NULL;
    enum status status = STATUS_NO_MEMORY;
    size_t offset;
    char error[64];
    long most;

    for (most = 0; status == STATUS_NO_MEMORY && most < 50; most++) {
        memory_fail_after(most);
        status = pattern_new("^(a|b)+$", &pattern, error, sizeof error, &offset);
        memory_fail_after(-1);
    }
    suite_expect("some failed", status == STATUS_OK && most > 2);
    memory_fail_after(0);
    suite_expect_long("match", pattern_match(pattern, "ab"), STATUS_NO_MEMORY);
    memory_fail_after(-1);
    suite_expect_long("match", pattern_match(pattern, "ab"), STATUS_OK);
    pattern_free(pattern);
}

const char suite_name[] = "base";
const struct suite_test suite_tests[] = {
    {"memory", test_memory},
    {"arena", test_arena},
    {"buffer", test_buffer},
    {"clock", test_clock},
    {"pattern", test_pattern},
    {"pattern found", test_pattern_find},
    {"bad pattern", test_bad_pattern},
    {"pattern limits", test_pattern_limits},
    {"pattern without memory", test_pattern_without_memory},
    {NULL, NULL},
};
