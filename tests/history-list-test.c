/* SPDX-License-Identifier: MIT */
/*
 * What history finds again: lists and their filters, one session by its id, an export by its hash;
 * and that what is deleted is gone. Memory that runs out anywhere is a failure like any other.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/memory.h"

#include "history-fixture.h"

const char suite_name[] = "history-list";

/* Sessions in the order of their start, from 2026-01-01T00:00:00Z on, 1000 seconds apart. */
static const struct {
    const char *flow, *commands;
} walks[] = {
    {"main", "fix|0xabc|yes"},                         /* a: resolved */
    {"main", "no-flow|"},                              /* b: referred */
    {"main", "*Der Schl\xc3\xbcssel fehlt|call|done"}, /* c: escalated */
    {"main", "fix|unsure|no|no"},                      /* d: unresolved */
    {"main", "fix|*nothing helps|!"},                  /* e: abandoned */
    {"types", "text|CAF\xc3\x89 Stra\xc3\x9f"
              "e"},                /* f: unfinished */
    {"types", "secret|swordfish"}, /* g: unfinished */
    {"main", "fix|0x3e7|no|<|<"},  /* h: unfinished */
    {"main", "*markdown"},         /* i: unfinished */
};

enum { WALKS = sizeof walks / sizeof *walks };

enum { START = 1767225600 };

static char ids[WALKS][SESSION_ID_SIZE];

static struct history *make(const char *path)
{
    struct history *history = history_new(path);
    size_t i;

    for (i = 0; i < WALKS; i++)
        fixture_walk(history, walks[i].flow, (unsigned)i, walks[i].commands, ids[i]);
    return history;
}

/* The letters of the sessions listed, in their order. */
static const char *letters(const struct history_list *list)
{
    static char text[WALKS + 1];
    size_t i, w;

    for (i = 0; i < list->count && i < WALKS; i++) {
        for (w = 0; w < WALKS && strcmp(ids[w], list->items[i].id) != 0; w++)
            ;
        text[i] = (char)('a' + w);
    }
    text[i] = '\0';
    return text;
}

static void test_filters(void)
{
    static const struct {
        struct history_filter filter;
        const char *expect;
    } rows[] = {
        {{.since = INT64_MIN, .outcome = -1}, "ihgfedcba"},
        {{.since = START + 7000, .outcome = -1}, "ih"},
        {{.since = START + 9000, .outcome = -1}, ""},
        {{.since = INT64_MIN, .outcome = OUTCOME_UNFINISHED}, "ihgf"},
        {{.since = INT64_MIN, .outcome = OUTCOME_RESOLVED}, "a"},
        {{.since = INT64_MIN, .outcome = OUTCOME_REFERRED}, "b"},
        {{.since = INT64_MIN, .outcome = OUTCOME_ESCALATED}, "c"},
        {{.since = INT64_MIN, .outcome = OUTCOME_UNRESOLVED}, "d"},
        {{.since = INT64_MIN, .outcome = OUTCOME_ABANDONED}, "e"},
        {{.since = INT64_MIN, .outcome = -1, .problem = "types"}, "gf"},
        {{.since = INT64_MIN, .outcome = -1, .problem = "TYPE"}, "gf"},
        {{.since = INT64_MIN, .outcome = -1, .problem = "logon_session"}, "ihedcba"},
        {{.since = INT64_MIN, .outcome = -1, .problem = "1366"}, "ihedcba"},
        {{.since = INT64_MIN, .outcome = -1, .problem = "0x556"}, "ihedcba"},
        {{.since = INT64_MIN, .outcome = -1, .problem = "136"}, ""},
        {{.since = INT64_MIN, .outcome = -1, .problem = "-1"}, ""},
        {{.since = INT64_MIN, .outcome = -1, .search = ""}, "ihgfedcba"},
        {{.since = INT64_MIN, .outcome = -1, .search = "0XABC"}, "a"},
        {{.since = INT64_MIN, .outcome = -1, .search = "SCHL\xc3\x9cSSEL"}, "c"},
        {{.since = INT64_MIN, .outcome = -1, .search = "schlu\xcc\x88ssel FEHLT"}, "c"},
        {{.since = INT64_MIN, .outcome = -1, .search = "fehlt hier"}, ""},
        {{.since = INT64_MIN, .outcome = -1, .search = "caf\xc3\xa9"}, "f"},
        {{.since = INT64_MIN, .outcome = -1, .search = "STRASSE"}, "f"},
        {{.since = INT64_MIN, .outcome = -1, .search = "\xff"}, ""},
        {{.since = INT64_MIN, .outcome = -1, .search = "swordfish"}, ""},
        {{.since = INT64_MIN, .outcome = -1, .search = "which  SECRET"}, "g"},
        {{.since = INT64_MIN, .outcome = -1, .search = "helps", .problem = "main"}, "e"},
        {{.since = INT64_MIN, .outcome = -1, .search = "helps", .problem = "types"}, ""},
        {{.since = START + 4000, .outcome = OUTCOME_UNFINISHED, .search = "markdown"}, "i"},
    };
    struct history *history = make(fixture_path());
    struct history_list list;
    char what[32];
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        snprintf(what, sizeof what, "row %zu", i);
        suite_expect_long(what, history_list(history, &rows[i].filter, &list), STATUS_OK);
        suite_expect_string(what, letters(&list), rows[i].expect);
        history_list_free(&list);
    }
    history_free(history);
}

