/* SPDX-License-Identifier: MIT */
/*
 * How tests run the built program; see the header.
 */
#include <config.h>

#include "run.h"

#include <errno.h>
#include <jansson.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "errwalk/buffer.h"
#include "errwalk/text.h"

#include "suite.h"

enum { DEADLINE_MS = 60000, READ_SIZE = 4096 };

static char directory[4096];
static char shared[64]; /* history of all runs; "": each has its own */

static long now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void run_prepare(const char *flows)
{
    static const char *const unset[] = {"NO_COLOR",  "ACCESSIBLE", "LANG",    "LANGUAGE",
                                        "LC_CTYPE",  "LC_MESSAGES", "COLUMNS", "LINES"};
    const char *path = getenv("PATH"), *build = getenv("builddir");
    char all[8192];
    size_t i;

    shared[0] = '\0';
    snprintf(all, sizeof all, "%s:%s", build && *build ? build : ".", path ? path : "/usr/bin:/bin");
    setenv("PATH", all, 1);
    snprintf(directory, sizeof directory, "%s", suite_scratch("."));
    setenv("HOME", "/dev/null/home", 1); /* nobody, not even root, makes anything there */
    setenv("XDG_CONFIG_HOME", "/dev/null/config", 1);
    setenv("XDG_CONFIG_DIRS", "/dev/null/config", 1);
    setenv("ERRWALK_TEST_ETC", "/dev/null/config", 1);
    setenv("XDG_DATA_HOME", "/dev/null/data", 1);
    setenv("XDG_DATA_DIRS", "/dev/null/shared", 1);
    setenv("ERRWALK_FLOWS", suite_source(flows), 1);
    setenv("ERRWALK_TEST_CLOCK", "2026-11-22T10:00:00Z", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TERM", "dumb", 1);
    for (i = 0; i < sizeof unset / sizeof *unset; i++)
        unsetenv(unset[i]);
}

void run_share_history(const char *name)
{
    snprintf(shared, sizeof shared, "%s", name);
}

static void run_child(const char *command)
{
    char state[sizeof directory + sizeof shared + 32];

    if (*shared)
        snprintf(state, sizeof state, "%s/%s", directory, shared);
    else
        snprintf(state, sizeof state, "%s/state-%ld", directory, (long)getpid());
    setenv("XDG_STATE_HOME", state, 1);
    if (chdir(directory) == 0)
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(127);
}

/* The exit status as a shell gives it; kills what is still there at the deadline. */
static int wait_for(pid_t child, long deadline)
{
    struct timespec moment = {.tv_nsec = 1000000};
    int status = 0;
    sigset_t blocked;

    sigemptyset(&blocked);
    sigaddset(&blocked, SIGCHLD);
    sigprocmask(SIG_BLOCK, &blocked, NULL); /* pending since its end: no moment is lost */
    while (waitpid(child, &status, WNOHANG) == 0) {
        if (now_ms() > deadline) {
            kill(-child, SIGKILL);
            waitpid(child, &status, 0);
            return -1;
        }
        sigtimedwait(&blocked, NULL, &moment);
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* Reads what is there; false at the end. */
static bool take(int from, struct buffer *into)
{
    char bytes[READ_SIZE];
    ssize_t length = read(from, bytes, sizeof bytes);

    if (length > 0)
        buffer_append(into, bytes, (size_t)length);
    return length > 0 || (length < 0 && errno == EINTR);
}

static void keep(struct run *run, struct buffer *out, struct buffer *err)
{
    run->out_length = out->length;
    run->err_length = err->length;
    buffer_string(out, "");
    buffer_string(err, "");
    run->out = strdup(buffer_text(out));
    run->err = strdup(buffer_text(err));
    if (strlen(run->out) != run->out_length || strlen(run->err) != run->err_length)
        suite_expect("there is a NUL in the output", false);
    buffer_free(out);
    buffer_free(err);
}

/* Feeds and drains until both outputs are closed. */
static void exchange(int in, int out, int err, const char *input, struct buffer text[2],
                     long deadline)
{
    struct pollfd polled[] = {{out, POLLIN, 0}, {err, POLLIN, 0}, {in, POLLOUT, 0}};
    size_t left = strlen(input);

    if (!left) {
        close(in);
        polled[2].fd = -1;
    }
    while ((polled[0].fd >= 0 || polled[1].fd >= 0) && now_ms() < deadline) {
        int i;

        if (poll(polled, 3, (int)(deadline - now_ms())) <= 0)
            continue;
        for (i = 0; i < 2; i++) {
            if (polled[i].fd >= 0 && polled[i].revents && !take(polled[i].fd, &text[i]))
                polled[i].fd = -1;
        }
        if (polled[2].fd >= 0 && polled[2].revents) {
            ssize_t wrote = write(in, input, left);

            input += wrote > 0 ? wrote : 0;
            left -= wrote > 0 ? (size_t)wrote : left;
            if (!left) {
                close(in);
                polled[2].fd = -1;
            }
        }
    }
    if (polled[2].fd >= 0)
        close(in);
}

/* Whether the output is one of the program's alone, as it wrote it. */
static bool is_single(const char *command)
{
    return strncmp(command, "errwalk ", 8) == 0 && !strpbrk(command, "|;&>`$\n") &&
           !strstr(command, " -o");
}

static bool is_json(const struct run *run)
{
    json_error_t error;
    json_t *json = json_loadb(run->out, run->out_length, JSON_DECODE_ANY, &error);

    json_decref(json);
    return json != NULL;
}

/* RFC 4180: quotes stand around a whole field and are doubled in it; all rows are as long. */
static bool is_csv(const char *at)
{
    size_t first = 0, fields = 1;

    while (*at) {
        if (*at == '"') {
            for (at++; *at && (*at != '"' || at[1] == '"'); at += 1 + (*at == '"'))
                continue;
            at += *at == '"';
        }
        at += strcspn(at, "\",\n");
        if (*at == '"')
            return false;
        if (*at == ',') {
            fields++;
        } else {
            if (first && fields != first)
                return false;
            first = fields;
            fields = 1;
        }
        at += *at != '\0';
    }
    return true;
}

/* What holds of all that the program writes, whatever the test is about: text in UTF-8 without control
 * characters, and in the format that was asked for. */
static void expect_format(const char *command, const struct run *run)
{
    static const char *const json[] = {"--format=json", "--format=sarif", "errwalk schema"};
    const bool any_bytes = strstr(command, "LC_ALL") || strncmp(command, "errwalk", 7) != 0;
    const char *at = run->out;
    size_t i;

    if (any_bytes)
        return;
    suite_expect(command, text_check(run->out, run->out_length, NULL) &&
                              text_check(run->err, run->err_length, NULL));
    while (*at && ((unsigned char)*at >= ' ' || strchr("\n\r\t\033", *at)) && *at != 0x7f)
        at++;
    suite_expect(command, !*at);
    for (i = 0; i < sizeof json / sizeof *json && is_single(command); i++) {
        if (strstr(command, json[i]) && run->out_length)
            suite_expect(command, is_json(run));
    }
    if (is_single(command) && strstr(command, "--format=csv"))
        suite_expect(command, is_csv(run->out));
}

void run_shell(struct run *run, const char *command, const char *input)
{
    long deadline = now_ms() + DEADLINE_MS;
    struct buffer text[2] = {{0}, {0}};
    int in[2], out[2], err[2];
    pid_t child;

    *run = (struct run){.status = -1};
    signal(SIGPIPE, SIG_IGN);
    if (pipe(in) || pipe(out) || pipe(err)) {
        perror("pipe");
        exit(99);
    }
    child = fork();
    if (child == 0) {
        setpgid(0, 0);
        signal(SIGPIPE, SIG_DFL);
        dup2(in[0], 0);
        dup2(out[1], 1);
        dup2(err[1], 2);
        close(in[0]), close(in[1]), close(out[0]), close(out[1]), close(err[0]), close(err[1]);
        run_child(command);
    }
    setpgid(child, child);
    close(in[0]), close(out[1]), close(err[1]);
    exchange(in[1], out[0], err[0], input ? input : "", text, deadline);
    run->status = wait_for(child, deadline);
    close(out[0]), close(err[0]);
    keep(run, &text[0], &text[1]);
    expect_format(command, run);
}

void run_terminal(struct run *run, const char *command, const struct run_step *steps)
{
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    long deadline = now_ms() + DEADLINE_MS;
    struct buffer text = {0}, none = {0};
    struct pollfd polled = {.events = POLLIN};
    size_t seen = 0;
    pid_t child;

    *run = (struct run){.status = -1};
    child = forkpty(&polled.fd, NULL, NULL, &size);
    if (child == 0)
        run_child(command);
    while (now_ms() < deadline) {
        const char *found = steps->until ? strstr(buffer_text(&text) + seen, steps->until) : NULL;

        if (found) {
            seen = (size_t)(found - buffer_text(&text)) + strlen(steps->until);
            if (write(polled.fd, steps->send, strlen(steps->send)) < 0)
                break;
            steps++;
            continue;
        }
        if (poll(&polled, 1, (int)(deadline - now_ms())) > 0 && !take(polled.fd, &text))
            break;
    }
    if (steps->until) {
        printf("    never came: %s\n", steps->until);
        suite_expect(command, false);
    }
    run->status = wait_for(child, deadline);
    close(polled.fd);
    keep(run, &text, &none);
}

void run_free(struct run *run)
{
    free(run->out);
    free(run->err);
}

/* False with a word about it when a fragment is missing, or there where it must not be. */
static bool has(const char *where, const char *text, const char *const *fragments)
{
    bool all = true;
    size_t i;

    for (i = 0; i < RUN_FRAGMENTS && fragments[i]; i++) {
        bool wanted = *fragments[i] != '!';
        const char *fragment = wanted ? fragments[i] : fragments[i] + 1;

        if ((strstr(text, fragment) != NULL) == wanted)
            continue;
        printf("    standard %s %s: %s\n", where, wanted ? "lacks" : "has", fragment);
        all = false;
    }
    return all;
}

static bool is_clean(const struct run *run, bool any_bytes)
{
    if (strchr(run->out, '\033') || strchr(run->err, '\033')) {
        printf("    an escape sequence came out\n");
        return false;
    }
    if (!any_bytes && (!text_check(run->out, run->out_length, NULL) ||
                       !text_check(run->err, run->err_length, NULL))) {
        printf("    the output is not UTF-8\n");
        return false;
    }
    if (!any_bytes && (strstr(run->out, "\xe2\x94") || strstr(run->out, "\xe2\x95"))) {
        printf("    a box character came out, which is read aloud\n");
        return false;
    }
    return !strstr(run->err, "Sanitizer") && !strstr(run->err, "runtime error");
}

void run_check(const struct run_row *row, const struct run *run)
{
    bool good = is_clean(run, strstr(row->command, "LC_ALL") != NULL);

    if (run->status != row->status) {
        printf("    status is %d, not %d\n", run->status, row->status);
        good = false;
    }
    good = has("output", run->out, row->out) && good;
    good = has("error", run->err, row->err) && good;
    if (!good)
        printf("    %s\n--- standard output\n%s--- standard error\n%s---\n", row->command, run->out,
               run->err);
    suite_expect(row->command, good);
}

void run_expect(const struct run_row *row)
{
    struct run run;

    run_shell(&run, row->command, row->input);
    run_check(row, &run);
    run_free(&run);
}
