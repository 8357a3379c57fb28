/* SPDX-License-Identifier: MIT */
/*
 * A system that refuses: no permission, no room, no locks. The walk stands as before and goes on
 * once it can.
 */
#include <config.h>

#include "suite.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

#include "history-fixture.h"

const char suite_name[] = "history-system";

/* Runs in a child process, which ends with its result (0: well), or 1 where an expectation
 * failed in it. Returns that, or -1 where it crashed. */
static int in_child(int (*run)(void *context), void *context)
{
    unsigned failures = CU_get_number_of_failures();
    int status;
    pid_t child;

    suite_scratch("."); /* made here, because a child does not remove it */
    fflush(NULL);
    child = fork();
    if (child == 0) {
        status = run(context);
        fflush(NULL);
        _exit(status ? status : CU_get_number_of_failures() != failures);
    }
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

static const struct history_filter everything = {.since = INT64_MIN, .outcome = -1};

enum { NOBODY = 65534 };

/* As nobody, where this is root. A file of 0400, a directory of 0500, both, and none at all. */
static int walk_unprivileged(void *context)
{
    const mode_t *modes = context;
    const char *path = fixture_path();
    char directory[300];
    struct history *history = history_new(path);
    struct history_list list;
    struct walking walking;
    struct walk *walk;
    enum status status;
    char id[SESSION_ID_SIZE];

    snprintf(directory, sizeof directory, "%.*s", (int)(strrchr(path, '/') - path), path);
    chmod(suite_scratch("."), 0711);
    if (getuid() == 0 &&
        (chown(directory, NOBODY, NOBODY) != 0 || setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
        return 77;
    if (access(suite_source("tests/flows/session"), R_OK | X_OK) != 0)
        return 77; /* the source tree is out of that user's reach, as under /root */
    fixture_walk(history, "main", 1, "fix", id);
    history_free(history);
    chmod(path, modes[0]);
    chmod(directory, modes[1]);
    history = history_new(path);
    walk = fixture_start(&walking, history, "main", 2);
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
    static mode_t modes[][2] = {
        {0400, 0700}, {0600, 0500}, {0400, 0500}, {0000, 0700}, {0600, 0000}};
    char what[32];
    size_t i;

    for (i = 0; i < sizeof modes / sizeof *modes; i++) {
        int result = in_child(walk_unprivileged, modes[i]);

        snprintf(what, sizeof what, "%04o in %04o", (unsigned)modes[i][0], (unsigned)modes[i][1]);
        if (result == 77)
            printf("    %s: skipped, no other user who may read the flows\n", what);
        else
            suite_expect_long(what, result, 0);
    }
}

/* Files may not grow any more, at each length from none on. */
static int walk_limited(void *context)
{
    const rlim_t *limit = context;
    struct rlimit now;
    struct history *history = history_new(fixture_path());
    struct walking walking;
    struct walk *walk = fixture_start(&walking, history, "main", 1);
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
    fixture_expect("all of it", history, walk_session(walk));
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
        suite_expect_long(what, in_child(walk_limited, &limit), 0);
    }
}

#ifdef __linux__
/* As on a file system without locks: every request for one fails. */
static bool take_locks_away(void)
{
    /* The low half of a word of 64 bits; and 32-bit systems have a call of their own. */
    enum { COMMAND = offsetof(struct seccomp_data, args[1]) + (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__) * 4 };
#ifdef SYS_fcntl64
    enum { FCNTL = SYS_fcntl64 };
#else
    enum { FCNTL = SYS_fcntl };
#endif
    static struct sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, FCNTL, 0, 4),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, COMMAND),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, F_OFD_SETLK, 1, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, F_SETLK, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOLCK),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    static const struct sock_fprog program = {.len = sizeof steps / sizeof *steps, .filter = steps};

    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

