/* SPDX-License-Identifier: MIT */
/*
 * A history of an older version becomes one of this: all of it or, killed at any time, nothing; what
 * is damaged in it costs no more than that, and stays beside it. And whose history it is.
 */
#include <config.h>

#include "suite.h"

#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "errwalk/file.h"

#include "history-fixture.h"

const char suite_name[] = "history-convert";

static const struct history_filter everything = {.since = INT64_MIN, .outcome = -1};

/* Of tests/history/version-2.sql. */
enum { SESSIONS = 3, EVENTS = 45 };

static const char *make_old(void)
{
    const char *path = fixture_path();
    struct buffer sql = {0};

    suite_expect_long("read", file_read(suite_source("tests/history/version-2.sql"), 1 << 20, &sql),
                      STATUS_OK);
    fixture_sql(path, buffer_text(&sql));
    buffer_free(&sql);
    return path;
}

static void ignore(void *context, const char *id, const char *what)
{
    (void)context;
    printf("    %s: %s\n", id ? id : "database", what);
}

static void expect_all(const char *what, const char *path, size_t events)
{
    struct history *history = history_new(path);
    struct history_checked checked = {0};
    char beside[300];

    suite_expect_long(what, history_check(history, ignore, NULL, &checked), STATUS_OK);
    suite_expect_long(what, (long)checked.sessions, SESSIONS);
    suite_expect_long(what, (long)checked.events, (long)events);
    suite_expect_long(what, (long)(checked.damaged + checked.faults), 0);
    history_free(history);
    suite_expect_long(what, fixture_sql(path, "PRAGMA user_version"), 4);
    snprintf(beside, sizeof beside, "%s-new", path);
    suite_expect(beside, access(beside, F_OK) != 0);
}

static void test_killed(void)
{
    const char *path = NULL;
    long round, spins, converted = 0;

    for (round = 1; round <= suite_scale(200); round++) {
        char what[32];
        pid_t child;

        snprintf(what, sizeof what, "killed %ld", round);
        path = make_old();
        fflush(NULL);
        child = fork();
        if (child == 0) {
            struct history *history = history_new(path);

            history_upgrade(history);
            for (;;)
                pause();
        }
        for (spins = round * 7919 % 20000; spins > 0; spins--)
            sched_yield();
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        converted += fixture_sql(path, "PRAGMA user_version") == 4;
        expect_all(what, path, EVENTS);
    }
    printf("    %ld of %ld were converted before they were killed\n", converted, round - 1);
}

static void test_damaged(void)
{
    const char *path = make_old();
    struct session *session = NULL;
    struct history *history;
    char beside[300];

    fixture_sql(path, "UPDATE event SET say = 'never said'"
                      " WHERE session = 'r5knw2xs' AND number = 5");
    expect_all("what came over", path, EVENTS - 18);
    history = history_new(path);
    suite_expect_long("load", history_load(history, "r5knw2xs", &session), STATUS_OK);
    suite_expect_long("its beginning", session ? (long)session_count(session) : 0, 4);
    session_free(session);
    history_free(history);
    snprintf(beside, sizeof beside, "%s-damaged", path);
    suite_expect_long("the old one", fixture_sql(beside, "SELECT count(*) FROM event"), EVENTS);
}

/* Notices what it is told. */
static void count_progress(void *context, const char *what, size_t done, size_t all)
{
    suite_expect(what, done <= all);
    ++*(size_t *)context;
}

static void test_progress(void)
{
    const char *path = make_old();
    struct history *history = history_new(path);
    struct history_list list = {0};
    size_t told = 0;

    history_set_progress(history, count_progress, &told);
    suite_expect_long("upgrade", history_upgrade(history), STATUS_OK);
    suite_expect("told", told >= SESSIONS);
    suite_expect_long("list", history_list(history, &everything, &list), STATUS_OK);
    suite_expect_long("list", (long)list.count, SESSIONS);
    history_list_free(&list);
    history_free(history);
}

/* The same on one machine; another on a copy of its disk. */
static void test_installation(void)
{
    static const char *const machines[] = {"the-first-machine", "the-first-machine", "its-copy", "its-copy"};
    const char *path = make_old();
    char uuids[4][HISTORY_UUID];
    size_t i;

    for (i = 0; i < 4; i++) {
        struct history *history = history_new(path);

        setenv("ERRWALK_TEST_MACHINE", machines[i], 1);
        suite_expect_long(machines[i], history_installation_uuid(history, uuids[i]), STATUS_OK);
        history_free(history);
    }
    unsetenv("ERRWALK_TEST_MACHINE");
    suite_expect_long("a UUID", (long)strlen(uuids[0]), HISTORY_UUID - 1);
    suite_expect_string("stays", uuids[1], uuids[0]);
    suite_expect("is another's", strcmp(uuids[2], uuids[1]) != 0);
    suite_expect_string("and stays", uuids[3], uuids[2]);
    suite_expect("the name is nowhere", !fixture_has_bytes(path, "its-copy"));
}

const struct suite_test suite_tests[] = {
    {"killed in a conversion", test_killed},
    {"an old one that is damaged", test_damaged},
    {"told how far it is", test_progress},
    {"an installation and its clone", test_installation},
    {NULL, NULL},
};
