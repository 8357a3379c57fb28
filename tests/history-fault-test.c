/* SPDX-License-Identifier: MIT */
/*
 * Files that are no history, or are one no longer: what a person is shown, and that nothing is done
 * to them.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "errwalk/file.h"

#include "history-fixture.h"

const char suite_name[] = "history-fault";

static const struct history_filter everything = {.since = INT64_MIN, .outcome = -1};

static void put(const char *path, const char *bytes, size_t length)
{
    suite_expect_long(path, file_write(path, bytes, length, true), STATUS_OK);
}

static void put_text(const char *path)
{
    put(path,
        "Dear diary, this is a text of more than a hundred bytes, which is as long as the header "
        "of a database, so that it could be one.",
        127);
}

static void put_short(const char *path)
{
    put(path, "SQLite format 3", 16);
}

static void put_zeros(const char *path)
{
    static const char zeros[4096];

    put(path, zeros, sizeof zeros);
}

static void put_other_database(const char *path)
{
    fixture_sql(path, "CREATE TABLE event (x); PRAGMA journal_mode = WAL");
}

static void put_history(const char *path)
{
    struct history *history = history_new(path);
    char id[SESSION_ID_SIZE];

    fixture_walk(history, "main", 99, "fix", id);
    history_free(history);
}

static void put_newer(const char *path)
{
    put_history(path);
    fixture_sql(path, "PRAGMA user_version = 1000");
}

static void put_negative(const char *path)
{
    put_history(path);
    fixture_sql(path, "PRAGMA user_version = -1");
}

static void put_no_table(const char *path)
{
    put_history(path);
    fixture_sql(path, "DROP TABLE session");
}

static void put_no_events(const char *path)
{
    put_history(path);
    fixture_sql(path, "DROP TABLE event");
}

static void put_other_table(const char *path)
{
    put_history(path);
    fixture_sql(path, "ALTER TABLE session DROP COLUMN due");
}

static void put_old_with_tables(const char *path)
{
    put_history(path);
    fixture_sql(path, "PRAGMA user_version = 0");
}

static void put_other_event(const char *path)
{
    put_history(path);
    fixture_sql(path, "UPDATE event SET body = replace(body, 'what', 'that') WHERE number = 2");
}

static void put_no_start(const char *path)
{
    put_history(path);
    fixture_sql(path, "DELETE FROM event WHERE number = 1");
}

static void put_directory(const char *path)
{
    mkdir(path, 0700);
}

static void put_pipe(const char *path)
{
    mkfifo(path, 0600);
}

static void put_link(const char *path)
{
    char target[300];

    snprintf(target, sizeof target, "%s-target", path);
    put_history(target);
    suite_expect(path, symlink(target, path) == 0);
}

static void put_dangling_link(const char *path)
{
    suite_expect(path, symlink("nowhere", path) == 0);
}

/* What is there, and what comes of listing and of writing. What is wrong with one session is found
 * when that is read. */
static const struct {
    const char *name;
    void (*put)(const char *path);
    enum history_fault reads, writes;
} files[] = {
    {"a text", put_text, HISTORY_FOREIGN, HISTORY_FOREIGN},
    {"a short file", put_short, HISTORY_FOREIGN, HISTORY_FOREIGN},
    {"zeros", put_zeros, HISTORY_FOREIGN, HISTORY_FOREIGN},
    {"another database", put_other_database, HISTORY_FOREIGN, HISTORY_FOREIGN},
    {"a newer history", put_newer, HISTORY_NEWER, HISTORY_NEWER},
    {"a version below any", put_negative, HISTORY_CORRUPT, HISTORY_CORRUPT},
    {"tables without a version", put_old_with_tables, HISTORY_CORRUPT, HISTORY_CORRUPT},
    {"no table", put_no_table, HISTORY_CORRUPT, HISTORY_CORRUPT},
    {"a column less", put_other_table, HISTORY_CORRUPT, HISTORY_CORRUPT},
    {"no events", put_no_events, HISTORY_FINE, HISTORY_CORRUPT},
    {"an event that was changed", put_other_event, HISTORY_FINE, HISTORY_FINE},
    {"a session without start", put_no_start, HISTORY_FINE, HISTORY_FINE},
    {"a directory", put_directory, HISTORY_FOREIGN, HISTORY_FOREIGN},
    {"a named pipe", put_pipe, HISTORY_FOREIGN, HISTORY_FOREIGN},
    {"a symbolic link", put_link, HISTORY_FOREIGN, HISTORY_FOREIGN},
    {"a dangling link", put_dangling_link, HISTORY_FOREIGN, HISTORY_FOREIGN},
};

static void expect_outcome(const char *what, struct history *history, enum status status,
                           enum history_fault fault)
{
    if (fault == HISTORY_FINE)
        suite_expect_long(what, status, STATUS_OK);
    else
        fixture_expect_fault(what, history, status, fault);
}

