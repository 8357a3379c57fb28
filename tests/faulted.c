/* SPDX-License-Identifier: MIT */
/*
 * The built program while one thing fails; see the header.
 */
#include <config.h>

#include "faulted.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "errwalk/buffer.h"
#include "errwalk/file.h"

#include "suite.h"

#define FIRST_ACTS "fix\n0x3e7\n"
#define LAST_ACTS ":n a note\nworked\n"

/* How the transcript has each act. */
static const char *const told[] = {"\"answer\": \"fix\"", "\"answer\": \"0x3e7\"", "a note", "\"answer\": \"worked\""};

enum { ACTS = sizeof told / sizeof *told, FIRST = 2 };

const struct faulted_task faulted_tasks[] = {
    {"walk", "errwalk --plain --transcript=t.json main", FIRST_ACTS LAST_ACTS, NULL, ACTS},
    {"resume", "errwalk --plain --transcript=t.json resume", LAST_ACTS, FIRST_ACTS, ACTS},
    {"transcript", "errwalk transcript -o t.json", "", FIRST_ACTS LAST_ACTS, ACTS},
    {"page", "errwalk transcript --format=html", "", FIRST_ACTS LAST_ACTS, ACTS},
    {NULL, NULL, NULL, NULL, 0},
};

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZES true
#elif defined(__has_feature)
#define SANITIZES __has_feature(address_sanitizer)
#else
#define SANITIZES false
#endif

#ifdef __GLIBC__
#define HAS_GLIBC true
#else
#define HAS_GLIBC false
#endif

bool faulted_is_possible(const char *shim, char path[4096])
{
    const char *build = getenv("builddir");

    if (SANITIZES || !HAS_GLIBC)
        return false;
    snprintf(path, 4096, "%s/tests/%s.so", build && *build ? build : ".", shim);
    if (!suite_expect("what is preloaded is there", access(path, R_OK) == 0))
        return false;
    if (path[0] != '/') { /* the program runs elsewhere */
        char *whole = realpath(path, NULL);

        snprintf(path, 4096, "%s", whole ? whole : "");
        free(whole);
    }
    return true;
}

bool faulted_takes(unsigned long number)
{
    return suite_scale(100) == 100 || (number * 2654435761u >> 7) % 50 == 0;
}

/* Its own directory has the history of a walk before, where there is one. */
static void run_task(struct run *run, const struct faulted_task *task, const char *name, const char *environment)
{
    char command[12000];
    struct run before;

    run_share_history(name);
    snprintf(command, sizeof command, "rm -rf %s && mkdir -p %s", name, name);
    if (task->before && strcmp(name, "before") != 0) {
        if (access(suite_scratch(task->name), F_OK) != 0) {
            run_share_history(task->name);
            run_shell(&before, "errwalk --plain main", task->before);
            run_free(&before);
            run_share_history(name);
        }
        snprintf(command, sizeof command, "rm -rf %s && cp -R %s %s", name, task->name, name);
    }
    run_shell(&before, command, NULL);
    suite_expect_long(command, before.status, 0);
    run_free(&before);
    snprintf(command, sizeof command, "cd %s && %s %s", name, environment, task->command);
    run_shell(run, command, task->input);
}

/* Its transcript; "" for none. The caller frees it. */
static char *read_file(const char *name)
{
    struct buffer text = {0};
    char path[4300], *copy;

    snprintf(path, sizeof path, "%s/t.json", suite_scratch(name));
    file_read(path, 1 << 20, &text);
    copy = strdup(buffer_text(&text));
    buffer_free(&text);
    return copy;
}

/* Expects the first acts in the history. */
static void expect_stored(const char *what, const char *name, size_t acts)
{
    struct run run;
    size_t i;

    if (!acts)
        return;
    run_share_history(name);
    run_shell(&run, "errwalk transcript --format=json", NULL);
    suite_expect_long(what, run.status, 0);
    for (i = 0; i < acts; i++) {
        if (!suite_expect(what, strstr(run.out, told[i]) != NULL))
            printf("    not stored: %s\n%s", told[i], run.err);
    }
    run_free(&run);
}

void faulted_begin(struct faulted_calm *calm, const struct faulted_task *task, const char *environment)
{
    char name[64];
    struct run run;

    snprintf(name, sizeof name, "%s-calm", task->name);
    run_task(&run, task, name, environment);
    suite_expect_long(task->name, run.status, 0);
    suite_expect_string(task->name, run.err, "");
    *calm = (struct faulted_calm){.task = task, .out = strdup(run.out), .file = read_file(name)};
    run_free(&run);
    expect_stored(task->name, name, task->acts);
}

void faulted_end(struct faulted_calm *calm)
{
    free(calm->out);
    free(calm->file);
}

/* How many acts were acknowledged: the last line that was read may not be. */
static size_t acknowledged(const struct faulted_task *task, const char *out)
{
    size_t count = task->before ? (strcmp(task->input, "") == 0 ? ACTS : FIRST) : 0, prompts = 0;

    for (; (out = strstr(out, "\n> ")); out++)
        prompts++;
    return count + (prompts ? prompts - 1 : 0);
}

/* Prints the first line that differs, no more. */
static void expect_same(const char *what, const char *got, const char *expected)
{
    size_t line = 0, i;

    for (i = 0; got[i] && got[i] == expected[i]; i++)
        line = got[i] == '\n' ? i + 1 : line;
    if (!suite_expect(what, got[i] == expected[i]))
        printf("    got      %.*s\n    expected %.*s\n", (int)strcspn(got + line, "\n"), got + line,
               (int)strcspn(expected + line, "\n"), expected + line);
}

void faulted_try(const struct faulted_calm *calm, const char *name, const char *environment)
{
    const struct faulted_task *task = calm->task;
    char what[100], command[4200], *file;
    struct run run;

    snprintf(what, sizeof what, "%s", name);
    run_task(&run, task, name, environment);
    file = read_file(name);
    if (!suite_expect(what, run.status >= 0 && run.status < 128))
        printf("    its status is %d\n", run.status);
    if (run.status != 0) {
        if (!suite_expect(what, strstr(run.err, "errwalk: ") != NULL))
            printf("    status %d says: %s\n", run.status, run.err);
    } else if (!run.err[0]) {
        expect_same(what, run.out, calm->out);
        expect_same(what, file, calm->file);
    }
    if (file[0] && run.status != 0) /* it is whole or not there */
        expect_same(what, file, calm->file);
    expect_stored(what, name, run.status == 0 && !run.err[0] ? task->acts : acknowledged(task, run.out));
    run_free(&run);
    free(file);
    snprintf(command, sizeof command, "rm -rf %s", name);
    run_shell(&run, command, NULL);
    run_free(&run);
}
