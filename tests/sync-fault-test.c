/* SPDX-License-Identifier: MIT */
/*
 * What can go wrong between histories and a team's store: many at once, processes that are killed, a server
 * that stops, a disk that is full, a history that is damaged. Nothing is lost, and nothing doubled.
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

#include "errwalk/lock.h"
#include "errwalk/memory.h"

#include "history-fixture.h"
#include "postgres.h"
#include "syncing.h"

const char suite_name[] = "sync-fault";

enum { OF_WALK = 3, LEAST_MACHINES = 6, WALKS = 2 };

/* All machines but the last sync once more, so that each has what all have. */
static void expect_all(struct machine *machines, size_t count, size_t walks)
{
    const char *database = machines[0].database;
    struct sync_result result;
    size_t turn, i;

    for (turn = 0; turn < 2; turn++) {
        for (i = 0; i < count; i++) {
            suite_expect_long("sync", machine_sync(&machines[i], &result), STATUS_OK);
            suite_expect_long("refused", (long)result.refused, 0);
            buffer_free(&result.says);
        }
    }
    suite_expect_long("sessions", postgres_number(database, "SELECT count(*) FROM errwalk.session"),
                      (long)walks);
    suite_expect_long("events", postgres_number(database, "SELECT count(*) FROM errwalk.event"),
                      (long)walks * OF_WALK);
    suite_expect_long("heads", postgres_number(database, "SELECT sum(events) FROM errwalk.session"),
                      (long)walks * OF_WALK);
    for (i = 0; i < count; i++) {
        suite_expect_long("each has all", (long)machine_sessions(&machines[i]), (long)walks);
        expect_valid("each", &machines[i]);
    }
}

/* In a process of its own: walks, and pushes and pulls while others do. */
static int work(struct machine *machine, unsigned number)
{
    struct sync_result result;
    char id[SESSION_ID_SIZE];
    unsigned i;

    for (i = 0; i < WALKS; i++) {
        machine_walk(machine, number * SEEDS + i, "fix|0xabc", id);
        machine_reopen(machine);
        if (machine_sync(machine, &result) != STATUS_OK || result.refused) {
            printf("    machine %u: %s %s %s\n", number, buffer_text(&result.says), refusal.why,
                   history_message(machine->history));
            fflush(stdout);
            return 1;
        }
        buffer_free(&result.says);
    }
    return 0;
}

static void test_many(void)
{
    const size_t count = suite_scale(200) < LEAST_MACHINES ? LEAST_MACHINES : (size_t)suite_scale(200);
    struct machine *machines = memory_alloc(count * sizeof *machines);
    pid_t *children = memory_alloc(count * sizeof *children);
    const char *database;
    size_t i;

    if (!postgres_is_there()) {
        memory_free(machines);
        memory_free(children);
        return;
    }
    database = store_new();
    for (i = 0; i < count; i++)
        machines[i] = machine_new(database, "owner", (unsigned)i);
    fflush(NULL);
    for (i = 0; i < count; i++) {
        children[i] = fork();
        if (children[i] == 0)
            _exit(work(&machines[i], (unsigned)i));
    }
    for (i = 0; i < count; i++) {
        int status = -1;

        waitpid(children[i], &status, 0);
        suite_expect_long("a machine", status, 0);
    }
    printf("    %zu machines at once\n", count);
    expect_all(machines, count, count * WALKS);
    for (i = 0; i < count; i++)
        machine_free(&machines[i]);
    memory_free(machines);
    memory_free(children);
}

static void test_killed(void)
{
    const long rounds = suite_scale(60) < 4 ? 4 : suite_scale(60);
    struct machine machines[2];
    struct sync_result result;
    const char *database;
    long round, spins, synced = 0;
    char id[SESSION_ID_SIZE];

    if (!postgres_is_there())
        return;
    database = store_new();
    machines[0] = machine_new(database, "owner", 1);
    machines[1] = machine_new(database, "owner", 2);
    for (round = 0; round < rounds; round++) {
        struct machine *machine = &machines[round % 2];
        pid_t child;

        machine_walk(machine, (unsigned)round * SEEDS, "fix|0xabc", id);
        history_free(machine->history);
        fflush(NULL);
        child = fork();
        if (child == 0) {
            machine->history = history_new(machine->path);
            _exit(machine_sync(machine, &result) != STATUS_OK);
        }
        for (spins = round * 7919 % 30000; spins > 0; spins--)
            sched_yield();
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        machine->history = history_new(machine->path);
        synced += postgres_number(database, "SELECT count(*) FROM errwalk.session") == round + 1;
    }
    printf("    %ld of %ld had pushed before they were killed\n", synced, rounds);
    expect_all(machines, 2, (size_t)rounds);
    machine_free(&machines[0]);
    machine_free(&machines[1]);
}

static void test_stopped(void)
{
    struct machine machines[2];
    struct sync_result result;
    char id[SESSION_ID_SIZE];
    const char *database;

    if (!postgres_is_there())
        return;
    database = store_new();
    machines[0] = machine_new(database, "owner", 1);
    machines[1] = machine_new(database, "owner", 2);
    machine_walk(&machines[0], 1, "fix|0xabc", id);
    postgres_stop();
    suite_expect_long("stopped", machine_sync(&machines[0], &result), STATUS_IO);
    suite_expect("says", strstr(buffer_text(&result.says), "connection to server") != NULL);
    buffer_free(&result.says);
    machine_walk(&machines[0], 2, "fix|0xabc", id);
    suite_expect("starts", postgres_start(0));
    expect_all(machines, 2, 2);
    machine_free(&machines[0]);
    machine_free(&machines[1]);
}

