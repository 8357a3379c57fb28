/* SPDX-License-Identifier: MIT */
/*
 * Work in parts: the same results in the same order whatever the number of workers, of any length, and a worker that
 * ends too early is named and takes the others along.
 */
#include <config.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "errwalk/parallel.h"
#include "errwalk/worker.h"
#include "suite.h"

const char suite_name[] = "parallel";

enum { PARTS = 23, LONG = 300 * 1000 }; /* more than a pipe holds */

struct work {
    void (*fail)(void); /* what is done at the 14th part */
    size_t taken;       /* by now */
    long parent;
    long here;          /* parts that this process did itself */
    int wrong;
};

static size_t length_of(size_t part)
{
    return part % 5 == 3 ? LONG + part : part % 4;
}

static void do_part(void *context, size_t part, struct buffer *result)
{
    struct work *work = context;
    size_t i;

    if (work->fail && part == 14)
        work->fail();
    work->here++;
    for (i = 0; i < length_of(part); i++)
        buffer_char(result, (char)('a' + part));
    buffer_char(result, getpid() == work->parent ? '0' : '1');
}

static void take_part(void *context, size_t part, const char *result, size_t length)
{
    struct work *work = context;
    size_t i, good = 0;

    for (i = 0; i + 1 < length; i++)
        good += result[i] == 'a' + (char)part;
    work->wrong += part != work->taken || length != length_of(part) + 1 || good != length_of(part);
    work->wrong += getpid() != work->parent;
    work->taken++;
}

/* Whether no process of ours is left, ended or not. */
static bool is_alone(void)
{
    return waitpid(-1, NULL, WNOHANG) < 0;
}

static bool run(struct work *work, size_t parts, size_t workers, struct parallel_fault *fault)
{
    const struct parallel parallel = {parts, workers, work, do_part, take_part};

    work->parent = getpid();
    return parallel_run(&parallel, fault);
}

static void test_order(void)
{
    static const struct {
        size_t parts, workers;
    } rows[] = {{PARTS, 1}, {PARTS, 2}, {PARTS, 3}, {PARTS, 7}, {PARTS, PARTS + 5}, {2, 2}, {1, 4}, {0, 4}, {3, 0}};
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct work work = {0};
        struct parallel_fault fault;
        const bool alone = rows[i].workers < 2 || rows[i].parts < 2;
        char name[40];

        snprintf(name, sizeof name, "%zu parts, %zu workers", rows[i].parts, rows[i].workers);
        suite_expect(name, run(&work, rows[i].parts, rows[i].workers, &fault));
        suite_expect_long(name, (long)work.taken, (long)rows[i].parts);
        suite_expect_long(name, work.wrong, 0);
        suite_expect_long(name, work.here, alone ? (long)rows[i].parts : 0);
        suite_expect(name, is_alone());
    }
}

static void end_with_4(void)
{
    _exit(4);
}

static void be_killed(void)
{
    raise(SIGKILL);
}

static void test_failing(void)
{
    static const struct {
        const char *name;
        void (*fail)(void);
        int status;
    } rows[] = {{"a status", end_with_4, 4}, {"a signal", be_killed, -SIGKILL}};
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct work work = {.fail = rows[i].fail};
        struct parallel_fault fault = {0};

        suite_expect(rows[i].name, !run(&work, PARTS, 3, &fault));
        suite_expect_long("its part", (long)fault.part, 14);
        suite_expect_long("its end", fault.status, rows[i].status);
        suite_expect_long("those before it are there", (long)work.taken, 14);
        suite_expect_long("as they should be", work.wrong, 0);
        suite_expect("the others are gone", is_alone());
    }
}

static void go_away(void *context, size_t part, const char *result, size_t length)
{
    (void)context, (void)part, (void)result, (void)length;
    _exit(0);
}

/* Whoever takes the results may be gone. */
static void test_parent_gone(void)
{
    struct work work = {0};
    struct parallel_fault fault;
    int ends[2];
    char byte;

    if (!suite_expect("pipe", pipe(ends) == 0))
        return;
    if (fork() == 0) {
        const struct parallel parallel = {PARTS * 1000, 3, &work, do_part, go_away};

        close(ends[0]);
        signal(SIGPIPE, SIG_IGN);
        work.parent = getpid();
        parallel_run(&parallel, &fault);
        _exit(0);
    }
    close(ends[1]);
    /* The workers have the other end: it is closed when the last of them has ended. */
    suite_expect("they end by themselves", read(ends[0], &byte, 1) == 0);
    close(ends[0]);
    while (wait(NULL) > 0)
        ;
}

static void test_most(void)
{
    suite_expect("there is a processor", worker_most() >= 1);
}

const struct suite_test suite_tests[] = {
    {"the order of the parts", test_order},
    {"a worker that ends too early", test_failing},
    {"workers alone", test_parent_gone},
    {"processors", test_most},
    {NULL, NULL},
};
