/* SPDX-License-Identifier: MIT */
/*
 * Files: whole or not at all, never over another file, never through a link.
 */
#include <config.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "errwalk/file.h"
#include "errwalk/memory.h"
#include "suite.h"

enum { NOBODY = 65534 };

static void make_file(const char *path, const char *content)
{
    FILE *file = fopen(path, "w");

    if (suite_expect(path, file != NULL)) {
        fputs(content, file);
        fclose(file);
    }
}

static void expect_content(const char *path, const char *expected)
{
    struct buffer content = {0};

    if (suite_expect(path, file_read(path, 1 << 20, &content) == STATUS_OK))
        suite_expect_string(path, buffer_text(&content), expected);
    buffer_free(&content);
}

/* Entries of a directory, without the two that are always there. */
static long count_entries(const char *path)
{
    DIR *directory = opendir(path);
    long count = -2;

    while (directory && readdir(directory))
        count++;
    if (directory)
        closedir(directory);
    return count;
}

static void test_read(void)
{
    struct buffer content = {0};
    char path[256];

    snprintf(path, sizeof path, "%s", suite_scratch("read"));
    make_file(path, "0123456789");
    buffer_string(&content, "before");
    suite_expect_long("too large", file_read(path, 9, &content), STATUS_NO);
    errno = 0;
    suite_expect_long("none", file_read(suite_scratch("none"), 9, &content), STATUS_IO);
    suite_expect_long("errno", errno, ENOENT);
    suite_expect_long("directory", file_read(suite_scratch("."), 9, &content), STATUS_IO);
    suite_expect_long("errno", errno, EISDIR);
    suite_expect_long("device", file_read("/dev/null", 9, &content), STATUS_IO);
    suite_expect_long("errno", errno, EINVAL);
    suite_expect("pipe", mkfifo(suite_scratch("pipe"), 0600) == 0);
    suite_expect_long("pipe", file_read(suite_scratch("pipe"), 9, &content), STATUS_IO);
    suite_expect_long("errno", errno, EINVAL);
    suite_expect_string("untouched", buffer_text(&content), "before");
    suite_expect_long("read", file_read(path, 10, &content), STATUS_OK);
    suite_expect_string("replaced", buffer_text(&content), "0123456789");
    suite_expect_long("grows", file_read("/proc/self/stat", 1 << 20, &content), STATUS_OK);
    suite_expect("grows", content.length > 20);
    suite_expect_long("grows too large", file_read("/proc/self/stat", 10, &content), STATUS_NO);
    make_file(path, "");
    suite_expect_long("empty", file_read(path, 0, &content), STATUS_OK);
    suite_expect_long("empty", (long)content.length, 0);
    buffer_free(&content);
}

