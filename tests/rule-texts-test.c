/* SPDX-License-Identifier: MIT */
/*
 * Every code is explained, and its examples do what they say: the wrong one gives that code alone,
 * at the place it names, and the right one passes.
 *
 * An example is the head of a flow: the sections that it lacks come from
 * tests/flows/rules/frame.yaml, except those that it says it goes without by a line such as `# no
 * tests`. The examples of E060 and on, and from W030 on are heads of scenarios in the same way, for
 * tests/flows/rules/trained.yaml.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "errwalk/check.h"
#include "errwalk/file.h"
#include "errwalk/library.h"
#include "errwalk/rules.h"
#include "errwalk/scenario.h"
#include "flow-edits.h"
#include "suite.h"

/* A line of text up to its end, which is included. */
static size_t line_length(const char *line)
{
    const char *end = strchr(line, '\n');

    return end ? (size_t)(end - line) + 1 : strlen(line);
}

/* Whether a text has a line that begins with `start`, which is a key or "# no " and a key. */
static bool has_line(const char *text, const char *start, const char *key, size_t length)
{
    size_t before = strlen(start);

    for (; *text; text += line_length(text)) {
        if (strncmp(text, start, before) == 0 && strncmp(text + before, key, length) == 0)
            return true;
    }
    return false;
}

/* A whole flow: the example, and after it the sections of the frame that it does not have. */
static void complete(struct buffer *out, const char *example, const char *path)
{
    struct buffer frame = {0};
    const char *line, *key;
    size_t length;
    bool kept = false;

    suite_expect("frame", file_read(suite_source(path), FLOW_MAX_BYTES, &frame) ==
                              STATUS_OK);
    buffer_string(out, example);
    for (line = buffer_text(&frame); *line; line += length) {
        length = line_length(line);
        key = memchr(line, ':', length);
        if (*line != ' ' && key)
            kept = !has_line(example, "", line, (size_t)(key - line) + 1) &&
                   !has_line(example, "# no ", line, (size_t)(key - line));
        if (kept)
            buffer_append(out, line, length);
    }
    buffer_free(&frame);
}

/* Takes the fenced block that follows into `out`, and moves on behind it. */
static bool take_block(const char **text, struct buffer *out)
{
    const char *start = strstr(*text, "```yaml\n"), *end;

    if (!start)
        return false;
    start += strlen("```yaml\n");
    end = strstr(start, "```\n");
    if (!end)
        return false;
    buffer_append(out, start, (size_t)(end - start));
    *text = end + strlen("```\n");
    return true;
}

/* E060 to E079, W030 to W039. */
static bool is_of_scenarios(const char *code)
{
    return strncmp(code, "E06", 3) == 0 || strncmp(code, "E07", 3) == 0 ||
           strncmp(code, "W03", 3) == 0;
}

/* The flow that the examples train is called doors. */
static void list_scenario_faults(const struct buffer *text, struct buffer *out)
{
    struct diag_list faults = {0};
    struct scenario *scenario = NULL;
    struct flow *flow = NULL;
    size_t i;

    suite_expect("trained", flow_load(suite_source("tests/flows/rules/trained.yaml"), "doors",
                                      &faults, &flow) == STATUS_OK);
    if (scenario_parse("x.yaml", NULL, text->bytes, text->length, &faults, &scenario) == STATUS_OK)
        scenario_check(scenario, strcmp(scenario->trains, flow->id) == 0 ? flow : NULL,
                       text->bytes, text->length, &faults);
    for (i = 0; i < faults.count; i++)
        buffer_printf(out, "%s%s %u:%u", i ? ", " : "", faults.items[i].rule->code,
                      faults.items[i].place.line, faults.items[i].place.column);
    diag_list_free(&faults);
    scenario_free(scenario);
    flow_free(flow);
}

static void expect_scenario(const char *code, const char *example, const char *expected)
{
    struct buffer whole = {0}, found = {0};

    complete(&whole, example, "tests/flows/rules/scenario.yaml");
    list_scenario_faults(&whole, &found);
    suite_expect_string(code, buffer_text(&found), expected);
    buffer_free(&whole);
    buffer_free(&found);
}

/* The flows that there are to call and refer to are those of tests/flows/rules-blocks. */
static void expect_example(const char *code, const char *example, const char *expected)
{
    const char *directories[] = {suite_source("tests/flows/rules-blocks")};
    struct buffer whole = {0};
    struct library *library = NULL;

    if (is_of_scenarios(code)) {
        expect_scenario(code, example, expected);
        return;
    }
    complete(&whole, example, "tests/flows/rules/frame.yaml");
    library_new(directories, 1, &library);
    suite_expect_string(code, edit_faults_among(whole.bytes, whole.length, library), expected);
    library_free(library);
    buffer_free(&whole);
}

static void expect_examples(const struct rule_text *row)
{
    const char *text = strstr(row->text, "\nWrong ("), *place;
    struct buffer wrong = {0}, right = {0}, expected = {0};

    place = text ? text + strlen("\nWrong (") : "";
    buffer_printf(&expected, "%s %.*s", row->code, (int)strcspn(place, ")"), place);
    if (suite_expect(row->code, text && take_block(&text, &wrong) &&
                                    strncmp(text, "\nRight:\n", strlen("\nRight:\n")) == 0 &&
                                    take_block(&text, &right) && !*text)) {
        expect_example(row->code, buffer_text(&wrong), buffer_text(&expected));
        expect_example(row->code, buffer_text(&right), "");
    }
    buffer_free(&wrong);
    buffer_free(&right);
    buffer_free(&expected);
}

/* What no example can show; flow-faults-test.c, flow-test.c and scenario-test.c make such files. */
static const char *const without_examples[] = {"E001", "E002", "E003", "E004",
                                               "E005", "E015", "E016", "E017", "E068", "E069"};

static bool has_no_example(const char *code)
{
    size_t i;

    for (i = 0; i < sizeof without_examples / sizeof *without_examples; i++) {
        if (strcmp(without_examples[i], code) == 0)
            return true;
    }
    return false;
}

static void test_examples(void)
{
    const struct rule_text *row;

    for (row = rule_texts; row->code; row++) {
        if (!has_no_example(row->code))
            expect_examples(row);
        else
            suite_expect(row->code, !strstr(row->text, "```"));
    }
}

static void test_every_code(void)
{
    const struct diag_rule *rule;
    const struct rule_text *row;

    for (rule = flow_rules; rule->code; rule++)
        suite_expect(rule->code, rule_text_of(rule) != NULL);
    for (row = rule_texts; row->code; row++)
        suite_expect(row->code, rule_find(row->code) != NULL);
    suite_expect("lower case", rule_find("e014") == rule_find("E014") && rule_find("e014"));
    suite_expect("no code", !rule_find("E000") && !rule_find(""));
}

const char suite_name[] = "rule-texts";
const struct suite_test suite_tests[] = {
    {"every code has a text, and every text a code", test_every_code},
    {"what is wrong gives its code alone, what is right passes", test_examples},
    {NULL, NULL},
};
