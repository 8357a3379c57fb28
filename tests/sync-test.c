/* SPDX-License-Identifier: MIT */
/*
 * Histories and a team's store on a real PostgreSQL: whatever happens on the way, nothing is lost, nothing
 * doubled, nothing back from the dead.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/store.h"

#include "history-fixture.h"
#include "postgres.h"
#include "syncing.h"

const char suite_name[] = "sync";

/* Two machines with walks of their own see each other's. */
static void test_two(void)
{
    struct machine one, other;
    char first[SESSION_ID_SIZE], second[SESSION_ID_SIZE];
    const char *database;

    if (!postgres_is_there())
        return;
    database = store_new();
    one = machine_new(database, "owner", 1);
    other = machine_new(database, "owner", 2);
    machine_walk(&one, 1, fixture_tour, first);
    machine_walk(&other, SEEDS + 1, "fix|0xabc", second);
    one.dry_run = true;
    expect_sync("dry", &one, "pushed 1/22 pulled 0/0 removed 0 refused 0");
    one.dry_run = false;
    suite_expect_long("dry", postgres_number(database, "SELECT count(*) FROM errwalk.event"), 0);
    expect_sync("pushes", &one, "pushed 1/22 pulled 0/0 removed 0 refused 0");
    other.push_only = true;
    expect_sync("pushes only", &other, "pushed 1/3 pulled 0/0 removed 0 refused 0");
    other.push_only = false;
    expect_sync("pulls", &other, "pushed 0/0 pulled 1/22 removed 0 refused 0");
    expect_sync("pulls, too", &one, "pushed 0/0 pulled 1/3 removed 0 refused 0");
    expect_sync("again", &one, NOTHING);
    expect_sync("again", &other, NOTHING);
    expect_alike("first", &one, &other, first);
    expect_alike("second", &other, &one, second);
    expect_valid("one", &one);
    expect_valid("other", &other);
    machine_free(&one);
    machine_free(&other);
}

/* What is pulled is only read: exports are noted beside it, and it goes on as another session. */
static void test_only_read(void)
{
    struct machine one, other;
    char id[SESSION_ID_SIZE], continued[SESSION_ID_SIZE], continues[64];
    struct event exported = event_make(EVENT_EXPORTED), note = event_make(EVENT_NOTED);
    struct history_export found;
    struct session *session = NULL;
    struct clock clock;
    const char *database;
    int random;

    if (!postgres_is_there())
        return;
    database = store_new();
    one = machine_new(database, "owner", 1);
    other = machine_new(database, "owner", 2);
    machine_walk(&one, 1, "*seen|fix|0x3e7|no|<", id);
    expect_sync("pushes", &one, "pushed 1/6 pulled 0/0 removed 0 refused 0");
    expect_sync("pulls", &other, "pushed 0/0 pulled 1/6 removed 0 refused 0");
    exported.answer = "text";
    exported.say = "case.txt";
    exported.sha256 = "aa";
    note.answer = "mine";
    suite_expect_long("export", history_append(other.history, id, &exported), STATUS_OK);
    suite_expect_long("found", history_find_export(other.history, "aa", &found), STATUS_OK);
    suite_expect_string("found", found.session, id);
    suite_expect_string("found", found.file, "case.txt");
    suite_expect_long("no note", history_append(other.history, id, &note), STATUS_IO);
    suite_expect_long("no claim", history_claim(other.history, id), STATUS_IO);
    suite_expect_long("no claim", history_fault(other.history), HISTORY_NOT_OWN);
    expect_sync("nothing of it", &other, NOTHING);

    setenv("ERRWALK_TEST_CLOCK", "2026-03-01T00:00:00Z", 1);
    clock_init(&clock);
    clock_random(&clock, &random, sizeof random); /* another than the walk had */
    suite_expect_long("resume", history_resume(other.history, id, &clock, continued), STATUS_OK);
    suite_expect("another", strcmp(continued, id) != 0);
    suite_expect_long("load", history_load(other.history, continued, &session), STATUS_OK);
    snprintf(continues, sizeof continues, "%s#4", id);
    if (suite_expect("continued", session && session_count(session) == 4)) {
        suite_expect_string("from", session_event(session, 0)->continues, continues);
        suite_expect_string("note", session_event(session, 1)->answer, "seen");
    }
    session_free(session);
    unsetenv("ERRWALK_TEST_CLOCK");
    expect_sync("goes on", &other, "pushed 1/4 pulled 0/0 removed 0 refused 0");
    expect_sync("and back", &one, "pushed 0/0 pulled 1/4 removed 0 refused 0");
    expect_valid("other", &other);
    machine_free(&one);
    machine_free(&other);
}

