/* SPDX-License-Identifier: MIT */
/*
 * Drafts of pages: what becomes of each part, and that every draft is a sound flow, whatever the page
 * is made of.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/check.h"
#include "errwalk/draft.h"
#include "errwalk/file.h"
#include "errwalk/flow.h"

const char suite_name[] = "draft";

/* Loads it and checks it, with nothing but warnings. */
static void expect_sound(const char *what, const struct buffer *draft)
{
    const struct check_options options = {.today = 0};
    struct diag_list faults = {0};
    struct flow *flow = NULL;
    enum status status;
    size_t i;

    status = flow_parse("draft", "draft.yaml", buffer_text(draft), draft->length, &faults, &flow);
    if (status == STATUS_OK)
        status = flow_check(flow, buffer_text(draft), draft->length, &options, &faults);
    for (i = 0; i < faults.count; i++) {
        if (faults.items[i].rule->severity == DIAG_ERROR)
            suite_expect(faults.items[i].message, false);
    }
    if (!suite_expect(what, status == STATUS_OK))
        suite_expect(buffer_text(draft), false);
    diag_list_free(&faults);
    flow_free(flow);
}

static void test_pages(void)
{
    static const char *const pages[][2] = {
        {"tests/drafts/door.txt", "tests/drafts/door.yaml"},
        {"tests/drafts/lamp.md", "tests/drafts/lamp.yaml"},
        {"tests/drafts/bare.txt", "tests/drafts/bare.yaml"},
    };
    struct buffer page = {0}, draft = {0};
    size_t i;

    for (i = 0; i < sizeof pages / sizeof *pages; i++) {
        buffer_clear(&draft);
        suite_expect(pages[i][0], file_read(suite_source(pages[i][0]), DRAFT_MOST_BYTES, &page) ==
                                      STATUS_OK);
        suite_expect(pages[i][0], draft_write(&draft, buffer_text(&page), page.length) == STATUS_OK);
        suite_expect_golden(pages[i][1], buffer_text(&draft), draft.length);
        expect_sound(pages[i][0], &draft);
    }
    buffer_free(&page);
    buffer_free(&draft);
}

static void test_nothing(void)
{
    static const char *const pages[] = {"", "\n \n", "\xef\xbb\xbf"};
    struct buffer draft = {0};
    size_t i;

    for (i = 0; i < sizeof pages / sizeof *pages; i++)
        suite_expect(pages[i], draft_write(&draft, pages[i], strlen(pages[i])) == STATUS_INVALID);
    buffer_free(&draft);
}

/* Pages put together from what could go wrong. */
static void test_any_page(void)
{
    static const char *const pieces[] = {
        "How to Diagnose\n", "## How to Resolve\n", "Common Causes:\n", "FAQ\n", "Related Errors\n",
        "# ", "- ", "1. ", "Q: ", "A: ", "```\n", "    ", "\n", "\n\n", ": ", " #", "'", "\"", "{{luid}}",
        "{{", "}}", "&a *a", "!!str ", "| ", "> ", "%YAML", "---\n", "...\n", "\t", "\r\n", "\x01",
        "\xff", "\xe2\x80\xae", "\xe2\x80\x8b", "\xf0\x9f\x94\xa5", "e\xcc\x81", "@", "`", "[x](y)",
        "<b>", "no", "null", "~", "0x556", "ERROR_ACCESS_DENIED", "ERROR_ACCESS_DENIED (99999999999)",
        "STATUS_X_Y(0xC0000005)", "Ask for help", "First look", "word", " and ", "?", ". ", "*", "_",
        "Summary\n", "Details\n", "\\", "a-very-long-word-that-goes-on-and-on-and-on-and-on-and-on",
    };
    struct buffer page = {0}, draft = {0};
    unsigned seed = 1;
    long rounds = suite_scale(3000), round;
    char what[32];

    for (round = 0; round < rounds; round++) {
        unsigned count = 1 + suite_random(&seed) % 60;

        buffer_clear(&page);
        buffer_clear(&draft);
        while (count--)
            buffer_string(&page, pieces[suite_random(&seed) % (sizeof pieces / sizeof *pieces)]);
        buffer_string(&page, "end");
        snprintf(what, sizeof what, "page %ld", round);
        suite_expect(what, draft_write(&draft, buffer_text(&page), page.length) == STATUS_OK);
        expect_sound(what, &draft);
    }
    buffer_free(&page);
    buffer_free(&draft);
}

const struct suite_test suite_tests[] = {
    {"pages become drafts", test_pages},
    {"a page without text", test_nothing},
    {"every draft is sound", test_any_page},
    {NULL, NULL},
};
