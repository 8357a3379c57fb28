/* SPDX-License-Identifier: MIT */
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
        {"errwalk new first", NULL, 2, {0}, {"first.yaml already exists"}},
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
        {"errwalk new a/b.yaml", NULL, 2, {0}, {"without .yaml: 'errwalk new a/b'"}},
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

/* Both versions of a flow, made by sed from the one that `errwalk new` writes. */
static void test_diff(void)
{
#define EDIT(script) "mkdir -p new; sed '" script "' edited.yaml >new/edited.yaml; "                  \
                     "errwalk diff edited.yaml new/edited.yaml"
    static const struct run_row rows[] = {
        {"errwalk new edited", NULL, 0, {"edited.yaml"}, {0}},
        {"errwalk diff edited.yaml edited.yaml", NULL, 0,
         {"0 added, 0 removed, 0 changed\nthere are no sessions of this flow on this computer"}, {0}},
        {"unset ERRWALK_TEST_CLOCK; errwalk edited.yaml", "all\n", 0, {0}, {0}},
        {"unset ERRWALK_TEST_CLOCK; errwalk edited.yaml", "one\nno\nworked\n", 0, {0}, {0}},
        {"unset ERRWALK_TEST_CLOCK; errwalk edited.yaml", "one\nno\nfailed\n", 0, {0}, {0}},
        {EDIT("/reviewed/s/20../2001/"), NULL, 0,
         {"~ reviewed\n    was: 2", "    is:  2001", "0 of the 3 sessions"}, {0}},
        {EDIT("s/say: Everyone, to: call-owner/say: Everyone, to: restarted/"), NULL, 0,
         {"~ diagnose/who/answers/all/to\n    was: call-owner\n    is:  restarted\n",
          " would come to restarted, not to call-owner\n    was: who=all, call-owner\n"
          "    is:  who=all, restarted (which it did not answer)\n", "1 of the 3 sessions"}, {0}},
        {EDIT("/if-not: /d"), NULL, 0,
         {"- resolve/restart/if-not: call-owner\n",
          "    was: who=one, restarted=no, restart=failed, call-owner\n"
          "    is:  who=one, restarted=no, restart=failed\n", "1 of the 3 sessions"}, {0}},
        {EDIT("s/      one: /      single: /;s/who: one/who: single/"), NULL, 0,
         {"- diagnose/who/answers/one: One person\n", "+ diagnose/who/answers/single: One person\n",
          "    is:  who=one (which has no such answer any more)\n", "2 of the 3 sessions"}, {0}},
        {EDIT("s/- Save all open work./- Breathe.\\n      - Save all open work./"), NULL, 0,
         {"+ resolve/restart/do/1: Breathe.\n\n1 added, 0 removed, 0 changed\n"}, {0}},
        {EDIT("s/Allan/Alan/;s/  left-over: {title: .*//;s/causes: \\[left-over\\]/causes: [service]/"),
         NULL, 0, {"- causes/left-over: Something is left over from before\n",
                   "~ resolve/restart/causes/1\n    was: left-over\n    is:  service\n"}, {0}},
        {EDIT("s/escalate: Call who runs/refer: ERROR_ACCESS_DENIED (5) #/"), NULL, 0,
         {"~ resolve/call-owner\n    was: escalate\n    is:  refer\n"}, {0}},
        {EDIT("/^      yes: who-next/{h;d};/^      no: restart$/{G}"), NULL, 0,
         {"~ diagnose/restarted/answers, the order\n    was: yes, no\n    is:  no, yes\n"}, {0}},
        {EDIT("s/Who is affected?/\"Who\\\\e[31m?\"/"), NULL, 2, {0}, {"error[E021]"}},
        {EDIT("s/say: Everyone, to: call-owner/say: Everyone, to: restarted/") " --format=json", NULL,
         0, {"\"change\": \"changed\"", "\"path\": \"diagnose/who/answers/all/to\"",
             "\"sessions\": 3", "\"end\": \"restarted\"", "\"stop\": \"unanswered\""}, {0}},
        {"errwalk diff --no-history edited.yaml new/edited.yaml", NULL, 0,
         {"1 changed\n", "!sessions"}, {0}},
        {"cp edited.yaml before.yaml; sed 's/say: Everyone, to: call-owner/say: Everyone, to: restarted/' "
         "before.yaml >edited.yaml; errwalk diff before.yaml edited.yaml", NULL, 0,
         {"1 changed\n", "\n1 of the 3 sessions of this flow"}, {0}},
        {"bash -c 'errwalk diff <(cat before.yaml) edited.yaml'", NULL, 0,
         {"1 changed\n", "\n1 of the 3 sessions of this flow"}, {0}},
        {"bash -c 'errwalk diff before.yaml <(cat edited.yaml)'", NULL, 0,
         {"1 changed\nthere are no sessions of this flow"}, {0}},
        {"bash -c 'errwalk diff <(echo title: x) edited.yaml'", NULL, 2, {0}, {"error[E023]"}},
        {"cp before.yaml edited.yaml; mkdir -p one/blocks two/blocks; cp edited.yaml one/edited.yaml; "
         "cp edited.yaml one/same.yaml; cp edited.yaml two/same.yaml; cp edited.yaml one/gone.yaml; "
         "cp new/edited.yaml two/edited.yaml; cp edited.yaml two/blocks/fresh.yaml; errwalk diff one two",
         NULL, 0,
         {"+ blocks/fresh: Edited\n~ edited: Edited\n\n~ diagnose/who/answers/all/to\n",
          "\n0 added, 0 removed, 1 changed\n\n- gone: Edited\n1 flow added, 1 removed, 1 changed\n",
          "\n1 of the 3 sessions of these flows would end elsewhere", "!same"}, {0}},
        {"errwalk diff one two --format=json", NULL, 0,
         {"\"flow\": \"blocks/fresh\"", "\"change\": \"removed\"", "\"elsewhere\": ["}, {0}},
        {"errwalk diff one edited.yaml", NULL, 2, {0}, {"not one of each"}},
        {"echo 'title: x' >two/same.yaml; errwalk diff one two", NULL, 2, {"1 flow added"},
         {"two/same.yaml:1:1: error[E023]"}},
        {"errwalk diff edited.yaml", NULL, 2, {0}, {"diff takes two flows"}},
        {"errwalk diff edited.yaml none", NULL, 1, {0}, {"there is no flow 'none'"}},
        {"errwalk diff edited.yaml none.yaml", NULL, 2, {0}, {"No such file"}},
    };
#undef EDIT
    size_t i;

    run_prepare("tests/flows/cli");
    run_share_history("diff");
    for (i = 0; i < sizeof rows / sizeof *rows; i++)
        run_expect(&rows[i]);
}

