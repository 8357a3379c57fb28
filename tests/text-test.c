/* SPDX-License-Identifier: MIT */
/*
 * Text and its sinks: clusters, cells, lines, hidden characters, near names; and that nothing
 * hostile leaves as it came.
 */
#include <config.h>

#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <jansson.h>
#include <string.h>

#include "errwalk/buffer.h"
#include "errwalk/memory.h"
#include "errwalk/sink.h"
#include "errwalk/text.h"
#include "suite.h"

#define FAMILY "\U0001f468\u200d\U0001f469\u200d\U0001f467"
#define ROW(table, i) ((table)[i].text)

static void test_check(void)
{
    static const struct {
        const char *text;
        size_t length, bad; /* SIZE_MAX: good */
    } rows[] = {
        {"", 0, SIZE_MAX},
        {"plain", 5, SIZE_MAX},
        {"\u00e4\u20ac" FAMILY, 2 + 3 + 18, SIZE_MAX},
        {"a\xff", 2, 1},
        {"ab\xc3", 3, 2},
        {"\xc0\x80", 2, 0},         /* overlong */
        {"a\xed\xa0\x80", 4, 1},    /* a surrogate */
        {"\xf4\x90\x80\x80", 4, 0}, /* beyond U+10FFFF */
        {"\x80", 1, 0},
    };
    size_t i, bad;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        bad = SIZE_MAX;
        suite_expect(ROW(rows, i),
                     text_check(rows[i].text, rows[i].length, &bad) == (rows[i].bad == SIZE_MAX));
        suite_expect_long(ROW(rows, i), (long)bad, (long)rows[i].bad);
        text_check(rows[i].text, rows[i].length, NULL);
    }
}

static void test_clusters(void)
{
    static const struct {
        const char *text;
        long first, cells, points, width; /* bytes and cells of the first cluster; of the whole */
    } rows[] = {
        {"", 0, 0, 0, 0},
        {"ab", 1, 1, 2, 2},
        {"e\u0301x", 3, 1, 3, 2},                  /* a combining mark */
        {"\u0301", 2, 0, 1, 0},                    /* one without a base */
        {"\u4e2d\u6587", 3, 2, 2, 4},              /* wide */
        {FAMILY "!", 18, 2, 6, 3},                 /* joined emoji */
        {"\U0001f44d\U0001f3fd", 8, 2, 2, 2},      /* skin tone */
        {"\U0001f1e9\U0001f1ea\U0001f1eb", 8, 2, 3, 3}, /* a flag and half of one */
        {"\u1112\u1161\u11ab\u1100", 9, 2, 4, 4},  /* Hangul Jamo */
        {"\u0915\u093e", 6, 2, 2, 2},              /* Devanagari with a spacing mark */
        {"\u2764\ufe0f", 6, 1, 2, 1},              /* variation selector */
        {"\r\nx", 2, 0, 3, 1},
        {"\u200b", 3, 0, 1, 0},
    };
    unsigned cells;
    size_t i, length;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        length = strlen(rows[i].text);
        cells = 0;
        suite_expect_long(ROW(rows, i), (long)text_cluster(rows[i].text, length, &cells),
                          rows[i].first);
        suite_expect_long(ROW(rows, i), cells, rows[i].cells);
        suite_expect_long(ROW(rows, i), (long)text_points(rows[i].text, length), rows[i].points);
        suite_expect_long(ROW(rows, i), (long)text_width(rows[i].text, length), rows[i].width);
    }
}

/* One cluster far longer than any window that is looked at, and many of them: no quadratic time. */
static void test_long_cluster(void)
{
    const size_t marks = 100000;
    char *text = malloc(marks * 2 + 2);
    size_t i;

    if (!text)
        return;
    text[0] = 'e';
    for (i = 0; i < marks; i++)
        memcpy(text + 1 + i * 2, "\u0301", 2);
    text[marks * 2 + 1] = 'x';
    suite_expect_long("marks", (long)text_cluster(text, marks * 2 + 2, NULL), (long)marks * 2 + 1);
    suite_expect_long("width", (long)text_width(text, marks * 2 + 2), 2);
    for (i = 0; i < marks; i++)
        memcpy(text + i * 2, "\u00e9", 2);
    suite_expect_long("letters", (long)text_width(text, marks * 2), (long)marks);
    free(text);
}

