/* SPDX-License-Identifier: MIT */
/*
 * The record of a session from outside: what is kept, listed, resumed, written out, verified
 * and removed. Each row goes on with what the rows before it left.
 */
#include <config.h>

#include "suite.h"

#include <stdlib.h>

#include "run.h"

const char suite_name[] = "record";

/* `clock`: a time for a test clock, or NULL for the system's. */
static void run_table(const char *name, const char *clock, const struct run_row *rows, size_t count)
{
    size_t i;

    run_prepare("tests/flows/cli");
    run_share_history(name);
    setenv("flows", suite_source("tests/flows"), 1);
    if (clock)
        setenv("ERRWALK_TEST_CLOCK", clock, 1);
    else
        unsetenv("ERRWALK_TEST_CLOCK");
    for (i = 0; i < count; i++)
        run_expect(&rows[i]);
}

#define RUN(name, clock, rows) run_table(name, clock, rows, sizeof rows / sizeof *rows)

static void test_resume(void)
{
    static const struct run_row rows[] = {
        {"errwalk sessions", NULL, 1, {0}, {"no such session"}},
        {"errwalk resume", NULL, 1, {0}, {"there is no session yet"}},
        {"errwalk 1366", ":n called at nine\nyes\n", 3, {0}, {"resume it with: errwalk resume "}},
        {"errwalk sessions", NULL, 0, {"ID ", "unfinished", "ERROR_LOGON_SESSION_COLLISION (1366)"},
         {0}},
        {"errwalk resume", ":q\n", 3, {"A sound flow"}, {0}},
        {"errwalk graph --session \"$(errwalk sessions --format=csv | tail -n 1 | cut -c 1-8)\"",
         NULL, 0, {"(on the trail)\n", "- Yes (your answer)\n", "(you are here)\n"}, {0}},
        {"errwalk graph warned --session \"$(errwalk sessions --format=csv | tail -n 1 | cut -c 1-8)\"",
         NULL, 2, {0}, {"did not reach the flow 'warned'"}},
        {"errwalk", "1\n:q\n", 3,
         {"1  Go on: ERROR_LOGON_SESSION_COLLISION (1366)", "begun 20", ":s the sessions",
          "A sound flow"}, {"resume it with: errwalk resume "}},
        {"errwalk --no-history", ":f\n1\n", 2, {"!Go on: ", "!:s the sessions"}, {"faulty"}},
        {"errwalk resume zzzzzzzz", NULL, 1, {0}, {"there is no session 'zzzzzzzz'"}},
        {"errwalk sessions --search 'at NINE'", NULL, 0, {"unfinished"}, {0}},
        {"errwalk sessions --search tuesday", NULL, 1, {0}, {"no such session"}},
        {"errwalk sessions --outcome=resolved", NULL, 1, {0}, {"no such session"}},
        {"errwalk sessions --outcome=fine", NULL, 2, {0}, {"--outcome takes unfinished"}},
        {"errwalk sessions --since=1d", NULL, 0, {"unfinished"}, {0}},
        {"errwalk sessions --since=soon", NULL, 2, {0}, {"--since takes a date"}},
        {"errwalk sessions --format=csv", NULL, 0, {"id,started,outcome", "unfinished,ERROR_"}, {0}},
        {"errwalk sessions --format=json", NULL, 0, {"\"outcome\": \"unfinished\""}, {0}},
        {"errwalk sessions --no-history", NULL, 2, {0}, {"there are no sessions"}},
        {"errwalk sessions --delete \"$(errwalk sessions --format=csv | tail -n 1 | cut -c 1-4)\"",
         "n\n", 1, {"for good?"}, {"nothing was removed"}},
        {"errwalk sessions --force --delete"
         " \"$(errwalk sessions --format=csv | tail -n 1 | cut -c 1-8)\"", NULL, 0, {0}, {0}},
        {"errwalk sessions", NULL, 1, {0}, {"no such session"}},
        {"errwalk sessions --purge", NULL, 2, {0}, {"--purge needs an age"}},
        {"errwalk sessions --purge --older-than=0d --force", NULL, 0, {"0 sessions removed"}, {0}},
        {"errwalk --no-history 1366", "yes\n", 3, {0}, {"was not saved"}},
        {"errwalk sessions", NULL, 1, {0}, {"no such session"}},
    };

    RUN("resume", NULL, rows);
}

