/* SPDX-License-Identifier: MIT */
/*
 * Scenarios: what is read of one, what is proved against its flow, and what a library tells.
 */
#include <config.h>

#include "errwalk/scenario.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "errwalk/assignment.h"
#include "errwalk/file.h"
#include "errwalk/memory.h"
#include "suite.h"

const char suite_name[] = "scenario";

static const char scenario_file[] = "flows/training/nightly-import.yaml";
static const char flow_file[] = "flows/windows/logon-session-collision.yaml";

static struct flow *load_flow(void)
{
    struct diag_list faults = {0};
    struct flow *flow = NULL;

    suite_expect("flow", flow_load(suite_source(flow_file), "windows/logon-session-collision",
                                   &faults, &flow) == STATUS_OK);
    diag_list_free(&faults);
    return flow;
}

static void list_faults(const struct flow *flow, const char *bytes, size_t length,
                        struct buffer *out)
{
    struct diag_list faults = {0};
    struct scenario *scenario = NULL;
    size_t i;

    if (scenario_parse("x.yaml", NULL, bytes, length, &faults, &scenario) == STATUS_OK)
        scenario_check(scenario, flow, bytes, length, &faults);
    diag_sort(&faults);
    buffer_clear(out);
    for (i = 0; i < faults.count; i++)
        buffer_printf(out, "%s%s %u:%u", i ? ", " : "", faults.items[i].rule->code,
                      faults.items[i].place.line, faults.items[i].place.column);
    diag_list_free(&faults);
    scenario_free(scenario);
}

static void test_faults(void)
{
    static const struct {
        const char *find, *replace, *expected;
    } rows[] = {
        {"title:", "title:", ""},
        {"level: beginner", "level: easy", "E028 4:8"},
        {"minutes: 60", "minutes: 37", "W033 5:10"},
        {"minutes: 60", "minutes: some", "E028 5:10"},
        {"title: The import", "titel: The import", "E022 3:1"},
        {"cause: reused-id\n", "", "E023 2:1"},
        {"    says: It ran to the end! All of last night's data is there. I ran it twice, to be sure.",
         "    says: {a: b}", "E026 80:11"},
        {"    answer: kept", "    awnser: kept", "E022 74:5"},
        {"    shows:\n      - where: import.state", "    shows:\n      - when: import.state",
         "E022 70:9"},
        {"ends: fresh-id", "ends: fresh", "E061 16:7"},
        {"ends: fresh-id", "ends: built-in-id", "E063 16:7"},
        {"ends: fresh-id", "ends: role", "E063 16:7"},
        {"cause: reused-id", "cause: session-leak", "E067 15:8"},
        {"  role:\n", "  rule:\n", "E061 51:3"},
        {"answer: given-id", "answer: 3", "E062 58:13"},
        {"answer: 0x4a1f2", "answer: nothing", "E062 65:13"},
        {"    answer: worked", "    answer: failed", "E063 16:7"},
        {"    says: I am an administrator of that server, if that helps.\n", "", "E064 51:3"},
        {"  warning-signs: Rule out", "  packages: Rule out", "E066 159:3"},
        {"  restart-first: Thirty people", "  role: Thirty people", "E065 161:3"},
        {"    because: The caller can", "    # because: The caller can", "W031 51:3"},
        {"lesson: >", "otherwise2: >", "E022 171:1"},
    };
    struct flow *flow = load_flow();
    struct buffer content = {0}, bad = {0}, found = {0};
    const char *at;
    size_t i;

    suite_expect("file", file_read(suite_source(scenario_file), FLOW_MAX_BYTES, &content) ==
                             STATUS_OK);
    for (i = 0; flow && i < sizeof rows / sizeof *rows; i++) {
        at = strstr(buffer_text(&content), rows[i].find);
        if (!suite_expect(rows[i].find, at != NULL))
            continue;
        buffer_clear(&bad);
        buffer_append(&bad, content.bytes, (size_t)(at - content.bytes));
        buffer_string(&bad, rows[i].replace);
        buffer_string(&bad, at + strlen(rows[i].find));
        list_faults(flow, bad.bytes, bad.length, &found);
        suite_expect_string(rows[i].replace, buffer_text(&found), rows[i].expected);
    }
    list_faults(NULL, content.bytes, content.length, &found);
    suite_expect_string("no flow", buffer_text(&found), "E060 2:9");
    buffer_free(&content);
    buffer_free(&bad);
    buffer_free(&found);
    flow_free(flow);
}