/* What may stand where a file is to be written, and what becomes of it. */
static void test_write(void)
{
    enum { NOTHING, FILE_THERE, LINK, DANGLING, DIRECTORY, PIPE };
    static const struct {
        const char *what;
        int there;
        bool replace;
        enum status expected;
        int error;
    } rows[] = {
        {"new", NOTHING, false, STATUS_OK, 0},
        {"new or not", NOTHING, true, STATUS_OK, 0},
        {"a file", FILE_THERE, false, STATUS_NO, EEXIST},
        {"a file to replace", FILE_THERE, true, STATUS_OK, 0},
        {"a link", LINK, false, STATUS_IO, ELOOP},
        {"a link to replace", LINK, true, STATUS_IO, ELOOP},
        {"a dangling link", DANGLING, false, STATUS_IO, ELOOP},
        {"a dangling link to replace", DANGLING, true, STATUS_IO, ELOOP},
        {"a directory", DIRECTORY, false, STATUS_NO, EEXIST},
        {"a directory to replace", DIRECTORY, true, STATUS_IO, EISDIR},
        {"a pipe to replace", PIPE, true, STATUS_IO, EINVAL},
    };
    const char *directory = suite_scratch("write"), *target = suite_scratch("write/target");
    const char *other = suite_scratch("other");
    enum status status;
    size_t i;
    int error;

    make_file(other, "other");
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        suite_expect(rows[i].what, mkdir(directory, 0700) == 0);
        if (rows[i].there == FILE_THERE)
            make_file(target, "old");
        else if (rows[i].there == LINK || rows[i].there == DANGLING)
            error = symlink(rows[i].there == LINK ? other : "/nonexistent/x", target);
        else if (rows[i].there == DIRECTORY)
            error = mkdir(target, 0700);
        else if (rows[i].there == PIPE)
            error = mkfifo(target, 0600);
        if (!rows[i].replace) {
            suite_expect_long(rows[i].what, file_may_write(target), rows[i].expected);
            suite_expect(rows[i].what, !rows[i].error || errno == rows[i].error);
        }
        errno = 0;
        status = file_write(target, "new", 3, rows[i].replace);
        error = errno;
        suite_expect_long(rows[i].what, status, rows[i].expected);
        if (rows[i].error)
            suite_expect_long(rows[i].what, error, rows[i].error);
        if (status == STATUS_OK)
            expect_content(target, "new");
        else if (rows[i].there == FILE_THERE)
            expect_content(target, "old");
        suite_expect_long(rows[i].what, count_entries(directory), 1);
        if (remove(target) != 0 || rmdir(directory) != 0)
            suite_expect(rows[i].what, false);
    }
    expect_content(other, "other");
}

static void test_bad_paths(void)
{
    static const struct {
        const char *path;
        int error;
    } rows[] = {
        {"", ENOENT},           {"/", EISDIR},
        {"/nonexistent/x", ENOENT}, {"/dev/null/x", ENOTDIR},
        {"/tmp/", EISDIR},      {"/tmp/..", EISDIR},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        errno = 0;
        suite_expect_long(rows[i].path, file_write(rows[i].path, "x", 1, true), STATUS_IO);
        suite_expect_long(rows[i].path, errno, rows[i].error);
        errno = 0;
        suite_expect_long(rows[i].path, file_may_write(rows[i].path), STATUS_IO);
        suite_expect_long(rows[i].path, errno, rows[i].error);
    }
}

/* In a child, as nobody where the tests run as root; exits 0 when all is as expected. */
static void test_read_only_directory(void)
{
    const char *directory = suite_scratch("read-only"), *target = suite_scratch("read-only/x");
    int status = 1;
    pid_t child;

    suite_expect("directory", mkdir(directory, 0555) == 0 && chmod(suite_scratch("."), 0711) == 0);
    child = fork();
    if (child == 0) {
        if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
            _exit(0);
        if (file_may_write(target) != STATUS_IO || errno != EACCES)
            _exit(2);
        if (file_write(target, "x", 1, false) != STATUS_IO || errno != EACCES)
            _exit(3);
        _exit(0);
    }
    waitpid(child, &status, 0);
    suite_expect_long("child", WIFEXITED(status) ? WEXITSTATUS(status) : -1, 0);
    suite_expect_long("nothing left", count_entries(directory), 0);
}

/* A disk that fills up while writing, by way of a limit on the size of files. */
static void test_full_disk(void)
{
    static char bytes[100000];
    const char *directory = suite_scratch("full"), *target = suite_scratch("full/x");
    const struct rlimit limit = {4096, 4096};
    int status = 1;
    pid_t child;

    suite_expect("directory", mkdir(directory, 0755) == 0);
    make_file(target, "old");
    child = fork();
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
            _exit(0);
        if (file_write(target, bytes, sizeof bytes, true) != STATUS_IO || errno != EFBIG)
            _exit(2);
        if (file_write(suite_scratch("full/y"), bytes, sizeof bytes, false) != STATUS_IO ||
            errno != EFBIG)
            _exit(3);
        _exit(0);
    }
    waitpid(child, &status, 0);
    suite_expect_long("child", WIFEXITED(status) ? WEXITSTATUS(status) : -1, 0);
    suite_expect_long("only the old file", count_entries(directory), 1);
    expect_content(target, "old");
}

