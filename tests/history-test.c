/* SPDX-License-Identifier: MIT */
/*
 * What history keeps: every event as it was, resumed after any number of them, in files that nobody
 * else can read, from every version of errwalk.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "errwalk/moment.h"
#include "errwalk/file.h"
#include "errwalk/memory.h"
#include "errwalk/path.h"
#include "errwalk/score.h"
#include "errwalk/training.h"

#include "history-fixture.h"

const char suite_name[] = "history";

static const struct history_filter everything = {.since = INT64_MIN, .outcome = -1};

static const char secret[] = "hunter2-correct-horse";

/* Every field of an event that its kind may have, with text that is hard to keep. */
static void test_round_trip(void)
{
    static const char *const texts[] = {"plain",          "'; DROP TABLE event; --",
                                        "a\nb\tc",        "\xc3\xa9\xe2\x80\xae",
                                        "not \xff UTF-8", ""};
    struct session *session = session_new();
    struct event event = event_make(EVENT_STARTED);
    struct history *history = history_new(fixture_path());
    char id[SESSION_ID_SIZE] = "0123abcd", answer[32];
    size_t i;

    event.session = id;
    event.error = "ERROR_X";
    event.code = code_of(CODE_LDAP, -1); /* which is no lack of one */
    event.at = -1;
    event.to_flow = "f";
    event.to = "s";
    event.title = texts[1];
    event.path = texts[4];
    event.sha256 = "abc";
    suite_expect_long("start", session_apply(session, &event), STATUS_OK);
    for (i = 0; i < 4 * sizeof texts / sizeof *texts; i++) {
        event = event_make(i % 4 == 0   ? EVENT_ANSWERED
                           : i % 4 == 1 ? EVENT_NOTED
                           : i % 4 == 2 ? EVENT_TICKED
                                        : EVENT_EXPORTED);
        snprintf(answer, sizeof answer, "%zu %s", i, texts[i / 4]);
        event.flow = "f";
        event.step = event.to = "s";
        event.answer = answer;
        event.say = event.question = event.sha256 = event.related = texts[i / 4];
        event.step_kind = (enum step_kind)(i % STEP_KIND_COUNT);
        event.item = (unsigned)-1;
        event.on = i % 2;
        event.at = INT64_MIN + (int64_t)i;
        suite_expect_long(answer, session_apply(session, &event), STATUS_OK);
    }
    suite_expect_long("feed", fixture_feed(history, session, 1, session_count(session)), STATUS_OK);
    fixture_expect("texts", history, session);
    history_free(history);
    session_free(session);
}

static void test_decimals(void)
{
    static const double numbers[] = {0, 1, 2.5, 0.000001, 0.1, 1234567.654321};
    struct history *history = history_new(fixture_path());
    const struct walk_store store = history_store(history);
    struct event event = event_make(EVENT_STARTED);
    struct session *session = NULL;
    const size_t count = sizeof numbers / sizeof *numbers;
    size_t i;

    event.session = "01kdv7q0000123456789abcdef";
    event.to_flow = "f";
    event.to = "s";
    store.commit(store.context, &event, 1);
    for (i = 0; i < count; i++) {
        event = event_make(EVENT_NOTED);
        event.answer = "note";
        event.minutes = numbers[i];
        event.wait = numbers[count - 1 - i];
        suite_expect_long("commit", store.commit(store.context, &event, 1), STATUS_OK);
    }
    suite_expect_long("load", history_load(history, "01kdv7q0000123456789abcdef", &session),
                      STATUS_OK);
    for (i = 0; session && i < count; i++) {
        suite_expect("minutes", session_event(session, i + 1)->minutes == numbers[i]);
        suite_expect("wait", session_event(session, i + 1)->wait == numbers[count - 1 - i]);
    }
    session_free(session);
    history_free(history);
}

