/* SPDX-License-Identifier: MIT */
/*
 * Memory runs out, at each request in turn, on a walk of the built program: in both front ends it
 * says one line and ends with status 4, the terminal is as it was found, and what was acknowledged
 * is in the history.
 */
#include <config.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "errwalk/buffer.h"
#include "errwalk/file.h"
#include "faulted.h"
#include "pty.h"
#include "run.h"
#include "suite.h"

const char suite_name[] = "memory";

#define SAYS "errwalk: out of memory; close other programs, then start errwalk again"

/* What is typed, and how the transcript tells it. The last ends the walk. */
static const struct {
    const char *typed, *told;
} acts[] = {
    {"fix\n", "\"answer\": \"fix\""},
    {"0x3e7\n", "\"answer\": \"0x3e7\""},
    {":n a note\n", "a note"},
    {"worked\n", "\"answer\": \"worked\""},
};

enum { ACTS = sizeof acts / sizeof acts[0], SAMPLES = 3000 };

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;

    for (; (text = strstr(text, part)); text += strlen(part))
        count++;
    return count;
}

/* How many requests a run that is refused nothing makes. */
static long requests_of(const char *report)
{
    struct buffer text = {0};
    long requests = 0;

    if (suite_expect("report", file_read(report, 100, &text) == STATUS_OK))
        requests = strtol(buffer_text(&text), NULL, 10);
    buffer_free(&text);
    unlink(report);
    suite_expect("it asks for memory", requests > 1000);
    return requests;
}

/* No file is there but the transcript, if it is whole, and those of the history. */
static void expect_files(const char *what, const char *directory, const char *whole)
{
    static const char *const ours[] = {".", "..", "t.json", "errwalk", "history.db",
                                       "history.db-wal", "history.db-shm", "history.db-journal",
                                       "history.db-lock"};
    struct buffer text = {0};
    DIR *opened = opendir(directory);
    struct dirent *item;
    char path[4096];
    size_t i;

    while (opened && (item = readdir(opened))) {
        for (i = 0; i < sizeof ours / sizeof ours[0] && strcmp(ours[i], item->d_name) != 0;)
            i++;
        if (i == sizeof ours / sizeof ours[0])
            suite_expect_string(what, item->d_name, "");
    }
    if (opened)
        closedir(opened);
    snprintf(path, sizeof path, "%s/t.json", directory);
    if (whole && file_read(path, 1 << 20, &text) == STATUS_OK)
        suite_expect_string(what, buffer_text(&text), whole);
    buffer_free(&text);
}

/* What was acknowledged is in the transcript of what was stored. */
static void expect_stored(const char *what, size_t acknowledged)
{
    struct run run;
    size_t i;

    if (!acknowledged)
        return;
    run_shell(&run, "errwalk transcript --format=json", NULL);
    suite_expect_long(what, run.status, 0);
    for (i = 0; i < acknowledged; i++)
        suite_expect(acts[i].told, strstr(run.out, acts[i].told) != NULL);
    run_free(&run);
}

/* A walk in plain mode; `after`: of how many requests. -1: none is refused, and they are counted. */
static void walk(struct run *run, const char *shim, const char *directory, long after)
{
    char command[12000];
    struct buffer input = {0};
    size_t i;

    for (i = 0; i < ACTS; i++)
        buffer_string(&input, acts[i].typed);
    mkdir(directory, 0700);
    run_share_history(strrchr(directory, '/') + 1);
    snprintf(command, sizeof command,
             "%s=%s%ld LD_PRELOAD=%s errwalk --plain --transcript=%s/t.json main",
             after < 0 ? "MEMORY_REPORT" : "MEMORY_FAILS_AFTER",
             after < 0 ? suite_scratch("report") : "", after, shim, directory);
    run_shell(run, command, buffer_text(&input));
    buffer_free(&input);
}

static void test_lines(void)
{
    char shim[4096], directory[256], what[32], report[4096];
    struct buffer whole = {0};
    long requests, step, n;
    struct run run;
    size_t read;

    if (!faulted_is_possible("memory-shim", shim))
        return;
    run_prepare("tests/flows/session");
    snprintf(directory, sizeof directory, "%s", suite_scratch("calm"));
    walk(&run, shim, directory, -1);
    suite_expect_long("all is well", run.status, 0);
    run_free(&run);
    snprintf(report, sizeof report, "%s-1", suite_scratch("report"));
    requests = requests_of(report);
    snprintf(report, sizeof report, "%s/t.json", directory);
    suite_expect("transcript", file_read(report, 1 << 20, &whole) == STATUS_OK);
    step = requests / suite_scale(SAMPLES) + 1;
    for (n = 0; n < requests; n += step) {
        snprintf(what, sizeof what, "request-%ld", n);
        snprintf(directory, sizeof directory, "%s", suite_scratch(what));
        walk(&run, shim, directory, n);
        if (suite_expect_long(what, run.status, 4), run.status == 4)
            suite_expect_string(what, run.err, SAYS "\n");
        read = count_of(run.out, "\n> "); /* the last line read may not be acknowledged */
        expect_stored(what, read ? read - 1 : 0);
        expect_files(what, directory, buffer_text(&whole));
        snprintf(report, sizeof report, "%s/errwalk", directory);
        expect_files(what, report, NULL);
        run_free(&run);
    }
    buffer_free(&whole);
}