static void test_files(void)
{
    size_t i;

    for (i = 0; i < sizeof files / sizeof *files; i++) {
        const char *path = fixture_path(), *name = files[i].name;
        struct buffer before = {0}, after = {0};
        struct history *history;
        struct history_list list = {0};
        struct walking walking;
        struct walk *walk;

        files[i].put(path);
        file_read(path, 1 << 20, &before);
        history = history_new(path);
        expect_outcome(name, history, history_list(history, &everything, &list), files[i].reads);
        history_list_free(&list);
        history_free(history);
        history = history_new(path);
        walk = fixture_start(&walking, history, "main", 1);
        expect_outcome(name, history, walking_act(walk, "fix"), files[i].writes);
        suite_expect_long(name, (long)session_count(walk_session(walk)),
                          files[i].writes == HISTORY_FINE ? 2 : 1);
        walking_stop(&walking);
        history_free(history);
        file_read(path, 1 << 20, &after);
        if (files[i].writes == HISTORY_FOREIGN)
            suite_expect(name,
                         before.length == after.length &&
                             (!before.length || !memcmp(before.bytes, after.bytes, after.length)));
        buffer_free(&before);
        buffer_free(&after);
    }
}

static void test_says(void)
{
    char expect[512];
    const char *path = fixture_path();
    struct history *history;
    struct history_list list;

    put_newer(path);
    history = history_new(path);
    history_list(history, &everything, &list);
    snprintf(
        expect, sizeof expect,
        "history %s is from a newer errwalk; update errwalk, or use --history=FILE or --no-history",
        path);
    suite_expect_string("newer", history_message(history), expect);
    history_free(history);
}

static void test_empty_file(void)
{
    const char *path = fixture_path();
    struct history *history = history_new(path);
    struct history_list list;
    char id[SESSION_ID_SIZE];

    put(path, "", 0);
    chmod(path, 0666);
    suite_expect_long("list", history_list(history, &everything, &list), STATUS_OK);
    suite_expect_long("list", (long)list.count, 0);
    history_list_free(&list);
    suite_expect_long("find", history_find(history, "", id), STATUS_NO);
    fixture_walk(history, "main", 1, "fix", id);
    suite_expect_long("claim", history_claim(history, id), STATUS_OK);
    history_free(history);
}

/* Links where SQLite and the lock would write: what they point to stays as it is. */
static void test_planted_links(void)
{
    static const char *const suffixes[] = {"-wal", "-journal", "-shm", "-lock"};
    size_t i;

    for (i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        const char *path = fixture_path(), *suffix = suffixes[i];
        char link[300], target[300];
        struct buffer content = {0};
        struct history *history = history_new(path);
        struct walking walking;
        struct walk *walk = fixture_start(&walking, history, "main", 1);

        snprintf(link, sizeof link, "%s%s", path, suffix);
        snprintf(target, sizeof target, "%s-target", path);
        put(target, "precious", 8);
        suite_expect(suffix, symlink(target, link) == 0);
        suite_expect(suffix,
                     walking_act(walk, "fix") == STATUS_OK ||
                         (*history_message(history) && session_count(walk_session(walk)) == 1));
        file_read(target, 100, &content);
        suite_expect_string(suffix, buffer_text(&content), "precious");
        buffer_free(&content);
        walking_stop(&walking);
        history_free(history);
    }
}

/* The file is taken away in the middle of a walk, and put back. */
static void test_gone(void)
{
    enum { REMOVED, MOVED, REPLACED, LINKED, WAYS };
    int way;

    for (way = 0; way < WAYS; way++) {
        const char *path = fixture_path();
        char aside[300];
        struct history *history = history_new(path);
        struct walking walking;
        struct walk *walk = fixture_start(&walking, history, "main", 1);

        snprintf(aside, sizeof aside, "%s-aside", path);
        suite_expect_long("before", walking_act_all(walk, "*one|fix"), STATUS_OK);
        if (way == REMOVED)
            unlink(path);
        else
            rename(path, aside);
        if (way == REPLACED)
            put_history(path);
        if (way == LINKED)
            suite_expect("link", symlink(aside, path) == 0);
        fixture_expect_fault("gone", history, walking_act(walk, "0x3e7"), HISTORY_GONE);
        walking_expect_place("as before", walk, "main/luid");
        if (way == MOVED || way == LINKED) {
            rename(aside, path);
            suite_expect_long("back", walking_act(walk, "0x3e7"), STATUS_OK);
            fixture_expect("back", history, walk_session(walk));
        }
        walking_stop(&walking);
        history_free(history);
    }
}

const struct suite_test suite_tests[] = {
    {"files that are no history", test_files}, {"what is said", test_says},
    {"an empty file", test_empty_file},        {"planted links", test_planted_links},
    {"gone in the middle", test_gone},         {NULL, NULL},
};
