/* SPDX-License-Identifier: MIT */
/*
 * A walk of the built program as an asciicast (version 3), for `make demo`: what it really sent to a
 * pseudo-terminal, with pauses that can be read in.
 */
#include <config.h>

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pty.h"
#include "suite.h"

const char suite_name[] = "demo";

static const struct {
    const char *keys, *shows;
    double pause; /* seconds before the key */
} steps[] = {
    {"", "q quit", 0.5},        {"\033[B", "▸ 2", 2.5}, {"\033[A", "▸ 1", 1},
    {"1", "Who is sitting", 1}, {"2", "Is there a sign", 2.5}, {"m", "you are here", 2.5},
    {"\033", "Is there a sign", 3}, {"1", "Which operation", 2},
};

static void write_event(double pause, const char *text)
{
    json_t *event = json_pack("[f, s, s]", pause, "o", text);
    char *line = json_dumps(event, JSON_ENSURE_ASCII | JSON_REAL_PRECISION(3));

    if (suite_expect("text in UTF-8", line != NULL))
        printf("%s\n", line);
    free(line);
    json_decref(event);
}

static void record(void)
{
    static char program[4096];
    const char *build = getenv("builddir");
    const char *argv[] = {program, "--no-history", "--theme=dark", "1366", NULL};
    size_t i, from = 0;
    struct pty pty;

    snprintf(program, sizeof program, "%s/errwalk", build && *build ? build : ".");
    setenv("ERRWALK_FLOWS", suite_source("flows"), 1);
    printf("{\"version\": 3, \"term\": {\"cols\": 80, \"rows\": 24, \"type\": \"xterm-256color\"}, "
           "\"title\": \"A walk with errwalk\"}\n");
    pty_start(&pty, 24, 80, "xterm-256color", argv);
    for (i = 0; i < sizeof steps / sizeof *steps; i++) {
        pty_send(&pty, steps[i].keys);
        suite_expect(steps[i].shows, pty_shows(&pty, steps[i].shows));
        pty_pass(&pty, 300);
        write_event(steps[i].pause, pty.sent + from);
        from = pty.sent_length;
    }
    pty_end(&pty);
}

const struct suite_test suite_tests[] = {
    {"record", record},
    {NULL, NULL},
};
