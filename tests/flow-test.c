/* SPDX-License-Identifier: MIT */
/*
 * Loading: what a loaded flow holds, its limits, hostile files, the questions left, and memory
 * that runs out.
 */
#include <config.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "errwalk/check.h"
#include "errwalk/flow.h"
#include "errwalk/memory.h"
#include "flow-edits.h"
#include "suite.h"

static struct flow *load_good(void)
{
    struct diag_list faults = {0};
    struct flow *flow = NULL;
    size_t length;
    const char *bytes = edit_good(&length);

    suite_expect("load",
                 flow_parse("a/good.yaml", NULL, bytes, length, &faults, &flow) == STATUS_OK);
    diag_list_free(&faults);
    return flow;
}

static void expect_error(const char *what, const struct error_ref *error, const char *expected)
{
    struct buffer text = {0};

    if (suite_expect(what, error != NULL))
        flow_error_text(&text, error);
    suite_expect_string(what, buffer_text(&text), expected);
    buffer_free(&text);
}

static void test_content(void)
{
    struct flow *flow = load_good();
    const struct step *step;
    const struct error_ref *second;

    suite_expect_string("id", flow->id, "good");
    suite_expect_string("title", flow->title, "The door does not open");
    suite_expect_long("sha256", (long)strlen(flow->sha256), 64);
    suite_expect_string("likelihood", flow->causes->title, "It is locked");
    suite_expect_long("likelihood", flow->causes->likelihood, 45);
    suite_expect_string("about", flow->about->details, "- a list\n\nSee `x`.");
    suite_expect_string("faq", flow->about->faq->a, "Because: locks");
    expect_error("first error", flow->errors, "ERROR_DOOR_STUCK (1366)");
    second = flow->errors->node.next;
    expect_error("second error", second, "STATUS_DOOR_STUCK (0xC0000105)");
    expect_error("third error", second->node.next, "ORA-12154");
    suite_expect_long("steps", (long)flow->step_count, 7);
    suite_expect_string("first", flow->first->node.id, "turns");
    step = flow_step(flow, "oil");
    suite_expect_long("kind", step->kind, STEP_FIX);
    suite_expect_long("index", (long)step->index, 4);
    suite_expect_string("if-not", step->if_not.step->node.id, "other");
    suite_expect_string("why is empty", step->why, "");
    step = flow_step(flow, "other");
    suite_expect_string("text of refer", step->text, "ERROR_LOCK_BROKEN (1326)");
    expect_error("refer", step->refer, "ERROR_LOCK_BROKEN (1326)");
    expect_error("related", step->related, "ORA-1");
    step = flow_step(flow, "security");
    expect_error("flow id", step->related, "doors/any");
    step = flow_step(flow, "turns");
    suite_expect_string("yes", flow_answer(step, "yes")->say, "Yes");
    suite_expect_string("unsure", flow_answer(step, "unsure")->say, "I don't know");
    suite_expect("no such answer", !flow_answer(step, "maybe"));
    suite_expect("no such step", !flow_step(flow, "nothing"));
    suite_expect_long("place", flow_answer(step, "no")->to.place.column, 11);
    suite_expect("sensitive", flow_step(flow, "caller")->sensitive);
    suite_expect_long("fewest", flow->first->fewest, 2);
    suite_expect_long("most", flow->first->most, 4);
    flow_free(flow);
}

static const char *only_fact(void *context, const char *name)
{
    return strcmp(name, "weight") == 0 ? context : NULL;
}

static void test_routes(void)
{
    static const struct {
        const char *weight, *to;
    } rows[] = {
        {"101", "security"}, {"100", "lock"}, {"1", "oil"},
        {" +2 ", "oil"},     {"50", "other"}, {"-7", "lock"},
    };
    struct flow *flow = load_good();
    const struct step *step = flow_step(flow, "weight");
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer value = {0};

        buffer_string(&value, rows[i].weight);
        suite_expect_string(rows[i].weight, flow_route(step, only_fact, value.bytes)->node.id,
                            rows[i].to);
        buffer_free(&value);
    }
    suite_expect_string("unknown", flow_route(step, only_fact, NULL)->node.id, "lock");
    suite_expect("type", flow_accepts(step, "12") && !flow_accepts(step, "twelve"));
    step = flow_step(flow, "lock");
    suite_expect("matches", flow_accepts(step, "0x1f") && !flow_accepts(step, "0x1F"));
    suite_expect_string("to", flow_route(step, only_fact, NULL)->node.id, "caller");
    flow_free(flow);
}