static void test_tour(void)
{
    struct walking walking;
    const char *path = fixture_path();
    struct history *history = history_new(path);
    struct walk *walk = fixture_start(&walking, history, "main", 1);
    bool seen[EVENT_KIND_COUNT] = {0};
    struct event event;
    size_t i;

    suite_expect_long("tour", walking_act_all(walk, fixture_tour), STATUS_OK);
    suite_expect_long("export", walk_export(walk, "html", "/tmp/a.html", "0f", true, &event),
                      STATUS_OK);
    suite_expect_long("exported", walk_commit(walk, &event), STATUS_OK);
    for (i = 0; i < session_count(walk_session(walk)); i++)
        seen[session_event(walk_session(walk), i)->kind] = true;
    for (i = 0; i <= EVENT_EXPORTED; i++)
        suite_expect(event_kind_names[i], seen[i]);
    fixture_expect("the same history", history, walk_session(walk));
    history_free(history);
    history = history_new(path);
    fixture_expect("another", history, walk_session(walk));
    history_free(history);
    suite_expect_long("WAL",
                      fixture_sql(path, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), 1);
    suite_expect_long("STRICT", fixture_sql(path, "SELECT strict FROM pragma_table_list('event')"),
                      1);
    suite_expect_long(
        "sound", fixture_sql(path, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"), 1);
    walking_stop(&walking);
}

/* After each event, a history that is opened again has what there was, and goes on from there. */
static void test_resume(void)
{
    struct history *elsewhere = history_new(fixture_path()), *history;
    struct walking walking;
    struct walk *walk = fixture_start(&walking, elsewhere, "main", 2);
    const struct session *session = walk_session(walk);
    struct session *part = session_new();
    const char *path = fixture_path();
    size_t i, count;
    char what[32];

    walking_act_all(walk, fixture_tour);
    count = session_count(session);
    history = history_new(path);
    suite_expect_long("begin", fixture_feed(history, session, 1, 2), STATUS_OK);
    session_apply(part, session_event(session, 0));
    for (i = 2; i <= count; i++) {
        snprintf(what, sizeof what, "%zu events", i);
        session_apply(part, session_event(session, i - 1));
        fixture_expect(what, history, part);
        history_free(history);
        history = history_new(path);
        suite_expect_long(what, history_claim(history, session_id(session)), STATUS_OK);
        fixture_expect(what, history, part);
        suite_expect_long(what, fixture_feed(history, session, i + 1, i + 1 > count ? i : i + 1),
                          STATUS_OK);
    }
    fixture_expect("all", history, session);
    history_free(history);
    history_free(elsewhere);
    session_free(part);
    walking_stop(&walking);
}

/* A glance leaves nothing, not even a file; a failure keeps what was held back. */
static void test_started_waits(void)
{
    const char *path = fixture_path();
    struct history *history = history_new(path);
    struct history_list list;
    struct walking walking;
    struct walk *walk = fixture_start(&walking, history, "main", 3);

    suite_expect("no file", access(path, F_OK) != 0);
    suite_expect_long("list", history_list(history, &everything, &list), STATUS_OK);
    suite_expect_long("sessions", (long)list.count, 0);
    history_list_free(&list);
    walking_stop(&walking);
    walk = fixture_start(&walking, history, "main", 4);
    mkdir(path, 0700);
    fixture_expect_fault("a directory", history, walking_act(walk, "fix"), HISTORY_FOREIGN);
    suite_expect_long("events", (long)session_count(walk_session(walk)), 1);
    rmdir(path);
    suite_expect_long("again", walking_act(walk, "fix"), STATUS_OK);
    fixture_expect("both", history, walk_session(walk));
    suite_expect_long("list", history_list(history, &everything, &list), STATUS_OK);
    suite_expect_long("sessions", (long)list.count, 1);
    history_list_free(&list);
    walking_stop(&walking);
    history_free(history);
}

static void test_claim(void)
{
    const char *path = fixture_path();
    struct history *one = history_new(path), *other = history_new(path);
    struct walking walking;
    struct walk *walk = fixture_start(&walking, one, "main", 5);
    char id[SESSION_ID_SIZE], found[SESSION_ID_SIZE] = "", next[SESSION_ID_SIZE];
    struct event event;

    suite_expect_long("no history", history_claim(other, "00000000"), STATUS_INVALID);
    walking_act(walk, "fix");
    strcpy(id, session_id(walk_session(walk)));
    suite_expect_long("walked", history_claim(other, id), STATUS_NO);
    suite_expect_long("no such", history_claim(other, "00000000"), STATUS_INVALID);
    suite_expect_long("not offered", history_unfinished(other, "main", found), STATUS_NO);
    suite_expect_long("not deleted", history_delete(other, id), STATUS_INVALID);
    suite_expect_long("nor by itself", history_delete(one, id), STATUS_INVALID);
    walk_export(walk, "text", "a", "0a", false, &event);
    suite_expect_long("not appended", history_append(other, id, &event), STATUS_INVALID);
    suite_expect_long("its own", history_claim(one, id), STATUS_OK);
    suite_expect_long("goes on", walking_act(walk, "0x3e7"), STATUS_OK);
    walking_stop(&walking);
    fixture_walk(one, "main", 6, "fix", next);
    suite_expect_long("let go", history_claim(other, id), STATUS_OK);
    suite_expect_long("held now", history_claim(other, next), STATUS_NO);
    suite_expect_long("still", history_claim(one, id), STATUS_NO);
    history_free(one);
    suite_expect_long("freed", history_claim(other, next), STATUS_OK);
    suite_expect_long("offered", history_unfinished(other, "main", found), STATUS_OK);
    suite_expect_string("offered", found, id);
    history_free(other);
}

/* What is done in a session that is resumed after another has only been started is that session's. */
static void test_glance_between(void)
{
    struct history *history = history_new(fixture_path());
    const struct walk_store store = history_store(history);
    struct event note = event_make(EVENT_NOTED);
    struct session *session = NULL;
    char id[SESSION_ID_SIZE];
    struct walking walking;

    fixture_walk(history, "main", 7, "fix", id);
    fixture_start(&walking, history, "main", 8);
    walking_stop(&walking);
    suite_expect_long("claim", history_claim(history, id), STATUS_OK);
    note.answer = "seen";
    note.flow = "main";
    note.step = "luid";
    suite_expect_long("note", store.commit(store.context, &note, 1), STATUS_OK);
    if (suite_expect("load", history_load(history, id, &session) == STATUS_OK))
        suite_expect_long("events", (long)session_count(session), 3);
    session_free(session);
    history_free(history);
}

/* Two that believe to walk one session: the second is told. */
static void test_changed_meanwhile(void)
{
    const char *path = fixture_path();
    struct history *history = history_new(path);
    struct walking walking;
    struct walk *walk = fixture_start(&walking, history, "main", 7);

    walking_act(walk, "fix");
    fixture_sql(path, "DELETE FROM event WHERE number = 2");
    fixture_expect_fault("an event less", history, walking_act(walk, "0x3e7"), HISTORY_GONE);
    walking_stop(&walking);
    walk = fixture_start(&walking, history, "main", 7);
    history_free(history);
    history = history_new(path);
    {
        const struct walk_store store = history_store(history);

        walk_set_store(walk, &store);
        store.commit(store.context, session_event(walk_session(walk), 0), 1);
    }
    fixture_expect_fault("the same id", history, walking_act(walk, "fix"), HISTORY_BROKEN);
    walking_stop(&walking);
    history_free(history);
}

static void test_sensitive(void)
{
    const char *path = fixture_path();
    struct history *history = history_new(path);
    struct walking walking;
    struct walk *walk = fixture_start(&walking, history, "types", 8);

    suite_expect_long("kept", walking_act_all(walk, "*a note to find|secret"), STATUS_OK);
    suite_expect_long("typed", walking_act(walk, secret), STATUS_OK);
    suite_expect_string("in memory", moment_given(moment_now(walk_session(walk)), "secret")->answer, secret);
    suite_expect("others are there", fixture_has_bytes(path, "a note to find"));
    suite_expect("not in the log", !fixture_has_bytes(path, secret));
    fixture_expect("as an empty text", history, walk_session(walk));
    history_free(history);
    suite_expect("not in the database", !fixture_has_bytes(path, secret));
    walking_stop(&walking);
}

/* The modes of all that is made, under each umask. */
static void test_umask(void)
{
    static const mode_t masks[] = {0000, 0022, 0077, 0777};
    static const char *const files[] = {"", "-wal", "-shm", "-lock"};
    size_t m, f;

    for (m = 0; m < sizeof masks / sizeof *masks; m++) {
        char path[256], name[300];
        struct history *history;
        struct stat about;
        mode_t before;

        snprintf(path, sizeof path, "%s", fixture_path());
        strcpy(strrchr(path, '/'), "/new/er/h.db");
        history = history_new(path);
        before = umask(masks[m]);
        fixture_walk(history, "main", 9, "fix", name);
        umask(before);
        for (f = 0; f < sizeof files / sizeof *files; f++) {
            snprintf(name, sizeof name, "%s%s", path, files[f]);
            suite_expect(name, stat(name, &about) == 0 && (about.st_mode & 07777) == 0600);
        }
        *strrchr(path, '/') = '\0';
        suite_expect(path, stat(path, &about) == 0 && (about.st_mode & 07777) == 0700);
        *strrchr(path, '/') = '\0';
        suite_expect(path, stat(path, &about) == 0 && (about.st_mode & 07777) == 0700);
        history_free(history);
    }
}

static bool on_windows(void)
{
    return path_list_separator == ';';
}

/* A name that means something to SQLite, and one in the current directory. */
static void test_names(void)
{
    static const char *const names[] = {":memory:", "file:x.db?mode=memory", "plain.db"};
    char before[4096], directory[256], id[SESSION_ID_SIZE];
    struct history *history;
    size_t i;

    snprintf(directory, sizeof directory, "%s", fixture_path());
    *strrchr(directory, '/') = '\0';
    if (!suite_expect("directory", getcwd(before, sizeof before) && chdir(directory) == 0))
        return;
    for (i = 0; i < sizeof names / sizeof *names; i++) {
        if (on_windows() && strchr(names[i], ':'))
            continue; /* no name of a file there */
        history = history_new(names[i]);
        fixture_walk(history, "main", 10, "fix", id);
        history_free(history);
        suite_expect(names[i], access(names[i], F_OK) == 0);
        history = history_new(names[i]);
        suite_expect_long(names[i], history_claim(history, id), STATUS_OK);
        history_free(history);
    }
    suite_expect("back", chdir(before) == 0);
}

/* Makes a database of SQL in a file. */
static void make_from(const char *path, const char *file)
{
    struct buffer sql = {0};

    suite_expect_long(file, file_read(suite_source(file), 1 << 20, &sql), STATUS_OK);
    fixture_sql(path, buffer_text(&sql));
    buffer_free(&sql);
}

static void expect_training(const char *file, struct history *history, const char *id)
{
    struct session *session = NULL;
    struct score score = {0};

    if (!suite_expect(file, history_load(history, id, &session) == STATUS_OK))
        return;
    suite_expect(file, training_is_open(session));
    suite_expect_string(file, session_training(session)->trainee, "Kim");
    suite_expect_long(file, score_session(session, &score), STATUS_OK);
    suite_expect_long(file, score.tenths, 998); /* by a diagnosis that was 80 percent sure */
    session_free(session);
}

static void expect_version_opens(long version, long current)
{
    const char *path = fixture_path();
    struct history *history = history_new(path);
    struct history_list list;
    struct session *session;
    const long trainings = version >= 2, sessions = 2 + trainings;
    char file[64], id[SESSION_ID_SIZE];

    snprintf(file, sizeof file, "tests/history/version-%ld.sql", version);
    make_from(path, file);
    suite_expect_long(file, fixture_sql(path, "PRAGMA user_version"), version);
    suite_expect_long(file, history_list(history, &everything, &list), STATUS_OK);
    if (suite_expect(file, (long)list.count == sessions) &&
        suite_expect(file, history_load(history, list.items[sessions - 1].id, &session) == STATUS_OK)) {
        suite_expect_long(file, (long)session_count(session), 22);
        suite_expect_long(file, session_outcome(session), OUTCOME_UNRESOLVED);
        session_free(session);
    }
    if (trainings && list.count)
        expect_training(file, history, list.items[0].id);
    history_list_free(&list);
    fixture_walk(history, "main", 12, "fix", id);
    history_free(history);
    suite_expect_long(file, fixture_sql(path, "PRAGMA user_version"), current);
    suite_expect_long(file, fixture_sql(path, "SELECT count(DISTINCT session) FROM event"),
                      sessions + 1);
}

/* tests/history has a database of each version as SQL; the last is the one that is made now. */
static void test_versions(void)
{
    const char *path = fixture_path();
    struct history *history = history_new(path);
    long current, version;
    char id[SESSION_ID_SIZE];

    fixture_walk(history, "main", 11, "fix", id);
    history_free(history);
    current = fixture_sql(path, "PRAGMA user_version");
    for (version = 1; version <= current; version++)
        expect_version_opens(version, current);
}

static void test_default_path(void)
{
    static const struct {
        const char *state, *home, *expect;
    } rows[] = {
        {"/state", "/home/x", "/state/errwalk/history.db"},
        {NULL, "/home/x", "/home/x/.local/state/errwalk/history.db"},
        {"", "/home/x", "/home/x/.local/state/errwalk/history.db"},
        {"relative", "/home/x", "/home/x/.local/state/errwalk/history.db"},
        {NULL, NULL, NULL},
        {NULL, "", NULL},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *path;

        if (on_windows() && (!rows[i].state || *rows[i].state != '/'))
            continue; /* it is in the profile: see path-test.c */
        rows[i].state ? setenv("XDG_STATE_HOME", rows[i].state, 1) : unsetenv("XDG_STATE_HOME");
        rows[i].home ? setenv("HOME", rows[i].home, 1) : unsetenv("HOME");
        path = history_default_path();
        suite_expect_string("path", path, rows[i].expect);
        memory_free(path);
    }
    unsetenv("XDG_STATE_HOME");
    setenv("HOME", "/nonexistent", 1);
}

const struct suite_test suite_tests[] = {
    {"texts come back as they were", test_round_trip},
    {"minutes with decimals", test_decimals},
    {"every kind of event", test_tour},
    {"resumed after each event", test_resume},
    {"a glance leaves nothing", test_started_waits},
    {"one process a session", test_claim},
    {"resumed after a glance at another", test_glance_between},
    {"a session changed meanwhile", test_changed_meanwhile},
    {"sensitive values are not written", test_sensitive},
    {"modes under any umask", test_umask},
    {"names with a meaning", test_names},
    {"every version opens", test_versions},
    {"the default path", test_default_path},
    {NULL, NULL},
};
