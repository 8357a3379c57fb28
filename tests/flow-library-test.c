/* SPDX-License-Identifier: MIT */
/*
 * Libraries over directories made here, and answers files.
 */
#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/load/library-private.h"
#include "errwalk/answers.h"
#include "errwalk/check.h"
#include "errwalk/library.h"
#include "errwalk/memory.h"
#include "suite.h"

static const char body[] = "diagnose:\n  a: {ask: Q, answers: {yes: e}}\n"
                           "resolve:\n  e: {escalate: Call, because: Yes}\n";

static void write_file(const char *name, const char *head, const char *rest)
{
    FILE *file = fopen(suite_scratch(name), "wb");

    if (suite_expect(name, file != NULL)) {
        fprintf(file, "%s%s", head, rest);
        fclose(file);
    }
}

static void link_to(const char *target, const char *name)
{
    unlink(suite_scratch(name));
    suite_expect(name, symlink(target, suite_scratch(name)) == 0);
}

static void make_directories(void)
{
    static const char *const names[] = {"one",          "one/windows", "one/windows/deep",
                                        "one/training", "one/sealed",  "two",
                                        "two/windows"};
    size_t i;

    for (i = 0; i < sizeof names / sizeof *names; i++)
        mkdir(suite_scratch(names[i]), 0700);
    write_file("one/windows/first.yaml",
               "title: First\nerrors: [ERROR_FIRST (11), ERROR_SHARED (12)]\nkeywords: [alpha]\n",
               body);
    write_file("one/windows/deep/second.yaml", "title: Second\nerrors: [STATUS_SHARED (0x12)]\n",
               body);
    write_file("one/windows/late.yaml", body,
               "keywords: [omega]\nerrors: [ERROR_LATE]\ntitle: Late\n");
    write_file("one/windows/broken.yaml", "title: Broken\nerrors: [ERROR_BROKEN (13)]\nx: [\n", "");
    write_file("one/windows/binary.yaml",
               "\x7f"
               "ELF\xff",
               "");
    write_file("one/windows/notes.txt", "title: No flow\n", "");
    write_file("one/windows/.hidden.yaml", "title: Hidden\n", body);
    write_file("one/training/case.yaml", "trains: windows/first\ntitle: A case\n", "");
    write_file("one/sealed/in.yaml", "title: Sealed\n", body);
    write_file("two/windows/first.yaml", "title: Another first\n", body);
    write_file("two/third.yaml", "title: Third\nerrors: [ERROR_SHARED (12)]\n", body);
    mkfifo(suite_scratch("one/pipe.yaml"), 0600);
    link_to("..", "one/windows/up");
    link_to("loop", "one/loop");
    link_to("nowhere", "one/gone.yaml");
    link_to("../../two/third.yaml", "one/windows/linked.yaml");
    chmod(suite_scratch("one/sealed"), 0);
}

static struct library *open_library(void)
{
    struct library *library = NULL;
    const char *directories[3];

    make_directories();
    directories[0] = suite_scratch("one");
    directories[1] = suite_scratch("absent");
    directories[2] = suite_scratch("two");
    library_new(directories, 3, &library);
    return library;
}

static void close_library(struct library *library)
{
    chmod(suite_scratch("one/sealed"), 0700);
    library_free(library);
}

static void test_entries(void)
{
    static const char *const expected[][2] = {
        {"third", "Third"},           {"windows/binary", ""},
        {"windows/broken", "Broken"}, {"windows/deep/second", "Second"},
        {"windows/first", "First"},   {"windows/late", "Late"},
        {"windows/linked", "Third"},
    };
    struct library *library = open_library();
    const struct library_entry *entries = NULL;
    size_t count = 0, i, at = 0;

    library_entries(library, &entries, &count);
    for (i = 0; i < count; i++) {
        if (strcmp(entries[i].id, "sealed/in") == 0)
            continue; /* who is root reads it all the same */
        if (!suite_expect(entries[i].id, at < sizeof expected / sizeof *expected))
            break;
        suite_expect_string("id", entries[i].id, expected[at][0]);
        suite_expect_string(entries[i].id, entries[i].title, expected[at++][1]);
    }
    suite_expect_long("count", (long)at, sizeof expected / sizeof *expected);
    close_library(library);
}