static void test_fit(void)
{
    static const struct {
        const char *text;
        size_t cells;
        long fit;
    } rows[] = {
        {"abc", 2, 2},       {"abc", 9, 3},
        {"", 3, 0},          {"\u4e2d\u6587", 3, 3},
        {"\u4e2d", 1, 0},    {"e\u0301e\u0301", 1, 3},
        {FAMILY "ab", 3, 19}, {FAMILY, 1, 0},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++)
        suite_expect_long(ROW(rows, i),
                          (long)text_fit(rows[i].text, strlen(rows[i].text), rows[i].cells),
                          rows[i].fit);
}

static void test_hidden(void)
{
    static const struct {
        const char *text;
        long offset, point; /* -1: nothing hidden */
    } rows[] = {
        {"plain\ttext\n", -1, 0},
        {"a\x1b[2J", 1, 0x1b},
        {"a\x7f", 1, 0x7f},
        {"a\xc2\x9b" "2J", 1, 0x9b},
        {"a\u202e", 1, 0x202e},
        {"\u2066x", 0, 0x2066},
        {"a\u200bb", 1, 0x200b},
        {"\ufeffa", 0, 0xfeff},
        {"so\u00adft", 2, 0xad},
        {"\u2028", 0, 0x2028},
        {"\u3164", 0, 0x3164},
        {"a\uffff", 1, 0xffff}, /* what is no character */
        {"a\ufffe", 1, 0xfffe},
        {"\ufdd0", 0, 0xfdd0},
        {"\U0010fffe", 0, 0x10fffe},
        {"\ufffd", -1, 0},
        {"\U000e0041", 0, 0xe0041},
        {FAMILY, -1, 0},
        {"\u2764\ufe0f\u200d\U0001f525", -1, 0},
        {"\U0001f469\U0001f3fd\u200d\U0001f4bb", -1, 0},
        {"\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", -1, 0}, /* Persian */
        {"\u0915\u094d\u200d\u0937", -1, 0},                               /* Devanagari */
        {"pay\u200dpal", 3, 0x200d}, /* Latin never needs one */
        {"\u200d", 0, 0x200d},
        {"\U0001f468\u200d", 4, 0x200d},
        {"\u0646\u200c", 2, 0x200c},
        {"1\ufe0f\u20e3", -1, 0},
        {"\ufe0f", 0, 0xfe0f},
        {" \ufe0f", 1, 0xfe0f},
        {"a\ufe0f\ufe0f", 4, 0xfe0f},
        {"caf\u00e9 \u00a0 \u4e2d", -1, 0},
    };
    uint32_t point;
    size_t i, offset;
    bool found;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        offset = point = 0;
        found = text_find_hidden(rows[i].text, strlen(rows[i].text), &offset, &point);
        suite_expect_long(ROW(rows, i), found ? (long)offset : -1, rows[i].offset);
        suite_expect_long(ROW(rows, i), (long)point, rows[i].point);
    }
}

static void wrap_into(struct buffer *out, const char *text, size_t cells)
{
    struct text_line *lines;
    size_t count, i;

    text_wrap(text, strlen(text), cells, &lines, &count);
    for (i = 0; i < count; i++) {
        buffer_append(out, text + lines[i].offset, lines[i].length);
        buffer_char(out, '|');
    }
    memory_free(lines);
}

/* What stands between lines: / a newline, _ a blank, + nothing. */
static void test_breaks(void)
{
    static const struct {
        const char *text;
        size_t cells;
        const char *breaks;
    } rows[] = {
        {"one", 10, "/"},
        {"one two", 4, "/_"},
        {"one   two", 4, "/_"},
        {"one\ntwo", 10, "//"},
        {"one \n\ntwo", 10, "///"},
        {"unbreakable", 4, "/++"},
        {"an unbreakable", 5, "/_++"},
        {"re-read", 4, "/+"},
        {"\u65e5\u672c\u8a9e", 4, "/+"},
    };
    size_t i, k;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer breaks = {0};
        struct text_line *lines = NULL;
        size_t count = 0;

        text_wrap(rows[i].text, strlen(rows[i].text), rows[i].cells, &lines, &count);
        for (k = 0; k < count; k++)
            buffer_char(&breaks, "/_+"[text_break_before(rows[i].text, lines, k)]);
        suite_expect_string(ROW(rows, i), buffer_text(&breaks), rows[i].breaks);
        memory_free(lines);
        buffer_free(&breaks);
    }
}