static void test_damage(void)
{
    static const struct run_row rows[] = {
        {"errwalk sessions --check", NULL, 0, {"0 sessions with 0 events: all as they were"}, {0}},
        {"errwalk sessions --salvage=saved.db", NULL, 1, {0}, {"there is no history yet"}},
        {"errwalk 1366", ":n called at nine\nyes\n", 3, {0}, {0}},
        {"errwalk 1366", ":n called at noon\nyes\n", 3, {0}, {0}},
        {"errwalk sessions --limit=1", NULL, 0, {"unfinished"}, {"--limit=0 lists all"}},
        {"errwalk sessions --limit=few", NULL, 2, {0}, {"--limit takes a whole number"}},
        {"errwalk sessions --check", NULL, 0, {"2 sessions with 6 events: all as they were"}, {0}},
        {"errwalk sessions --salvage=saved.db", NULL, 0, {"2 sessions", "is lost"}, {0}},
        {"errwalk sessions --salvage=saved.db", NULL, 2, {0}, {"already exists"}},
        {"errwalk sessions --history=saved.db --search=nine", NULL, 0, {"unfinished"}, {0}},
        {"sed -i 's/at noon/at dusk/' saved.db; errwalk sessions --check --history=saved.db", NULL,
         1, {"an event is not as it was written", "1 damaged"}, {0}},
        {"errwalk sessions --salvage=again.db --history=saved.db", NULL, 1,
         {"1 of 3 events saved", "2 events are lost"}, {0}},
        {"errwalk sessions --check --history=again.db", NULL, 0, {"2 sessions with 4 events"}, {0}},
    };

    RUN("damage", NULL, rows);
}

static void test_read_at_home(void)
{
    static const struct run_row rows[] = {
        {"errwalk", ":s\n:q\n", 0, {"There are no sessions"}, {0}},
        {"ERRWALK_TEST_CLOCK=2026-01-01T00:00:00Z errwalk 1366", "yes\nfailed\n", 0,
         {"Call somebody"}, {0}},
        {"errwalk", ":s\n1\n:q\n", 0,
         {"1  Read: ", "escalated, 1 question answered", "Outcome: ", "Is it this one?"}, {0}},
    };

    RUN("read at home", NULL, rows);
}

static void test_edited(void)
{
    static const struct run_row rows[] = {
        {"mkdir edited; cp $flows/cli/sound.yaml edited/case.yaml", NULL, 0, {0}, {0}},
        {"errwalk edited/case.yaml", "yes\n", 3, {0}, {"errwalk resume"}},
        {"cd /; errwalk resume", ":q\n", 3, {"A sound flow"}, {0}},
        {"sed -i 's/Is it this one?/Is it that one?/' edited/case.yaml", NULL, 0, {0}, {0}},
        {"errwalk resume", "n\n", 3, {"no longer fit", "Is it this one?"}, {"nothing was dropped"}},
        {"errwalk resume", "y\n:q\n", 3, {"no longer fit", "Is it that one?"}, {0}},
        {"rm edited/case.yaml; errwalk resume", NULL, 2, {0}, {"cannot go on"}},
        {"errwalk transcript", NULL, 0, {"Taken back"}, {0}},
    };

    RUN("edited", NULL, rows);
}