/* Faults with their messages. */
static void list_messages(const struct flow *flow, const struct buffer *bytes, struct buffer *out)
{
    struct diag_list faults = {0};
    struct scenario *scenario = NULL;
    size_t i;

    buffer_clear(out);
    if (scenario_parse("x.yaml", NULL, bytes->bytes, bytes->length, &faults, &scenario) == STATUS_OK)
        scenario_check(scenario, flow, bytes->bytes, bytes->length, &faults);
    for (i = 0; i < faults.count; i++)
        buffer_printf(out, "%s%s: %s", i ? "; " : "", faults.items[i].rule->code,
                      faults.items[i].message);
    diag_list_free(&faults);
    scenario_free(scenario);
}

/* What is found at the step `key`, which is off the way, and harm at `locksmith`. */
static void test_states(void)
{
    static const struct {
        const char *key, *more, *expected;
    } rows[] = {
        {"{says: It turns.}", "", ""},
        {"{when: [{if: {turns: no}, says: a}, {if: {turns: yes}, says: b}]}", "", ""},
        {"{when: [{if: {turns: no}, says: a}]}", "otherwise: I do not know.\n",
         "W034: nothing is found at 'key' where 'turns' is yes"},
        {"{when: [{if: {minutes: {above: 20}}, says: a}]}", "",
         "W034: nothing is found at 'key' where 'minutes' is 0"},
        {"{says: a, when: [{if: {minutes: {above: 20}}, says: b}]}", "", ""},
        /* tried, and then gone back from */
        {"{says: a, when: [{if: {oil: done}, says: b}]}", "", ""},
        {"{when: [{if: {oil: done}, says: b}]}", "",
         "W034: nothing is found at 'key' where 'oil' is not known"},
        {"{says: a, when: [{if: {turns: yes, noise: yes}, says: b}]}", "",
         "W035: this case of 'key' never holds, whatever the trainee does"},
        {"{says: a, when: [{if: {turns: no}, says: b}, {if: {turns: no, oil: done}, says: c}]}", "",
         "W035: this case of 'key' never holds, whatever the trainee does"},
        {"{says: a}", "must-avoid: {locksmith: {when: [{if: {turns: no}, say: No.}]}}\n", ""},
        {"{says: a}", "must-avoid: {locksmith: {when: [{if: {turns: maybe}, say: No.}]}}\n",
         "W035: this case of 'locksmith' never holds, whatever the trainee does"},
        /* what holds in one variant only */
        {"{says: a, when: [{if: {turns: yes, noise: yes}, says: b}]}",
         "variants: {one: {values: {x: a}}, two: {values: {x: b}}}\n",
         "W035: this case of 'key' never holds, whatever the trainee does"},
    };
    struct diag_list faults = {0};
    struct flow *flow = NULL;
    struct buffer text = {0}, found = {0};
    size_t i;

    suite_expect("trained", flow_load(suite_source("tests/flows/rules/trained.yaml"), "doors",
                                      &faults, &flow) == STATUS_OK);
    for (i = 0; flow && i < sizeof rows / sizeof *rows; i++) {
        buffer_clear(&text);
        buffer_printf(&text,
                      "trains: doors\ntitle: The door\nlevel: beginner\nminutes: 10\n"
                      "opening: I cannot get in!\ncause: dry-hinges\nends: oil\nlesson: Listen.\n"
                      "steps:\n"
                      "  turns: {says: It goes down., answer: yes, because: It turns.}\n"
                      "  noise: {says: It squeaks., answer: yes, because: They are dry.}\n"
                      "  key: %s\n%s",
                      rows[i].key, rows[i].more);
        list_messages(flow, &text, &found);
        suite_expect_string(rows[i].key, buffer_text(&found), rows[i].expected);
    }
    buffer_free(&text);
    buffer_free(&found);
    flow_free(flow);
    diag_list_free(&faults);
}

