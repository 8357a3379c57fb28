/* SPDX-License-Identifier: MIT */
/*
 * Where things are on the screen by its size alone, and how steps are called there.
 */
#include <config.h>

#include <stdio.h>

#include "errwalk/check.h"
#include "suite.h"
#include "tui/frame/frame.h"
#include "tui/widgets/layout.h"

/* What errwalk check says fits a small screen is what its layout shows there. */
static void test_check(void)
{
    const struct layout_frame frame = layout_frame(LAYOUT_MIN_ROWS, LAYOUT_MIN_COLUMNS, false);
    unsigned head, foot;

    suite_expect_long("cells", (long)frame.columns - 1, CHECK_CELLS);
    suite_expect_long("lines", frame.rows, CHECK_LINES);
    for (head = 1; head <= CHECK_HEAD_LINES + 1; head++) {
        for (foot = 1; foot <= CHECK_LINES; foot++) {
            struct layout_parts parts = {.head = head, .body = 9, .foot = foot, .must = foot};
            struct layout_form form = layout_form(frame.rows, &parts);
            bool fits = head <= CHECK_HEAD_LINES && head + foot <= CHECK_LINES - CHECK_HELP_LINES;

            parts.least = foot < 2 ? foot : 2;
            suite_expect("with help", fits == (form.head == head && form.foot == foot));
            parts.body = 0;
            form = layout_form(frame.rows, &parts);
            fits = head <= CHECK_HEAD_LINES && head + foot <= CHECK_LINES;
            suite_expect("alone", fits == (form.head == head && form.foot == foot));
        }
    }
}

const char suite_name[] = "tui-layout";

static void test_layout(void)
{
    static const struct {
        unsigned rows;
        struct layout_parts given;
        struct layout_form expect; /* head, gap, body, more, foot */
    } rows[] = {
        {19, {1, 5, 3, 2, 3, false}, {1, 1, 5, 1, 3}},
        {19, {1, 0, 3, 2, 3, false}, {1, 1, 0, 0, 3}},
        {19, {1, 40, 0, 2, 0, false}, {1, 1, 16, 1, 0}},
        {19, {1, 40, 9, 2, 9, false}, {1, 1, 7, 1, 9}},
        {19, {1, 40, 12, 2, 6, false}, {1, 1, 9, 1, 7}},
        {19, {2, 3, 30, 2, 30, false}, {2, 1, 2, 1, 13}},
        {9, {1, 20, 4, 2, 4, false}, {1, 0, 3, 1, 4}},
        {9, {1, 20, 9, 2, 9, false}, {1, 0, 1, 1, 6}},
        {9, {1, 20, 9, 2, 9, true}, {1, 0, 5, 1, 2}},
        {9, {8, 0, 3, 2, 3, false}, {3, 0, 2, 1, 3}},
        {9, {3, 20, 7, 4, 7, true}, {3, 0, 1, 1, 4}},
        {9, {3, 20, 9, 6, 9, true}, {1, 0, 1, 1, 6}},
        {9, {3, 20, 12, 8, 12, true}, {1, 0, 1, 1, 6}},
        {9, {3, 20, 12, 8, 12, false}, {1, 0, 1, 1, 6}},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct layout_form form = layout_form(rows[i].rows, &rows[i].given);
        char what[32];

        snprintf(what, sizeof what, "layout row %zu", i);
        suite_expect_long(what, form.head, rows[i].expect.head);
        suite_expect_long(what, form.gap, rows[i].expect.gap);
        suite_expect_long(what, form.body, rows[i].expect.body);
        suite_expect_long(what, form.more, rows[i].expect.more);
        suite_expect_long(what, form.foot, rows[i].expect.foot);
    }
}

/* Whatever the size: the parts fit into it. */
static void test_layout_fits(void)
{
    unsigned state = 1, i;

    for (i = 0; i < 20000; i++) {
        const struct layout_parts parts = {
            suite_random(&state) % 20, suite_random(&state) % 60, suite_random(&state) % 20,
            suite_random(&state) % 20, 1 + suite_random(&state) % 20, suite_random(&state) % 2,
        };
        unsigned rows = 8 + suite_random(&state) % 60;
        struct layout_form form = layout_form(rows, &parts);

        if (form.head + form.gap + form.body + form.more + form.foot > rows ||
            form.head > parts.head || form.foot > parts.foot ||
            form.body > parts.body + parts.head - form.head ||
            (parts.foot > 0 && form.foot == 0))
            suite_expect("layout fits", false);
    }
}

static void test_step_names(void)
{
    static const struct {
        const char *id, *name;
    } rows[] = {
        {"exact-error", "Exact error"}, {"id-source", "ID source"}, {"logon-id", "Logon ID"},
        {"new-id-per-attempt", "New ID per attempt"}, {"x", "X"}, {"a--b", "A  b"}, {"", ""},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buffer name = {0};

        frame_step_name(&name, rows[i].id);
        suite_expect_string(rows[i].id, buffer_text(&name), rows[i].name);
        buffer_free(&name);
    }
}

const struct suite_test suite_tests[] = {
    {"layout", test_layout},
    {"layout fits", test_layout_fits},
    {"step names", test_step_names},
    {"errwalk check knows what fits a small screen", test_check},
    {NULL, NULL},
};