static int walk_without_locks(void *context)
{
    const char *path = fixture_path();
    struct history *history = history_new(path);
    struct walking walking;
    struct walk *walk = fixture_start(&walking, history, "main", 1);

    (void)context;
    if (!take_locks_away())
        return 77;
    fixture_expect_fault("no locks", history, walking_act(walk, "fix"), HISTORY_NO_LOCKS);
    walking_stop(&walking);
    history_free(history);
    return access(path, F_OK) == 0;
}

/* A history that is there is not waited for: SQLite alone would wait 10 seconds. */
static int read_without_locks(void *context)
{
    const char *path = fixture_path();
    struct history *history = history_new(path);
    struct history_list list = {0};
    struct timespec begun, ended;
    char id[SESSION_ID_SIZE];
    enum status status;

    (void)context;
    fixture_walk(history, "main", 1, "fix", id);
    history_free(history);
    history = history_new(path);
    if (!take_locks_away())
        return 77;
    clock_gettime(CLOCK_MONOTONIC, &begun);
    status = history_list(history, &everything, &list);
    clock_gettime(CLOCK_MONOTONIC, &ended);
    fixture_expect_fault("no locks", history, status, HISTORY_NO_LOCKS);
    history_free(history);
    return ended.tv_sec - begun.tv_sec > 5;
}

static void test_no_locks(void)
{
    int result = in_child(walk_without_locks, NULL);

    if (result != 77)
        suite_expect_long("reading", in_child(read_without_locks, NULL), 0);

    if (result == 77)
        printf("    skipped, the kernel does not filter\n");
    else
        suite_expect_long("no locks", result, 0);
}
#endif

/* Calls to the system that fail from the n-th on. */
static struct {
    long left; /* -1: none fails */
    int error;
} failing = {.left = -1};

static bool fails(void)
{
    if (failing.left > 0) {
        failing.left--;
        return false;
    }
    if (failing.left == 0)
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
        {"disk full",
         {"write", "pwrite", "pwrite64"},
         {(sqlite3_syscall_ptr)failing_write, (sqlite3_syscall_ptr)failing_pwrite,
          (sqlite3_syscall_ptr)failing_pwrite},
         ENOSPC,
         HISTORY_FULL},
        {"over quota",
         {"write", "pwrite", "pwrite64"},
         {(sqlite3_syscall_ptr)failing_write, (sqlite3_syscall_ptr)failing_pwrite,
          (sqlite3_syscall_ptr)failing_pwrite},
         EDQUOT,
         HISTORY_FULL},
        {"disk broken",
         {"write", "pwrite", "pwrite64"},
         {(sqlite3_syscall_ptr)failing_write, (sqlite3_syscall_ptr)failing_pwrite,
          (sqlite3_syscall_ptr)failing_pwrite},
         EIO,
         HISTORY_BROKEN},
        {"no truncating",
         {"ftruncate"},
         {(sqlite3_syscall_ptr)failing_ftruncate},
         EIO,
         HISTORY_BROKEN},
    };
    size_t i, c;
    long n;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct history *history = history_new(fixture_path());
        struct walking walking;
        struct walk *walk = fixture_start(&walking, history, "main", 1);
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
            fixture_expect_fault(rows[i].what, history, status, rows[i].fault);
            suite_expect_long(rows[i].what, (long)session_count(walk_session(walk)), (long)before);
            suite_expect_long(rows[i].what, walking_act(walk, "*again"), STATUS_OK);
        }
        suite_expect(rows[i].what,
                     failed || rows[i].functions[0] == (sqlite3_syscall_ptr)failing_ftruncate);
        fixture_expect(rows[i].what, history, walk_session(walk));
        walking_stop(&walking);
        history_free(history);
        for (c = 0; c < 3 && rows[i].calls[c]; c++)
            let_fail(rows[i].calls[c], NULL);
    }
}

const struct suite_test suite_tests[] = {
    {"not allowed", test_unprivileged},
    {"a limit of file size", test_file_size},
    {"the system fails", test_failing_system},
#ifdef __linux__
    {"a file system without locks", test_no_locks},
#endif
    {NULL, NULL},
};
