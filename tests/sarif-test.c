/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics as SARIF: places, messages and addresses, also hostile ones.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "errwalk/check.h"
#include "errwalk/memory.h"
#include "errwalk/rules.h"
#include "errwalk/sarif.h"
#include "errwalk/sink.h"
#include "suite.h"

static void test_uri(void)
{
    static const struct {
        const char *path, *expected;
    } rows[] = {
        {"flows/x.yaml", "flows/x.yaml"},
        {"./flows/x.yaml", "flows/x.yaml"},
        {".//./x.yaml", "x.yaml"},
        {"../x.yaml", "../x.yaml"},
        {".x.yaml", ".x.yaml"},
        {"/srv/x.yaml", "file:///srv/x.yaml"},
        {"a b/\"x\".yaml", "a%20b/%22x%22.yaml"},
        {"c:x.yaml", "c%3Ax.yaml"},
        {"100%.yaml?a=b#c", "100%25.yaml%3Fa%3Db%23c"},
        {"\303\274.yaml", "%C3%BC.yaml"},
        {"\377\n\033[2J.yaml", "%FF%0A%1B%5B2J.yaml"},
        {"\342\200\256x.yaml", "%E2%80%AEx.yaml"},
    };
    struct buffer out = {0};
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        buffer_clear(&out);
        sink_uri(&out, rows[i].path);
        suite_expect_string(rows[i].path, buffer_text(&out), rows[i].expected);
    }
    buffer_free(&out);
}

/* What comes of one diagnostic. */
static void test_results(void)
{
    static const struct {
        enum { PLAIN, WITH_HINT } hint;
        const char *file, *message;
        struct diag_place place;
        const char *expected; /* message and location */
    } rows[] = {
        {PLAIN,
         "a.yaml",
         "wrong",
         {3, 7, 4},
         "{\"text\":\"wrong\"},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":"
         "{\"uri\":\"a.yaml\"},\"region\":{\"startLine\":3,\"startColumn\":7,\"endColumn\":11}}}]"
         "}"},
        {WITH_HINT,
         "a.yaml",
         "wrong",
         {3, 7, 0},
         "{\"text\":\"wrong (did you mean 'x'?)\"},\"locations\":[{\"physicalLocation\":"
         "{\"artifactLocation\":{\"uri\":\"a.yaml\"},\"region\":{\"startLine\":3,\"startColumn\":7,"
         "\"endColumn\":8}}}]}"},
        {PLAIN,
         "/a.yaml",
         "whole",
         {0, 0, 0},
         "{\"text\":\"whole\"},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":"
         "{\"uri\":\"file:///a.yaml\"}}}]}"},
        {PLAIN,
         "a.yaml",
         "line",
         {9, 0, 0},
         "{\"text\":\"line\"},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":"
         "{\"uri\":\"a.yaml\"},\"region\":{\"startLine\":9}}}]}"},
        {PLAIN,
         "a.yaml",
         "'{{x}}' \033[2J\n[look](http://x) [1](2) \342\200\256\303\274",
         {0, 0, 0},
         "{\"text\":\"'{{{{x}}}}' <U+001B>[2J [look] (http://x) [1] (2) <U+202E>\\u00FC\"},"
         "\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"a.yaml\"}}}]}"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct diag_list list = {0};
        json_t *log, *results;
        char *text;

        diag_add(&list, rule_find("E014"), rows[i].file, rows[i].place, NULL, 0,
                 rows[i].hint ? "did you mean 'x'?" : NULL, "%s", rows[i].message);
        log = sarif_log(&list, true);
        results = json_object_get(json_array_get(json_object_get(log, "runs"), 0), "results");
        text = json_dumps(json_array_get(results, 0), JSON_COMPACT | JSON_ENSURE_ASCII);
        suite_expect(rows[i].message, text && strstr(text, "\"ruleId\":\"E014\",\"ruleIndex\":13,"
                                                           "\"level\":\"error\",\"message\":"));
        suite_expect_string(rows[i].message, text ? strstr(text, "{\"text\"") : NULL,
                            rows[i].expected);
        free(text);
        json_decref(log);
        diag_list_free(&list);
    }
}

/* Each rule, once, where results look for it. */
static void test_rules(void)
{
    struct diag_list list = {0};
    json_t *log = sarif_log(&list, false), *run, *rules, *rule;
    size_t i;

    run = json_array_get(json_object_get(log, "runs"), 0);
    rules = json_object_get(json_object_get(json_object_get(run, "tool"), "driver"), "rules");
    json_array_foreach(rules, i, rule)
    {
        suite_expect_string("rule", json_string_value(json_object_get(rule, "id")),
                            flow_rules[i].code);
        suite_expect_string(
            "title",
            json_string_value(json_object_get(json_object_get(rule, "shortDescription"), "text")),
            flow_rules[i].title);
        suite_expect_string(
            "markdown",
            json_string_value(json_object_get(json_object_get(rule, "help"), "markdown")),
            rule_text_of(&flow_rules[i]));
    }
    suite_expect("all rules", i && !flow_rules[i].code);
    suite_expect("not whole", json_is_false(json_object_get(
                                  json_array_get(json_object_get(run, "invocations"), 0),
                                  "executionSuccessful")));
    json_decref(log);
}

static void test_many(void)
{
    struct diag_list list = {0};
    json_t *log, *run, *invocation, *notification;
    size_t i;

    for (i = 0; i < DIAG_MOST + 2; i++)
        diag_add(&list, rule_find("W001"), "a.yaml", (struct diag_place){1, 1, 1}, NULL, 0, NULL,
                 "again");
    log = sarif_log(&list, true);
    run = json_array_get(json_object_get(log, "runs"), 0);
    invocation = json_array_get(json_object_get(run, "invocations"), 0);
    notification = json_array_get(json_object_get(invocation, "toolExecutionNotifications"), 0);
    suite_expect_long("kept", (long)json_array_size(json_object_get(run, "results")), DIAG_MOST);
    suite_expect_string(
        "rest",
        json_string_value(json_object_get(json_object_get(notification, "message"), "text")),
        "2 more results were found and left out");
    json_decref(log);
    diag_list_free(&list);
}

const char suite_name[] = "sarif";
const struct suite_test suite_tests[] = {
    {"addresses of files", test_uri},
    {"results", test_results},
    {"rules", test_rules},
    {"more than are kept", test_many},
    {NULL, NULL},
};