enum { NOTES = 300, LETTERS = 15000 };

/* Notes that do not compress, so many that the files of a small disk cannot hold them. */
static void note_much(struct machine *machine)
{
    const struct walk_store store = history_store(machine->history);
    char letters[LETTERS + 1] = "";
    unsigned state = 7;
    size_t i, n;

    for (i = 0; i < NOTES; i++) {
        struct event note = event_make(EVENT_NOTED);

        for (n = 0; n < LETTERS; n++)
            letters[n] = (char)('a' + suite_random(&state) % 26);
        note.at = 1767225700;
        note.answer = letters;
        suite_expect_long("note", store.commit(store.context, &note, 1), STATUS_OK);
    }
}

static void test_full(void)
{
    struct machine machine;
    struct sync_result result;
    char id[SESSION_ID_SIZE];
    const char *database;
    long events;

    if (!postgres_is_there())
        return;
    database = store_new();
    machine = machine_new(database, "owner", 1);
    machine_walk(&machine, 1, "*begun", id);
    note_much(&machine);
    machine_reopen(&machine);
    postgres_stop();
    suite_expect("on a small disk", postgres_start(2048));
    suite_expect_long("full", machine_sync(&machine, &result), STATUS_IO);
    printf("    %s\n", buffer_text(&result.says));
    buffer_free(&result.says);
    postgres_stop();
    suite_expect("on a larger one", postgres_start(0));
    events = postgres_number(database, "SELECT count(*) FROM errwalk.event");
    suite_expect("not all of it", events >= 0 && events < NOTES);
    suite_expect_long("the rest", machine_sync(&machine, &result), STATUS_OK);
    suite_expect_long("the rest", (long)result.pushed.events, NOTES + 2 - events);
    buffer_free(&result.says);
    suite_expect_long("all", postgres_number(database, "SELECT count(*) FROM errwalk.event"), NOTES + 2);
    expect_sync("again", &machine, NOTHING);
    machine_free(&machine);
}

static void ignore_loss(void *context, const char *id, size_t saved, size_t all)
{
    (void)context, (void)id, (void)saved, (void)all;
}

/* A damaged history in the place of which is what could be salvaged of it. */
static void salvage(struct machine *machine)
{
    struct history_salvaged salvaged;
    char saved[200];

    machine_reopen(machine);
    fixture_sql(machine->path, "UPDATE event SET body = replace(body, 'fix', 'xif') WHERE number = 10");
    snprintf(saved, sizeof saved, "%.180s-saved", machine->path);
    suite_expect_long("salvage", history_salvage(machine->history, saved, ignore_loss, NULL, &salvaged),
                      STATUS_OK);
    suite_expect_long("saved", (long)salvaged.events, 9);
    snprintf(machine->path, sizeof machine->path, "%s", saved);
    machine_reopen(machine);
}

/* What was lost is completed from the store, where it is there; it is pushed on in no case. */
static void test_salvaged(void)
{
    static const struct {
        const char *name, *after;
        bool pushed, redact;
    } rows[] = {
        {"pushed", "pushed 0/0 pulled 1/13 removed 0 refused 0", true, false},
        {"pushed, and names masked", "pushed 0/0 pulled 1/13 removed 0 refused 0", true, true},
        {"not pushed", "pushed 1/9 pulled 0/0 removed 0 refused 0", false, false},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        char id[SESSION_ID_SIZE], resumed[SESSION_ID_SIZE];
        struct machine machine;
        struct clock clock;

        if (!postgres_is_there())
            return;
        machine = machine_new(store_new(), "owner", 1);
        machine.redact = rows[i].redact;
        machine_walk(&machine, 1, fixture_tour, id);
        if (rows[i].pushed)
            expect_sync(rows[i].name, &machine, "pushed 1/22 pulled 0/0 removed 0 refused 0");
        salvage(&machine);
        suite_expect_long("only read", history_claim(machine.history, id), STATUS_IO);
        expect_sync(rows[i].name, &machine, rows[i].after);
        expect_sync(rows[i].name, &machine, NOTHING);
        expect_valid(rows[i].name, &machine);
        clock_init(&clock);
        suite_expect_long("resume", history_resume(machine.history, id, &clock, resumed), STATUS_OK);
        suite_expect_long(rows[i].name, strcmp(id, resumed) == 0, rows[i].pushed);
        machine_free(&machine);
    }
}

static void test_one_at_a_time(void)
{
    struct history *one, *other;
    int lock = -1, second = -1;
    char path[160];

    snprintf(path, sizeof path, "%s", fixture_path());
    one = history_new(path);
    other = history_new(path);
    suite_expect_long("open", share_open(one), STATUS_OK);
    suite_expect_long("open", share_open(other), STATUS_OK);
    suite_expect_long("locked", share_lock(one, &lock), STATUS_OK);
    suite_expect_long("once", share_lock(other, &second), STATUS_NO);
    lock_close(lock);
    suite_expect_long("let go", share_lock(other, &second), STATUS_OK);
    lock_close(second);
    history_free(one);
    history_free(other);
}

const struct suite_test suite_tests[] = {
    {"many machines at once", test_many},
    {"killed while they sync", test_killed},
    {"the server stops and starts", test_stopped},
    {"a full disk", test_full},
    {"a salvaged history", test_salvaged},
    {"one sync at a time", test_one_at_a_time},
    {NULL, NULL},
};