/* Thirteen questions that one case tells apart have more states than are looked at. */
static void test_state_limit(void)
{
    enum { QUESTIONS = 13 };
    struct diag_list faults = {0};
    struct flow *flow = NULL;
    struct buffer text = {0}, found = {0};
    int i;

    buffer_string(&text, "title: Many\ncauses: {c: {title: C}}\ndiagnose:\n");
    for (i = 0; i < QUESTIONS; i++) {
        char next[8];

        snprintf(next, sizeof next, i + 1 < QUESTIONS ? "q%d" : "end", i + 1);
        buffer_printf(&text, "  q%d: {ask: Is it %d?, answers: {yes: %s, no: %s}}\n", i, i, next, next);
    }
    buffer_string(&text, "resolve:\n  end: {fix: F, causes: [c], do: [D], verify: V}\n");
    suite_expect("flow", flow_parse("many.yaml", "many", text.bytes, text.length, &faults, &flow) ==
                             STATUS_OK);
    buffer_clear(&text);
    buffer_string(&text, "trains: many\ntitle: T\nlevel: beginner\nminutes: 10\nopening: O\n"
                         "cause: c\nends: end\nlesson: L\nsteps:\n");
    for (i = 0; i < QUESTIONS; i++)
        buffer_printf(&text, "  q%d: {says: S, answer: yes, because: B}\n", i);
    buffer_string(&text, "must-avoid: {end: {when: [{if: {");
    for (i = 0; i < QUESTIONS; i++)
        buffer_printf(&text, "%sq%d: no", i ? ", " : "", i);
    buffer_string(&text, "}, say: Harm.}]}}\n");
    if (flow)
        list_messages(flow, &text, &found);
    suite_expect_string("limit", buffer_text(&found),
                        "W034: only the first 4000 states were looked at, the last of them at 'q11'");
    buffer_free(&text);
    buffer_free(&found);
    flow_free(flow);
    diag_list_free(&faults);
}

static void test_parts(void)
{
    struct diag_list faults = {0};
    struct scenario *scenario = NULL;
    const struct finding *finding;
    struct scenario_way way;
    struct flow *flow = load_flow();
    struct buffer steps = {0};
    size_t i;

    if (!suite_expect("load", scenario_load(suite_source(scenario_file), NULL, &faults,
                                            &scenario) == STATUS_OK))
        return;
    suite_expect_string("id", scenario->id, "nightly-import");
    suite_expect_long("level", (long)scenario->level, LEVEL_BEGINNER);
    suite_expect("two openings", scenario->opening && scenario->opening->node.next);
    finding = scenario_finding(scenario, "exact-error");
    suite_expect_long("first hint", (long)finding->hints->minutes, 1);
    suite_expect_long("second hint",
                      (long)((const struct hint *)finding->hints->node.next)->minutes, 2);
    suite_expect("no answer is NULL", scenario_finding(scenario, "limits") == NULL);
    suite_expect("text", scenario_text(scenario->trouble, "boss") != NULL &&
                             !scenario_text(scenario->trouble, "bos"));
    scenario_walk(scenario, flow, &way);
    for (i = 0; i < way.count; i++)
        buffer_printf(&steps, "%s ", way.steps[i].path);
    suite_expect("whole", way.whole);
    suite_expect_string("way", buffer_text(&steps),
                        "exact-error role warning-signs operation failing-id id-source fresh-id ");
    scenario_way_free(&way);
    buffer_free(&steps);
    scenario_free(scenario);
    flow_free(flow);
    diag_list_free(&faults);
}