static void test_values(void)
{
    static const struct {
        enum value_type type;
        const char *a, *b;
        int expected; /* -1, 0, 1; 2: not equal, no order; 3: equal, no order; 9: a does not fit */
    } rows[] = {
        {VALUE_TEXT, "a", "a", 3},
        {VALUE_TEXT, "a", "A", 2},
        {VALUE_TEXT, " a ", "a", 3},
        {VALUE_TEXT, "  ", "a", 9},
        {VALUE_NUMBER, "010", "10", 0},
        {VALUE_NUMBER, "-1", "1", -1},
        {VALUE_NUMBER, "1.5", "1", 9},
        {VALUE_NUMBER, "0x1", "1", 9},
        {VALUE_NUMBER, "", "1", 9},
        {VALUE_NUMBER, "9223372036854775807", "-9223372036854775808", 1},
        {VALUE_NUMBER, "9223372036854775808", "1", 9},
        {VALUE_HEX, "0x3E7", "3e7h", 0},
        {VALUE_HEX, "0x3e7", "0x3e8", -1},
        {VALUE_HEX, "0xffffffffffffffff", "0", 1},
        {VALUE_HEX, "0x10000000000000000", "0", 9},
        {VALUE_HEX, "0x", "0", 9},
        {VALUE_HEX, "3g", "0", 9},
        {VALUE_DATE, "2024-02-29", "2024-03-01", -1},
        {VALUE_DATE, "2026-02-29", "2026-03-01", 9},
        {VALUE_DATE, "2026-1-1", "2026-01-01", 9},
        {VALUE_ERROR, "1366", "0x556", 3},
        {VALUE_ERROR, "0x80070556", "1366", 3},
        {VALUE_ERROR, "-2147023530", "1366", 3},
        {VALUE_ERROR, "0xC0000105", "1366", 3},
        {VALUE_ERROR, "0xC000006A", "0xC0000064", 2},
        {VALUE_ERROR, "1326", "1366", 2},
        {VALUE_ERROR, "System error 1366 has occurred.", "ERROR_LOGON_SESSION_COLLISION", 3},
        {VALUE_ERROR, "ERROR_LOGON_FAILURE (1326)", "1326", 3},
        {VALUE_ERROR, "logon_failure", "STATUS_LOGON_FAILURE", 3},
        {VALUE_ERROR, "ORA-12154", "ORA-12155", 2},
        {VALUE_ERROR, "ORA-12154: TNS", "ORA-12154", 3},
        {VALUE_ERROR, "errno 13", "EACCES", 3},
        {VALUE_ERROR, "13", "EACCES", 3},
        {VALUE_ERROR, "13", "ERROR_INVALID_DATA", 3},
        {VALUE_ERROR, "errno 13", "ERROR_INVALID_DATA", 2},
        {VALUE_ERROR, "EACCES (13)", "13", 3},
        {VALUE_ERROR, "-3", "EAI_AGAIN", 3},
        {VALUE_ERROR, "Connection refused", "ECONNREFUSED", 3},
        {VALUE_ERROR, "exited with code 137", "SIGKILL", 3},
        {VALUE_ERROR, "two words", "1", 9},
        {VALUE_ERROR, "1366", "ERROR_X", 2},
        {VALUE_ERROR, "4294967296", "1", 9},
    };
    size_t i;
    int order;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum value_type type = rows[i].type;
        const char *a = rows[i].a, *b = rows[i].b;
        bool ordered = value_compare(type, a, b, &order) == STATUS_OK;
        int got = !value_fits(type, a) ? 9 : ordered ? order : value_equal(type, a, b) ? 3 : 2;

        suite_expect_long(a, got, rows[i].expected);
        if (ordered)
            suite_expect_long(a, value_equal(type, a, b), order == 0);
    }
}

static void append_head(struct buffer *text)
{
    buffer_string(text, "title: T\ndiagnose:\n");
}

static void append_end(struct buffer *text)
{
    buffer_string(text, "resolve:\n  end: {escalate: Call, because: Yes}\n");
}

