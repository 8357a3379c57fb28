/*
 * The tools of who writes flows, as they are started from the command line.
 */
#include <config.h>

#include "run.h"
#include "suite.h"

const char suite_name[] = "author";

#define RUN(rows)                                                                                  \
    do {                                                                                           \
        size_t row_;                                                                               \
        run_prepare("tests/flows/cli");                                                            \
        for (row_ = 0; row_ < sizeof(rows) / sizeof *(rows); row_++)                               \
            run_expect(&(rows)[row_]);                                                             \
    } while (0)

static void test_new(void)
{
    static const struct run_row rows[] = {
        {"errwalk new first", NULL, 0, {"Written: first.yaml.", "    errwalk first.yaml\n"}, {0}},
        {"errwalk check --strict first.yaml", NULL, 0, {"0 errors, 0 warnings"}, {0}},
        {"errwalk first.yaml", "one\nno\nworked\n", 0, {"First\n", "End: Resolved."}, {0}},
        {"errwalk first.yaml", "all\n", 0, {"Call who runs the service"}, {0}},
        {"errwalk new first", NULL, 2, {0}, {"first.yaml is there already"}},
        {"errwalk new a/b/printer-is-offline && head -n 1 a/b/printer-is-offline.yaml", NULL, 0,
         {"schema=../../flow.schema.json\n", "errwalk a/b/printer-is-offline.yaml"}, {0}},
        {"grep ^title a/b/printer-is-offline.yaml", NULL, 0, {"title: Printer is offline\n"}, {0}},
        {"mkdir -p own; errwalk --flows=own new x/y && errwalk --flows=own x/y </dev/null", NULL, 3,
         {"Written: own/x/y.yaml.", "Who is affected?"}, {"nothing was answered"}},
        {"errwalk schema flow | cmp - own/flow.schema.json", NULL, 0, {0}, {0}},
        {"mkdir -p kept; echo mine >kept/flow.schema.json; errwalk --flows=kept new z && cat kept/flow.schema.json",
         NULL, 0, {"\nmine\n"}, {0}},
        {"ERRWALK_TEST_CLOCK=2024-02-29T10:00:00Z errwalk new day && grep ^reviewed day.yaml", NULL,
         0, {"reviewed: 2024-02-29 "}, {0}},
        {"touch file; errwalk new file/x", NULL, 4, {0}, {"file/x.yaml: Not a directory"}},
        {"errwalk --flows=no-such new x", NULL, 4, {0}, {"no-such"}},
        {"errwalk new", NULL, 2, {0}, {"new takes the id of a flow"}},
        {"errwalk new A", NULL, 2, {0}, {"new takes the id of a flow"}},
        {"errwalk new ../a", NULL, 2, {0}, {"new takes the id of a flow"}},
        {"errwalk new /a", NULL, 2, {0}, {"new takes the id of a flow"}},
        {"errwalk new a//b", NULL, 2, {0}, {"new takes the id of a flow"}},
        {"errwalk new a/", NULL, 2, {0}, {"new takes the id of a flow"}},
        {"errwalk new 1366", NULL, 2, {0}, {"new takes the id of a flow"}},
        {"errwalk new a b", NULL, 2, {0}, {"new takes the id of a flow"}},
        {"errwalk new full 2>&1 >/dev/full | head", NULL, 0, {"errwalk: "}, {0}},
    };

    RUN(rows);
}

static void test_schema(void)
{
    static const struct run_row rows[] = {
        {"errwalk schema", NULL, 0, {"\"a flow of errwalk\"", "What the answer decides."}, {0}},
        {"errwalk schema scenario", NULL, 0, {"\"a scenario of errwalk\"", "beginner"}, {0}},
        {"errwalk schema transcript", NULL, 0, {"draft-07", "\"redacted\""}, {0}},
        {"errwalk schema x", NULL, 2, {0}, {"schema takes what it is of"}},
        {"errwalk schema flow x", NULL, 2, {0}, {"schema takes what it is of"}},
    };

    RUN(rows);
}

static void test_draft(void)
{
    static const struct run_row rows[] = {
        {"errwalk draft -o door.yaml $srcdir/tests/drafts/door.txt && errwalk check door.yaml", NULL,
         0, {"1 flow checked: 0 errors"}, {0}},
        {"errwalk door.yaml", "no\nno\nyes\nworked\n", 0, {"The door does not open"}, {0}},
        {"errwalk draft -o door.yaml $srcdir/tests/drafts/lamp.md", NULL, 2, {0},
         {"door.yaml: File exists; --force replaces it"}},
        {"errwalk draft --force -o door.yaml $srcdir/tests/drafts/lamp.md && cat door.yaml", NULL, 0,
         {"'The lamp stays dark'"}, {0}},
        {"errwalk draft -", "It hums.\nHow to fix\n- Turn it off\n", 0,
         {"title: 'It hums'\n", "  turn-it-off:\n"}, {0}},
        {"errwalk draft -", "  \n", 2, {0}, {"- has no text"}},
        {"errwalk draft -", "<!DOCTYPE html><p>x", 2, {0}, {"- is HTML: save"}},
        {"head -c 1100000 /dev/zero | errwalk draft -", NULL, 2, {0}, {"larger than 1 MiB"}},
        {"errwalk draft none.txt", NULL, 2, {0}, {"cannot read none.txt: No such file"}},
        {"errwalk draft .", NULL, 2, {0}, {"cannot read .: Is a directory"}},
        {"errwalk draft", NULL, 2, {0}, {"draft takes one page"}},
    };

    RUN(rows);
}

const struct suite_test suite_tests[] = {
    {"draft", test_draft},
    {"new", test_new},
    {"schema", test_schema},
    {NULL, NULL},
};