static void test_find(void)
{
    static const struct {
        const char *name;
        int64_t code;
        const char *id;
    } rows[] = {
        {"ERROR_FIRST", 11, "windows/first"},
        {NULL, 11, "windows/first"},
        {"first", -1, "windows/first"},
        {"status_first", -1, "windows/first"},
        {"ERROR_SHARED", 12, "third"},
        {"SHARED", -1, "third"},
        {NULL, 0x12, "windows/deep/second"},
        {"error_late", -1, "windows/late"},
        {"ERROR_BROKEN", -1, "windows/broken"},
        {"ERROR_NONE", 99, ""},
        {NULL, -1, ""},
        {"", -1, ""},
    };
    struct library *library = open_library();
    struct error_ref ref = {.name = "", .flow = "windows/late"};
    size_t i;

    suite_expect("by id", library_by_id(library, "windows/first") != NULL);
    suite_expect("scenario", !library_by_id(library, "training/case"));
    suite_expect("unknown", !library_by_id(library, "windows"));
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct code code = {CODE_OTHER, rows[i].code, rows[i].code >= 0};
        const struct library_entry *found = library_by_error(library, rows[i].name, code);

        suite_expect_string(rows[i].name ? rows[i].name : "code", found ? found->id : "",
                            rows[i].id);
    }
    suite_expect("by ref", library_by_ref(library, &ref) != NULL);
    close_library(library);
}

static void test_flows(void)
{
    struct library *library = open_library();
    struct diag_list faults = {0};
    const struct flow *flow = NULL, *again = NULL;
    const struct library_entry *entry;

    suite_expect("load", library_flow(library, "windows/first", &faults, &flow) == STATUS_OK);
    suite_expect_string("title", flow ? flow->title : "", "First");
    suite_expect("once", library_flow(library, "windows/first", &faults, &again) == STATUS_OK &&
                             again == flow);
    again = NULL;
    suite_expect("broken",
                 library_flow(library, "windows/broken", &faults, &again) == STATUS_INVALID &&
                     faults.errors > 0 && !again);
    suite_expect("absent", library_flow(library, "nothing", &faults, &again) == STATUS_NO);
    write_file("beside.yaml", "title: Beside\nerrors: [ERROR_BESIDE]\n", body);
    suite_expect("add", library_add_file(library, suite_scratch("beside.yaml"), &faults, &flow) ==
                            STATUS_OK);
    suite_expect_string("id of a file", flow->id, "beside");
    entry = library_by_error(library, "ERROR_BESIDE", (struct code){0});
    suite_expect_string("found", entry ? entry->title : "", "Beside");
    suite_expect("its flow",
                 library_flow(library, "beside", &faults, &again) == STATUS_OK && again == flow);
    diag_list_free(&faults);
    close_library(library);
}

/* A head is the same however the file is laid out. */
static void test_heads(void)
{
    static const char *const heads[] = {
        "title: T\nerrors: [ERROR_X]\nkeywords: [k]\nsteps:\n  title: No\n",
        "\xEF\xBB\xBFtitle: T\r\nerrors: [ERROR_X]\r\nx: 1\r\nkeywords: [k]\r\ny: 2\r\n",
        "# c\n\nx:\n  errors: [ERROR_NO]\n\"title\": T\nerrors:\n- ERROR_X\n'keywords': [k]\n",
        "  title: T\n  x: 1\n  errors: [ERROR_X]\n  y: 1\n  keywords: [k]\n",
        "{title: T,\nx: 1,\nerrors: [ERROR_X],\ny: 1,\nkeywords: [k]}\n",
        "errors: [\nERROR_X\n]\nx: 1\ntitle: T\nz: 1\n? keywords\n: [k]\n",
        "errors: [ERROR_X]\nkeywords: [k]\ntitle: \"T\nx: y\"\n",
        "title: T\nerrors: [ERROR_X]\nkeywords: [k]\ny: \"z\nz: \"\n",
    };
    const char *directory = suite_scratch("heads");
    const struct library_entry *entries;
    struct library *library;
    size_t i, count;

    mkdir(directory, 0700);
    for (i = 0; i < sizeof heads / sizeof *heads; i++) {
        write_file("heads/a.yaml", heads[i], "");
        directory = suite_scratch("heads");
        library_new(&directory, 1, &library);
        library_entries(library, &entries, &count);
        CU_ASSERT_FATAL(count == 1);
        suite_expect(heads[i], entries->title[0] == 'T' && entries->errors &&
                                   strcmp(entries->errors->name, "ERROR_X") == 0 &&
                                   entries->keywords);
        library_free(library);
    }
}

