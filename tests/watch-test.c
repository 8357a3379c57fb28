/* SPDX-License-Identifier: MIT */
/*
 * A flow that is walked while it is written: what a walk keeps in each new version, and the program
 * on its terminal, full-screen and in plain mode.
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "errwalk/clock.h"
#include "errwalk/diag.h"
#include "errwalk/file.h"
#include "errwalk/library.h"
#include "errwalk/memory.h"
#include "errwalk/walk.h"
#include "pty.h"
#include "suite.h"

const char suite_name[] = "watch";

/* A flow with marks where the versions differ. */
static const char flow[] =
    "title: A door\n"
    "diagnose:\n"
    "  stuck:\n"
    "    ask: %s\n"
    "    answers: {yes: weight, no: %s, unsure: weight}\n"
    "  weight:\n"
    "    input: How heavy is it?\n"
    "    fact: weight\n"
    "    type: %s\n"
    "    to: oil\n"
    "resolve:\n"
    "  oil:\n"
    "    fix: Oil it\n"
    "    do: [Fetch oil, Pour it]\n"
    "    verify: Does it turn?\n"
    "    if-not: smith\n"
    "  smith: {escalate: Call the smith, because: It is stuck.}\n";

static const char *write_flow(const char *ask, const char *no, const char *type)
{
    const char *path = suite_scratch("door.yaml");
    char text[1024];

    snprintf(text, sizeof text, flow, ask, no, type);
    suite_expect(path, file_write(path, text, strlen(text), true) == STATUS_OK);
    return path;
}

static void act(struct walk *walk, const char *reply)
{
    struct event event;
    enum status status = *reply == '*'   ? walk_choose(walk, CHOICE_NOTE, NULL, reply + 1, &event)
                         : *reply == '+' ? walk_choose(walk, CHOICE_TICK, "1", NULL, &event)
                                         : walk_reply(walk, reply, &event);

    suite_expect(reply, status == STATUS_OK && walk_commit(walk, &event) == STATUS_OK);
}

static void act_all(struct walk *walk, const char *replies)
{
    char text[64], *reply, *rest;

    snprintf(text, sizeof text, "%s", replies);
    for (reply = strtok_r(text, "|", &rest); reply; reply = strtok_r(NULL, "|", &rest))
        act(walk, reply);
}

static void count(const struct session *session, unsigned *ticks, unsigned *notes)
{
    size_t i;

    for (i = *ticks = *notes = 0; i < session_count(session); i++) {
        *ticks += session_event(session, i)->kind == EVENT_TICKED;
        *notes += session_event(session, i)->kind == EVENT_NOTED;
    }
}