/* A row that is there with another digest, here and there. */
static void test_forged(void)
{
    struct machine one, other;
    char id[SESSION_ID_SIZE], forged[SESSION_ID_SIZE];
    const char *database;

    if (!postgres_is_there())
        return;
    database = store_new();
    one = machine_new(database, "owner", 1);
    other = machine_new(database, "owner", 2);
    machine_walk(&one, 1, "fix|0xabc", id);
    machine_walk(&one, 2, "fix|0xabc", forged);
    expect_sync("pushes", &one, "pushed 2/6 pulled 0/0 removed 0 refused 0");
    postgres_number(database, "WITH forged AS (UPDATE errwalk.event SET body = replace(body::text, '0xabc', '0xdef')"
                              "::json WHERE number = 3 AND session IN (SELECT max(session) FROM errwalk.event)"
                              " RETURNING 1) SELECT count(*) FROM forged");
    expect_sync("not taken", &other, "pushed 0/0 pulled 1/3 removed 0 refused 1");
    suite_expect_string("which", refusal.session, forged);
    suite_expect_string("why", refusal.why, "an event is not as it was written");
    suite_expect_long("only the other", (long)machine_sessions(&other), 1);
    store_sql(database, "UPDATE errwalk.session SET digest = sha256('') WHERE session IN"
                  " (SELECT max(session) FROM errwalk.session)");
    expect_sync("seen by whoever wrote it", &one, "pushed 0/0 pulled 0/0 removed 0 refused 1");
    suite_expect_string("why", refusal.why, "the store has it with other events than were written here");
    expect_valid("one", &one);
    machine_free(&one);
    machine_free(&other);
}

/* Rows that whoever can write into the store might put there. */
static void test_hostile(void)
{
    static const struct {
        const char *name, *body, *why;
    } rows[] = {
        {"of another session", "{\"kind\":\"started\",\"step_kind\":\"ask\",\"session\":\"00000000\","
                               "\"to\":\"what\",\"to_flow\":\"main\"}", "it says that it is another session"},
        {"no event", "[1]", "its events do not fit together"},
        {"deep", "{\"kind\":\"started\",\"step_kind\":\"ask\",\"x\":[[[[[[[[]]]]]]]]}",
         "its events do not fit together"},
        {"does not fold", "{\"kind\":\"undone\",\"step_kind\":\"ask\",\"target\":7}",
         "its events do not fit together"},
    };
    struct machine machine;
    const char *database;
    struct buffer text = {0};
    size_t i;

    if (!postgres_is_there())
        return;
    database = store_new();
    machine = machine_new(database, "owner", 1);
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        buffer_clear(&text);
        buffer_printf(&text, "INSERT INTO errwalk.event SELECT '00000000-0000-4000-8000-00000000000%zu',"
                             " 'abcdefg%zu', 1, body::json, sha256(convert_to(body, 'UTF8') ||"
                             " decode(repeat('00', 32), 'hex')) FROM (SELECT '%s'::text) AS x (body)",
                      i, i, rows[i].body);
        store_sql(database, buffer_text(&text));
        expect_sync(rows[i].name, &machine, "pushed 0/0 pulled 0/0 removed 0 refused 1");
        suite_expect_string(rows[i].name, refusal.why, rows[i].why);
        store_sql(database, "DELETE FROM errwalk.event; DELETE FROM errwalk.session");
    }
    store_sql(database, "ALTER TABLE errwalk.session DROP CONSTRAINT session_session_check;"
                  "INSERT INTO errwalk.session VALUES ('00000000-0000-4000-8000-000000000000',"
                  " E'\\e[2J', 'x', 0, false, 1)");
    expect_sync("an id", &machine, "it gives a session that none can be");
    suite_expect_long("nothing", (long)machine_sessions(&machine), 0);
    buffer_free(&text);
    machine_free(&machine);
}