static void start(struct pty *pty, const char *shim, const char *state, long after)
{
    static char program[4096];
    const char *build = getenv("builddir"), *flow = suite_source("tests/flows/wizard/walk.yaml");
    const char *argv[] = {program, flow, NULL};
    char number[24];

    snprintf(program, sizeof program, "%s/errwalk", build && *build ? build : ".");
    snprintf(number, sizeof number, "%ld", after);
    setenv("XDG_STATE_HOME", state, 1);
    setenv("MEMORY_FAILS_AFTER", number, 1);
    setenv("MEMORY_REPORT", suite_scratch("drawn"), 1);
    setenv("LD_PRELOAD", shim, 1);
    pty_start(pty, 24, 80, "xterm-256color", argv);
    unsetenv("LD_PRELOAD");
    unsetenv("MEMORY_REPORT");
    unsetenv("MEMORY_FAILS_AFTER");
    pty_send(pty, "12q"); /* two answers */
}

static void test_screens(void)
{
    char shim[4096], what[32], state[4096];
    struct pty pty;
    long requests, step, n;
    int status;

    if (!faulted_is_possible("memory-shim", shim))
        return;
    run_prepare("tests/flows/session");
    start(&pty, shim, suite_scratch("drawn-calm"), -1);
    status = pty_status(&pty);
    suite_expect("all is well", WIFEXITED(status) && WEXITSTATUS(status) == 3);
    pty_end(&pty);
    requests = requests_of(suite_scratch("drawn"));
    step = requests / suite_scale(SAMPLES) + 1;
    for (n = 0; n < requests; n += step) {
        snprintf(what, sizeof what, "drawn-%ld", n);
        snprintf(state, sizeof state, "%s", suite_scratch(what));
        start(&pty, shim, state, n);
        status = pty_status(&pty);
        /* Before anything is drawn newterm may crash by itself: then nothing was touched yet. */
        if (status != -1 && !WIFSIGNALED(status)) {
            suite_expect_long(what, WEXITSTATUS(status), 4);
            suite_expect_long(what, (long)count_of(pty.sent ? pty.sent : "", SAYS), 1);
        } else {
            suite_expect(what, status != -1 && !pty_saw(&pty, "\033"));
        }
        suite_expect("the modes are restored", pty_is_restored(&pty));
        suite_expect("the alternate screen is left", !pty.alternate && !pty.hidden);
        suite_expect("pastes are bracketed no longer", !pty_brackets(&pty));
        pty_end(&pty);
        snprintf(state, sizeof state, "%s/errwalk", suite_scratch(what));
        expect_files(what, state, NULL);
    }
}

/* One request alone is refused: whatever goes on after that must not be without some of its text. */
static void test_once(void)
{
    const struct faulted_task *task;
    char shim[4096], environment[8500], name[64];
    struct faulted_calm calm;
    long requests, n;

    if (!faulted_is_possible("memory-shim", shim))
        return;
    run_prepare("tests/flows/session");
    for (task = faulted_tasks; task->name; task++) {
        snprintf(environment, sizeof environment, "LD_PRELOAD=%s MEMORY_REPORT=%s", shim, suite_scratch("once"));
        faulted_begin(&calm, task, environment);
        requests = requests_of(suite_scratch("once"));
        for (n = 0; n < requests; n++) {
            if (!faulted_takes((unsigned long)n))
                continue;
            snprintf(name, sizeof name, "%s-once-%ld", task->name, n);
            snprintf(environment, sizeof environment, "LD_PRELOAD=%s MEMORY_FAILS_ONCE=1 MEMORY_FAILS_AFTER=%ld", shim,
                     n);
            faulted_try(&calm, name, environment);
        }
        faulted_end(&calm);
    }
}

const struct suite_test suite_tests[] = {
    {"plain mode", test_lines},
    {"one request alone", test_once},
    {"full-screen", test_screens},
    {NULL, NULL},
};
