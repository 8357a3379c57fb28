/* SPDX-License-Identifier: MIT */
/*
 * Walks that are killed, and several at once: what was acknowledged is there afterwards, and what
 * is there folds.
 */
#include <config.h>

#include "suite.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "history-fixture.h"

const char suite_name[] = "history-kill";

/* Short and long, with decisions that end the walk (two events in one commit) and go back. */
static const char *const scripts[] = {
    fixture_tour,
    "fix|0x3e7|yes",
    "*one|*two|*three|call|done|<|<|fix|unsure|no|no",
    "no-flow||<|fix|unsure",
};

enum { SCRIPTS = 4, LONGEST_COMMAND = 128 };

/* A walk in a child process, which tells the count of events that were acknowledged. */
struct doomed {
    const char *path, *commands;
    unsigned seed;
    int report;
};

static int report_events(const struct doomed *doomed, const struct walk *walk)
{
    unsigned char count = (unsigned char)session_count(walk_session(walk));

    return write(doomed->report, &count, 1) == 1 ? 0 : 1;
}

static int walk_and_report(void *context)
{
    const struct doomed *doomed = context;
    struct history *history = history_new(doomed->path);
    const char *commands = doomed->commands;
    struct walking walking;
    struct walk *walk = fixture_start(&walking, history, "main", doomed->seed);
    char command[LONGEST_COMMAND];
    int result = 0;

    while (result == 0) {
        size_t length = strcspn(commands, "|");

        snprintf(command, sizeof command, "%.*s", (int)length, commands);
        if (walking_act(walk, command) != STATUS_OK) {
            printf("    seed %u: '%s': %s\n", doomed->seed, command, history_message(history));
            result = 2;
        } else {
            result = report_events(doomed, walk);
        }
        if (!commands[length])
            break;
        commands += length + 1;
    }
    walking_stop(&walking);
    history_free(history);
    return result;
}

/* Waits for some acknowledgements and a while after the last, and kills. The last acknowledged
 * count is returned. */
static unsigned kill_after(pid_t child, int reports, unsigned acknowledgements, unsigned turns)
{
    unsigned char count = 0;
    volatile unsigned turn;

    while (acknowledgements && read(reports, &count, 1) == 1)
        acknowledgements--;
    for (turn = 0; turn < turns; turn++)
        ;
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    while (read(reports, &count, 1) == 1)
        ;
    return count;
}

/* Expects what is there of a session to be the first events of its walk. Their count is returned;
 * `*all` is that of the whole walk. */
static size_t expect_beginning(const char *what, const char *path, const struct doomed *doomed,
                               size_t *all)
{
    struct history *history = history_new(path), *elsewhere = history_new("/nonexistent/h.db");
    struct walking walking;
    struct walk *walk = fixture_start(&walking, elsewhere, "main", doomed->seed);
    struct session *session = NULL, *part = session_new();
    struct buffer got = {0}, expected = {0};
    enum status status = history_load(history, session_id(walk_session(walk)), &session);
    size_t i, count = session ? session_count(session) : 0;

    walk_set_store(walk, NULL);
    walking_act_all(walk, doomed->commands);
    if (status == STATUS_IO)
        printf("    %s\n", history_message(history));
    suite_expect(what, status == STATUS_OK || status == STATUS_NO);
    if (session) {
        for (i = 0; i < count; i++)
            session_apply(part, session_event(walk_session(walk), i));
        walking_describe(&got, session);
        walking_describe(&expected, part);
        suite_expect_string(what, buffer_text(&got), buffer_text(&expected));
        suite_expect_long(what, history_claim(history, session_id(session)), STATUS_OK);
    }
    *all = session_count(walk_session(walk));
    buffer_free(&got);
    buffer_free(&expected);
    session_free(session);
    session_free(part);
    walking_stop(&walking);
    history_free(elsewhere);
    history_free(history);
    return count;
}

static void kill_one(const char *path, unsigned seed)
{
    unsigned state = seed * 2654435761u | 1, acknowledged, acknowledgements, turns;
    struct doomed doomed = {path, scripts[seed % SCRIPTS], seed, -1};
    size_t all, kept;
    char what[32];
    int ends[2];
    pid_t child;

    snprintf(what, sizeof what, "seed %u", seed);
    acknowledgements = fixture_random(&state) % 18;
    turns = fixture_random(&state) % 1000000;
    if (!suite_expect(what, pipe(ends) == 0))
        return;
    fflush(NULL);
    doomed.report = ends[1];
    child = fork();
    if (child == 0) {
        close(ends[0]);
        _exit(walk_and_report(&doomed));
    }
    close(ends[1]);
    acknowledged = kill_after(child, ends[0], acknowledgements, turns);
    close(ends[0]);
    kept = expect_beginning(what, path, &doomed, &all);
    suite_expect(what, kept >= acknowledged);
    suite_expect(what, kept <= acknowledged + (acknowledged ? 2 : 3)); /* a commit on its way */
}