/* A scenario is no flow to a library, and a flow no scenario. */
static void test_library(void)
{
    const char *directory = suite_source("flows");
    const struct scenario_entry *entries = NULL, *one;
    struct library *library = NULL;
    size_t count = 0;

    library_new(&directory, 1, &library);
    library_scenarios(library, &entries, &count);
    suite_expect("list", count >= 1);
    one = library_scenario(library, "training/nightly-import");
    if (suite_expect("by id", one != NULL)) {
        suite_expect_string("title", one->title, "The import that stops every night");
        suite_expect_string("trains", one->trains, "windows/logon-session-collision");
        suite_expect_long("minutes", (long)one->minutes, 60);
        suite_expect("file", scenario_is_file(one->path));
    }
    suite_expect("no flow", !library_by_id(library, "training/nightly-import"));
    suite_expect("no scenario", !library_scenario(library, "windows/logon-failure"));
    suite_expect("a flow", !scenario_is_file(suite_source(flow_file)));
    library_free(library);
}

/* In a list a title has the values of the first variant. */
static void test_title(void)
{
    static const char text[] =
        "trains: doors\ntitle: The {{colour}} door\nlevel: beginner\nminutes: 10\n"
        "opening: I cannot get in!\ncause: dry-hinges\nends: oil\nlesson: Listen.\n"
        "steps: {turns: {says: Yes., answer: yes, because: B}}\n"
        "variants: {one: {values: {colour: red}}, two: {values: {colour: blue}}}\n";
    char directory[4096];
    const char *directories[] = {directory};
    struct library *library = NULL;
    const struct scenario_entry *one;
    FILE *file;

    snprintf(directory, sizeof directory, "%s", suite_scratch("titles"));
    mkdir(directory, 0700);
    file = fopen(suite_scratch("titles/door.yaml"), "w");
    if (!suite_expect("file", file != NULL))
        return;
    fputs(text, file);
    fclose(file);
    library_new(directories, 1, &library);
    one = library_scenario(library, "door");
    suite_expect_string("title", one ? one->title : "none", "The red door");
    library_free(library);
}

/* Sealed, the answers are not to be read, and the same scenario comes back. */
static void test_seal(void)
{
    static const struct {
        const char *given;
        enum status expected;
    } rows[] = {
        {"trains: x\ntitle: y\n", STATUS_NO},
        {"title: x\n", STATUS_NO},
        {"", STATUS_NO},
        {"cause: x\ntrains: y\n", STATUS_NO},
        {"trains: x\nopening:\n  - a\n\n# why\ncause: x", STATUS_OK},
        {"trains: x\r\ncause: y\r\n", STATUS_OK},
    };
    struct buffer content = {0}, sealed = {0}, plain = {0};
    struct diag_list faults = {0};
    struct scenario *scenario = NULL;
    const char *path = suite_scratch("sealed.yaml");
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        buffer_clear(&sealed);
        buffer_clear(&plain);
        suite_expect_long(rows[i].given,
                          scenario_seal(rows[i].given, strlen(rows[i].given), &sealed),
                          rows[i].expected);
        if (rows[i].expected != STATUS_OK)
            continue;
        suite_expect_long(rows[i].given, scenario_unseal(sealed.bytes, sealed.length, &plain),
                          STATUS_OK);
        suite_expect_string("back", buffer_text(&plain), rows[i].given);
    }
    buffer_clear(&sealed);
    file_read(suite_source(scenario_file), FLOW_MAX_BYTES, &content);
    suite_expect("sealed", scenario_seal(content.bytes, content.length, &sealed) == STATUS_OK);
    suite_expect("title", strstr(buffer_text(&sealed), "stops every night") != NULL);
    suite_expect("no cause", strstr(buffer_text(&sealed), "reused-id") == NULL);
    suite_expect("once", scenario_seal(sealed.bytes, sealed.length, &plain) == STATUS_NO);
    suite_expect("file", file_write(path, sealed.bytes, sealed.length, true) == STATUS_OK);
    suite_expect("a scenario", scenario_is_file(path));
    if (suite_expect("load", scenario_load(path, NULL, &faults, &scenario) == STATUS_OK)) {
        struct scenario *open = NULL;

        suite_expect_string("cause", scenario->cause, "reused-id");
        scenario_load(suite_source(scenario_file), NULL, &faults, &open);
        suite_expect_string("the same", scenario->sha256, open->sha256);
        scenario_free(open);
        scenario_free(scenario);
    }
    scenario = NULL;
    buffer_string(&sealed, "  !!!\n");
    file_write(path, sealed.bytes, sealed.length, true);
    suite_expect("damaged", scenario_load(path, NULL, &faults, &scenario) == STATUS_INVALID);
    suite_expect("E068", faults.count == 1 && strcmp(faults.items[0].rule->code, "E068") == 0);
    diag_list_free(&faults);
    buffer_free(&content);
    buffer_free(&sealed);
    buffer_free(&plain);
}

