/* SPDX-License-Identifier: MIT */
/*
 * errwalk sync as people run it, and as it runs by itself after a walk.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "errwalk/file.h"

#include "postgres.h"
#include "run.h"

const char suite_name[] = "sync-cli";

enum { SECONDS = 60 };

/* A file of settings whose one line names the store. Lives until the next call. */
static const char *settings(const char *team)
{
    static char path[300];
    char line[400];

    snprintf(path, sizeof path, "%s", suite_scratch("team.conf"));
    snprintf(line, sizeof line, "team = %s\n", team);
    suite_expect_long("settings", file_write(path, line, strlen(line), true), STATUS_OK);
    return path;
}

/* Expects a command with these settings to end so, and to say so. */
static void expect(const char *config, const char *command, int status, const char *out, const char *err)
{
    char text[1000];
    struct run run;

    snprintf(text, sizeof text, "errwalk %s --config=%s", command, config);
    run_shell(&run, text, NULL);
    suite_expect_long(command, run.status, status);
    if (!suite_expect(command, strstr(run.out, out) && strstr(run.err, err)))
        printf("%s%s", run.out, run.err);
    run_free(&run);
}

static void test_without(void)
{
    struct run_row rows[] = {
        {"errwalk sync", NULL, 2, {NULL}, {"no store is named", "errwalk.conf", NULL}},
        {"errwalk sync x", NULL, 2, {NULL}, {"takes no operand", NULL}},
        {"errwalk sync --team='host=/nowhere dbname=x'", NULL, 4, {NULL}, {"the team's store: ", NULL}},
        {"errwalk sync --team='host=/nowhere dbname=x' --background", NULL, 4, {NULL}, {"!the team", NULL}},
        {"errwalk sync --purge --team='host=/nowhere dbname=x'", NULL, 4, {NULL}, {"the team's store: ", NULL}},
        {"errwalk sync --help", NULL, 0, {"--push-only", "--dry-run", "--init", "--purge", NULL}, {NULL}},
    };
    size_t i;

    run_prepare("tests/flows/session");
    for (i = 0; i < sizeof rows / sizeof *rows; i++)
        run_expect(&rows[i]);
}

static void test_commands(void)
{
    const char *config, *database;

    if (!postgres_is_there())
        return;
    run_prepare("tests/flows/session");
    run_share_history("commands");
    database = postgres_database();
    config = settings(postgres_team(database, "owner"));
    expect(config, "sync", 4, "", "there is no store in this database yet");
    expect(config, "sync --init", 0, "version 2 of its schema now, and the roles errwalk_agent", "");
    expect(config, "sync --init", 0, "up to date", "");
    expect(config, "sync", 0, "Pushed 0 sessions (0 events), pulled 0 sessions (0 events).", "");
    expect(config, "sync --dry-run", 0, "To push: 0 sessions (0 events); to pull: 0 sessions", "");
    expect(config, "sync --push-only", 0, "Pushed 0 sessions (0 events).\n", "");
    expect(config, "sync --purge", 2, "", "--purge --older-than=365d");
    expect(config, "sync --purge --older-than=1d --force", 0, "0 sessions removed from the store", "");
}

/* Looks at the store until it has so many sessions. */
static bool arrives(const char *database, long sessions)
{
    const time_t deadline = time(NULL) + SECONDS;

    while (time(NULL) < deadline) {
        if (postgres_number(database, "SELECT count(*) FROM errwalk.session") == sessions)
            return true;
    }
    return false;
}

/* A walk that ends is followed by a sync that nobody waits for, and others see the session. */
static void test_by_itself(void)
{
    const char *config, *database;
    char text[700];
    struct run run;

    if (!postgres_is_there())
        return;
    run_prepare("tests/flows/session");
    database = postgres_database();
    config = settings(postgres_team(database, "owner"));
    run_share_history("first");
    setenv("ERRWALK_TEST_MACHINE", "first", 1);
    expect(config, "sync --init", 0, "", "");
    snprintf(text, sizeof text, "errwalk --plain --config=%s main", config);
    run_shell(&run, text, "fix\nunsure\nno\nno\n");
    suite_expect_long("the walk", run.status, 0);
    suite_expect_string("says nothing of it", run.err, "");
    run_free(&run);
    suite_expect("arrives", arrives(database, 1));
    run_share_history("second");
    setenv("ERRWALK_TEST_MACHINE", "second", 1);
    setenv("ERRWALK_TEST_CLOCK", "2026-11-22T11:00:00Z", 1);
    expect(config, "sync", 0, "pulled 1 session (", "");
    expect(config, "sessions", 0, ", from the team", "");
    expect(config, "stats", 1, "", "");
    expect(config, "stats --team", 0, "main", "");
    expect(config, "transcript", 1, "", "no session");
    unsetenv("ERRWALK_TEST_MACHINE");
}

/* A store that cannot be reached is reported by a walk after three days, and not before. */
static void test_failing(void)
{
    static const struct {
        const char *clock;
        bool says;
    } rows[] = {{"2026-11-22T10:00:00Z", false},
                {"2026-11-24T10:00:00Z", false},
                {"2026-11-26T10:00:00Z", true}};
    const char *config = settings("host=/nowhere dbname=x");
    char text[700];
    size_t i;

    run_prepare("tests/flows/session");
    run_share_history("failing");
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct run run;

        setenv("ERRWALK_TEST_CLOCK", rows[i].clock, 1);
        snprintf(text, sizeof text, "errwalk sync --background --config=%s", config);
        run_shell(&run, text, NULL);
        suite_expect_long(rows[i].clock, run.status, 4);
        run_free(&run);
        snprintf(text, sizeof text, "errwalk --plain --config=%s main", config);
        run_shell(&run, text, "fix\nunsure\nno\nno\n");
        suite_expect_long(rows[i].clock, strstr(run.err, "has not been reached since 2026-11-22") != NULL,
                          rows[i].says);
        run_free(&run);
    }
}

/* Nothing but a sync loads the client library. */
static void test_not_loaded(void)
{
    struct run run;

    run_prepare("tests/flows/session");
    run_shell(&run, "LD_TRACE_LOADED_OBJECTS=1 errwalk --version", NULL);
    suite_expect("libpq", !strstr(run.out, "libpq"));
    run_free(&run);
}

const struct suite_test suite_tests[] = {
    {"without a store", test_without},
    {"commands", test_commands},
    {"by itself after a walk", test_by_itself},
    {"three days without the store", test_failing},
    {"the client library is loaded by a sync alone", test_not_loaded},
    {NULL, NULL},
};