static void test_references(void)
{
    static const char text[] =
        "title: T\nreviewed: 1970-01-01\nabout: {sources: [{title: S, url: 'https://x.org'}]}\n"
        "diagnose:\n  a: {ask: Q, why: W, answers: {yes: r, no: s}}\n"
        "resolve:\n  r: {refer: windows/first, because: B, related: [windows/gone, ERROR_GONE]}\n"
        "  s: {refer: windows/frist, because: B}\n"
        "tests: {t: {answers: {a: yes}, ends: r}}\n";
    struct library *library = open_library();
    struct check_options options = {.library = library};
    struct diag_list faults = {0};
    struct flow *flow = NULL;

    suite_expect("parse",
                 flow_parse("x.yaml", NULL, text, sizeof text - 1, &faults, &flow) == STATUS_OK);
    suite_expect("check",
                 flow && flow_check(flow, text, sizeof text - 1, &options, &faults) == STATUS_OK);
    suite_expect_long("warnings", (long)faults.warnings, 2);
    if (suite_expect("count", faults.count == 2)) {
        suite_expect_string("code", faults.items[0].rule->code, "W006");
        suite_expect_string("related", faults.items[0].message, "there is no flow 'windows/gone'");
        suite_expect_string("refer", faults.items[1].message, "there is no flow 'windows/frist'");
    }
    diag_list_free(&faults);
    flow_free(flow);
    close_library(library);
}

/* Errors of families beside Windows' lead to their flows; one that is spelt as a flow's id is a fault. */
static void test_families(void)
{
    static const char head[] = "title: T\nreviewed: 1970-01-01\n"
                               "about: {sources: [{title: S, url: 'https://x.org'}]}\n";
    static const char tree[] =
        "diagnose:\n  a: {ask: Q, why: W, answers: {yes: r, no: s}}\n"
        "resolve:\n  r: {refer: EADDRINUSE, because: B, related: [HTTP 404, Code 43]}\n"
        "  s: {refer: handshake_failure, because: B}\n"
        "tests: {t: {answers: {a: yes}, ends: r}}\n";
    const char *directory = suite_scratch("families");
    struct check_options options = {0};
    struct buffer text = {0};
    struct diag_list faults = {0};
    struct flow *flow = NULL;
    const struct library_entry *entry;

    mkdir(directory, 0700);
    buffer_printf(&text, "%serrors: [EADDRINUSE (98), HTTP 404]\n", head);
    write_file("families/port-in-use.yaml", buffer_text(&text), tree);
    write_file("families/handshake_failure.yaml", head, tree);
    buffer_clear(&text);
    buffer_printf(&text, "%s%s", head, tree);
    directory = suite_scratch("families");
    library_new(&directory, 1, &options.library);
    suite_expect("parse",
                 flow_parse("x.yaml", NULL, buffer_text(&text), text.length, &faults, &flow) ==
                         STATUS_OK);
    if (flow) {
        flow_check(flow, buffer_text(&text), text.length, &options, &faults);
        entry = library_by_ref(options.library, flow_step(flow, "r")->refer);
        suite_expect_string("refer", entry ? entry->id : "", "port-in-use");
        entry = library_by_ref(options.library, flow_step(flow, "r")->related);
        suite_expect_string("related", entry ? entry->id : "", "port-in-use");
    }
    if (suite_expect("count", faults.count == 1)) {
        suite_expect_string("code", faults.items[0].rule->code, "E059");
        suite_expect_string("both", faults.items[0].message,
                            "'handshake_failure' is the name of an error and the id of a flow");
    }
    diag_list_free(&faults);
    flow_free(flow);
    library_free(options.library);
    buffer_free(&text);
}

