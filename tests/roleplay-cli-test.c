/* SPDX-License-Identifier: MIT */
/*
 * A role-play on two terminals: the built program on two pseudo-terminals, full-screen and in plain mode.
 * Whichever end goes, however it goes, the other goes on, and is joined again.
 */
#include <config.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pty.h"
#include "roleplay-peer.h"
#include "suite.h"

const char suite_name[] = "roleplay-cli";

static const char case_id[] = "training/nightly-import";

static const char *program(void)
{
    static char path[4096];
    const char *build = getenv("builddir");

    snprintf(path, sizeof path, "%s/errwalk", build && *build ? build : ".");
    return path;
}

static void prepare(const char *name)
{
    char state[64];

    snprintf(state, sizeof state, "state-%s", name);
    roleplay_peer_prepare(name);
    setenv("XDG_STATE_HOME", suite_scratch(state), 1);
    setenv("ERRWALK_FLOWS", suite_source("flows"), 1);
}

static void start_caller(struct pty *pty, const char *option)
{
    const char *argv[] = {program(), "train", "--caller", case_id, option, NULL};

    pty_start(pty, 24, 80, "xterm-256color", argv);
}

static void start_agent(struct pty *pty, const char *option)
{
    const char *argv[] = {program(), "train", "--agent", "--trainee=Kim", option, NULL};

    pty_start(pty, 24, 80, "xterm-256color", argv);
}

static void kill_it(struct pty *pty)
{
    pty_signal(pty, SIGKILL);
    pty_status(pty);
    pty_end(pty);
}

/* The record of the last session has a text. */
static void expect_recorded(const char *text)
{
    char command[4300], record[32768];
    FILE *pipe;
    size_t length;

    snprintf(command, sizeof command, "%s transcript --format=text 2>&1", program());
    pipe = popen(command, "r");
    length = pipe ? fread(record, 1, sizeof record - 1, pipe) : 0;
    record[length] = '\0';
    if (pipe)
        pclose(pipe);
    if (!suite_expect(text, strstr(record, text) != NULL))
        printf("%s\n", record);
}

static void test_screens(void)
{
    struct pty caller, agent;

    prepare("screens");
    start_caller(&caller, NULL);
    suite_expect("opening", pty_shows(&caller, "Our nightly import has stopped"));
    suite_expect("what is next", pty_shows(&caller, "errwalk train --agent"));
    start_agent(&agent, NULL);
    suite_expect("linked", pty_shows(&agent, "on the line"));
    suite_expect("step", pty_shows(&caller, "Which number does the machine show?"));
    pty_send(&agent, "l");
    suite_expect("it waits", pty_shows(&agent, "You have asked"));
    suite_expect("the caller sees", pty_shows(&caller, "The agent asks"));
    pty_send(&caller, "\r");
    suite_expect("told", pty_shows(&agent, "FAILED 0x80070556"));
    suite_expect("it was told", pty_shows(&caller, "(done) I said what was found"));
    pty_send(&caller, "1");
    suite_expect("trouble", pty_shows(&agent, "My boss is standing behind me"));
    suite_expect("it was heard", pty_shows(&caller, "(done) My boss"));
    pty_send(&agent, "1");
    suite_expect("next", pty_shows(&caller, "Who is sitting at this machine"));
    suite_expect("answer", pty_shows(&caller, "The last answer was: 1366"));
    pty_send(&caller, "q");
    suite_expect("hung up", pty_shows(&agent, "The caller has hung up"));
    pty_send(&agent, "l");
    suite_expect("alone", pty_shows(&agent, "I am an administrator of that server"));
    pty_send(&agent, "q");
    suite_expect_long("left", WEXITSTATUS(pty_status(&agent)), 3);
    pty_end(&agent);
    pty_end(&caller);
    expect_recorded("The caller brought up:");
    expect_recorded("My boss is standing behind me");
}

/* Each end in turn is killed, or its terminal hung up. */
static void test_ends(void)
{
    struct pty caller, agent;

    prepare("ends");
    start_caller(&caller, NULL);
    suite_expect("opening", pty_shows(&caller, "Our nightly import"));
    start_agent(&agent, NULL);
    suite_expect("linked", pty_shows(&caller, "on the line"));
    suite_expect("question", pty_shows(&agent, "Which number"));
    pty_send(&caller, "2");
    suite_expect("trouble", pty_shows(&agent, "second server"));
    pty_send(&agent, "1");
    suite_expect("moved", pty_shows(&caller, "Who is sitting at this machine"));
    kill_it(&caller);
    suite_expect("the agent says so", pty_shows(&agent, "The caller has hung up"));
    start_caller(&caller, NULL);
    suite_expect("joined again", pty_shows(&caller, "Who is sitting at this machine"));
    suite_expect("the agent, too", pty_shows(&agent, "The caller is on the line"));
    suite_expect("what was heard", pty_shows(&caller, "(done) It has just failed"));
    kill_it(&agent);
    suite_expect("the caller says so", pty_shows(&caller, "The agent has hung up"));
    start_agent(&agent, NULL);
    suite_expect("the session goes on", pty_shows(&agent, "Who is sitting at this machine"));
    suite_expect("linked again", pty_shows(&caller, "An agent is on the line"));
    pty_hang_up(&agent);
    suite_expect("hung up", pty_shows(&caller, "The agent has hung up"));
    pty_end(&agent);
    start_agent(&agent, NULL);
    suite_expect("it goes on", pty_shows(&agent, "Who is sitting at this machine"));
    pty_hang_up(&caller);
    suite_expect("the agent says so again", pty_shows(&agent, "The caller has hung up"));
    pty_end(&caller);
    pty_end(&agent);
    expect_recorded("It has just failed on the second server");
    expect_recorded("1366, 0x556");
}