/* Whether the text loads (`code` is NULL), or has a fault of this code. Empties it. */
static void expect_loaded(const char *what, struct buffer *text, const char *code)
{
    struct diag_list faults = {0};
    struct flow *flow = NULL;
    bool loads =
        flow_parse("x.yaml", NULL, buffer_text(text), text->length, &faults, &flow) == STATUS_OK;
    size_t i;

    for (i = 0; code && i < faults.count && strcmp(faults.items[i].rule->code, code) != 0;)
        i++;
    suite_expect(what, code ? i < faults.count : loads);
    diag_list_free(&faults);
    flow_free(flow);
    buffer_clear(text);
}

/* A chain of questions and the ending: `count` steps. */
static void append_chain(struct buffer *text, long count)
{
    long i;

    append_head(text);
    for (i = 0; i + 2 < count; i++)
        buffer_printf(text, "  s%ld: {ask: Q, answers: {yes: s%ld}}\n", i, i + 1);
    buffer_printf(text, "  s%ld: {ask: Q, answers: {yes: end}}\n", i);
    append_end(text);
}

static void test_limits(void)
{
    struct buffer text = {0};

    append_chain(&text, FLOW_MAX_STEPS);
    expect_loaded("most steps", &text, NULL);
    append_chain(&text, FLOW_MAX_STEPS + 1);
    expect_loaded("too many steps", &text, "E016");
    append_chain(&text, 2);
    buffer_string(&text, "about:\n  summary: ");
    buffer_repeat(&text, "a", FLOW_MAX_SCALAR);
    expect_loaded("longest text", &text, NULL);
    append_chain(&text, 2);
    buffer_string(&text, "about:\n  summary: ");
    buffer_repeat(&text, "a", FLOW_MAX_SCALAR + 1);
    expect_loaded("too long a text", &text, "E017");
    buffer_string(&text, "title: ");
    buffer_repeat(&text, "[", FLOW_MAX_DEPTH - 1);
    buffer_repeat(&text, "]", FLOW_MAX_DEPTH - 1);
    expect_loaded("deepest", &text, "E026");
    buffer_string(&text, "x: ");
    buffer_repeat(&text, "[", FLOW_MAX_DEPTH);
    expect_loaded("too deep", &text, "E015");
    append_chain(&text, 2);
    buffer_repeat(&text, "#", FLOW_MAX_BYTES - text.length);
    expect_loaded("largest file", &text, NULL);
    append_chain(&text, 2);
    buffer_repeat(&text, "#", FLOW_MAX_BYTES - text.length + 1);
    expect_loaded("too large a file", &text, "E002");
    buffer_free(&text);
}

static double cpu_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Files that would cost a careless reader minutes. The bound is wide for slow machines and
 * sanitizers. */
static void test_hostile(void)
{
    static const struct {
        const char *what, *before, *unit, *after;
        size_t size;
    } rows[] = {
        {"open brackets", "", "[", "", 100000},
        {"open braces", "title: ", "{", "", 100000},
        {"open brackets on lines", "", "[\n", "", 100000},
        {"nested sequences", "", "- ", "", 100000},
        {"nested keys", "", "? ", "", 100000},
        {"alias bomb", "a: &a [x]\n", "b: &b [*a, *a, *a]\n", "", 4000000},
        {"aliases", "a: &a x\nb: [", "*a,", "]\n", 4000000},
        {"anchors", "title:\n", "  - &a b\n", "", 4000000},
        {"long keys", "", "? kkkkkkkkkkkkkkkk\n: v\n", "", 4000000},
        {"duplicate keys", "", "title: a\n", "", 4000000},
        {"duplicate steps", "title: T\ndiagnose:\n", "  a: {ask: Q}\n", "", 4000000},
        {"unknown keys", "", "titel: a\n", "", 4000000},
        {"tag directives", "", "%TAG !a! b\n", "--- x\n", 4000000},
        {"tags", "", "- !!str a\n", "", 4000000},
        {"documents", "", "---\na\n", "", 4000000},
        {"one line of quotes", "title: [", "\"\\t\",", "]", 4000000},
        {"one line of braces", "title: [", "{{a}},", "]", 4000000},
        {"one line of wide text", "title: [", "\xe5\xad\x97 \"\xc3\xa9\",", "]", 4000000},
        {"hidden characters", "title: ", "\xe2\x80\xae", "\n", 4000000},
        {"control characters", "title: ", "\x01\n", "", 4000000},
        {"hashes", "title: [", "a #b\n ,", "]", 4000000},
        {"one long text", "title: ", "word ", "\n", 4000000},
        {"one long literal", "title: |\n", "  word\n", "", 4000000},
        {"open quote", "title: \"", "word ", "\n", 4000000},
        {"comments", "", "# x\n", "", 4000000},
        {"blanks", "title: T", "\n", "x", 4000000},
        {"percent signs", "", "%", "", 4000000},
        {"keywords", "title: T\nkeywords: [", "a, ", "a]\n", 4000000},
        {"facts", "title: T\nabout:\n  faq:\n", "  - {q: 'is {{a}}?', a: '{{b}}'}\n",
         "diagnose: {s: {ask: Q, answers: {yes: e}}}\nresolve: {e: {escalate: C, because: B}}\n",
         4000000},
        {"causes that are unknown", "title: T\nresolve: {e: {escalate: C, because: B, causes: [",
         "x, ", "x]}}\ndiagnose: {s: {ask: Q, answers: {yes: e}}}\n", 4000000},
        {"tests of nothing",
         "title: T\ndiagnose: {s: {ask: Q, answers: {yes: e}}}\n"
         "resolve: {e: {escalate: C, because: B}}\ntests:\n  t:\n    ends: e\n    answers:\n",
         "      s: yes\n", "", 4000000},
    };
    struct buffer text = {0};
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t size = (size_t)suite_scale((long)rows[i].size);
        double start;

        buffer_clear(&text);
        buffer_string(&text, rows[i].before);
        buffer_repeat(&text, rows[i].unit, size / strlen(rows[i].unit));
        buffer_string(&text, rows[i].after);
        start = cpu_seconds();
        edit_faults(buffer_text(&text), text.length);
        start = cpu_seconds() - start;
        if (getenv("ERRWALK_TEST_VERBOSE"))
            printf("    %-24s %6.0f ms\n", rows[i].what, start * 1000);
        suite_expect(rows[i].what, start < 10);
    }
    buffer_free(&text);
}

