/*
 * The flows that are shipped: sound, every ending reached by a test of theirs, and short enough for
 * a person who has never seen the error.
 */
#include <config.h>

#include "suite.h"

#include <string.h>

#include "errwalk/check.h"
#include "errwalk/clock.h"
#include "errwalk/library.h"

const char suite_name[] = "shipped";

enum { MOST_QUESTIONS = 8 };

static bool is_tested(const struct flow *flow, const struct step *step)
{
    const struct flow_test *test;

    flow_each(test, flow->tests) {
        if (strcmp(test->ends, step->node.id) == 0)
            return true;
    }
    return false;
}

static size_t count_steps(const struct flow *flow, bool questions)
{
    const struct step *step;
    size_t count = 0;

    flow_each(step, flow->first)
        count += step_is_question(step->kind) == questions;
    return count;
}

static void expect_sound(struct library *library, const struct library_entry *entry)
{
    struct check_options options = {.library = library};
    struct diag_list faults = {0};
    const struct flow *flow = NULL;
    const struct step *step;

    clock_parse("2026-11-22", &options.today);
    if (suite_expect(entry->id,
                     library_flow(library, entry->id, &faults, &flow) == STATUS_OK)) {
        flow_check(flow, NULL, 0, &options, &faults);
        suite_expect_long(entry->id, (long)(faults.errors + faults.warnings), 0);
        suite_expect(entry->id, flow->first->most <= MOST_QUESTIONS);
        flow_each(step, flow->first) {
            if (!step_is_question(step->kind))
                suite_expect(step->node.id, is_tested(flow, step));
        }
    }
    diag_list_free(&faults);
}

static void test_all(void)
{
    const char *directory = suite_source("flows");
    struct library *library = NULL;
    const struct library_entry *entries = NULL;
    size_t count = 0, i;

    library_new(&directory, 1, &library);
    suite_expect("listed", library_entries(library, &entries, &count) == STATUS_OK && count >= 9);
    for (i = 0; i < count; i++)
        expect_sound(library, &entries[i]);
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

const struct suite_test suite_tests[] = {
    {"all flows", test_all},
    {"1366", test_collision},
    {NULL, NULL},
};