static void test_wrap(void)
{
    static const struct {
        const char *text;
        size_t cells;
        const char *lines;
    } rows[] = {
        {"", 10, "|"},
        {"one", 10, "one|"},
        {"one two three", 7, "one two|three|"},
        {"one two three", 8, "one two|three|"},
        {"one two", 3, "one|two|"},
        {"one    two", 4, "one|two|"},
        {"trailing   ", 20, "trailing|"},
        {"  indented text", 10, "  indented|text|"},
        {"a\n\nb\n", 10, "a||b||"},
        {"unbreakable", 4, "unbr|eaka|ble|"},
        {"an unbreakable one", 5, "an|unbre|akabl|e one|"},
        {"well-known", 6, "well-|known|"},
        {"run it --force now", 9, "run it|--force|now|"},
        {"use it /all now", 8, "use it|/all now|"},
        {"a\u00a0b c", 3, "a\u00a0b|c|"},
        {"\u4e2d\u6587\u4e2d\u6587", 5, "\u4e2d\u6587|\u4e2d\u6587|"},
        {"\u4e2d\u6587", 1, "\u4e2d|\u6587|"},
        {"e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301|e\u0301|"},
        {FAMILY FAMILY, 2, FAMILY "|" FAMILY "|"},
        {"see https://example.org/a/b", 14, "see https://|example.org/a/|b|"},
        {"run curl.exe now", 9, "run|curl.exe|now|"},
        {"end. next", 6, "end.|next|"},
        {"abc", 0, "a|b|c|"},
        {"abc \u0301d", 3, "abc| \u0301d|"}, /* an accent on a blank is seen */
    };
    struct buffer out = {0};
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        buffer_clear(&out);
        wrap_into(&out, rows[i].text, rows[i].cells);
        suite_expect_string(ROW(rows, i), buffer_text(&out), rows[i].lines);
    }
    buffer_free(&out);
}

static void test_distance(void)
{
    static const struct {
        const char *text, *other;
        size_t limit;
        long distance;
    } rows[] = {
        {"", "", 3, 0},          {"abc", "abc", 3, 0},   {"abc", "ABC", 3, 0},
        {"abc", "abd", 3, 1},    {"abc", "acb", 3, 1},   {"abc", "ab", 3, 1},
        {"abc", "xabc", 3, 1},   {"kitten", "sitting", 5, 3},
        {"kitten", "sitting", 2, 3}, {"abc", "", 2, 3},  {"pacakge-owner", "package-owner", 4, 1},
    };
    char longer[400];
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++)
        suite_expect_long(ROW(rows, i),
                          (long)text_distance(rows[i].text, rows[i].other, rows[i].limit),
                          rows[i].distance);
    memset(longer, 'a', sizeof longer);
    longer[sizeof longer - 1] = '\0';
    suite_expect_long("the same long name", (long)text_distance(longer, longer, 3), 0);
}

static const char *next_name(void *context)
{
    const char *const **at = context;

    return **at ? *(*at)++ : NULL;
}

static void test_nearest(void)
{
    static const char *const names[] = {"package-owner", "package-source", "unsure", "yes", NULL};
    static const struct {
        const char *text, *nearest;
    } rows[] = {
        {"pacakge-owner", "package-owner"}, {"package-sorce", "package-source"},
        {"unsuer", "unsure"},               {"YES", "yes"},
        {"yse", "yes"},                     {"nothing-like-it", NULL},
        {"x", NULL},                        {"", NULL},
    };
    const char *const *at;
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        at = names;
        suite_expect_string(ROW(rows, i), text_nearest(rows[i].text, next_name, &at),
                            rows[i].nearest);
    }
}

static bool shows_no_emoji(unsigned point)
{
    return point < 0x1f000;
}

