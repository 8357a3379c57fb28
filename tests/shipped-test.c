/* SPDX-License-Identifier: MIT */
/*
 * The flows that are shipped: sound, every ending reached by a test of theirs, short enough for a
 * person who has never seen the error, and found from what people post.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/check.h"
#include "errwalk/clock.h"
#include "errwalk/coverage.h"
#include "errwalk/decode.h"
#include "errwalk/file.h"
#include "errwalk/library.h"
#include "errwalk/problem.h"

const char suite_name[] = "shipped";

enum { MOST_QUESTIONS = 10 };

static bool is_tested(const struct flow *flow, const struct step *step)
{
    const struct flow_test *test;

    flow_each (test, flow->tests) {
        if (strcmp(test->ends, step->node.id) == 0)
            return true;
    }
    return false;
}

static size_t count_steps(const struct flow *flow, bool questions)
{
    const struct step *step;
    size_t count = 0;

    flow_each (step, flow->first)
        count += step_is_question(step->kind) == questions;
    return count;
}

static void expect_sound(struct library *library, const struct library_entry *entry)
{
    struct check_options options = {.library = library};
    struct diag_list faults = {0};
    const struct flow *flow = NULL;
    const struct step *step;

    clock_parse("2026-11-30", &options.today);
    if (suite_expect(entry->id, library_flow(library, entry->id, &faults, &flow) == STATUS_OK)) {
        flow_check(flow, NULL, 0, &options, &faults);
        suite_expect_long(entry->id, (long)(faults.errors + faults.warnings), 0);
        suite_expect(entry->id, flow->first->most <= MOST_QUESTIONS);
        flow_each (step, flow->first) {
            if (!step_leads_on(step->kind))
                suite_expect(step->node.id, is_tested(flow, step));
        }
    }
    diag_list_free(&faults);
}

/* The tests that are suggested pass where they are pasted, at the end of `tests`, which stands
 * last. Together with those that are there they walk all of the flow. */
static void expect_suggestions(const struct library_entry *entry)
{
    struct check_options options = {0};
    struct coverage_figures figures = {0};
    struct coverage *coverage = NULL, *all = NULL;
    struct diag_list faults = {0};
    struct flow *flow = NULL, *pasted = NULL;
    struct buffer text = {0};
    size_t left = 1;

    if (suite_expect(entry->path, file_read(entry->path, FLOW_MAX_BYTES, &text) == STATUS_OK &&
                                      flow_load(entry->path, NULL, &faults, &flow) == STATUS_OK)) {
        coverage_new(flow, &coverage);
        coverage_suggest(coverage, &text, &left);
        suite_expect_long(entry->path, (long)left, 0);
        if (suite_expect("pasted", flow_parse(entry->path, NULL, buffer_text(&text), text.length,
                                              &faults, &pasted) == STATUS_OK &&
                                       flow_check(pasted, NULL, 0, &options, &faults) == STATUS_OK))
            coverage_new(pasted, &all);
    }
    if (all)
        coverage_figures(all, &figures);
    suite_expect_long("steps", (long)figures.walked_steps, (long)figures.steps);
    suite_expect_long("answers", (long)figures.walked_answers, (long)figures.answers);
    coverage_free(coverage);
    coverage_free(all);
    flow_free(flow);
    flow_free(pasted);
    diag_list_free(&faults);
    buffer_free(&text);
}

static void test_all(void)
{
    const char *directory = suite_source("flows");
    struct library *library = NULL;
    const struct library_entry *entries = NULL;
    size_t count = 0, i;

    library_new(&directory, 1, &library);
    library_entries(library, &entries, &count);
    suite_expect("listed", count >= 9);
    for (i = 0; i < count; i++) {
        expect_sound(library, &entries[i]);
        expect_suggestions(&entries[i]);
    }
    library_free(library);
}

/* The case that it began with. */
static void test_collision(void)
{
    const char *directory = suite_source("flows");
    struct diag_list faults = {0};
    struct library *library = NULL;
    const struct flow *flow = NULL;

    library_new(&directory, 1, &library);
    if (suite_expect("loaded", library_flow(library, "windows/logon-session-collision", &faults,
                                            &flow) == STATUS_OK)) {
        suite_expect("questions", count_steps(flow, true) >= 15);
        suite_expect("endings", count_steps(flow, false) >= 12);
        suite_expect("its page", flow->about && *flow->about->background && flow->about->faq &&
                                     *flow->about->summary && flow->about->sources);
    }
    diag_list_free(&faults);
    library_free(library);
}

/* Whether a row of posted errors is about Windows: by the kind of what is expected of it. */
static bool is_of_windows(const char *expected)
{
    static const char *const kinds[] = {"win32 ",    "hresult ", "ntstatus ", "bugcheck ",
                                        "aad ",      "rdp ",     "device "};
    size_t i;

    for (i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strncmp(expected, kinds[i], strlen(kinds[i])) == 0)
            return true;
    }
    return false;
}

/* The flow for what a text is read as first, or NULL: what `errwalk lookup` shows. */
static const char *flow_of(struct library *library, const char *text)
{
    static const struct code none;
    struct decode_reading readings[32];
    struct problem problem = {0};
    size_t count = decode(text, strlen(text), readings, sizeof readings / sizeof *readings, NULL);

    if (count == 0 || !readings[0].entry ||
        problem_find(library, catalog_entry_name(readings[0].entry), none, &problem, 1) == 0)
        return NULL;
    return problem.entry ? problem.entry->id : NULL;
}

struct posted {
    long texts, led;
};

static void count_posted(struct library *library, const char *path, bool listed,
                         struct posted *posted)
{
    FILE *file = fopen(suite_source(path), "rb");
    char line[2048];

    suite_expect(path, file != NULL);
    while (file && fgets(line, sizeof line, file)) {
        char *expected = strrchr(line, '\t');

        line[strcspn(line, "\n")] = '\0';
        if (!expected || strncmp(line, "# ", 2) == 0 || !is_of_windows(expected + 1))
            continue;
        *expected = '\0';
        posted->texts++;
        if (flow_of(library, line))
            posted->led++;
        else if (listed)
            printf("    no flow: %s\n", line);
    }
    if (file)
        fclose(file);
}

/* Of the errors of Windows as people post them, three in four lead to a flow of their own. */
static void test_posted(void)
{
    const char *directory = suite_source("flows");
    struct library *library = NULL;
    struct posted posted = {0};

    library_new(&directory, 1, &library);
    count_posted(library, "tests/catalog/posted-build.tsv", getenv("ERRWALK_POSTED") != NULL, &posted);
    count_posted(library, "tests/catalog/posted-measure.tsv", false, &posted);
    printf("    %ld of %ld texts about Windows lead to a flow\n", posted.led, posted.texts);
    suite_expect("texts", posted.texts >= 114);
    suite_expect("three in four", posted.led * 4 >= posted.texts * 3);
    library_free(library);
}

const struct suite_test suite_tests[] = {
    {"all flows", test_all},
    {"1366", test_collision},
    {"posted", test_posted},
    {NULL, NULL},
};
