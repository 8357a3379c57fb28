/* SPDX-License-Identifier: MIT */
/*
 * The same answers full-screen and in plain mode give the same transcript, to the byte.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/buffer.h"
#include "errwalk/file.h"

#include "pty.h"
#include "run.h"

const char suite_name[] = "same";

enum { MOST_KEYS = 10, LARGEST = 1 << 20 };

static const struct {
    const char *name, *directory, *flow, *extension, *lines;
    struct {
        const char *until, *keys; /* typed when that shows */
    } wizard[MOST_KEYS];
} walks[] = {
    {"resolved", "cli", "sound", ".md", "yes\nworked\n",
     {{"Is it this one?", "1"}, {"Is it cured?", "1"}, {"Resolved", "q"}}},
    {"escalated after undo and a note", "cli", "sound", ".md", "no\n:b\nyes\n:n one note\nfailed\ndone\n",
     {{"Is it this one?", "2"},
      {"Call somebody", "b"},
      {"Is it this one?", "1"},
      {"Is it cured?", "n"},
      {"Esc", "one note\t\r"},
      {"Is it cured?", "2"},
      {"Call somebody", "\r"},
      {"Handed over", "q"}}},
    {"abandoned", "cli", "sound", ".json", "yes\n:a\n",
     {{"Is it this one?", "1"}, {"Is it cured?", "a"}, {"1  ", "2"}, {"Abandoned", "q"}}},
    {"pasted", "wizard", "read", ".json", ":p\nSub Status: 0xC000006A\nLogon ID: 0x3e7\n.\n1\n0x3e7\nx\ndone\n",
     {{"What does the log say?", "p"},
      {"Go back without it", "Sub Status: 0xC000006A\rLogon ID: 0x3e7\t\r"},
      {"means: A wrong password", "\r"},
      {"Which logon ID?", "\r"},
      {"Which secret?", "x\r"},
      {"Call the team", "1"},
      {"Handed over", "q"}}},
    {"late", "wizard", "late", ".json", "2\n:x 1\nworked\n",
     {{"Who sits at it?", "2"},
      {"Look again at", "\r"},
      {"1 of 2", "1"},
      {"Does it work already?", "1"},
      {"Resolved", "q"}}},
    {"through a block and back", "calls", "visit", ".json", "Bo\nseen\n4\n:b\n5\nworked\n",
     {{"Who asks?", "Bo\r"},
      {"recognised?", "1"},
      {"Which number?", "4\r"},
      {"Greet Bo", "b"},
      {"Which number?", "\x7f""5\r"},
      {"Say seen and 5", "1"},
      {"Resolved", "q"}}},
};

static void walk_screens(size_t i, const char *path)
{
    const char *build = getenv("builddir");
    char program[4096], transcript[4200], flows[4200];
    const char *argv[] = {program, "--no-history", transcript, flows, walks[i].flow, NULL};
    struct pty pty;
    size_t k;

    snprintf(program, sizeof program, "%s/errwalk", build && *build ? build : ".");
    snprintf(transcript, sizeof transcript, "--transcript=%s", path);
    snprintf(flows, sizeof flows, "--flows=%s/%s", suite_source("tests/flows"), walks[i].directory);
    pty_start(&pty, 24, 80, "xterm-256color", argv);
    for (k = 0; k < MOST_KEYS && walks[i].wizard[k].until; k++) {
        if (!suite_expect(walks[i].wizard[k].until, pty_shows(&pty, walks[i].wizard[k].until)))
            break;
        pty_send(&pty, walks[i].wizard[k].keys);
    }
    suite_expect_long(walks[i].name, pty_status(&pty), 0);
    pty_end(&pty);
}

static void walk_lines(size_t i, const char *path)
{
    struct buffer command = {0};
    struct run run;

    buffer_printf(&command, "errwalk --plain --no-history --transcript='%s' --flows='%s/%s' %s", path,
                  suite_source("tests/flows"), walks[i].directory, walks[i].flow);
    run_shell(&run, buffer_text(&command), walks[i].lines);
    suite_expect_long(walks[i].name, run.status, 0);
    run_free(&run);
    buffer_free(&command);
}

static void test_same(void)
{
    size_t i;

    for (i = 0; i < sizeof walks / sizeof *walks; i++) {
        struct buffer screens = {0}, lines = {0};
        char name[64], one[4096], other[4096];

        run_prepare("tests/flows/cli");
        snprintf(name, sizeof name, "screens-%zu%s", i, walks[i].extension);
        snprintf(one, sizeof one, "%s", suite_scratch(name));
        snprintf(name, sizeof name, "lines-%zu%s", i, walks[i].extension);
        snprintf(other, sizeof other, "%s", suite_scratch(name));
        walk_screens(i, one);
        walk_lines(i, other);
        suite_expect(walks[i].name, file_read(one, LARGEST, &screens) == STATUS_OK &&
                                        file_read(other, LARGEST, &lines) == STATUS_OK &&
                                        screens.length > 0);
        suite_expect_string(walks[i].name, buffer_text(&screens), buffer_text(&lines));
        buffer_free(&screens);
        buffer_free(&lines);
    }
}

const struct suite_test suite_tests[] = {
    {"both modes", test_same},
    {NULL, NULL},
};
