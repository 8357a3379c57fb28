/*
 * Storage that cannot be used: what a person is told, and that the walk stands as before and goes on once it can.
 */
#include <config.h>

#include "suite.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "errwalk/file.h"

#include "keeping.h"

const char suite_name[] = "history-fault";

static const struct history_filter everything = {.since = INT64_MIN, .outcome = -1};

enum { NOBODY = 65534 };

static void put(const char *path, const char *bytes, size_t length)
{
    suite_expect_long(path, file_write(path, bytes, length, true), STATUS_OK);
}

static void put_text(const char *path)
{
    put(path, "Dear diary, this is a text of more than a hundred bytes, which is as long as the header "
              "of a database, so that it could be one.", 127);
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
    keeping_sql(path, "CREATE TABLE event (x); PRAGMA journal_mode = WAL");
}

static void put_history(const char *path)
{
    struct history *history = history_new(path);
    char id[9];

    keeping_walk(history, "main", 99, "fix", id);
    history_free(history);
}

static void put_newer(const char *path)
{
    put_history(path);
    keeping_sql(path, "PRAGMA user_version = 1000");
}

static void put_negative(const char *path)
{
    put_history(path);
    keeping_sql(path, "PRAGMA user_version = -1");
}

static void put_no_table(const char *path)
{
    put_history(path);
    keeping_sql(path, "DROP TABLE event");
}

static void put_other_table(const char *path)
{
    put_history(path);
    keeping_sql(path, "ALTER TABLE event DROP COLUMN related");
}

static void put_old_with_tables(const char *path)
{
    put_history(path);
    keeping_sql(path, "PRAGMA user_version = 0");
}

static void put_other_event(const char *path)
{
    put_history(path);
    keeping_sql(path, "UPDATE event SET answer = 'other' WHERE number = 2");
}

static void put_no_start(const char *path)
{
    put_history(path);
    keeping_sql(path, "DELETE FROM event WHERE number = 1");
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

/* What is there, and what comes of reading and of writing. */
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
    {"an event that was changed", put_other_event, HISTORY_CORRUPT, HISTORY_FINE},
    {"a session without start", put_no_start, HISTORY_CORRUPT, HISTORY_FINE},
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
        keeping_expect_fault(what, history, status, fault);
}

static void test_files(void)
{
    size_t i;

    for (i = 0; i < sizeof files / sizeof *files; i++) {
        const char *path = keeping_path(), *name = files[i].name;
        struct buffer before = {0}, after = {0};
        struct history *history;
        struct history_list list = {0};
        struct walking walking;
        struct walk *walk;

        files[i].put(path);
        file_read(path, 1 << 20, &before);
        history = history_new(path);
        expect_outcome(name, history, history_list(history, &everything, &list), files[i].reads);
        history_free(history);
        history = history_new(path);
        walk = keeping_start(&walking, history, "main", 1);
        expect_outcome(name, history, walking_act(walk, "fix"), files[i].writes);
        suite_expect_long(name, (long)session_count(walk_session(walk)),
                          files[i].writes == HISTORY_FINE ? 2 : 1);
        walking_stop(&walking);
        history_free(history);
        file_read(path, 1 << 20, &after);
        if (files[i].writes == HISTORY_FOREIGN)
            suite_expect(name, before.length == after.length &&
                                   (!before.length || !memcmp(before.bytes, after.bytes, after.length)));
        buffer_free(&before);
        buffer_free(&after);
    }
}

static void test_says(void)
{
    char expect[512];
    const char *path = keeping_path();
    struct history *history;
    struct history_list list;

    put_newer(path);
    history = history_new(path);
    history_list(history, &everything, &list);
    snprintf(expect, sizeof expect,
             "history %s is from a newer errwalk; update errwalk, or use --history=FILE or --no-history",
             path);
    suite_expect_string("newer", history_says(history), expect);
    history_free(history);
}

static void test_empty_file(void)
{
    const char *path = keeping_path();
    struct history *history = history_new(path);
    struct history_list list;
    char id[9];

    put(path, "", 0);
    chmod(path, 0666);
    suite_expect_long("list", history_list(history, &everything, &list), STATUS_OK);
    suite_expect_long("list", (long)list.count, 0);
    history_list_free(&list);
    suite_expect_long("find", history_find(history, "", id), STATUS_NO);
    keeping_walk(history, "main", 1, "fix", id);
    suite_expect_long("claim", history_claim(history, id), STATUS_OK);
    history_free(history);
}

