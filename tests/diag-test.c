/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics: the line, the carets, the cuts, the order, and the formats.
 */
#include <config.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/diag.h"
#include "errwalk/memory.h"
#include "errwalk/text.h"
#include "suite.h"

static const struct diag_rule error = {"E014", "dangling target", DIAG_ERROR};
static const struct diag_rule earlier = {"E001", "other", DIAG_ERROR};
static const struct diag_rule warning = {"W001", "stale", DIAG_WARNING};

static void add(struct diag_list *list, const char *source, struct diag_place place,
                const char *hint, const char *message)
{
    diag_add(list, &error, "x.yaml", place, source, source ? strlen(source) : 0, hint, "%s",
             message);
}

static const char long_line[] =
    "0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 MARK "
    "0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789\n";

static void test_text(void)
{
    static const struct {
        const char *source;
        struct diag_place place;
        const char *hint, *expected;
    } rows[] = {
        {NULL, {0, 0, 0}, NULL, "x.yaml: error[E014]: fault\n"},
        {NULL, {0, 0, 0}, "do it", "x.yaml: error[E014]: fault\n        do it\n"},
        {NULL, {3, 0, 0}, NULL, "x.yaml:3: error[E014]: fault\n"},
        {"a: b\nc: d\n", {2, 4, 1}, "do it",
         "x.yaml:2:4: error[E014]: fault\n    2 | c: d\n      |    ^ do it\n"},
        {"a: bcd\n", {1, 4, 3}, NULL,
         "x.yaml:1:4: error[E014]: fault\n    1 | a: bcd\n      |    ^^^\n"},
        {"a: b", {1, 4, 9}, NULL, "x.yaml:1:4: error[E014]: fault\n    1 | a: b\n      |    ^\n"},
        {"a\r\nbc\r\n", {2, 2, 1}, NULL,
         "x.yaml:2:2: error[E014]: fault\n    2 | bc\n      |  ^\n"},
        {"a\rbc", {2, 2, 1}, NULL, "x.yaml:2:2: error[E014]: fault\n    2 | bc\n      |  ^\n"},
        {"a\u2028" "bc", {2, 2, 1}, NULL,
         "x.yaml:2:2: error[E014]: fault\n    2 | bc\n      |  ^\n"},
        {"\ufeff" "abc", {1, 2, 1}, NULL,
         "x.yaml:1:2: error[E014]: fault\n    1 | abc\n      |  ^\n"},
        {"abc", {1, 9, 1}, NULL, "x.yaml:1:9: error[E014]: fault\n    1 | abc\n      |    ^\n"},
        {"abc", {7, 1, 1}, "hint", "x.yaml:7:1: error[E014]: fault\n        hint\n"},
        {"\ta: b", {1, 5, 1}, NULL,
         "x.yaml:1:5: error[E014]: fault\n    1 |  a: b\n      |     ^\n"},
        {"\u4e2d\u6587: \u4e2d\u6587", {1, 5, 2}, NULL,
         "x.yaml:1:5: error[E014]: fault\n    1 | \u4e2d\u6587: \u4e2d\u6587\n      |       ^^^^\n"},
        {"e\u0301\u202ex", {1, 4, 1}, NULL,
         "x.yaml:1:4: error[E014]: fault\n    1 | e\u0301<U+202E>x\n      |          ^\n"},
        {"a\x1b[2Jb", {1, 2, 1}, "\x1b[2J",
         "x.yaml:1:2: error[E014]: fault\n    1 | a<U+001B>[2Jb\n"
         "      |  ^^^^^^^^ <U+001B>[2J\n"},
        {long_line, {1, 78, 4}, "here",
         "x.yaml:1:78: error[E014]: fault\n"
         "    1 | ...789 0123456789 0123456789 0123456789 MARK 0123456789 012345678...\n"
         "      |                                         ^^^^ here\n"},
        {long_line, {1, 1, 4}, NULL,
         "x.yaml:1:1: error[E014]: fault\n"
         "    1 | 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789...\n"
         "      | ^^^^\n"},
        {"a: b", {123456, 0, 0}, NULL, "x.yaml:123456: error[E014]: fault\n"},
    };
    struct diag_list list = {0};
    struct buffer out = {0};
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        buffer_clear(&out);
        add(&list, rows[i].source, rows[i].place, rows[i].hint, "fault");
        diag_print(&out, &list, DIAG_TEXT);
        suite_expect_string("text", buffer_text(&out), rows[i].expected);
        diag_list_free(&list);
    }
    buffer_free(&out);
}

/* Whatever the place in a long line, a line is at most 76 columns and the carets are under their
 * text. */
static void test_every_place(void)
{
    struct diag_list list = {0};
    struct buffer out = {0};
    const char *excerpt, *carets;
    unsigned column, span;
    size_t width, at;

    for (column = 1; column < sizeof long_line; column++) {
        for (span = 1; span < 100; span += 9) {
            buffer_clear(&out);
            add(&list, long_line, (struct diag_place){1, column, span}, NULL, "fault");
            diag_print(&out, &list, DIAG_TEXT);
            diag_list_free(&list);
            excerpt = strchr(buffer_text(&out), '\n') + 1;
            carets = strchr(excerpt, '\n') + 1;
            width = text_width(excerpt, (size_t)(carets - 1 - excerpt));
            at = strcspn(carets, "^");
            suite_expect("width", width <= 76 && strlen(carets) <= 77);
            if (column < sizeof long_line - 1)
                suite_expect("caret", excerpt[at] == long_line[column - 1]);
        }
    }
    buffer_free(&out);
}

