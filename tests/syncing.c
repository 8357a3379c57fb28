/* SPDX-License-Identifier: MIT */
/*
 * Machines with a history each, and a team's store; see the header.
 */
#include <config.h>

#include "syncing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/lock.h"
#include "errwalk/sync.h"

#include "history-fixture.h"
#include "postgres.h"
#include "suite.h"

static const struct history_filter everything = {.since = INT64_MIN, .outcome = -1};

struct refusal refusal;

static void note_refusal(void *context, const char *session, const char *why)
{
    (void)context;
    snprintf(refusal.session, sizeof refusal.session, "%s", session);
    snprintf(refusal.why, sizeof refusal.why, "%s", why);
}

void machine_use(const struct machine *machine)
{
    setenv("ERRWALK_TEST_MACHINE", machine->name, 1);
}

struct machine machine_new(const char *database, const char *role, unsigned number)
{
    struct machine machine = {.database = database, .role = role};

    snprintf(machine.path, sizeof machine.path, "%s", fixture_path());
    snprintf(machine.name, sizeof machine.name, "machine-%u", number);
    machine.history = history_new(machine.path);
    return machine;
}

void machine_free(struct machine *machine)
{
    history_free(machine->history);
}

void machine_reopen(struct machine *machine)
{
    history_free(machine->history);
    machine->history = history_new(machine->path);
}

void machine_walk(struct machine *machine, unsigned seed, const char *commands, char id[SESSION_ID_SIZE])
{
    machine_use(machine);
    fixture_walk(machine->history, "main", seed, commands, id);
}

enum status machine_sync(struct machine *machine, struct sync_result *result)
{
    const struct sync_options options = {.redact = machine->redact,
                                         .push_only = machine->push_only,
                                         .dry_run = machine->dry_run,
                                         .refused = note_refusal};
    struct store *store = NULL;
    int lock = -1;
    enum status status;

    machine_use(machine);
    *result = (struct sync_result){0};
    status = store_open(postgres_team(machine->database, machine->role), &store);
    if (status == STATUS_OK)
        status = store_check(store);
    if (status != STATUS_OK)
        buffer_string(&result->says, store_message(store));
    if (status == STATUS_OK)
        status = share_open(machine->history);
    if (status == STATUS_OK)
        status = share_lock(machine->history, &lock);
    if (status == STATUS_OK)
        status = sync_run(machine->history, store, &options, result);
    lock_close(lock);
    store_close(store);
    return status;
}

void expect_sync(const char *what, struct machine *machine, const char *expected)
{
    struct sync_result result;
    enum status status = machine_sync(machine, &result);
    struct buffer got = {0};

    if (status == STATUS_OK)
        buffer_printf(&got, "pushed %zu/%zu pulled %zu/%zu removed %zu refused %zu",
                      result.pushed.sessions, result.pushed.events, result.pulled.sessions,
                      result.pulled.events, result.removed, result.refused);
    else
        buffer_string(&got, buffer_text(&result.says));
    suite_expect_string(what, buffer_text(&got), expected);
    buffer_free(&got);
    buffer_free(&result.says);
}

static void ignore(void *context, const char *id, const char *what)
{
    (void)context;
    printf("    %s: %s\n", id ? id : "database", what);
}

void expect_valid(const char *what, struct machine *machine)
{
    struct history_checked checked = {0};

    suite_expect_long(what, history_check(machine->history, ignore, NULL, &checked), STATUS_OK);
    suite_expect_long(what, (long)(checked.damaged + checked.faults), 0);
}

size_t machine_sessions(struct machine *machine)
{
    struct history_list list = {0};
    size_t count;

    history_list(machine->history, &everything, &list);
    count = list.count;
    history_list_free(&list);
    return count;
}

static void describe(struct history *history, const char *id, struct buffer *out)
{
    struct session *session = NULL;

    if (history_load(history, id, &session) == STATUS_OK)
        walking_describe(out, session);
    session_free(session);
}

void expect_alike(const char *what, struct machine *one, struct machine *other, const char *id)
{
    struct buffer here = {0}, there = {0};

    describe(one->history, id, &here);
    describe(other->history, id, &there);
    suite_expect(what, here.length > 0);
    suite_expect_string(what, buffer_text(&there), buffer_text(&here));
    buffer_free(&here);
    buffer_free(&there);
}

void store_sql(const char *database, const char *text)
{
    struct buffer out = {0};

    postgres_sql(database, text, &out);
    buffer_free(&out);
}

const char *store_new(void)
{
    const char *database = postgres_database();
    struct store *store = NULL;
    int from, to;

    if (store_open(postgres_team(database, "owner"), &store) != STATUS_OK ||
        store_init(store, &from, &to) != STATUS_OK)
        suite_expect(store_message(store), false);
    store_close(store);
    return database;
}