static void test_assignments(void)
{
    static const char hash[] =
        "lock: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n";
    static const struct {
        const char *before, *after, *expected;
    } rows[] = {
        {"assigns: Week one\n", "scenarios: [training/nightly-import]\n", ""},
        {"assigns: Week one\ndeadline: 2026-12-01\nmode: exam\nseed: 4\n",
         "scenarios:\n  - training/nightly-import\n"
         "  - {scenario: training/nightly-import, mode: learn, seed: 0}\n", ""},
        {"assigns: Week one\n", "scenarios: [training/nightly-imports]\n", "E069 3:13"},
        {"assigns: Week one\nlock: x\n", "scenarios: [training/nightly-import]\n",
         "E013 3:1"},
        {"assigns: Week one\nmode: test\n", "scenarios: [training/nightly-import]\n",
         "E028 2:7"},
        {"assigns: Week one\n", "scenarios: []\n", "E027 3:1"},
        {"assigns: Week one\n", "scenario: [a]\n", "E022 3:1"},
    };
    const char *directory = suite_source("flows");
    struct library *library = NULL;
    struct buffer text = {0}, found = {0};
    size_t i, j;

    library_new(&directory, 1, &library);
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct diag_list faults = {0};
        struct assignment_sheet *made = NULL;

        buffer_clear(&text);
        buffer_clear(&found);
        buffer_printf(&text, "%s%s%s", rows[i].before, hash, rows[i].after);
        if (assignment_parse("a.yaml", text.bytes, text.length, &faults, &made) == STATUS_OK)
            assignment_check(made, library, text.bytes, text.length, &faults);
        for (j = 0; j < faults.count; j++)
            buffer_printf(&found, "%s%s %u:%u", j ? ", " : "", faults.items[j].rule->code,
                          faults.items[j].place.line, faults.items[j].place.column);
        suite_expect_string(rows[i].before, buffer_text(&found), rows[i].expected);
        if (i == 0 && suite_expect("made", made != NULL))
            suite_expect_long("mode", made->tasks->mode, TRAINING_PRACTISE);
        if (i == 1 && suite_expect("made", made != NULL)) {
            const struct task *second = made->tasks->node.next;

            suite_expect_long("mode", made->tasks->mode, TRAINING_EXAM);
            suite_expect_long("seed", (long)made->tasks->seed, 4);
            suite_expect_long("own mode", second->mode, TRAINING_LEARN);
            suite_expect_long("own seed", (long)second->seed, 0);
        }
        assignment_free(made);
        diag_list_free(&faults);
    }
    buffer_free(&text);
    buffer_free(&found);
    library_free(library);
}

const struct suite_test suite_tests[] = {
    {"faults are told place by place", test_faults},
    {"every state has its evidence, and every case a state", test_states},
    {"states are looked at up to a limit", test_state_limit},
    {"parts are read", test_parts},
    {"a library tells scenarios from flows", test_library},
    {"a title in a list is filled in", test_title},
    {"sealed and read again", test_seal},
    {"assignments", test_assignments},
    {NULL, NULL},
};