static void expect_json(const struct diag_list *list, const char *expected)
{
    json_t *value = diag_json(list);
    char *text = json_dumps(value, JSON_COMPACT | JSON_ENSURE_ASCII);

    suite_expect_string("json", text, expected);
    free(text);
    json_decref(value);
}

static void test_formats(void)
{
    struct diag_list list = {0};
    struct buffer out = {0};

    expect_json(&list, "[]");
    diag_print(&out, &list, DIAG_TEXT);
    suite_expect_string("nothing", buffer_text(&out), "");
    add(&list, NULL, (struct diag_place){3, 7, 1}, "say \"b\"", "\x1b[2J\nsecond");
    diag_add(&list, &warning, "y\n.yaml", (struct diag_place){0, 0, 0}, NULL, 0, NULL, "old");
    buffer_clear(&out);
    diag_print(&out, &list, DIAG_TEXT);
    suite_expect_string("text", buffer_text(&out),
                        "x.yaml:3:7: error[E014]: <U+001B>[2J second\n        say \"b\"\n"
                        "y .yaml: warning[W001]: old\n");
    buffer_clear(&out);
    diag_print(&out, &list, DIAG_GCC);
    suite_expect_string("gcc", buffer_text(&out),
                        "x.yaml:3:7: error: <U+001B>[2J second [E014]\n"
                        "x.yaml:3:7: note: say \"b\"\ny .yaml: warning: old [W001]\n");
    expect_json(&list, "[{\"file\":\"x.yaml\",\"line\":3,\"column\":7,\"severity\":\"error\","
                       "\"code\":\"E014\",\"message\":\"<U+001B>[2J second\","
                       "\"hint\":\"say \\\"b\\\"\"},"
                       "{\"file\":\"y .yaml\",\"line\":0,\"column\":0,\"severity\":\"warning\","
                       "\"code\":\"W001\",\"message\":\"old\",\"hint\":null}]");
    buffer_free(&out);
    diag_list_free(&list);
}

static void test_sort(void)
{
    static const struct {
        const struct diag_rule *rule;
        const char *file;
        struct diag_place place;
        const char *message;
    } rows[] = {
        {&error, "b", {2, 1, 1}, "4"},   {&error, "a", {9, 1, 1}, "7"},
        {&error, "b", {1, 5, 1}, "2"},   {&error, "b", {1, 2, 1}, "1"},
        {&warning, "b", {1, 5, 1}, "3"}, {&error, "a", {1, 1, 1}, "5"},
        {&error, "a", {1, 1, 1}, "6"},   {&earlier, "b", {0, 0, 0}, "0"},
    };
    struct diag_list list = {0};
    char digit[2] = "0";
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++)
        diag_add(&list, rows[i].rule, rows[i].file, rows[i].place, NULL, 0, NULL, "%s",
                 rows[i].message);
    diag_sort(&list);
    for (i = 0; i < list.count; i++, digit[0]++)
        suite_expect_string("order", list.items[i].message, digit);
    suite_expect_long("errors", (long)list.errors, 7);
    suite_expect_long("warnings", (long)list.warnings, 1);
    diag_list_free(&list);
}

/* A thousand and more faults on one line of 4 MiB: what is kept is small, the rest is counted. */
static void test_many(void)
{
    const size_t size = (size_t)suite_scale(4 * 1024 * 1024);
    struct buffer source = {0}, out = {0};
    struct diag_list list = {0};
    size_t i, kept = 0;

    buffer_repeat(&source, "\u00e9", size / 2);
    for (i = 0; i < DIAG_MOST + 10; i++)
        add(&list, buffer_text(&source), (struct diag_place){1, (unsigned)(i * 2000 + 1), 1}, NULL,
            "fault");
    suite_expect_long("kept", (long)list.count, DIAG_MOST);
    suite_expect_long("counted", (long)list.errors, DIAG_MOST + 10);
    for (i = 0; i < list.count; i++)
        kept += strlen(list.items[i].excerpt);
    suite_expect("small", kept < 2 * 1024 * DIAG_MOST);
    for (i = 0; i < list.count; i++)
        suite_expect("whole characters",
                     text_check(list.items[i].excerpt, strlen(list.items[i].excerpt), NULL));
    diag_print(&out, &list, DIAG_TEXT);
    suite_expect("the rest", strstr(buffer_text(&out), "and 10 more\n") != NULL);
    buffer_free(&out);
    buffer_free(&source);
    diag_list_free(&list);
}

const char suite_name[] = "diag";
const struct suite_test suite_tests[] = {
    {"text", test_text},
    {"every place", test_every_place},
    {"formats", test_formats},
    {"sort", test_sort},
    {"many", test_many},
    {NULL, NULL},
};