/* Different ids that all go nowhere, and keys that are all the same but for their ends. */
static void test_many_names(void)
{
    long count = suite_scale(9000), i;
    struct buffer text = {0};
    double start = cpu_seconds();

    append_head(&text);
    for (i = 0; i < count; i++)
        buffer_printf(&text, "  step-number-%ld: {ask: Q, answers: {yes: stop-number-%ld}}\n", i,
                      i);
    append_end(&text);
    suite_expect("dangling", strncmp(edit_faults(text.bytes, text.length), "E014", 4) == 0);
    buffer_clear(&text);
    buffer_string(&text, "title: T\ntests:\n  t:\n    ends: x\n    answers:\n");
    for (i = 0; i < count * 10; i++)
        buffer_printf(&text, "      s%ld: a\n      s%ld: b\n", i, i);
    edit_faults(text.bytes, text.length);
    suite_expect("duplicates", cpu_seconds() - start < 10);
    buffer_free(&text);
}

/* Fewest and most by walking every path. */
static void walk_paths(const struct step *step, unsigned passed, unsigned *fewest, unsigned *most)
{
    const struct answer *answer;

    if (!step_is_question(step->kind)) {
        *fewest = passed < *fewest ? passed : *fewest;
        *most = passed > *most ? passed : *most;
        return;
    }
    flow_each (answer, step->answers)
        walk_paths(answer->to.step, passed + 1, fewest, most);
}

static unsigned draw(unsigned *seed, unsigned below)
{
    *seed = *seed * 1103515245 + 12345;
    return (*seed >> 16) % below;
}

static void append_question(struct buffer *text, unsigned *seed, unsigned i, unsigned count)
{
    unsigned answers = 1 + draw(seed, 3), a, to;

    buffer_printf(text, "  s%u: {ask: Q, answers: {", i);
    for (a = 0; a < answers; a++) {
        to = a ? i + 1 + draw(seed, count - i) : i + 1;
        if (to >= count)
            buffer_printf(text, "a%u: {say: x, to: %s}, ", a, a && draw(seed, 2) ? "end" : "fix");
        else
            buffer_printf(text, "a%u: {say: x, to: s%u}, ", a, to);
    }
    buffer_string(text, "}}\n");
}

/* Every step leads to the next, so that all are reached, and to random later ones. The file has
 * them the other way round. */