static void test_sinks(void)
{
    static const struct sink_terminal full = {false, NULL}, poor = {false, shows_no_emoji},
                                      ascii = {true, NULL};
    static const struct {
        const char *text, *plain, *terminal, *ascii;
    } rows[] = {
        {"plain", "plain", "plain", "plain"},
        {"a\tb\nc", "a b\nc", "a b\nc", "a b\nc"},
        {"a\r\nb", "a\nb", "a\nb", "a\nb"},
        {"a\rb", "a<U+000D>b", "a<U+000D>b", "a<U+000D>b"},
        {"\x1b[2J", "<U+001B>[2J", "<U+001B>[2J", "<U+001B>[2J"},
        {"\xc2\x9b" "2J", "<U+009B>2J", "<U+009B>2J", "<U+009B>2J"},
        {"\u202eabc", "<U+202E>abc", "<U+202E>abc", "<U+202E>abc"},
        {"a\u200bb", "a<U+200B>b", "a<U+200B>b", "a<U+200B>b"},
        {"\U000e0041", "<U+E0041>", "<U+E0041>", "<U+E0041>"},
        {"a\xff\xc3", "a\ufffd\ufffd", "a\ufffd\ufffd", "a??"},
        {"\x9b\x31", "\ufffd\x31", "\ufffd\x31", "?1"},
        {"say \"a\\b\"", "say \"a\\b\"", "say \"a\\b\"", "say \"a\\b\""},
        {"\u201ca\u201d \u2014 \u2192 \u2022 \u2026\u00a0\u2265", "\u201ca\u201d \u2014 \u2192 \u2022 \u2026\u00a0\u2265",
         "\u201ca\u201d \u2014 \u2192 \u2022 \u2026\u00a0\u2265", "\"a\" -- -> * ... >="},
        {"caf\u00e9 e\u0301 \u00df \u4e2d", "caf\u00e9 e\u0301 \u00df \u4e2d", "caf\u00e9 e\u0301 \u00df \u4e2d",
         "cafe e ss ?"},
        {FAMILY, FAMILY, "\U0001f468\U0001f469\U0001f467", "???"},
        {"\U0001f44d\U0001f3fd\u2764\ufe0f", "\U0001f44d\U0001f3fd\u2764\ufe0f",
         "\U0001f44d\u2764", "??"},
        {"\u1112\u1161\u11ab", "\u1112\u1161\u11ab", "\u1112\u1161\u11ab", "?"},
    };
    struct buffer out = {0};
    json_t *json;
    size_t i, length;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        length = strlen(rows[i].text);
        buffer_clear(&out);
        sink_text(&out, rows[i].text, length);
        suite_expect_string("as text", buffer_text(&out), rows[i].plain);
        buffer_clear(&out);
        sink_terminal(&out, &full, rows[i].text, length);
        suite_expect_string("terminal", buffer_text(&out), rows[i].terminal);
        buffer_clear(&out);
        sink_terminal(&out, &ascii, rows[i].text, length);
        suite_expect_string("ASCII", buffer_text(&out), rows[i].ascii);
        json = sink_json(rows[i].text, length);
        suite_expect_string("JSON", json_string_value(json), rows[i].plain);
        json_decref(json);
    }
    buffer_clear(&out);
    sink_terminal(&out, &poor, "a\U0001f468b", 6);
    suite_expect_string("what cannot be shown", buffer_text(&out), "a\ufffd" "b");
    buffer_free(&out);
}

static void test_csv(void)
{
    static const struct {
        const char *text, *field;
    } rows[] = {
        {"", ""},
        {"plain", "plain"},
        {"a,b", "\"a,b\""},
        {"say \"x\"", "\"say \"\"x\"\"\""},
        {"two\nlines", "\"two\nlines\""},
        {"=1+1", "'=1+1"},
        {"+1", "'+1"},
        {"-1", "'-1"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"=a,\"b\"", "\"'=a,\"\"b\"\"\""},
        {"\x1b[2J", "<U+001B>[2J"},
    };
    struct buffer out = {0};
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        buffer_clear(&out);
        sink_csv(&out, rows[i].text, strlen(rows[i].text));
        suite_expect_string(rows[i].text, buffer_text(&out), rows[i].field);
    }
    buffer_free(&out);
}

static void test_labels(void)
{
    static const struct {
        const char *text, *dot, *mermaid;
    } rows[] = {
        {"", "", ""},
        {"Sign-in, at 10:30? (or not/so)", "Sign-in, at 10:30? (or not/so)",
         "Sign-in, at 10#58;30? (or not/so)"},
        {"\"]", "\\\"]", "#34;#93;"},
        {"a\\N\\", "a\\\\N\\\\", "a#92;N#92;"},
        {"&lt;<b>", "&amp;lt;<b>", "#38;lt#59;#60;b#62;"},
        {"1. a --> b", "1. a --> b", "1#46; a #45;#45;#62; b"},
        {"direction LR, TDs", "direction LR, TDs", "direction #76;R, #84;Ds"},
        {"#quot;%%", "#quot;%%", "#35;quot#59;#37;#37;"},
        {"two\nlines\r\nand\ttabs", "two\\nlines\\nand tabs", "two lines and tabs"},
        {"\x1b[31m\xe2\x80\xae\xff", "<U+001B>[31m<U+202E>\xef\xbf\xbd",
         "#60;U#43;001B#62;#91;31m#60;U#43;202E#62;\xef\xbf\xbd"},
        {"\u7aef\u672b caf\u00e9-", "\u7aef\u672b caf\u00e9-", "\u7aef\u672b caf\u00e9#45;"},
    };
    struct buffer out = {0};
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        buffer_clear(&out);
        sink_dot(&out, rows[i].text, strlen(rows[i].text));
        suite_expect_string(rows[i].text, buffer_text(&out), rows[i].dot);
        buffer_clear(&out);
        sink_mermaid(&out, rows[i].text, strlen(rows[i].text));
        suite_expect_string(rows[i].text, buffer_text(&out), rows[i].mermaid);
    }
    buffer_free(&out);
}