static void test_rename(void)
{
    static const struct run_row rows[] = {
        {"mkdir -p desk/training; errwalk --flows=desk new fix/first; cp -r $srcdir/tests/flows/calls/* desk; "
         "errwalk --flows=desk rename visited number count-it", NULL, 2, {0},
         {"'number' is the name of several things: write step:number, cause:number or fact:number"}},
        {"errwalk --flows=desk rename visited step:number count-it && grep -c count-it desk/*.yaml "
         "desk/training/*.yaml", NULL, 0,
         {"/visited.yaml: 3 places, lines ", "/visit.yaml: 3 places", "/training/counter.yaml: 2 places",
          "The step 'number' is 'count-it' now."}, {0}},
        {"errwalk --flows=desk check visit visited training/counter", NULL, 0, {": 0 errors"}, {0}},
        {"errwalk --flows=desk rename fix/first who/one a-person && grep a-person desk/fix/first.yaml", NULL,
         0, {"The answer 'one' is 'a-person' now.", "a-person: {say: One person, to: restarted}",
             "- {if: {who: a-person}, to: call-desk}"}, {0}},
        {"errwalk rename desk/fix/first.yaml who/a-person who/one", NULL, 0,
         {"The answer 'a-person' is 'one' now."}, {0}},
        {"cp desk/fix/first.yaml before.yaml; errwalk --flows=desk rename fix/first who restarted", NULL, 2, {0},
         {"fix/first has a 'restarted' already"}},
        {"errwalk --flows=desk rename fix/first who 'a b'", NULL, 2, {0}, {"'a b' is no id"}},
        {"errwalk --flows=desk rename fix/first nobody x", NULL, 2, {0},
         {"fix/first has no step, cause or fact 'nobody'"}},
        {"errwalk --flows=desk rename fix/first who/all yes; cmp desk/fix/first.yaml before.yaml", NULL, 1,
         {"The answer 'all' is 'yes' now."}, {0}},
        {"errwalk --flows=desk rename none x y", NULL, 1, {0}, {"there is no flow 'none'"}},
        {"errwalk rename x y", NULL, 2, {0}, {"rename takes a flow"}},
        {"errwalk seal desk/training/counter.yaml; errwalk --flows=desk rename visit who whom", NULL, 1,
         {"/visit.yaml: ", "The step 'who' is 'whom' now."},
         {"/training/counter.yaml is sealed and has the old name"}},
    };

    RUN(rows);
}

const struct suite_test suite_tests[] = {
    {"rename", test_rename},
    {"diff", test_diff},
    {"draft", test_draft},
    {"new", test_new},
    {"schema", test_schema},
    {NULL, NULL},
};
