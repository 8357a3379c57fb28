/* SPDX-License-Identifier: MIT */
/*
 * The same commands full-screen and in plain mode are the same events of a training, whatever its mode; and a
 * training on a terminal leaves that as it found it.
 */
#include <config.h>

#include "suite.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/history.h"

#include "pty.h"
#include "run.h"

const char suite_name[] = "train-same";

enum { MOST_KEYS = 24 };

struct typed {
    const char *until, *keys; /* typed when that shows */
};

static const struct {
    const char *mode, *lines;
    struct typed wizard[MOST_KEYS];
} walks[] = {
    {"practise",
     ":look\n:hint\noffline\n:look\n9100\n2\n40\npanel\n:b\n:b\n1\n:look\nno\n1\n80%\n2\n:look\nworked\n",
     {{"Ask the caller", "l"},
      {"LOAD TRAY", "h"},
      {"Take a hint?", "1"},
      {"What is a sheet", "2"},
      {"Which port", "l"},
      {"How should", "9100\r"},
      {"what is the cause", "2"},
      {"How sure", "40\r"},
      {"Which observation", "1"},
      {"Is it online?", "b"},
      {"Which port", "\033"},
      {"b back", "b"},
      {"sheet with a line", "1"},
      {"in the tray?", "l"},
      {"It is empty!", "2"},
      {"what is the cause", "1"},
      {"How sure", "80%\r"},
      {"Which observation", "2"},
      {"Do it, and verify", "l"},
      {"It prints", "1"},
      {"The case ended", "q"}}},
    {"learn", ":look\n2\n1\nno\n3\n99\n1\n1\n20\n1\n:look\n1\n",
     {{"Ask the caller", "l"},
      {"LOAD TRAY", "2"},
      {"not right", "1"},
      {"in the tray?", "2"},
      {"what is the cause", "3"},
      {"How sure", "99\r"},
      {"Which observation", "1"},
      {"not right", "1"},
      {"How sure", "20\r"},
      {"Which observation", "1"},
      {"Do it, and verify", "l"},
      {"It prints", "1"},
      {"The case ended", "q"}}},
    {"exam --key=k", "3\n2\n0\n:look\ndone\n",
     {{"Ask the caller", "3"},
      {"what is the cause", "2"},
      {"How sure", "0\r"},
      {"see what comes", "l"},
      {"not amused", "1"},
      {"waits for the trainer", "q"}}},
};

static const char *history_at(const char *which, size_t i)
{
    char name[64];

    snprintf(name, sizeof name, "%s-%zu.db", which, i);
    return suite_scratch(name);
}

/* All that was kept of the one session in a history. */
static void describe(struct buffer *out, const char *path)
{
    struct history *history = history_new(path);
    struct session *session = NULL;
    char id[SESSION_ID_SIZE];
    size_t i;

    if (suite_expect(path, history_find(history, "", id) == STATUS_OK &&
                               history_load(history, id, &session) == STATUS_OK)) {
        for (i = 0; i < session_count(session); i++) {
            const struct event *event = session_event(session, i);

            buffer_printf(out, "%s target=%u minutes=%g percent=%u seed=%lld",
                          event_kind_names[event->kind], event->target, event->minutes,
                          event->percent, (long long)event->seed);
#define PRINT(name) buffer_printf(out, " " #name "=%s", event->name);
            EVENT_TEXTS(PRINT)
#undef PRINT
            buffer_char(out, '\n');
        }
    }
    session_free(session);
    history_free(history);
}

static void start(struct pty *pty, size_t i, const char *path)
{
    const char *build = getenv("builddir");
    char program[4096], history[4200], mode[32];
    const char *argv[] = {program, "train", "monday", history, mode, NULL, NULL};

    snprintf(program, sizeof program, "%s/errwalk", build && *build ? build : ".");
    snprintf(history, sizeof history, "--history=%s", path);
    snprintf(mode, sizeof mode, "--mode=%.*s", (int)strcspn(walks[i].mode, " "), walks[i].mode);
    if (strchr(walks[i].mode, ' '))
        argv[5] = strchr(walks[i].mode, ' ') + 1;
    pty_start(pty, 24, 80, "xterm-256color", argv);
}

static void walk_screens(size_t i, const char *path)
{
    struct pty pty;
    size_t k;

    start(&pty, i, path);
    for (k = 0; k < MOST_KEYS && walks[i].wizard[k].until; k++) {
        if (!suite_expect(walks[i].wizard[k].until, pty_shows(&pty, walks[i].wizard[k].until)))
            break;
        pty_send(&pty, walks[i].wizard[k].keys);
    }
    suite_expect_long(walks[i].mode, pty_status(&pty), 0);
    suite_expect("restored", pty_is_restored(&pty));
    pty_end(&pty);
}

static void walk_lines(size_t i, const char *path)
{
    struct buffer command = {0};
    struct run run;

    buffer_printf(&command, "errwalk train monday --plain --history='%s' --mode=%s", path,
                  walks[i].mode);
    run_shell(&run, buffer_text(&command), walks[i].lines);
    suite_expect_long(walks[i].mode, run.status, 0);
    run_free(&run);
    buffer_free(&command);
}

static void test_same(void)
{
    size_t i;

    for (i = 0; i < sizeof walks / sizeof *walks; i++) {
        struct buffer screens = {0}, lines = {0};
        char one[4096], other[4096];

        run_prepare("tests/flows/train");
        snprintf(one, sizeof one, "%s", history_at("screens", i));
        snprintf(other, sizeof other, "%s", history_at("lines", i));
        walk_screens(i, one);
        walk_lines(i, other);
        describe(&screens, one);
        describe(&lines, other);
        suite_expect(walks[i].mode, screens.length > 0);
        suite_expect_string(walks[i].mode, buffer_text(&screens), buffer_text(&lines));
        buffer_free(&screens);
        buffer_free(&lines);
    }
}

/* Killed on a screen after each key, and resumed in plain mode: what was seen to happen is there. */
static void test_killed(void)
{
    static const char resumed[] = ":seen\n:a\n";
    size_t k;

    for (k = 1; k < 4; k++) {
        struct buffer command = {0};
        struct pty pty;
        struct run run;
        char path[4096];
        size_t i;

        run_prepare("tests/flows/train");
        snprintf(path, sizeof path, "%s", history_at("killed", k));
        start(&pty, 0, path);
        for (i = 0; i < k; i++) {
            suite_expect(walks[0].wizard[i].until, pty_shows(&pty, walks[0].wizard[i].until));
            pty_send(&pty, walks[0].wizard[i].keys);
        }
        suite_expect("seen", pty_shows(&pty, walks[0].wizard[k].until));
        pty_signal(&pty, SIGKILL);
        pty_status(&pty);
        pty_end(&pty);
        buffer_printf(&command, "errwalk resume --plain --history='%s'", path);
        run_shell(&run, buffer_text(&command), resumed);
        suite_expect_long("resumed", run.status, 0);
        suite_expect("what was seen", strstr(run.out, "LOAD TRAY") != NULL);
        run_free(&run);
        buffer_free(&command);
    }
}

const struct suite_test suite_tests[] = {
    {"screens and lines", test_same},
    {"killed and resumed", test_killed},
    {NULL, NULL},
};