/* A file of another writer's with the temporary name is left alone. */
static void test_temporary_name(void)
{
    const char *directory = suite_scratch("temporary");
    char name[64];

    suite_expect("directory", mkdir(directory, 0755) == 0);
    snprintf(name, sizeof name, "temporary/.errwalk-%ld-0.tmp", (long)getpid());
    suite_expect("link", symlink("/nonexistent/x", suite_scratch(name)) == 0);
    suite_expect_long("write", file_write(suite_scratch("temporary/x"), "new", 3, false),
                      STATUS_OK);
    expect_content(suite_scratch("temporary/x"), "new");
    suite_expect_long("both there", count_entries(directory), 2);
}

const char suite_name[] = "file";
/* Killed at any time, a write leaves its file whole or not at all, and the next leaves nothing else. */
static void test_killed(void)
{
    static char bytes[300000];
    char path[256];
    long round, spins;

    memset(bytes, 'x', sizeof bytes - 1);
    mkdir(suite_scratch("killed"), 0700);
    snprintf(path, sizeof path, "%s", suite_scratch("killed/file"));
    for (round = 0; round < suite_scale(100); round++) {
        struct buffer content = {0};
        int pipes[2], status;
        pid_t child;
        char byte;

        if (!suite_expect("pipe", pipe(pipes) == 0))
            return;
        child = fork();
        if (child == 0) {
            if (write(pipes[1], "", 1) != 1)
                _exit(1);
            for (;;)
                file_write(path, bytes, sizeof bytes - 1, true);
        }
        suite_expect("begun", read(pipes[0], &byte, 1) == 1);
        for (spins = round * 137 % 5000; spins > 0; spins--)
            sched_yield();
        kill(child, SIGKILL);
        waitpid(child, &status, 0);
        close(pipes[0]);
        close(pipes[1]);
        if (file_read(path, 1 << 20, &content) == STATUS_OK)
            suite_expect_long("whole", (long)content.length, sizeof bytes - 1);
        buffer_free(&content);
    }
    suite_expect_long("after all", file_write(path, "end", 3, true), STATUS_OK);
    suite_expect_long("nothing else", count_entries(suite_scratch("killed")), 1);
}

/* What a process left that is gone is removed; what only looks like it, and what is in use, is not. */
static void test_swept(void)
{
    char names[4][300];
    size_t i;
    pid_t child = fork();

    if (child == 0)
        _exit(0);
    waitpid(child, NULL, 0);
    mkdir(suite_scratch("swept"), 0700);
    snprintf(names[0], sizeof names[0], "%s/.errwalk-%ld-0.tmp", suite_scratch("swept"), (long)child);
    snprintf(names[1], sizeof names[1], "%s/.errwalk-%ld-1.tmp", suite_scratch("swept"), (long)getpid());
    snprintf(names[2], sizeof names[2], "%s/.errwalk-%ld-0.tmp.bak", suite_scratch("swept"), (long)child);
    snprintf(names[3], sizeof names[3], "%s/errwalk-%ld-0.tmp", suite_scratch("swept"), (long)child);
    for (i = 0; i < 4; i++)
        make_file(names[i], "left");
    suite_expect_long("write", file_write(suite_scratch("swept/file"), "x", 1, false), STATUS_OK);
    for (i = 0; i < 4; i++)
        suite_expect_long(names[i], access(names[i], F_OK) == 0, i > 0);
}

const struct suite_test suite_tests[] = {
    {"read", test_read},
    {"write", test_write},
    {"bad paths", test_bad_paths},
    {"read-only directory", test_read_only_directory},
    {"full disk", test_full_disk},
    {"temporary name", test_temporary_name},
    {"killed in a write", test_killed},
    {"left by one that is gone", test_swept},
    {NULL, NULL},
};
