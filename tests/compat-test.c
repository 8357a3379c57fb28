/* SPDX-License-Identifier: MIT */
/*
 * What was written for a release is read by every later one: its flows and scenarios are valid, its answers
 * end where they ended, and its history gives the same transcript and the same score. A directory of
 * tests/compat a release; none is ever changed.
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "errwalk/buffer.h"
#include "errwalk/file.h"
#include "history-fixture.h"
#include "run.h"
#include "suite.h"

const char suite_name[] = "compat";

static const char *const releases[] = {"0.1.0"};

/* Members that a document has gained since are no difference: each line of the old one must be there. */
#define SAME(command, file)                                                                          \
    command " | sed 's/,$//' | sort >now; sed 's/,$//' $compat/" file " | sort >then; comm -13 now then"

static void test_release(const char *release)
{
    static const struct run_row rows[] = {
        {"errwalk check $compat/flows | tail -n 1", NULL, 0, {"3 flows, 1 scenario checked: 0 errors"}, {0}},
        {"errwalk --plain disk-full --answers=$compat/answers.yaml", "", 0,
         {"Call who looks after the computers"}, {0}},
        {"errwalk --history=$history sessions --check", NULL, 0, {"2 sessions"}, {0}},
        {SAME("errwalk --history=$history transcript 80r5knw2xsg2jqba4p --format=json", "walk.json"), NULL, 0, {"!:"}, {0}},
        {SAME("errwalk --history=$history debrief w0r5knw2xsg2jqba4p --format=json", "training.json"), NULL, 0, {"!:"}, {0}},
    };
    const char *path = fixture_path();
    struct buffer sql = {0};
    char name[100];
    size_t i;

    snprintf(name, sizeof name, "tests/compat/%s/history.sql", release);
    suite_expect_long("read", file_read(suite_source(name), 1 << 20, &sql), STATUS_OK);
    fixture_sql(path, buffer_text(&sql));
    buffer_free(&sql);
    snprintf(name, sizeof name, "tests/compat/%s/flows", release);
    run_prepare(name);
    snprintf(name, sizeof name, "tests/compat/%s", release);
    setenv("compat", suite_source(name), 1);
    setenv("history", path, 1);
    for (i = 0; i < sizeof rows / sizeof *rows; i++)
        run_expect(&rows[i]);
}

static void test_all(void)
{
    size_t i;

    for (i = 0; i < sizeof releases / sizeof *releases; i++)
        test_release(releases[i]);
}

const struct suite_test suite_tests[] = {
    {"releases", test_all},
    {NULL, NULL},
};