static void test_reload(void)
{
    static const struct {
        const char *replies;         /* before */
        const char *ask, *no, *type; /* of the new version */
        const char *expected;
    } rows[] = {
        {"", "Is it stuck?", "smith", "number", "stuck: kept 0, dropped 0, ticks 0, notes 0"},
        {"yes", "Does it stick?", "smith", "number", "weight: kept 1, dropped 0, ticks 0, notes 0"},
        {"yes|30", "Is it stuck?", "smith", "number", "oil: kept 2, dropped 0, ticks 0, notes 0"},
        {"yes|30", "Is it stuck?", "smith", "date", "weight: kept 1, dropped 1, ticks 0, notes 0"},
        {"*a|yes|30|+|*b", "Stuck?", "smith", "number", "oil: kept 2, dropped 0, ticks 1, notes 2"},
        {"yes|30|failed|done", "Stuck?", "smith", "number",
         "smith: kept 3, dropped 0, ticks 0, notes 0, escalated"},
        {"no|done", "Stuck?", "weight", "number", "weight: kept 1, dropped 0, ticks 0, notes 0"},
        {"yes|30|worked", "Stuck?", "smith", "number",
         "oil: kept 3, dropped 0, ticks 0, notes 0, resolved"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct walk_reloaded reloaded = {0};
        struct diag_list faults = {0};
        struct library *library = NULL;
        const struct flow *version = NULL;
        struct clock clock;
        struct walk *walk;
        struct event event;
        unsigned ticks, notes;
        char got[128];

        library_new(NULL, 0, &library);
        clock_init(&clock);
        walk = walk_new(library, &clock);
        library_add_file(library, write_flow("Is it stuck?", "smith", "number"), &faults, &version);
        suite_expect("start", walk_start(walk, version, "", (struct code){0}, &event) == STATUS_OK &&
                                  walk_commit(walk, &event) == STATUS_OK);
        act_all(walk, rows[i].replies);
        suite_expect("load", library_add_file(library,
                                              write_flow(rows[i].ask, rows[i].no, rows[i].type),
                                              &faults, &version) == STATUS_OK);
        suite_expect("reload", walk_reload(walk, version, &reloaded) == STATUS_OK);
        count(walk_session(walk), &ticks, &notes);
        snprintf(got, sizeof got, "%s: kept %zu, dropped %zu, ticks %u, notes %u%s%s",
                 walk_step(walk)->node.id, reloaded.kept, reloaded.dropped, ticks, notes,
                 session_outcome(walk_session(walk)) ? ", " : "",
                 session_outcome(walk_session(walk))
                     ? outcome_names[session_outcome(walk_session(walk))]
                     : "");
        suite_expect_string(rows[i].replies, got, rows[i].expected);
        suite_expect("the new version", walk_flow(walk) == version);
        walk_free(walk);
        library_free(library);
        diag_list_free(&faults);
    }
}

static void start(struct pty *pty, const char *plain)
{
    static char program[4096];
    const char *build = getenv("builddir");
    const char *argv[] = {program, "walk", write_flow("Is it stuck?", "smith", "number"), "--watch",
                          plain, NULL};

    setenv("XDG_STATE_HOME", suite_scratch("state"), 1);
    snprintf(program, sizeof program, "%s/errwalk", build && *build ? build : ".");
    pty_start(pty, 24, 80, "xterm-256color", argv);
}

static void expect_exit(struct pty *pty, int code)
{
    int status = pty_status(pty);

    suite_expect("it exits", status != -1 && WIFEXITED(status));
    if (status != -1 && WIFEXITED(status))
        suite_expect_long("exit status", WEXITSTATUS(status), code);
}

/* In place, as some editors write; write_flow replaces the file, as others do. */
static void write_into(const char *text)
{
    FILE *file = fopen(suite_scratch("door.yaml"), "w");

    suite_expect("open", file && fputs(text, file) >= 0);
    if (file)
        fclose(file);
}

static void test_screens(void)
{
    struct pty pty;

    start(&pty, NULL);
    suite_expect("question", pty_shows(&pty, "Is it stuck?"));
    pty_send(&pty, "1");
    suite_expect("second", pty_shows(&pty, "How heavy is it?"));
    pty_send(&pty, "4");
    suite_expect("typing", pty_shows(&pty, "4"));
    write_flow("Does it stick?", "smith", "number");
    suite_expect("told", pty_shows(&pty, "reloaded: 1 answer kept"));
    suite_expect("it stands where it stood", pty_shows(&pty, "How heavy is it?"));
    pty_send(&pty, "2\r");
    suite_expect("what was typed was there", pty_shows(&pty, "Oil it"));
    pty_send(&pty, "t ");
    suite_expect("42", pty_shows(&pty, "42"));
    pty_send(&pty, "\033");
    write_into("title: [\n");
    suite_expect("broken", pty_shows(&pty, "The file is broken"));
    suite_expect("place", pty_shows(&pty, "door.yaml:1:8: error[E026]"));
    pty_send(&pty, "\033");
    suite_expect("the last good version", pty_shows(&pty, "Does it turn?"));
    remove(suite_scratch("door.yaml"));
    write_flow("Does it stick?", "smith", "date");
    suite_expect("fixed", pty_shows(&pty, "1 no longer fits"));
    suite_expect("asked again", pty_shows(&pty, "How heavy is it?"));
    pty_send(&pty, "\033q");
    expect_exit(&pty, 0);
    pty_end(&pty);
}

static void test_lines(void)
{
    struct pty pty;

    start(&pty, "--plain");
    suite_expect("question", pty_shows(&pty, "Is it stuck?"));
    write_flow("Does it stick?", "smith", "number");
    pty_send(&pty, "yes\n");
    suite_expect("told", pty_shows(&pty, "reloaded"));
    suite_expect("asked anew", pty_shows(&pty, "Does it stick?"));
    write_into("title: [\n");
    pty_send(&pty, "yes\n");
    suite_expect("broken", pty_shows(&pty, "error[E008]"));
    suite_expect("the last good version goes on", pty_shows(&pty, "How heavy is it?"));
    pty_send(&pty, ":q\n");
    expect_exit(&pty, 0);
    pty_end(&pty);
}

const struct suite_test suite_tests[] = {
    {"what a walk keeps", test_reload},
    {"full-screen", test_screens},
    {"plain", test_lines},
    {NULL, NULL},
};