static void test_export(void)
{
    static const struct run_row rows[] = {
        {"errwalk transcript", NULL, 1, {0}, {"there is no session yet"}},
        {"errwalk 1366", ":n user jdoe on host PC-17\nyes\n", 3, {0}, {0}},
        {"errwalk transcript", NULL, 0, {"# ERROR", "jdoe"}, {0}},
        {"errwalk transcript --format=text", NULL, 0, {"====", "jdoe"}, {0}},
        {"errwalk transcript --format=json", NULL, 0, {"\"transcript\": 1", "jdoe"}, {0}},
        {"errwalk transcript --format=html", NULL, 0, {"<!DOCTYPE html>", "jdoe"}, {0}},
        {"errwalk transcript -o a.html", NULL, 0, {"!<"}, {0}},
        {"grep -c '<html' a.html", NULL, 0, {"1"}, {0}},
        {"errwalk transcript -o a.html", NULL, 2, {0}, {"--force replaces it"}},
        {"errwalk transcript -o - --format=text; test ! -e ./-", NULL, 0, {"!<"}, {"!--force"}},
        {"errwalk transcript >one; errwalk transcript -o - >two; cmp one two", NULL, 0, {0}, {0}},
        {"errwalk transcript -o a.html --force", NULL, 0, {0}, {0}},
        {"ln -s a.html b.html; errwalk transcript -o b.html --force", NULL, 4, {0}, {"b.html"}},
        {"errwalk verify a.html", NULL, 0, {"unchanged", "form:     html", "redacted: no"}, {0}},
        {"echo >> a.html; errwalk verify a.html", NULL, 1, {0}, {"is not known"}},
        {"errwalk transcript --redact -o r.txt", NULL, 0, {0},
         {"masked jdoe as [user-1]", "masked PC-17 as [host-1]", "read it before you share it"}},
        {"cat r.txt", NULL, 0, {"[user-1]", "[host-1]", "!jdoe", "!PC-17"}, {0}},
        {"errwalk verify r.txt", NULL, 0, {"redacted: yes"}, {0}},
        {"errwalk transcript --redact --keep=user,host", NULL, 0, {"jdoe", "PC-17"}, {0}},
        {"errwalk transcript --redact --keep=cats", NULL, 2, {0}, {"--keep takes user"}},
        {"errwalk verify none.txt", NULL, 2, {0}, {"cannot read none.txt"}},
    };

    RUN("export", NULL, rows);
}

/* Two runs of a test clock are the same to the byte, also in one history. */
static void test_clock(void)
{
    static const struct run_row rows[] = {
        {"errwalk 1366 --transcript=1.md", "no\n", 0, {0}, {0}},
        {"errwalk 1366 --transcript=2.md", "no\n", 0, {0}, {0}},
        {"cmp 1.md 2.md && errwalk sessions --format=csv | wc -l", NULL, 0, {"2"}, {0}},
        {"errwalk 1366 --transcript=3.md", "yes\n", 3, {0}, {0}},
        {"test ! -e 3.md && errwalk resume --transcript=3.md", ":a\n", 0, {0}, {0}},
        {"cat 3.md", NULL, 0, {"Abandoned"}, {0}},
    };

    RUN("clock", "2026-01-01T00:00:00Z", rows);
}

static void test_faults(void)
{
    static const struct run_row rows[] = {
        {"echo text > not.db; errwalk --history=not.db 1366", "yes\n", 4, {0}, {"not.db"}},
        {"errwalk --history=not.db sessions", NULL, 4, {0}, {"not.db"}},
        {"cat not.db", NULL, 0, {"text\n"}, {0}},
        {"errwalk --history=/dev/null/x.db 1366", "yes\n", 4, {0}, {"/dev/null"}},
        {"errwalk --no-history --history=not.db 1366", "no\n", 0, {0}, {0}},
        {"ulimit -f 0; errwalk --history=full.db 1366", "yes\n", 4, {0}, {"full.db"}},
    };

    RUN("faults", NULL, rows);
}

const struct suite_test suite_tests[] = {
    {"resume", test_resume}, {"read at home", test_read_at_home},
    {"what damage leaves", test_damage}, {"edited flow", test_edited},
    {"export", test_export}, {"clock", test_clock}, {"faults", test_faults}, {NULL, NULL},
};
