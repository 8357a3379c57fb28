/* SPDX-License-Identifier: MIT */
/*
 * Who may do what in a team's store, what leaves a machine and what does not, and stores of other versions.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/file.h"

#include "history-fixture.h"
#include "postgres.h"
#include "syncing.h"

const char suite_name[] = "sync-rights";

/* Roles are the server's, and so the same in each test. */
static const char *make_roles(void)
{
    static const char roles[] =
        "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'kim') THEN"
        " CREATE ROLE kim LOGIN IN ROLE errwalk_agent; CREATE ROLE lee LOGIN IN ROLE errwalk_agent;"
        " CREATE ROLE tess LOGIN IN ROLE errwalk_trainer; CREATE ROLE rita LOGIN IN ROLE errwalk_reader;"
        " CREATE ROLE post LOGIN; CREATE ROLE nobody LOGIN; END IF; END $$;"
        "GRANT USAGE ON SCHEMA errwalk TO post; GRANT INSERT ON errwalk.event TO post";
    const char *database = store_new();

    store_sql(database, roles);
    return database;
}

/* The beginning of a training of whoever runs it. */
static const char training[] =
    "INSERT INTO errwalk.event SELECT '00000000-0000-4000-8000-000000000001', 'tra1n1ng', 1, body::json,"
    " sha256(convert_to(body, 'UTF8') || decode(repeat('00', 32), 'hex')) FROM (SELECT"
    " '{\"kind\":\"started\",\"step_kind\":\"ask\",\"at\":5,\"session\":\"tra1n1ng\",\"to\":\"what\",\"to_flow\":\"main\","
    "\"scenario\":\"training/x\",\"mode\":\"exam\"}'::text) AS x (body)";

static void test_roles(void)
{
    static const struct {
        const char *role, *first, *second;
    } rows[] = {
        {"kim", "pushed 1/3 pulled 0/0 removed 0 refused 0", NOTHING},
        {"lee", "pushed 1/3 pulled 1/3 removed 0 refused 0", NOTHING},
        {"tess", "pushed 1/3 pulled 1/1 removed 0 refused 0", NOTHING},
        {"rita", "pushed 0/0 pulled 4/10 removed 0 refused 1", "pushed 0/0 pulled 0/0 removed 0 refused 1"},
        {"post", "pushed 1/3 pulled 0/0 removed 0 refused 0", NOTHING},
        {"nobody", "permission denied for schema errwalk", "permission denied for schema errwalk"},
    };
    const char *database;
    char text[2000], id[SESSION_ID_SIZE];
    size_t i;

    if (!postgres_is_there())
        return;
    database = make_roles();
    snprintf(text, sizeof text, "SET SESSION AUTHORIZATION tess; %s", training);
    store_sql(database, text);
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct machine machine = machine_new(database, rows[i].role, (unsigned)i);

        machine_walk(&machine, (unsigned)i * SEEDS, "fix|0xabc", id);
        expect_sync(rows[i].role, &machine, rows[i].first);
        expect_sync(rows[i].role, &machine, rows[i].second);
        machine_free(&machine);
    }
    suite_expect_long("trainings", postgres_number(database, "SELECT count(*) FROM errwalk.session WHERE training"), 1);
}

/* What a role tries past errwalk. */
static void test_others(void)
{
    static const struct {
        const char *sql, *says;
    } rows[] = {
        {"INSERT INTO errwalk.event SELECT installation, session, 4, body, digest FROM errwalk.event"
         " WHERE number = 3", "its installation pushes as another role"},
        {"INSERT INTO errwalk.event SELECT installation, 'abcdefgh', 1, body, digest FROM errwalk.event"
         " WHERE number = 1", "its installation pushes as another role"},
        {"UPDATE errwalk.event SET number = 9", "permission denied"},
        {"DELETE FROM errwalk.event", "permission denied"},
        {"DELETE FROM errwalk.session", "permission denied"},
        {"SELECT * FROM errwalk.installation", "permission denied"},
        {"UPDATE errwalk.version SET number = 9", "permission denied"},
    };
    struct machine machine;
    char id[SESSION_ID_SIZE];
    const char *database;
    size_t i;

    if (!postgres_is_there())
        return;
    database = make_roles();
    machine = machine_new(database, "kim", 1);
    machine_walk(&machine, 1, "fix|0xabc", id);
    expect_sync("kim", &machine, "pushed 1/3 pulled 0/0 removed 0 refused 0");
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        const bool reads = strncmp(rows[i].sql, "SELECT", 6) == 0;
        struct buffer text = {0}, out = {0};

        buffer_printf(&text, "SET SESSION AUTHORIZATION lee; DO $$ BEGIN %s %s; RAISE NOTICE 'done'; EXCEPTION"
                             " WHEN OTHERS THEN RAISE NOTICE '%%', SQLERRM; END $$",
                      reads ? "PERFORM" : "", rows[i].sql + (reads ? sizeof "SELECT" - 1 : 0));
        postgres_sql(database, buffer_text(&text), &out);
        if (!suite_expect(rows[i].sql, strstr(buffer_text(&out), rows[i].says) != NULL))
            printf("    %s\n", buffer_text(&out));
        buffer_free(&out);
        buffer_free(&text);
    }
    suite_expect_long("as it was", postgres_number(database, "SELECT count(*) FROM errwalk.event"), 3);
    machine_free(&machine);
}