static void append_random(struct buffer *text, unsigned *seed)
{
    unsigned count = 2 + draw(seed, 10), i;

    append_head(text);
    append_question(text, seed, 0, count);
    buffer_string(text, "  last: {ask: Q, answers: {yes: end}}\n");
    for (i = count - 1; i > 0; i--)
        append_question(text, seed, i, count);
    append_end(text);
    buffer_string(text, "  fix: {fix: F, do: [D], verify: V, if-not: last}\n");
}

static void test_questions(void)
{
    long runs = suite_scale(500), run;
    unsigned seed = 1366, fewest, most;
    long loads = 0;
    struct buffer text = {0};
    const struct step *step;

    for (run = 0; run < runs; run++) {
        struct diag_list faults = {0};
        struct flow *flow = NULL;

        buffer_clear(&text);
        append_random(&text, &seed);
        if (flow_parse("x.yaml", NULL, text.bytes, text.length, &faults, &flow) == STATUS_OK) {
            loads++;
            flow_each (step, flow->first) {
                fewest = UINT32_MAX;
                most = 0;
                walk_paths(step, 0, &fewest, &most);
                suite_expect_long(step->node.id, step->fewest, fewest);
                suite_expect_long(step->node.id, step->most, most);
            }
        }
        diag_list_free(&faults);
        flow_free(flow);
    }
    suite_expect_long("all of them load", loads, runs);
    buffer_free(&text);
}

/* No recursion by step: a chain as long as a flow may be. */
static void test_chain(void)
{
    struct buffer text = {0};
    struct diag_list faults = {0};
    struct flow *flow = NULL;

    append_chain(&text, FLOW_MAX_STEPS);
    suite_expect("chain",
                 flow_parse("x.yaml", NULL, text.bytes, text.length, &faults, &flow) == STATUS_OK);
    if (flow) {
        suite_expect_long("fewest", flow->first->fewest, FLOW_MAX_STEPS - 1);
        suite_expect_long("most", flow->first->most, FLOW_MAX_STEPS - 1);
    }
    flow_free(flow);
    diag_list_free(&faults);
    buffer_free(&text);
}

/* Cuts a piece out of the text or puts a token in. */
static void mutate(struct buffer *text, unsigned *seed)
{
    static const char *const tokens[] = {
        "{{",  "}}", ": ",    "\n",   "  ",   "- ",           "[",
        "]",   "{",  "}",     ", ",   " #x",  "\"",           "'",
        "\\",  "*a", "&a ",   "!!s ", "<<: ", "? ",           "|\n",
        ">\n", "\t", "---\n", "oil",  "to: ", "\xe2\x80\xae", "\xc3\xa9",
    };
    const char *token = tokens[draw(seed, sizeof tokens / sizeof *tokens)];
    size_t at = draw(seed, (unsigned)text->length + 1), cut = draw(seed, 2) ? draw(seed, 12) : 0;
    struct buffer out = {0};

    cut = cut > text->length - at ? text->length - at : cut;
    buffer_append(&out, text->bytes, at);
    if (!cut)
        buffer_string(&out, token);
    buffer_append(&out, text->bytes + at + cut, text->length - at - cut);
    buffer_free(text);
    *text = out;
}

/* The good flow with random edits, in memory of its very size, for sanitizers to watch its ends. */
static void test_mutations(void)
{
    long runs = suite_scale(3000), run;
    unsigned seed = 556, edits;
    size_t length;
    const char *good = edit_good(&length);

    for (run = 0; run < runs; run++) {
        struct buffer text = {0};
        struct diag_list faults = {0};
        struct flow *flow = NULL;
        char *exact;

        buffer_append(&text, good, length);
        for (edits = 1 + draw(&seed, 4); edits; edits--)
            mutate(&text, &seed);
        exact = malloc(text.length);
        if (exact) {
            memcpy(exact, text.bytes, text.length);
            suite_expect("a verdict", flow_parse("x.yaml", NULL, exact, text.length, &faults,
                                                 &flow) == STATUS_OK ||
                                          faults.errors);
        }
        free(exact);
        buffer_free(&text);
        diag_list_free(&faults);
        flow_free(flow);
    }
}

const char suite_name[] = "flow";
const struct suite_test suite_tests[] = {
    {"what a flow holds", test_content},
    {"routes", test_routes},
    {"values", test_values},
    {"limits", test_limits},
    {"hostile files cost little", test_hostile},
    {"many names", test_many_names},
    {"fewest and most questions", test_questions},
    {"a long chain", test_chain},
    {"random edits", test_mutations},
    {NULL, NULL},
};