/* Every code point: nothing that steers a terminal leaves, ASCII is ASCII, and text stays UTF-8. */
static void test_every_point(void)
{
    static const struct sink_terminal full = {false, NULL}, ascii = {true, NULL};
    struct buffer out = {0};
    uint32_t point, again;
    size_t offset, i;
    char text[4];
    int size;

    for (point = 1; point < 0x30000; point++) {
        if (point >= 0xd800 && point <= 0xdfff)
            continue;
        size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
        for (i = (size_t)size; i-- > 1;)
            text[i] = (char)(0x80 | ((point >> (6 * ((size_t)size - 1 - i))) & 0x3f));
        text[0] = (char)(size == 1 ? point
                                   : ((0xf00u >> size) & 0xff) | (point >> (6 * (size - 1))));
        buffer_clear(&out);
        sink_terminal(&out, &full, text, (size_t)size);
        if (!text_check(buffer_text(&out), out.length, NULL) ||
            text_find_hidden(buffer_text(&out), out.length, &offset, &again))
            suite_expect_long("hidden or broken", point, 0);
        buffer_clear(&out);
        sink_terminal(&out, &ascii, text, (size_t)size);
        for (i = 0; i < out.length; i++) {
            if (out.bytes[i] != '\n' && (out.bytes[i] < 0x20 || out.bytes[i] > 0x7e))
                suite_expect_long("not ASCII", point, 0);
        }
    }
    buffer_free(&out);
}

const char suite_name[] = "text";
static void test_links(void)
{
    static const struct {
        const char *address;
        bool good;
    } rows[] = {
        {"https://example.org", true},
        {"http://example.org:8080/a?b=c#d;e", true},
        {"HTTPS://EXAMPLE.ORG/", true},
        {"https://[2001:db8::1]/", true},
        {"https://example.org/@someone", true},
        {"", false},
        {"https://", false},
        {"https:///path", false},
        {"https://:80", false},
        {"https://user@example.org", false},
        {"https://example.org:x@elsewhere/", false},
        {"https:\\\\example.org", false},
        {"https://example.org\\@elsewhere/", false},
        {"ftp://example.org", false},
        {"javascript:alert(1)", false},
        {"file:///etc/passwd", false},
        {"mailto:a@example.org", false},
        {"example.org", false},
        {"https://example.org/\033]8;;\033\\", false},
        {"https://example.org/\a", false},
        {"https://example.org/a b", false},
        {"https://example.org/\n", false},
        {"https://ex\u0430mple.org/", false},
        {"https://example.org/\302\233", false},
        {"https://{{host}}/", false},
        {"https://example.org/%7B%7Bx%7D%7D", false},
    };
    struct buffer out = {0}, deep = {0};
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        buffer_clear(&out);
        suite_expect(rows[i].address, sink_link(&out, rows[i].address) == rows[i].good);
        suite_expect_string(rows[i].address, buffer_text(&out),
                            rows[i].good ? rows[i].address : "");
    }
    buffer_string(&deep, "https://example.org/");
    buffer_repeat(&deep, "a", 1980);
    suite_expect("2000 bytes", sink_link(&out, buffer_text(&deep)));
    buffer_char(&deep, 'a');
    suite_expect("one more", !sink_link(&out, buffer_text(&deep)));
    buffer_free(&out);
    buffer_free(&deep);
}

const struct suite_test suite_tests[] = {
    {"check", test_check},
    {"clusters", test_clusters},
    {"long cluster", test_long_cluster},
    {"fit", test_fit},
    {"hidden characters", test_hidden},
    {"wrap", test_wrap},
    {"breaks", test_breaks},
    {"distance", test_distance},
    {"nearest", test_nearest},
    {"sinks", test_sinks},
    {"CSV is safe for spreadsheets", test_csv},
    {"labels", test_labels},
    {"every code point", test_every_point},
    {"links", test_links},
    {NULL, NULL},
};