static void test_item(void)
{
    const struct history_filter filter = {.since = INT64_MIN, .outcome = OUTCOME_RESOLVED};
    struct history *history = make(fixture_path());
    const struct history_session *item;
    struct history_list list;

    suite_expect_long("list", history_list(history, &filter, &list), STATUS_OK);
    item = list.items;
    if (suite_expect("one", list.count == 1)) {
        suite_expect_string("error", item->error, "ERROR_LOGON_SESSION_COLLISION");
        suite_expect_string("flow", item->flow, "main");
        suite_expect_string("title", item->title, "The main flow");
        suite_expect("path", strstr(item->path, "tests/flows/session/main.yaml") != NULL);
        suite_expect_long("code", (long)item->code.value, 1366);
        suite_expect_long("started", (long)item->started, START);
        suite_expect_long("last", (long)item->last, START + 3);
        suite_expect_long("questions", (long)item->questions, 2);
    }
    history_list_free(&list);
    history_free(history);
}

static void test_find(void)
{
    static const char *const crafted[] = {"00abcdef", "01abcdef", "1zzzzzzz",
                                          "01kdv7q0000123456789abcdef"};
    static const struct {
        const char *name;
        enum status status;
        const char *expect;
    } rows[] = {
        {"00abcdef", STATUS_OK, "00abcdef"},
        {"oOABCDEF", STATUS_OK, "00abcdef"},
        {"01kdv7q0000123456789abcdef", STATUS_OK, "01kdv7q0000123456789abcdef"},
        {"cdef", STATUS_INVALID, NULL}, /* three end so */
        {"9abcdef", STATUS_OK, "01kdv7q0000123456789abcdef"},
        {"9ABCDEF", STATUS_OK, "01kdv7q0000123456789abcdef"},
        {"zzzz", STATUS_OK, "1zzzzzzz"},
        {"1zzz", STATUS_OK, "1zzzzzzz"}, /* no ending, a beginning */
        {"LZZZZ", STATUS_OK, "1zzzzzzz"},
        {"01ab", STATUS_OK, "01abcdef"},
        {"01kd", STATUS_OK, "01kdv7q0000123456789abcdef"},
        {"def", STATUS_NO, NULL}, /* too short for a name */
        {"01abcdef0", STATUS_NO, NULL},
        {"2222", STATUS_NO, NULL},
        {"uuuu", STATUS_NO, NULL},
        {"%%%%", STATUS_NO, NULL},
        {"", STATUS_OK, "01abcdef"},
        {"\xc3\xa9", STATUS_NO, NULL},
    };
    struct history *history = history_new(fixture_path());
    const struct walk_store store = history_store(history);
    struct event event;
    char id[SESSION_ID_SIZE];
    size_t i;

    suite_expect_long("no history", history_find(history, "", id), STATUS_NO);
    for (i = 0; i < 4; i++) {
        event = event_make(EVENT_STARTED);
        event.session = crafted[i];
        event.to_flow = "f";
        event.to = "s";
        event.at = 100 - (int64_t)i;
        store.commit(store.context, &event, 1);
        event = event_make(i % 2 ? EVENT_NOTED : EVENT_ENDED);
        event.flow = "f";
        event.step = "s";
        event.answer = "abandoned";
        event.at = 200 - (int64_t)i;
        suite_expect_long(crafted[i], store.commit(store.context, &event, 1), STATUS_OK);
    }
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        strcpy(id, "before");
        suite_expect_long(rows[i].name, history_find(history, rows[i].name, id),
                          rows[i].status);
        suite_expect_string(rows[i].name, id, rows[i].expect ? rows[i].expect : "before");
    }
    history_claim(history, crafted[0]); /* away from the last one */
    suite_expect_long("unfinished", history_unfinished(history, "f", id), STATUS_OK);
    suite_expect_string("unfinished", id, crafted[1]);
    suite_expect_long("another flow", history_unfinished(history, "g", id), STATUS_NO);
    history_delete(history, crafted[1]);
    history_delete(history, crafted[3]);
    suite_expect_long("the latest of all", history_find(history, "", id), STATUS_OK);
    suite_expect_string("the latest of all", id, crafted[0]);
    history_free(history);
}

static void test_exports(void)
{
    struct history *history = make(fixture_path());
    struct event event = event_make(EVENT_EXPORTED);
    struct history_export found;

    event.answer = "html";
    event.say = "/tmp/case 7.html";
    event.sha256 = "00ff";
    event.at = 77;
    event.on = true;
    suite_expect_long("append", history_append(history, ids[0], &event), STATUS_OK);
    suite_expect_long("no session", history_append(history, "00000000", &event), STATUS_NO);
    event.kind = EVENT_STARTED;
    suite_expect_long("does not fit", history_append(history, ids[0], &event), STATUS_INVALID);
    suite_expect_long("not exported", history_find_export(history, "00fe", &found), STATUS_NO);
    suite_expect_long("found", history_find_export(history, "00ff", &found), STATUS_OK);
    suite_expect_string("session", found.session, ids[0]);
    suite_expect_string("format", found.format, "html");
    suite_expect_string("file", found.file, "/tmp/case 7.html");
    suite_expect_long("at", (long)found.at, 77);
    suite_expect("redacted", found.redacted);
    history_free(history);
}