/* Purges on both sides. */
static void test_purged(void)
{
    struct machine one, other;
    char old[SESSION_ID_SIZE], dropped[SESSION_ID_SIZE], stays[SESSION_ID_SIZE];
    struct store *store = NULL;
    const char *database;
    size_t removed = 0;

    if (!postgres_is_there())
        return;
    database = store_new();
    one = machine_new(database, "owner", 1);
    other = machine_new(database, "owner", 2);
    machine_walk(&one, 1, "*written only there|fix", old);
    machine_walk(&one, 5, "fix|0xabc", dropped);
    machine_walk(&one, 6, "fix|0xabc", stays);
    expect_sync("pushes", &one, "pushed 3/9 pulled 0/0 removed 0 refused 0");
    expect_sync("pulls", &other, "pushed 0/0 pulled 3/9 removed 0 refused 0");
    suite_expect_long("deleted there", history_delete(other.history, stays), STATUS_OK);
    suite_expect_long("deleted here", history_delete(one.history, dropped), STATUS_OK);
    expect_sync("not again", &other, NOTHING);
    expect_sync("not again", &one, NOTHING);

    store_open(postgres_team(database, "owner"), &store);
    suite_expect_long("purge", store_purge(store, 1767225600 + 1500, &removed), STATUS_OK);
    suite_expect_long("purge", (long)removed, 1);
    store_close(store);
    suite_expect_long("its events", postgres_number(database, "SELECT count(*) FROM errwalk.event"), 6);
    expect_sync("a copy goes", &other, "pushed 0/0 pulled 0/0 removed 1 refused 0");
    suite_expect("its bytes", !fixture_has_bytes(other.path, "written only there"));
    expect_sync("what was walked here stays", &one, NOTHING);
    suite_expect_long("two", (long)machine_sessions(&one), 2);
    machine_walk(&one, 7, "fix|0xabc", stays);
    expect_sync("another", &one, "pushed 1/3 pulled 0/0 removed 0 refused 0");
    suite_expect_long("no more", postgres_number(database, "SELECT count(*) FROM errwalk.event"), 9);
    expect_sync("another", &other, "pushed 0/0 pulled 1/3 removed 0 refused 0");
    suite_expect_long("two", (long)machine_sessions(&other), 2);
    machine_free(&one);
    machine_free(&other);
}

/* A disk that was copied: the copy is another installation, and neither loses nor doubles what was. */
static void test_cloned(void)
{
    struct machine one, clone;
    char before[SESSION_ID_SIZE], id[SESSION_ID_SIZE], command[500];
    const char *database;

    if (!postgres_is_there())
        return;
    database = store_new();
    one = machine_new(database, "owner", 1);
    machine_walk(&one, 1, "fix|0xabc", before);
    history_free(one.history);
    clone = machine_new(database, "owner", 2);
    snprintf(command, sizeof command, "cp '%s' '%s'", one.path, clone.path);
    suite_expect("copy", system(command) == 0);
    one.history = history_new(one.path);
    machine_walk(&clone, SEEDS, "fix|0xabc", id);
    machine_use(&clone);
    suite_expect_long("only read", history_claim(clone.history, before), STATUS_IO);
    expect_sync("pushes both", &clone, "pushed 2/6 pulled 0/0 removed 0 refused 0");
    machine_use(&one);
    suite_expect_long("its own", history_claim(one.history, before), STATUS_OK);
    expect_sync("pulls one", &one, "pushed 0/0 pulled 1/3 removed 0 refused 0");
    suite_expect_long("two", postgres_number(database, "SELECT count(*) FROM errwalk.session"), 2);
    suite_expect_long("two", (long)machine_sessions(&one), 2);
    machine_free(&one);
    machine_free(&clone);
}

const struct suite_test suite_tests[] = {
    {"two machines see each other's sessions", test_two},
    {"pulled sessions are only read", test_only_read},
    {"forged rows are reported and never overwritten", test_forged},
    {"hostile rows are refused", test_hostile},
    {"what was purged does not come back", test_purged},
    {"a cloned disk is another installation", test_cloned},
    {NULL, NULL},
};
