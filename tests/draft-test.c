/* SPDX-License-Identifier: MIT */
/*
 * Drafts of pages: what becomes of each part, and that every draft is a sound flow, whatever the page
 * is made of.
 */
#include <config.h>

#include "suite.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "errwalk/check.h"
#include "errwalk/draft.h"
#include "errwalk/file.h"
#include "errwalk/flow.h"
#include "errwalk/paths.h"

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

static enum status write_draft(struct buffer *draft, const char *page, size_t length)
{
    struct draft_report report;
    enum status status = draft_write(draft, page, length, &report);

    buffer_free(&report.left);
    return status;
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
        suite_expect(pages[i][0], write_draft(&draft, buffer_text(&page), page.length) == STATUS_OK);
        suite_expect_golden(pages[i][1], buffer_text(&draft), draft.length);
        expect_sound(pages[i][0], &draft);
    }
    buffer_free(&page);
    buffer_free(&draft);
}

/* Letters and digits in lower case, one blank for all else. */
static void put_words(struct buffer *out, const char *text, size_t length)
{
    size_t i;

    for (i = 0; i < length; i++) {
        if (isalnum((unsigned char)text[i]))
            buffer_char(out, (char)tolower((unsigned char)text[i]));
        else if (out->length && out->bytes[out->length - 1] != ' ')
            buffer_char(out, ' ');
    }
}

/* The words of a draft outside its comments; how many of its lines need a hand. */
static void read_draft(const struct buffer *draft, struct buffer *words, unsigned *lines,
                       unsigned *by_hand)
{
    const char *line = buffer_text(draft);

    for (*lines = *by_hand = 0; *line; line += strcspn(line, "\n") + 1) {
        size_t length = strcspn(line, "\n");
        const char *todo = strstr(line, "TODO");
        bool is_comment = line[strspn(line, " ")] == '#';

        *lines += 1;
        *by_hand += todo && todo < line + length;
        if (!is_comment)
            put_words(words, line, length);
        buffer_char(words, ' ');
    }
}

/* The page without what is no text of its own: front matter, comments, where in the site it is, headings. */
static void take_text(struct buffer *out, const char *page)
{
    const char *line = page, *front = strncmp(page, "---\n", 4) == 0 ? strstr(page + 4, "---\n") : NULL;

    for (line = front ? front + 4 : page; *line; line += strcspn(line, "\n") + 1) {
        size_t length = strcspn(line, "\n") + 1;
        const char *crumb = strstr(line, " > "), *slash = strstr(line, " / ");
        bool is_crumb = (crumb && crumb < line + length) || (slash && slash < line + 10);

        if (*line != '#' && strncmp(line, "<!--", 4) != 0 && strncmp(line, "**", 2) != 0 && !is_crumb)
            buffer_append(out, line, length);
    }
}

/* The share of the sentences, and lines of code, of a page that are in the words, in hundredths. */
static unsigned count_kept(const char *page, const struct buffer *words)
{
    unsigned all = 0, kept = 0;
    struct buffer sentence = {0};

    while (*page) {
        size_t length = strcspn(page, "\n.:");
        bool ends = page[length] == '\n' || page[length + 1] == ' ' || page[length + 1] == '\n' ||
                    !page[length];

        put_words(&sentence, page, length);
        page += length + (page[length] != '\0');
        if (!ends) {
            buffer_char(&sentence, ' ');
            continue;
        }
        while (sentence.length && sentence.bytes[sentence.length - 1] == ' ')
            sentence.bytes[--sentence.length] = '\0';
        if (sentence.length > 12) {
            all++;
            kept += strstr(buffer_text(words), buffer_text(&sentence)) != NULL;
        }
        buffer_clear(&sentence);
    }
    buffer_free(&sentence);
    return all ? 100 * kept / all : 100;
}

/* A dozen pages of the three layouts that are met most: what is kept of each outside comments, what its
 * draft asks and mends, the error that it is for, and that it needs a hand in a third of its lines at most. */