/* Links where SQLite and the lock would write: what they point to stays as it is. */
static void test_planted_links(void)
{
    static const char *const suffixes[] = {"-wal", "-journal", "-shm", "-lock"};
    size_t i;

    for (i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        const char *path = keeping_path(), *suffix = suffixes[i];
        char link[300], target[300];
        struct buffer content = {0};
        struct history *history = history_new(path);
        struct walking walking;
        struct walk *walk = keeping_start(&walking, history, "main", 1);

        snprintf(link, sizeof link, "%s%s", path, suffix);
        snprintf(target, sizeof target, "%s-target", path);
        put(target, "precious", 8);
        suite_expect(suffix, symlink(target, link) == 0);
        suite_expect(suffix, walking_act(walk, "fix") == STATUS_OK ||
                                 (*history_says(history) && session_count(walk_session(walk)) == 1));
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
        const char *path = keeping_path();
        char aside[300];
        struct history *history = history_new(path);
        struct walking walking;
        struct walk *walk = keeping_start(&walking, history, "main", 1);

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
        keeping_expect_fault("gone", history, walking_act(walk, "0x3e7"), HISTORY_GONE);
        walking_expect_place("as before", walk, "main/luid");
        if (way != REMOVED) {
            rename(aside, path);
            suite_expect_long("back", walking_act(walk, "0x3e7"), STATUS_OK);
            keeping_expect("back", history, walk_session(walk));
        }
        walking_stop(&walking);
        history_free(history);
    }
}

/* As nobody, where this is root. A file of 0400, a directory of 0500, both, and none at all. */
static int walk_unprivileged(void *context)
{
    const mode_t *modes = context;
    const char *path = keeping_path();
    char directory[300];
    struct history *history = history_new(path);
    struct history_list list;
    struct walking walking;
    struct walk *walk;
    enum status status;
    char id[9];

    snprintf(directory, sizeof directory, "%.*s", (int)(strrchr(path, '/') - path), path);
    chmod(suite_scratch("."), 0711);
    if (getuid() == 0 && (chown(directory, NOBODY, NOBODY) != 0 || setgid(NOBODY) != 0 ||
                          setuid(NOBODY) != 0))
        return 77;
    keeping_walk(history, "main", 1, "fix", id);
    history_free(history);
    chmod(path, modes[0]);
    chmod(directory, modes[1]);
    history = history_new(path);
    walk = keeping_start(&walking, history, "main", 2);
    status = walking_act(walk, "fix");
    if (status != STATUS_IO || session_count(walk_session(walk)) != 1)
        return 2;
    if (history_fault(history) != HISTORY_DENIED && history_fault(history) != HISTORY_READ_ONLY)
        return 3;
    status = history_list(history, &everything, &list);
    if (modes[0] == 0400 && modes[1] == 0700 && (status != STATUS_OK || list.count != 1))
        return 4;
    if (status == STATUS_OK)
        history_list_free(&list);
    chmod(directory, 0700);
    chmod(path, 0600);
    if (walking_act(walk, "fix") != STATUS_OK)
        return 5;
    walking_stop(&walking);
    history_free(history);
    return 0;
}

static void test_unprivileged(void)
{
    static mode_t modes[][2] = {{0400, 0700}, {0600, 0500}, {0400, 0500}, {0000, 0700}, {0600, 0000}};
    char what[32];
    size_t i;

    for (i = 0; i < sizeof modes / sizeof *modes; i++) {
        int result = keeping_child(walk_unprivileged, modes[i]);

        snprintf(what, sizeof what, "%04o in %04o", (unsigned)modes[i][0], (unsigned)modes[i][1]);
        if (result == 77)
            printf("    %s: skipped, no other user to be\n", what);
        else
            suite_expect_long(what, result, 0);
    }
}

/* Files may not grow any more, at each length from none on. */
static int walk_limited(void *context)
{
    const rlim_t *limit = context;
    struct rlimit now;
    struct history *history = history_new(keeping_path());
    struct walking walking;
    struct walk *walk = keeping_start(&walking, history, "main", 1);
    static char note[3000] = "*";
    size_t before;
    int tries;

    memset(note + 1, 'n', sizeof note - 2);
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &now);
    now.rlim_cur = *limit;
    setrlimit(RLIMIT_FSIZE, &now);
    for (tries = 0; tries < 200 && walking_act(walk, note) == STATUS_OK; tries++)
        ;
    before = session_count(walk_session(walk));
    if (tries == 200 || walking_act(walk, note) != STATUS_IO ||
        session_count(walk_session(walk)) != before || history_fault(history) != HISTORY_FULL)
        return 1;
    now.rlim_cur = now.rlim_max;
    setrlimit(RLIMIT_FSIZE, &now);
    if (walking_act(walk, note) != STATUS_OK)
        return 2;
    keeping_expect("all of it", history, walk_session(walk));
    if (CU_get_number_of_failures())
        return 3;
    walking_stop(&walking);
    history_free(history);
    return 0;
}

