/* SPDX-License-Identifier: MIT */
/*
 * History against a model: two processes do random things with one history, one at a time; writing fails in
 * the middle of some, and some are killed in the middle of. What each reports and what is stored is compared
 * with a list in memory. Of a sequence that fails, the seed and the fewest commands that still fail are
 * printed; ERRWALK_TEST_SEED=N runs that one alone.
 */
#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "history-fixture.h"
#include "history-model.h"
#include "suite.h"

const char suite_name[] = "history-model";

enum { TRIES = 3 };

static void print_command(const struct command *command)
{
    printf("      %u: %s %u", command->process, model_kind_names[command->kind], command->pick);
    if (command->error)
        printf(", errno %d after %ld", command->error, command->after);
    if (command->is_killed)
        printf(", killed after %u", command->turns);
    printf("\n");
}

/* Half of them are acts; one of eight fails, one of twelve is killed. */
static void make_commands(struct command commands[COMMANDS], unsigned seed)
{
    static const enum worker_kind often[] = {
        WORKER_ACT,   WORKER_ACT,   WORKER_ACT,    WORKER_ACT,  WORKER_ACT,    WORKER_ACT,    WORKER_ACT,
        WORKER_ACT,   WORKER_ACT,   WORKER_ACT,    WORKER_ACT,  WORKER_BEGIN,  WORKER_BEGIN,  WORKER_RESUME,
        WORKER_LEAVE, WORKER_LIST,  WORKER_SEARCH, WORKER_REMOVE, WORKER_RESUME, WORKER_REMOVE, WORKER_PURGE};
    static const int errors[] = {ENOSPC, EIO, EDQUOT};
    unsigned state = seed * 2654435761u | 1;
    int i;

    for (i = 0; i < COMMANDS; i++) {
        struct command *command = &commands[i];

        *command = (struct command){.kind = often[fixture_random(&state) % (sizeof often / sizeof *often)],
                                    .process = fixture_random(&state) % PROCESSES,
                                    .pick = fixture_random(&state) % 1000};
        if (i < PROCESSES)
            *command = (struct command){.kind = WORKER_BEGIN, .process = (unsigned)i};
        if (fixture_random(&state) % 8 == 0) {
            command->error = errors[fixture_random(&state) % 3];
            command->after = fixture_random(&state) % 12;
        } else if (fixture_random(&state) % 12 == 0) {
            command->is_killed = true;
            command->turns = fixture_random(&state) % 1000000;
        }
    }
}

/* Leaves out halves, quarters and so on as long as it still fails. A kill comes a little earlier or later
 * each time, so that each is tried a few times. */
static size_t shrink(struct command *commands, size_t count, struct buffer *fault)
{
    struct command fewer[COMMANDS];
    struct buffer last = {0};
    size_t part, from;
    int tries;

    for (part = count / 2; part; part /= 2) {
        for (from = 0; from + part <= count;) {
            bool is_needed = true;

            memcpy(fewer, commands, from * sizeof *fewer);
            memcpy(fewer + from, commands + from + part, (count - from - part) * sizeof *fewer);
            for (tries = 0; is_needed && tries < TRIES; tries++)
                is_needed = model_goes(fewer, count - part, &last);
            if (is_needed) {
                from += part;
                continue;
            }
            count -= part;
            memcpy(commands, fewer, count * sizeof *fewer);
            buffer_clear(fault);
            buffer_string(fault, buffer_text(&last));
        }
    }
    buffer_free(&last);
    return count;
}

static void try_seed(unsigned seed)
{
    struct command commands[COMMANDS];
    struct buffer fault = {0};
    size_t i, count = COMMANDS;
    char what[32];

    make_commands(commands, seed);
    snprintf(what, sizeof what, "seed %u", seed);
    if (!model_goes(commands, count, &fault)) {
        printf("    %s: %s\n", what, buffer_text(&fault));
        count = shrink(commands, count, &fault);
        printf("    the fewest that still fail: %s\n", buffer_text(&fault));
        for (i = 0; i < count; i++)
            print_command(&commands[i]);
        suite_expect(what, false);
    }
    buffer_free(&fault);
}

/* 10,000 in full, 200 at a twentieth. */
static void test_random(void)
{
    const char *asked = getenv("ERRWALK_TEST_SEED");
    long all = suite_scale(100) == 100 ? 10000 : suite_scale(4000), seed;

    if (asked && *asked) {
        try_seed((unsigned)strtoul(asked, NULL, 10));
        return;
    }
    for (seed = 1; seed <= all; seed++)
        try_seed((unsigned)seed);
}

const struct suite_test suite_tests[] = {
    {"random commands of two processes", test_random},
    {NULL, NULL},
};
