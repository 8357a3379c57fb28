/* SPDX-License-Identifier: MIT */
/*
 * One call to the system fails, each in turn and with each error that it may have, in what the built program does in
 * plain mode: it says so, or nothing is missing. All are tried in full, else a fiftieth.
 */
#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/buffer.h"
#include "errwalk/file.h"

#include "faulted.h"
#include "suite.h"

const char suite_name[] = "system";

enum { ERRORS = 5 };

static const struct {
    const char *name;
    int errors[ERRORS];
} kinds[] = {
    {"open", {EACCES, EMFILE, ENOSPC, EIO}}, {"read", {EIO, EINTR}},
    {"write", {ENOSPC, EDQUOT, EIO, EINTR}}, {"sync", {EIO, ENOSPC}},
    {"truncate", {EIO, EINTR}},              {"rename", {EIO, ENOSPC, EACCES}},
    {"link", {EIO, EPERM, EMLINK}},          {"unlink", {EIO, EACCES}},
    {"mkdir", {EACCES, ENOSPC}},             {"fcntl", {ENOLCK, EAGAIN, EIO}},
    {"mmap", {ENOMEM}},                      {"close", {EIO, EINTR}},
    {"stat", {EACCES, EIO}},
};

/* How many calls of a kind there were where none failed. */
static long calls_of(const char *kind, const char *report)
{
    const char *at = report;
    size_t length = strlen(kind);

    for (; at; at = strchr(at, '\n'), at += at != NULL) {
        if (strncmp(at, kind, length) == 0 && at[length] == ' ')
            return strtol(at + length, NULL, 10);
    }
    suite_expect(kind, false);
    return 0;
}

static void try_kind(const struct faulted_calm *calm, const char *shim, size_t kind, const char *report)
{
    long calls = calls_of(kinds[kind].name, report), call;
    char environment[4400], name[100];
    size_t e;

    for (call = 0; call < calls; call++) {
        for (e = 0; e < ERRORS && kinds[kind].errors[e]; e++) {
            if (!faulted_takes((kind * 1000 + (unsigned long)call) * ERRORS + e))
                continue;
            snprintf(name, sizeof name, "%s-%s-%ld-%d", calm->task->name, kinds[kind].name, call,
                     kinds[kind].errors[e]);
            snprintf(environment, sizeof environment, "LD_PRELOAD=%s SYSTEM_FAILS=%s SYSTEM_AFTER=%ld SYSTEM_ERROR=%d",
                     shim, kinds[kind].name, call, kinds[kind].errors[e]);
            faulted_try(calm, name, environment);
        }
    }
}

static void test_plain(void)
{
    const struct faulted_task *task;
    char shim[4096], environment[8300], report[4096];
    size_t kind;

    if (!faulted_is_possible("system-shim", shim))
        return;
    run_prepare("tests/flows/session");
    snprintf(report, sizeof report, "%s", suite_scratch("report"));
    for (task = faulted_tasks; task->name; task++) {
        struct buffer text = {0};
        struct faulted_calm calm;

        snprintf(environment, sizeof environment, "LD_PRELOAD=%s SYSTEM_REPORT=%s", shim, report);
        faulted_begin(&calm, task, environment);
        if (suite_expect(task->name, file_read(report, 4096, &text) == STATUS_OK)) {
            for (kind = 0; kind < sizeof kinds / sizeof *kinds; kind++)
                try_kind(&calm, shim, kind, buffer_text(&text));
        }
        buffer_free(&text);
        faulted_end(&calm);
    }
}

const struct suite_test suite_tests[] = {
    {"plain mode", test_plain},
    {NULL, NULL},
};