static void test_file_size(void)
{
    rlim_t limit;
    char what[32];

    for (limit = 0; limit <= 65536; limit = limit ? limit * 2 : 512) {
        snprintf(what, sizeof what, "limit %lu", (unsigned long)limit);
        suite_expect_long(what, keeping_child(walk_limited, &limit), 0);
    }
}

/* Calls to the system that fail from the n-th on. */
static struct {
    long left; /* -1: none fails */
    int error;
} failing = {.left = -1};

static bool fails(void)
{
    if (failing.left > 0)
        failing.left--;
    else if (failing.left == 0)
        errno = failing.error;
    return failing.left == 0;
}

static ssize_t failing_write(int file, const void *bytes, size_t length)
{
    return fails() ? -1 : write(file, bytes, length);
}

static ssize_t failing_pwrite(int file, const void *bytes, size_t length, off_t at)
{
    return fails() ? -1 : pwrite(file, bytes, length, at);
}

static int failing_ftruncate(int file, off_t length)
{
    return fails() ? -1 : ftruncate(file, length);
}

static int failing_fcntl(int file, int command, void *argument)
{
    return fails() ? -1 : fcntl(file, command, argument);
}

static void let_fail(const char *name, sqlite3_syscall_ptr function)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);

    vfs->xSetSystemCall(vfs, name, function);
}

static void test_failing_system(void)
{
    static const struct {
        const char *what, *calls[3];
        sqlite3_syscall_ptr functions[3];
        int error;
        enum history_fault fault;
    } rows[] = {
        {"disk full", {"write", "pwrite", "pwrite64"},
         {(sqlite3_syscall_ptr)failing_write, (sqlite3_syscall_ptr)failing_pwrite,
          (sqlite3_syscall_ptr)failing_pwrite}, ENOSPC, HISTORY_FULL},
        {"over quota", {"write", "pwrite", "pwrite64"},
         {(sqlite3_syscall_ptr)failing_write, (sqlite3_syscall_ptr)failing_pwrite,
          (sqlite3_syscall_ptr)failing_pwrite}, EDQUOT, HISTORY_FULL},
        {"disk broken", {"write", "pwrite", "pwrite64"},
         {(sqlite3_syscall_ptr)failing_write, (sqlite3_syscall_ptr)failing_pwrite,
          (sqlite3_syscall_ptr)failing_pwrite}, EIO, HISTORY_BROKEN},
        {"no truncating", {"ftruncate"}, {(sqlite3_syscall_ptr)failing_ftruncate}, EIO, HISTORY_BROKEN},
        {"no locks", {"fcntl"}, {(sqlite3_syscall_ptr)failing_fcntl}, ENOLCK, HISTORY_NO_LOCKS},
    };
    size_t i, c;
    long n;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct history *history = history_new(keeping_path());
        struct walking walking;
        struct walk *walk = keeping_start(&walking, history, "main", 1);
        bool failed = false;

        for (c = 0; c < 3 && rows[i].calls[c]; c++)
            let_fail(rows[i].calls[c], rows[i].functions[c]);
        failing.error = rows[i].error;
        for (n = 0; n < 30; n++) {
            size_t before = session_count(walk_session(walk));
            enum status status;

            failing.left = n % 30;
            status = walking_act(walk, "*note");
            failing.left = -1;
            failed = failed || status != STATUS_OK;
            if (status == STATUS_OK)
                continue;
            keeping_expect_fault(rows[i].what, history, status, rows[i].fault);
            suite_expect_long(rows[i].what, (long)session_count(walk_session(walk)), (long)before);
            suite_expect_long(rows[i].what, walking_act(walk, "*again"), STATUS_OK);
        }
        suite_expect(rows[i].what, failed || rows[i].functions[0] == (sqlite3_syscall_ptr)failing_ftruncate);
        keeping_expect(rows[i].what, history, walk_session(walk));
        walking_stop(&walking);
        history_free(history);
        for (c = 0; c < 3 && rows[i].calls[c]; c++)
            let_fail(rows[i].calls[c], NULL);
    }
}

const struct suite_test suite_tests[] = {
    {"files that are no history", test_files},
    {"what is said", test_says},
    {"an empty file", test_empty_file},
    {"planted links", test_planted_links},
    {"gone in the middle", test_gone},
    {"not allowed", test_unprivileged},
    {"a limit of file size", test_file_size},
    {"the system fails", test_failing_system},
    {NULL, NULL},
};