static void test_lines(void)
{
    struct pty caller, agent;

    prepare("lines");
    start_caller(&caller, "--plain");
    suite_expect("opening", pty_shows(&caller, "1. My boss is standing"));
    start_agent(&agent, "--plain");
    suite_expect("question", pty_shows(&agent, ":look asks the caller"));
    suite_expect("step", pty_shows(&caller, "said: you have said"));
    pty_send(&agent, ":look\n");
    suite_expect("it waits", pty_shows(&agent, "You have asked"));
    suite_expect("the caller sees", pty_shows(&caller, "The agent asks"));
    pty_send(&caller, "said\n");
    suite_expect("told", pty_shows(&agent, "FAILED 0x80070556"));
    pty_send(&caller, "1\n");
    suite_expect("trouble", pty_shows(&agent, "Caller: My boss is standing"));
    pty_send(&agent, "this\n");
    suite_expect("moved", pty_shows(&caller, "An administrator"));
    suite_expect("answer", pty_saw(&caller, "The agent answered: 1366"));
    kill_it(&agent);
    suite_expect("the caller goes on", pty_shows(&caller, "The agent has hung up"));
    start_agent(&agent, "--plain");
    suite_expect("the session goes on", pty_shows(&agent, "Who is sitting at this machine"));
    suite_expect("joined again", pty_shows(&caller, "An agent is on the line"));
    pty_send(&caller, "quit\n");
    suite_expect_long("left", WEXITSTATUS(pty_status(&caller)), 0);
    suite_expect("the agent goes on", pty_shows(&agent, "The caller has hung up"));
    pty_send(&agent, ":look\n");
    suite_expect("alone", pty_shows(&agent, "I am an administrator of that server"));
    pty_send(&agent, ":q\n");
    suite_expect_long("left", WEXITSTATUS(pty_status(&agent)), 3);
    pty_end(&caller);
    pty_end(&agent);
    expect_recorded("My boss is standing behind me");
}

/* A case to its end is a training like any other. */
static void test_end(void)
{
    static const struct {
        bool agent;
        const char *line, *caller_sees, *agent_sees; /* either may be NULL */
    } rows[] = {
        {true, ":look\n", "The agent asks", NULL},
        {false, "said\n", NULL, "FAILED 0x80070556"},
        {true, "this\n", "An administrator", NULL},
        {true, ":look\n", "The agent asks", NULL},
        {false, "said\n", NULL, "I am an administrator of that server"},
        {true, "admin\n", "An administrator", NULL},
        {true, ":abandon\n", "The case has ended: abandoned.", "of 100"},
    };
    struct pty caller, agent;
    size_t i;

    prepare("end");
    start_caller(&caller, "--plain");
    suite_expect("opening", pty_shows(&caller, "1. My boss"));
    start_agent(&agent, "--plain");
    suite_expect("linked", pty_shows(&caller, "A good agent answers"));
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        pty_send(rows[i].agent ? &agent : &caller, rows[i].line);
        if (rows[i].caller_sees)
            suite_expect(rows[i].line, pty_shows(&caller, rows[i].caller_sees));
        if (rows[i].agent_sees)
            suite_expect(rows[i].line, pty_shows(&agent, rows[i].agent_sees));
    }
    pty_send(&agent, "\n");
    suite_expect_long("done", WEXITSTATUS(pty_status(&agent)), 0);
    pty_end(&caller);
    pty_end(&agent);
    expect_recorded("Looked");
}

/* The seed is the agent's, and so is the variant that the caller reads. */
static void test_variant(void)
{
    const char *argv[] = {program(), "train", "--caller", "training/closed-at-night", NULL};
    struct pty caller, agent;

    prepare("variant");
    pty_start(&caller, 24, 80, "xterm-256color", argv);
    suite_expect("waits", pty_shows(&caller, "errwalk train --agent"));
    start_agent(&agent, "--seed=1");
    suite_expect("seed", pty_shows(&agent, "seed 1"));
    pty_send(&agent, "l");
    suite_expect("asks", pty_shows(&caller, "The agent asks"));
    suite_expect("its variant", pty_shows(&caller, "It does not even ask for"));
    pty_send(&caller, "t");
    suite_expect("told", pty_shows(&agent, "denied (publickey)"));
    pty_send(&agent, "q");
    pty_status(&agent);
    pty_end(&agent);
    pty_end(&caller);
}

static void test_refusals(void)
{
    static const struct {
        const char *option;
        const char *expect;
        int code;
    } rows[] = {
        {"--agent", "nobody is calling", 1},
        {"--caller --agent", "for two terminals", 2},
        {"--caller no/such", "there is no scenario", 1},
    };
    size_t i;

    prepare("refusals");
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        char command[4300], said[4096];
        FILE *pipe;
        size_t length;

        snprintf(command, sizeof command, "%s train --plain %s 2>&1 </dev/null", program(),
                 rows[i].option);
        pipe = popen(command, "r");
        length = pipe ? fread(said, 1, sizeof said - 1, pipe) : 0;
        said[length] = '\0';
        suite_expect_long(rows[i].option, pipe ? WEXITSTATUS(pclose(pipe)) : -1, rows[i].code);
        if (!suite_expect(rows[i].expect, strstr(said, rows[i].expect) != NULL))
            printf("%s\n", said);
    }
}

const struct suite_test suite_tests[] = {
    {"full-screen", test_screens},
    {"whichever end goes", test_ends},
    {"plain", test_lines},
    {"to its end", test_end},
    {"a variant", test_variant},
    {"refusals", test_refusals},
    {NULL, NULL},
};