/* Names are masked before they leave, once and for all. */
static void test_redacted(void)
{
    struct machine one, other;
    struct event exported = event_make(EVENT_EXPORTED);
    char id[SESSION_ID_SIZE];
    const char *database;

    if (!postgres_is_there())
        return;
    database = store_new();
    one = machine_new(database, "owner", 1);
    other = machine_new(database, "owner", 2);
    machine_walk(&one, 1, "*user CONTOSO\\kimberly at 10.20.30.40|fix|0xabc", id);
    one.redact = true;
    expect_sync("pushes", &one, "pushed 1/4 pulled 0/0 removed 0 refused 0");
    suite_expect_long("no name", postgres_number(database, "SELECT count(*) FROM errwalk.event WHERE"
                      " body::text ~* 'contoso|kimberly|10.20.30.40|\"path\"'"), 0);
    suite_expect_long("a mask", postgres_number(database, "SELECT count(*) FROM errwalk.event WHERE"
                      " body::text ~ '\\[account-1\\]|\\[user-1\\]|\\[domain-1\\]'"), 1);
    suite_expect("here it stays", fixture_has_bytes(one.path, "kimberly"));
    expect_sync("pulls", &other, "pushed 0/0 pulled 1/4 removed 0 refused 0");
    suite_expect("not there", !fixture_has_bytes(other.path, "kimberly"));
    expect_sync("again", &one, NOTHING);
    one.redact = false;
    exported.answer = "text";
    exported.say = "kimberly.txt";
    exported.sha256 = "aa";
    machine_reopen(&one);
    machine_use(&one);
    suite_expect_long("goes on", history_append(one.history, id, &exported), STATUS_OK);
    expect_sync("goes on", &one, "pushed 1/1 pulled 0/0 removed 0 refused 0");
    expect_sync("goes on", &other, "pushed 0/0 pulled 1/1 removed 0 refused 0");
    expect_sync("again", &one, NOTHING);
    expect_valid("one", &one);
    expect_valid("other", &other);
    machine_free(&one);
    machine_free(&other);
}

static void test_sensitive(void)
{
    struct machine machine;
    char id[SESSION_ID_SIZE];
    const char *database;

    if (!postgres_is_there())
        return;
    database = store_new();
    machine = machine_new(database, "owner", 1);
    machine_use(&machine);
    fixture_walk(machine.history, "types", 1, "secret|swordfish", id);
    expect_sync("pushes", &machine, "pushed 1/3 pulled 0/0 removed 0 refused 0");
    suite_expect_long("typed", postgres_number(database, "SELECT count(*) FROM errwalk.event WHERE"
                      " body->>'sensitive' = 'true'"), 1);
    suite_expect_long("not what", postgres_number(database, "SELECT count(*) FROM errwalk.event WHERE"
                      " body::text LIKE '%swordfish%'"), 0);
    machine_free(&machine);
}

/* Texts that are not Unicode come over as they were. */
static void test_bytes(void)
{
    struct machine one, other;
    char id[SESSION_ID_SIZE];
    const char *database;

    if (!postgres_is_there())
        return;
    database = store_new();
    one = machine_new(database, "owner", 1);
    other = machine_new(database, "owner", 2);
    machine_walk(&one, 1, "*caf\xe9 \"quoted\" \\ \xf0\x9f\x98\x80 \x01|fix|0xabc", id);
    expect_sync("pushes", &one, "pushed 1/4 pulled 0/0 removed 0 refused 0");
    expect_sync("pulls", &other, "pushed 0/0 pulled 1/4 removed 0 refused 0");
    expect_alike("bytes", &one, &other, id);
    machine_free(&one);
    machine_free(&other);
}

/* A store is brought up to date by whoever owns it, and anybody else is told what to do. */
static void test_versions(void)
{
    struct store *store = NULL;
    struct machine machine;
    struct buffer text = {0};
    char id[SESSION_ID_SIZE];
    const char *database;
    int from = -1, to = -1;

    if (!postgres_is_there())
        return;
    database = postgres_database();
    machine = machine_new(database, "owner", 1);
    machine_walk(&machine, 1, "fix|0xabc", id);
    expect_sync("none", &machine, "there is no store in this database yet; whoever owns it makes it with "
                                  "'errwalk sync --init'");
    file_read(suite_source("engine/team/store-1.sql"), 1 << 20, &text);
    store_sql(database, buffer_text(&text));
    expect_sync("older", &machine, "its schema is version 1, of an older errwalk (this one needs 2); whoever owns "
                                   "it brings it up to date with 'errwalk sync --init'");
    store_open(postgres_team(database, "owner"), &store);
    suite_expect_long("init", store_init(store, &from, &to), STATUS_OK);
    suite_expect_long("from", from, 1);
    suite_expect_long("to", to, 2);
    suite_expect_long("again", store_init(store, &from, &to), STATUS_OK);
    suite_expect_long("from", from, 2);
    expect_sync("now", &machine, "pushed 1/3 pulled 0/0 removed 0 refused 0");
    store_sql(database, "UPDATE errwalk.version SET number = 3");
    expect_sync("newer", &machine, "its schema is version 3, of a newer errwalk (this one knows 2); update errwalk");
    suite_expect_long("not back", store_init(store, &from, &to), STATUS_INVALID);
    store_close(store);
    buffer_free(&text);
    machine_free(&machine);
}

const struct suite_test suite_tests[] = {
    {"roles", test_roles},
    {"what roles may not", test_others},
    {"names are masked before they leave", test_redacted},
    {"sensitive facts never leave", test_sensitive},
    {"bytes that are no Unicode", test_bytes},
    {"versions", test_versions},
    {NULL, NULL},
};