static void test_layouts(void)
{
    static const struct {
        const char *page;
        unsigned kept, questions, fixes, sections, understood;
        const char *error, *has;
    } rows[] = {
        {"kb-mail", 80, 1, 1, 4, 4, "", "        run: 'cmdkey /delete:mail.example.com'\n        where: 'Command Prompt'\n"},
        {"kb-printer", 80, 2, 2, 4, 4, "", "Get-Service -Name Spooler\n"},
        {"kb-socket", 80, 2, 2, 5, 5, "WSAEACCES (10013)", "netsh interface ipv4 show excludedportrange protocol=tcp\n"},
        {"kb-disk", 80, 1, 1, 6, 5, "ERROR_DISK_FULL (112)", "    - q: 'Can it be undone?'\n"},
        {"fix-wifi", 80, 1, 4, 4, 4, "", "        run: 'ipconfig /renew'\n        where: 'Command Prompt'\n"},
        {"fix-sound", 80, 1, 3, 4, 4, "", "        run: 'Restart-Service -Name Audiosrv'\n        where: 'PowerShell'\n"},
        {"fix-login", 80, 1, 4, 5, 5, "", "        run: 'Test-ComputerSecureChannel -Repair -Credential (Get-Credential)'\n"},
        {"fix-vpn", 80, 1, 3, 6, 6, "", "AssumeUDPEncapsulationContextOnSendRule /t REG_DWORD /d 2 /f'\n"},
        {"alert-pods", 80, 2, 2, 4, 4, "", "kubectl describe pod {{ $labels.pod }} --namespace shop\n"},
        {"alert-disk", 80, 2, 2, 6, 6, "", "        run: 'resize2fs /dev/vdb'\n"},
        {"alert-cert", 80, 2, 1, 4, 4, "", "</dev/null | openssl x509 -noout -subject -enddate\n"},
        {"alert-queue", 80, 2, 3, 5, 4, "", "  severity: |\n    Orders are confirmed late. Nothing is lost.\n"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer page = {0}, draft = {0}, words = {0}, path = {0}, text = {0};
        struct draft_report report = {0};
        struct paths_figures figures = {0};
        struct diag_list faults = {0};
        struct flow *flow = NULL;
        unsigned lines, by_hand, kept;

        buffer_printf(&path, "tests/drafts/pages/%s.md", rows[i].page);
        suite_expect(rows[i].page, file_read(suite_source(buffer_text(&path)), DRAFT_MOST_BYTES,
                                             &page) == STATUS_OK);
        suite_expect(rows[i].page, draft_write(&draft, buffer_text(&page), page.length, &report) ==
                                       STATUS_OK);
        expect_sound(rows[i].page, &draft);
        read_draft(&draft, &words, &lines, &by_hand);
        take_text(&text, buffer_text(&page));
        kept = count_kept(buffer_text(&text), &words);
        if (!suite_expect(rows[i].page, kept >= rows[i].kept))
            printf("    %u of a hundred are kept\n", kept);
        suite_expect(rows[i].page, 3 * by_hand <= lines);
        suite_expect_long(rows[i].page, (long)report.sections, rows[i].sections);
        suite_expect_long(rows[i].page, (long)report.understood, rows[i].understood);
        suite_expect(rows[i].page, strstr(buffer_text(&draft), rows[i].has) != NULL);
        suite_expect(rows[i].error, !*rows[i].error || strstr(buffer_text(&draft), rows[i].error));
        if (flow_parse("draft", "draft.yaml", buffer_text(&draft), draft.length, &faults, &flow) == STATUS_OK) {
            struct paths *paths = NULL;

            paths_new(flow, &paths);
            paths_figures(paths, &figures);
            paths_free(paths);
        }
        suite_expect_long(rows[i].page, (long)figures.questions, rows[i].questions);
        suite_expect_long(rows[i].page, (long)figures.endings, rows[i].fixes + 1);
        flow_free(flow);
        diag_list_free(&faults);
        buffer_free(&report.left);
        buffer_free(&page);
        buffer_free(&draft);
        buffer_free(&words);
        buffer_free(&text);
        buffer_free(&path);
    }
}

static void test_nothing(void)
{
    static const char *const pages[] = {"", "\n \n", "\xef\xbb\xbf"};
    struct buffer draft = {0};
    size_t i;

    for (i = 0; i < sizeof pages / sizeof *pages; i++)
        suite_expect(pages[i], write_draft(&draft, pages[i], strlen(pages[i])) == STATUS_INVALID);
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
        suite_expect(what, write_draft(&draft, buffer_text(&page), page.length) == STATUS_OK);
        expect_sound(what, &draft);
    }
    buffer_free(&page);
    buffer_free(&draft);
}

const struct suite_test suite_tests[] = {
    {"pages become drafts", test_pages},
    {"pages of many layouts", test_layouts},
    {"a page without text", test_nothing},
    {"every draft is sound", test_any_page},
    {NULL, NULL},
};