static void test_answers(void)
{
    static const struct {
        const char *text, *expected; /* the answer at step a and `ends`, or the code of the fault */
    } rows[] = {
        {"a: yes\nb: 0x1\n", "yes/"},
        {"answers: {a: yes}\nends: e\n", "yes/e"},
        {"ends: e\nanswers:\n  a: no\n", "no/e"},
        {"answers: {a: yes}\n", "yes/"},
        {"answers: 1\na: yes\n", "yes/"},
        {"a: [yes]\n", "E026"},
        {"a: yes\na: no\n", "E013"},
        {"answers: {a: yes}\nend: e\n", "E022"},
        {"- a\n", "E026"},
        {"", "E003"},
        {"a: &x yes\n", "E009"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct diag_list faults = {0};
        struct answers *answers = NULL;
        struct buffer got = {0};

        write_file("answers.yaml", rows[i].text, "");
        if (answers_load(suite_scratch("answers.yaml"), &faults, &answers) == STATUS_OK) {
            const struct flow_test *test = answers_test(answers);
            const struct value_node *answer = answers_find(test, "a");

            buffer_printf(&got, "%s/%s", answer ? answer->text : "", test->ends);
            suite_expect("nothing", !answers_find(test, "none"));
            if (answer)
                answers_fault(answers, answer, &faults, "do", "'%s' does not fit", answer->text);
            suite_expect("fault", faults.count == 1 && faults.items[0].excerpt);
        } else if (faults.count) {
            buffer_string(&got, faults.items[0].rule->code);
        }
        suite_expect_string(rows[i].text, buffer_text(&got), rows[i].expected);
        buffer_free(&got);
        diag_list_free(&faults);
        answers_free(answers);
    }
}

/* Ten directories with eight links each to the next: 10^8 ways, and ten directories. Each is listed
 * by its own name, and what is behind links alone by the first of them. */
static void test_links(void)
{
    static const char *const expected[] = {"d0/flow", "d3/flow", "l1/flow"};
    char path[4096];
    const char *directory = path;
    const struct library_entry *entries = NULL;
    struct library *library = NULL;
    char name[64], target[64];
    size_t count = 0, i, k;

    snprintf(path, sizeof path, "%s", suite_scratch("links"));
    mkdir(directory, 0700);
    mkdir(suite_scratch("apart"), 0700);
    write_file("apart/flow.yaml", "title: Apart\n", body);
    for (i = 0; i < 10; i++) {
        snprintf(name, sizeof name, "links/d%zu", i);
        mkdir(suite_scratch(name), 0700);
        for (k = 0; k < 8; k++) {
            snprintf(name, sizeof name, "links/d%zu/%c", i, (int)('a' + k));
            snprintf(target, sizeof target, "../d%zu", (i + 1) % 10);
            link_to(target, name);
        }
    }
    write_file("links/d0/flow.yaml", "title: First\n", body);
    write_file("links/d3/flow.yaml", "title: Third\n", body);
    link_to("../apart", "links/l2");
    link_to("../apart", "links/l1");
    library_new(&directory, 1, &library);
    for (i = 0; library_list(library); i++)
        suite_expect("a step for each way at most", i < 100);
    library_entries(library, &entries, &count);
    suite_expect_long("flows", (long)count, 3);
    for (i = 0; i < count && i < 3; i++)
        suite_expect_string("id", entries[i].id, expected[i]);
    suite_expect("not too many", !library_cut_off(library));
    library_free(library);
}

static const char *reported;

static int reported_error;

static void report(const char *path, int error)
{
    reported = path;
    reported_error = error;
}

/* One that holds too much is said, and hides nothing of the others. */
static void test_bound(void)
{
    char many[4096], apart[4096];
    const char *const directories[2] = {many, apart};
    const struct library_entry *entries = NULL;
    struct library *library = NULL;
    size_t count = 0, i;
    char name[32];

    snprintf(many, sizeof many, "%s", suite_scratch("many"));
    snprintf(apart, sizeof apart, "%s", suite_scratch("apart"));
    mkdir(many, 0700);
    mkdir(apart, 0700);
    write_file("apart/flow.yaml", "title: Apart\n", body);
    for (i = 0; i < 11; i++) {
        snprintf(name, sizeof name, "many/%zu.yaml", i);
        write_file(name, "title: One of many\n", body);
    }
    for (i = 10; i <= 11; i++) {
        library_new(directories, 2, &library);
        library->most = i;
        library_on_passed_over(library, report);
        reported = "";
        library_entries(library, &entries, &count);
        suite_expect_long("flows", (long)count, (long)i + 1);
        suite_expect_string("reported", reported, i < 11 ? directories[0] : "");
        suite_expect("said", !library_cut_off(library) == (i == 11));
        library_free(library);
    }
}

/* A file that cannot be read is reported: without, flows would be missing and nothing say so. */
static void test_unreadable(void)
{
    const char *directories[1];
    const struct library_entry *entries = NULL;
    struct library *library = NULL;
    char directory[512], path[600];
    size_t count = 0;

    snprintf(directory, sizeof directory, "%s", suite_scratch("unreadable"));
    snprintf(path, sizeof path, "%s/gone.yaml", directory);
    directories[0] = directory;
    mkdir(directory, 0700);
    write_file("unreadable/gone.yaml", "title: Gone\n", body);
    library_new(directories, 1, &library);
    library_on_passed_over(library, report);
    reported = "";
    while (library_list(library))
        continue;
    unlink(path);
    library_entries(library, &entries, &count);
    suite_expect_string("reported", reported, path);
    suite_expect_long("why", reported_error, ENOENT);
    library_free(library);
}

/* What is for any error of a family says so itself, wherever in the file that stands. */
static void test_for_any(void)
{
    static const struct {
        struct code code;
        const char *id;
    } rows[] = {
        {{CODE_ERRNO, 18, true}, "early"},   {{CODE_SIGNAL, 10, true}, "early"},
        {{CODE_WIN32, 14, true}, "late"},    {{CODE_RAS, 691, true}, "late"},
        {{CODE_OTHER, 1, true}, "early"},    {{0}, "early"},
        {{CODE_HRESULT, 1, true}, NULL},     {{CODE_SMTP, 550, true}, NULL},
    };
    const struct library_entry *entry;
    struct library *library = NULL;
    const char *directory;
    size_t i;

    mkdir(suite_scratch("general"), 0700);
    write_file("general/early.yaml", "title: E\nany-of: [errno, signal, other]\n", body);
    write_file("general/late.yaml", "title: L\nerrors: [ERROR_X]\nkeywords: [k]\nowner: us\n",
               "any-of: [win32, ras, other]\ndiagnose:\n  a: {ask: Q, answers: {yes: e}}\n"
               "resolve:\n  e: {escalate: Call, because: Yes}\n");
    write_file("general/none.yaml", "title: N\n", body);
    directory = suite_scratch("general");
    library_new(&directory, 1, &library);
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        entry = library_for_any(library, rows[i].code);
        suite_expect_string("for any", entry ? entry->id : NULL, rows[i].id);
    }
    library_free(library);
}

const char suite_name[] = "flow-library";
const struct suite_test suite_tests[] = {
    {"entries", test_entries},
    {"finding", test_find},
    {"links", test_links},
    {"bound", test_bound},
    {"a file that cannot be read", test_unreadable},
    {"loading", test_flows},
    {"heads", test_heads},
    {"flows that are not there", test_references},
    {"errors of every family", test_families},
    {"for any error of a family", test_for_any},
    {"answers files", test_answers},
    {NULL, NULL},
};