/* Sessions of many sizes, so that pages split and rows move between them. */
static void make_many(struct history *history, char many[][SESSION_ID_SIZE], size_t count)
{
    unsigned seed = 7;
    char commands[700];
    size_t i;

    for (i = 0; i < count; i++) {
        size_t notes = 1 + fixture_random(&seed) % 6, length = 0;

        while (notes--)
            length +=
                (size_t)snprintf(commands + length, sizeof commands - length, "*bytes-%zu-%0*d|", i,
                                 1 + (int)(fixture_random(&seed) % 90), 0);
        snprintf(commands + length, sizeof commands - length, "fix");
        fixture_walk(history, "main", (unsigned)i + 1, commands, many[i]);
    }
}

/* Three letters of a note that no other text has, in the index. */
static long count_words(const char *path, const char *letters)
{
    char sql[200];

    snprintf(sql, sizeof sql,
             "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, words, row);"
             "SELECT count(*) FROM terms WHERE term = '%s'", letters);
    return fixture_sql(path, sql);
}

/* The words of what was deleted are not in the index any more, and those of the others are. */
static void test_deleted_words(void)
{
    const char *path = fixture_path();
    struct history *history = history_new(path);
    char gone[SESSION_ID_SIZE], stays[SESSION_ID_SIZE];

    fixture_walk(history, "main", 1, "*qzxj|fix", gone);
    fixture_walk(history, "main", 2, "*wvkq|fix", stays);
    suite_expect_long("there", count_words(path, "qzx"), 1);
    history_claim(history, stays);
    suite_expect_long("delete", history_delete(history, gone), STATUS_OK);
    history_free(history);
    suite_expect_long("gone", count_words(path, "qzx"), 0);
    suite_expect_long("another", count_words(path, "wvk"), 1);
    suite_expect_long("common", count_words(path, "mai"), 1);
}

static void expect_gone(const char *path, size_t number, const char *id, bool gone)
{
    char bytes[32];

    snprintf(bytes, sizeof bytes, "bytes-%zu-", number);
    suite_expect(bytes, fixture_has_bytes(path, bytes) == !gone);
    suite_expect(id, fixture_has_bytes(path, id) == !gone);
}

static void test_delete(void)
{
    enum { MANY = 60 };
    static char many[MANY][SESSION_ID_SIZE];
    const char *path = fixture_path();
    struct history *history = history_new(path);
    struct session *session;
    size_t i;

    suite_expect_long("no history", history_delete(history, "00000000"), STATUS_NO);
    make_many(history, many, MANY);
    expect_gone(path, 3, many[3], false);
    for (i = 0; i < MANY; i += 3)
        suite_expect_long(many[i], history_delete(history, many[i]), STATUS_OK);
    suite_expect_long("again", history_delete(history, many[0]), STATUS_NO);
    suite_expect_long("is gone", history_load(history, many[0], &session), STATUS_NO);
    for (i = 0; i < MANY; i++)
        expect_gone(path, i, many[i], i % 3 == 0);
    history_free(history);
    for (i = 0; i < MANY; i++)
        expect_gone(path, i, many[i], i % 3 == 0);
}

static void test_purge(void)
{
    const char *path = fixture_path();
    struct history *history = history_new(path), *other;
    size_t removed = 9;

    suite_expect_long("no history", history_purge(history, INT64_MAX, &removed), STATUS_OK);
    suite_expect_long("no history", (long)removed, 0);
    history_free(history);
    history = make(path);
    other = history_new(path);
    suite_expect_long("claim", history_claim(other, ids[1]), STATUS_OK);
    suite_expect_long("none", history_purge(history, START, &removed), STATUS_OK);
    suite_expect_long("none", (long)removed, 0);
    suite_expect_long("some", history_purge(history, START + 5000, &removed), STATUS_OK);
    suite_expect_long("some", (long)removed, 4);
    suite_expect("bytes",
                 !fixture_has_bytes(path, "nothing helps") && fixture_has_bytes(path, "CAF"));
    suite_expect_long("all", history_purge(history, INT64_MAX, &removed), STATUS_OK);
    suite_expect_long("but those that are walked", (long)removed, 3);
    suite_expect_long("left", fixture_sql(path, "SELECT count(DISTINCT session) FROM event"), 2);
    history_free(history);
    history_free(other);
}

const struct suite_test suite_tests[] = {
    {"filters", test_filters},
    {"what is listed of a session", test_item},
    {"found by name", test_find},
    {"exports by hash", test_exports},
    {"deleted bytes are gone", test_delete},
    {"deleted words are gone", test_deleted_words},
    {"purge", test_purge},
    {NULL, NULL},
};