/* Now in WAL, now with a rollback journal; every 20th walk makes its database. */
static void test_kill(void)
{
    const char *asked = getenv("ERRWALK_TEST_KILLS"), *paths[2] = {NULL, NULL};
    long kills = asked && *asked ? strtol(asked, NULL, 10) : suite_scale(300), i;
    static char names[2][128];

    for (i = 0; i < kills; i++) {
        long mode = i % 2;

        if (i % 40 < 2) {
            snprintf(names[mode], sizeof names[mode], "%s", fixture_path());
            paths[mode] = names[mode];
        } else if (i % 40 == 3) {
            fixture_sql(paths[1], "PRAGMA journal_mode = DELETE");
        }
        kill_one(paths[mode], (unsigned)i + 1);
    }
}

enum { WALKERS = 5, WALKS = 4 };

/* One of several processes; each walks sessions of its own. */
struct walk_runner {
    const char *path;
    int number, report;
};

static int walk_some(const struct walk_runner *runner)
{
    int i, result = 0;

    for (i = 0; result == 0 && i < WALKS; i++) {
        struct doomed doomed = {runner->path, scripts[i % SCRIPTS],
                                (unsigned)(100 * (runner->number + 1) + i), runner->report};

        result = walk_and_report(&doomed);
    }
    return result;
}

/* All begin on a database that is not there yet. */
static void walk_at_once(const char *path)
{
    pid_t children[WALKERS];
    int ends[2], number, status;
    char nothing;
    int i;

    if (!suite_expect("pipe", pipe(ends) == 0))
        return;
    fflush(NULL);
    for (number = 0; number < WALKERS; number++) {
        children[number] = fork();
        if (children[number] == 0) {
            const struct walk_runner walker = {path, number, ends[1]};

            close(ends[0]);
            status = walk_some(&walker);
            fflush(NULL);
            _exit(status);
        }
    }
    close(ends[1]);
    while (read(ends[0], &nothing, 1) == 1)
        ;
    close(ends[0]);
    for (number = 0; number < WALKERS; number++) {
        waitpid(children[number], &status, 0);
        suite_expect_long(path, status, 0);
        for (i = 0; i < WALKS; i++) {
            struct doomed doomed = {path, scripts[i % SCRIPTS], (unsigned)(100 * (number + 1) + i),
                                    -1};
            size_t all, kept = expect_beginning("at once", path, &doomed, &all);

            suite_expect_long("all of it", (long)kept, (long)all);
        }
    }
}

static void test_at_once(void)
{
    const struct history_filter everything = {.since = INT64_MIN, .outcome = -1};
    long rounds = suite_scale(20);

    while (rounds--) {
        const char *path = fixture_path();
        struct history *history = history_new(path);
        struct history_list list;

        walk_at_once(path);
        suite_expect_long("list", history_list(history, &everything, &list), STATUS_OK);
        suite_expect_long("sessions", (long)list.count, WALKERS * WALKS);
        history_list_free(&list);
        history_free(history);
        suite_expect_long(
            "WAL", fixture_sql(path, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), 1);
    }
}

/* A claim is free again at once when its process was killed. */
static int claim_and_report(const char *path, const char *id, int report)
{
    struct history *history = history_new(path);
    char claimed = history_claim(history, id) == STATUS_OK;

    return write(report, &claimed, 1) == 1 && pause();
}

static void test_claim_is_freed(void)
{
    const char *path = fixture_path();
    struct history *history = history_new(path);
    char id[SESSION_ID_SIZE], claimed = 0;
    int ends[2];
    pid_t child;

    fixture_walk(history, "main", 1, "fix", id);
    history_free(history);
    if (!suite_expect("pipe", pipe(ends) == 0))
        return;
    fflush(NULL);
    child = fork();
    if (child == 0)
        _exit(claim_and_report(path, id, ends[1]));
    suite_expect("claimed", read(ends[0], &claimed, 1) == 1 && claimed);
    history = history_new(path);
    suite_expect_long("not twice", history_claim(history, id), STATUS_NO);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    suite_expect_long("free", history_claim(history, id), STATUS_OK);
    history_free(history);
    close(ends[0]);
    close(ends[1]);
}

const struct suite_test suite_tests[] = {
    {"killed at random moments", test_kill},
    {"several at once", test_at_once},
    {"a claim is freed", test_claim_is_freed},
    {NULL, NULL},
};
