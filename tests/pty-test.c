/* SPDX-License-Identifier: MIT */
/*
 * The built program in a pseudo-terminal: what no test of a part can show. However it ends, the
 * terminal is left as it was found.
 */
#include <config.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "errwalk/buffer.h"
#include "pty.h"
#include "sequences.h"
#include "suite.h"

const char suite_name[] = "pty";

static unsigned histories;
static const char *option; /* of the next programs, or NULL */

/* With the sessions of the test so far. */
static void start_on(struct pty *pty, const char *term, const char *problem)
{
    static char program[4096];
    const char *build = getenv("builddir");
    const char *argv[] = {program, problem ? problem : option, problem ? option : NULL, NULL};
    char state[32];

    snprintf(state, sizeof state, "state-%u", histories);
    setenv("XDG_STATE_HOME", suite_scratch(state), 1); /* sessions are kept there */
    snprintf(program, sizeof program, "%s/errwalk", build && *build ? build : ".");
    pty_start(pty, 24, 80, term, argv);
}

static void start_again(struct pty *pty, const char *term)
{
    start_on(pty, term, suite_source("tests/flows/wizard/walk.yaml"));
}

static void start(struct pty *pty, const char *term)
{
    histories++;
    start_again(pty, term);
}

static void expect_left(const struct pty *pty)
{
    suite_expect("the modes are restored", pty_is_restored(pty));
    suite_expect("the alternate screen is left", !pty->alternate);
    suite_expect("the cursor shows", !pty->hidden);
    suite_expect("pastes are bracketed no longer", !pty_brackets(pty));
    suite_expect("the mouse is reported no longer", !pty_reports_mouse(pty));
}

static void expect_exit(struct pty *pty, int code)
{
    int status = pty_status(pty);

    suite_expect("it exits", status != -1 && WIFEXITED(status));
    if (status != -1 && WIFEXITED(status))
        suite_expect_long("exit status", WEXITSTATUS(status), code);
    expect_left(pty);
}

static void expect_killed(struct pty *pty, int number)
{
    int status = pty_status(pty);

    suite_expect("a signal ends it", status != -1 && WIFSIGNALED(status));
    if (status != -1 && WIFSIGNALED(status))
        suite_expect_long("signal", WTERMSIG(status), number);
}

static void test_walk(void)
{
    struct pty pty;

    start(&pty, "xterm-256color");
    suite_expect("question", pty_shows(&pty, "What exactly does the machine show?"));
    suite_expect("it uses the alternate screen", pty.alternate);
    pty_send(&pty, "\033[B\033[A\r");
    suite_expect("next question", pty_shows(&pty, "Where does the failing logon ID come from?"));
    pty_send(&pty, "2");
    suite_expect("fix", pty_shows(&pty, "Allocate a new logon ID for every attempt"));
    pty_send(&pty, "1");
    suite_expect("end", pty_shows(&pty, "Resolved"));
    pty_send(&pty, "2");
    expect_exit(&pty, 0);
    suite_expect("it says outcome and session", pty_shows(&pty, "The case is resolved. Its session is"));
    pty_end(&pty);
}

static void test_quit(void)
{
    struct pty pty;

    start(&pty, "xterm-256color");
    suite_expect("question", pty_shows(&pty, "What exactly"));
    pty_send(&pty, "1");
    suite_expect("next question", pty_shows(&pty, "Where does"));
    pty_send(&pty, "q");
    expect_exit(&pty, 3);
    suite_expect("it says what became of it", pty_shows(&pty, "not finished"));
    pty_end(&pty);
    start(&pty, "xterm-256color");
    suite_expect("question", pty_shows(&pty, "What exactly"));
    pty_resize(&pty, 12, 40);
    suite_expect("small", pty_shows(&pty, "more: PgDn"));
    pty_send(&pty, "1");
    suite_expect("next question", pty_shows(&pty, "Where does"));
    pty_send(&pty, "q");
    expect_exit(&pty, 3);
    suite_expect("the words are whole", pty_shows(&pty, "errwalk resume "));
    pty_end(&pty);
}

/* A session that was left is offered, and resumed where it stood. */
static void test_offer(void)
{
    struct pty pty;

    start(&pty, "xterm-256color");
    suite_expect("question", pty_shows(&pty, "What exactly"));
    pty_send(&pty, "1");
    suite_expect("next question", pty_shows(&pty, "Where does"));
    pty_send(&pty, "q");
    expect_exit(&pty, 3);
    pty_end(&pty);
    start_again(&pty, "xterm-256color");
    suite_expect("it is offered", pty_shows(&pty, "is not finished"));
    suite_expect("with what is there", pty_shows(&pty, "1 question answered"));
    pty_send(&pty, "1");
    suite_expect("it goes on there", pty_shows(&pty, "Where does"));
    suite_expect("without leaving the screen", !pty_saw(&pty, "\033[?1049l"));
    pty_send(&pty, "21");
    suite_expect("to its end", pty_shows(&pty, "Resolved"));
    pty_send(&pty, "q");
    expect_exit(&pty, 0);
    pty_end(&pty);
    start_again(&pty, "xterm-256color");
    suite_expect("nothing is left to offer", pty_shows(&pty, "q quit"));
    pty_send(&pty, "q");
    expect_exit(&pty, 3);
    pty_end(&pty);
}

/* Without a problem: a session is resumed, a flow begun, and nothing done. */
static void test_home(void)
{
    struct pty pty;

    setenv("ERRWALK_FLOWS", suite_source("tests/flows/wizard"), 1);
    start(&pty, "xterm-256color");
    suite_expect("question", pty_shows(&pty, "What exactly"));
    pty_send(&pty, "1");
    suite_expect("next question", pty_shows(&pty, "Where does"));
    pty_send(&pty, "q");
    expect_exit(&pty, 3);
    pty_end(&pty);
    start_on(&pty, "xterm-256color", NULL);
    suite_expect("home", pty_shows(&pty, "Go on with"));
    pty_send(&pty, "\r");
    suite_expect("it goes on there", pty_shows(&pty, "Where does"));
    suite_expect("without leaving the screen", !pty_saw(&pty, "\033[?1049l"));
    pty_send(&pty, "21");
    suite_expect("to its end", pty_shows(&pty, "Resolved"));
    pty_send(&pty, "q");
    expect_exit(&pty, 0);
    pty_end(&pty);
    start_on(&pty, "xterm-256color", NULL);
    suite_expect("home", pty_shows(&pty, "All sessions (1)"));
    pty_send(&pty, "walk\r");
    suite_expect("a flow is begun", pty_shows(&pty, "What exactly"));
    suite_expect("without leaving the screen", !pty_saw(&pty, "\033[?1049l"));
    pty_send(&pty, "q");
    expect_exit(&pty, 3);
    pty_end(&pty);
    start_on(&pty, "xterm-256color", NULL);
    suite_expect("home", pty_shows(&pty, "All sessions (1)"));
    pty_send(&pty, "\003");
    expect_exit(&pty, 0);
    pty_end(&pty);
    start_on(&pty, "xterm-256color", NULL);
    suite_expect("home", pty_shows(&pty, "All sessions (1)"));
    pty_signal(&pty, SIGTERM);
    expect_killed(&pty, SIGTERM);
    expect_left(&pty);
    pty_end(&pty);
    unsetenv("ERRWALK_FLOWS");
}

/* The list of trainings stands over home: leaving it leads back there, and what is typed on at once is for
 * home. A signal still ends the program. */
static void test_list_from_home(void)
{
    static const char *const leaving[] = {"q", "\033", "\003"};
    static const int signals[] = {SIGTERM, SIGHUP};
    struct pty pty;
    size_t i;

    setenv("ERRWALK_FLOWS", suite_source("flows"), 1);
    for (i = 0; i < sizeof leaving / sizeof leaving[0]; i++) {
        histories++;
        start_on(&pty, "xterm-256color", NULL);
        suite_expect("home", pty_shows(&pty, "Train on a case"));
        pty_send(&pty, "\033");
        suite_expect("the field is left", pty_shows(&pty, "t train"));
        pty_send(&pty, "t");
        suite_expect("the list", pty_shows(&pty, "Which case do you want"));
        suite_expect("it says where leaving leads", pty_shows(&pty, "q back"));
        pty_send(&pty, leaving[i]);
        suite_expect("home again", pty_shows(&pty, "What's the problem?"));
        suite_expect("without leaving the screen", !pty_saw(&pty, "\033[?1049l"));
        pty_send(&pty, "\003");
        expect_exit(&pty, 0);
        pty_end(&pty);
    }
    histories++;
    start_on(&pty, "xterm-256color", NULL);
    suite_expect("home", pty_shows(&pty, "Train on a case"));
    pty_send(&pty, "\033");
    suite_expect("the field is left", pty_shows(&pty, "t train"));
    pty_send(&pty, "t");
    suite_expect("the list", pty_shows(&pty, "Which case do you want"));
    pty_send(&pty, "q\003");
    expect_exit(&pty, 0);
    pty_end(&pty);
    for (i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        histories++;
        start_on(&pty, "xterm-256color", NULL);
        suite_expect("home", pty_shows(&pty, "Train on a case"));
        pty_send(&pty, "\033");
        suite_expect("the field is left", pty_shows(&pty, "t train"));
        pty_send(&pty, "t");
        suite_expect("the list", pty_shows(&pty, "Which case do you want"));
        pty_signal(&pty, signals[i]);
        expect_killed(&pty, signals[i]);
        expect_left(&pty);
        pty_end(&pty);
    }
    unsetenv("ERRWALK_FLOWS");
}

/* So does the case that is proposed to be practised. */
static void test_practice_from_home(void)
{
    struct pty pty;

    setenv("ERRWALK_FLOWS", suite_source("flows"), 1);
    histories++;
    start_on(&pty, "xterm-256color", NULL);
    suite_expect("home", pty_shows(&pty, "Practise what is due again"));
    pty_send(&pty, "\033");
    suite_expect("the field is left", pty_shows(&pty, "t train"));
    pty_send(&pty, "p");
    suite_expect("the case", pty_shows(&pty, "What to practise next"));
    suite_expect("and why", pty_shows(&pty, "this one is new to you"));
    pty_send(&pty, "q");
    suite_expect("home again", pty_shows(&pty, "Practise what is due again"));
    pty_send(&pty, "\003");
    expect_exit(&pty, 0);
    pty_end(&pty);
    unsetenv("ERRWALK_FLOWS");
}

/* The caller of a role-play comes from a list, on the same screen. */
static void test_caller_from_list(void)
{
    struct pty pty;

    setenv("ERRWALK_FLOWS", suite_source("flows"), 1);
    setenv("XDG_RUNTIME_DIR", suite_scratch("run"), 1);
    option = "--caller";
    histories++;
    start_on(&pty, "xterm-256color", "train");
    suite_expect("the list", pty_shows(&pty, "Which case do you want"));
    pty_send(&pty, "1");
    suite_expect("the caller", pty_shows(&pty, "Waiting for the agent"));
    suite_expect("without leaving the screen", !pty_saw(&pty, "\033[?1049l"));
    pty_send(&pty, "q");
    expect_exit(&pty, 0);
    pty_end(&pty);
    option = NULL;
    unsetenv("XDG_RUNTIME_DIR");
    unsetenv("ERRWALK_FLOWS");
}

static void test_resize(void)
{
    struct pty pty;

    start(&pty, "xterm-256color");
    suite_expect("question", pty_shows(&pty, "q quit"));
    pty_resize(&pty, 30, 120);
    suite_expect("the trail is a pane", pty_shows(&pty, "│ What exactly"));
    pty_resize(&pty, 8, 30);
    suite_expect("too small", pty_shows(&pty, "Too small: 30x8"));
    pty_resize(&pty, 12, 40);
    suite_expect("small", pty_shows(&pty, "more: PgDn"));
    pty_send(&pty, "q");
    expect_exit(&pty, 3);
    pty_end(&pty);
}

static void test_suspend(void)
{
    struct pty pty;
    int status;

    start(&pty, "xterm-256color");
    suite_expect("question", pty_shows(&pty, "q quit"));
    pty_send(&pty, "1");
    suite_expect("next question", pty_shows(&pty, "Where does"));
    pty_send(&pty, "\032");
    status = pty_status(&pty);
    suite_expect("it stops", status != -1 && WIFSTOPPED(status));
    expect_left(&pty);
    pty_resize(&pty, 30, 120);
    pty_signal(&pty, SIGCONT);
    suite_expect("it goes on at the new size", pty_shows(&pty, "│ Where does"));
    suite_expect("on the alternate screen", pty.alternate);
    pty_send(&pty, "2");
    suite_expect("keys work", pty_shows(&pty, "Allocate a new"));
    pty_send(&pty, "\032");
    status = pty_status(&pty);
    suite_expect("it stops again", status != -1 && WIFSTOPPED(status));
    pty_signal(&pty, SIGCONT);
    suite_expect("and goes on", pty_shows(&pty, "Allocate a new"));
    pty_send(&pty, "q");
    expect_exit(&pty, 3);
    pty_end(&pty);
}

/* All that end a program. */
static void test_signals(void)
{
    const int signals[] = {SIGTERM, SIGHUP,  SIGSEGV,   SIGABRT, SIGBUS,  SIGFPE,  SIGILL,
                                  SIGTRAP, SIGSYS,  SIGQUIT,   SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM,
                                  SIGPROF, SIGXCPU,
#ifdef SIGRTMIN
                                  SIGRTMIN, SIGRTMAX,
#endif
    };
    size_t i;

    for (i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct pty pty;

        start(&pty, "xterm-256color");
        suite_expect("question", pty_shows(&pty, "q quit"));
        pty_signal(&pty, signals[i]);
        expect_killed(&pty, signals[i]);
        expect_left(&pty);
        pty_end(&pty);
    }
}

static void test_interrupt(void)
{
    struct pty pty;

    start(&pty, "xterm-256color");
    suite_expect("question", pty_shows(&pty, "q quit"));
    pty_send(&pty, "1");
    suite_expect("next question", pty_shows(&pty, "Where does"));
    pty_signal(&pty, SIGINT);
    expect_exit(&pty, 3);
    pty_end(&pty);
}

/* One that asks it to end is heeded whatever goes on: here the terminal takes nothing more. */
static void test_stopped_terminal(void)
{
    static const int signals[] = {SIGTERM, SIGHUP};
    size_t i;

    for (i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct pty pty;

        start(&pty, "linux");
        /* All of it: what is sent last is the way of the cursor. */
        suite_expect("question", pty_shows(&pty, "I don't know") && pty_stands_on(&pty, "▸ 1"));
        pty_send(&pty, "\0231");
        suite_expect("it has the key, and writes", pty_has_read(&pty));
        pty_signal(&pty, signals[i]);
        expect_killed(&pty, signals[i]);
        expect_left(&pty);
        pty_end(&pty);
    }
}

/* The keys that send signals elsewhere do here what those would; pasted, they are nothing. */
static void test_control_keys(void)
{
    struct pty pty;

    start(&pty, "xterm-256color");
    suite_expect("question", pty_shows(&pty, "q quit"));
    pty_send(&pty, "1");
    suite_expect("next question", pty_shows(&pty, "Where does"));
    pty_send(&pty, "n\033[200~a\003b\034c\032d\023e\033[201~f");
    suite_expect("pasted into a note", pty_shows(&pty, "abcdef"));
    pty_send(&pty, "\034");
    expect_killed(&pty, SIGQUIT);
    expect_left(&pty);
    pty_end(&pty);
    start(&pty, "xterm-256color");
    suite_expect("question", pty_shows(&pty, "q quit"));
    pty_send(&pty, "\003");
    expect_exit(&pty, 3);
    pty_end(&pty);
}

/* In pieces, with pauses in which the rest is still the rest. */
static void send_random(struct pty *pty, unsigned *seed)
{
    struct buffer bytes = {0};
    size_t at, length;

    sequences_add(&bytes, seed);
    for (at = 0; at < bytes.length; at += length) {
        length = 1 + suite_random(seed) % 10;
        if (length > bytes.length - at)
            length = bytes.length - at;
        pty_send_bytes(pty, bytes.bytes + at, length);
        pty_pass(pty, suite_random(seed) % 2 ? 0 : (int)(suite_random(seed) % 80));
    }
    buffer_free(&bytes);
}

/* What no person typed answers nothing, whole or in pieces. */
static void test_stray_bytes(void)
{
    static const struct {
        const char *first, *rest; /* what comes 60 ms later */
    } rows[] = {
        {"\033[25;2~", ""}, {"\033[32;2u", ""}, {"\033]11;rgb:1/2/3\a", ""},
        {"\033", "[5~"},    {"\033", "[H"},     {"\033", "[25;2~"},
        {"\033", "OP"},     {"\033", "]11;rgb:1/2/3\033\\"},
    };
    unsigned seed = 1, i;
    struct pty pty;

    start(&pty, "xterm-256color");
    suite_expect("question", pty_shows(&pty, "q quit"));
    pty_send(&pty, "1");
    suite_expect("next question", pty_shows(&pty, "Where does"));
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        pty_send(&pty, rows[i].first);
        pty_pass(&pty, 60);
        pty_send(&pty, rows[i].rest);
    }
    for (i = 0; i < 20; i++)
        send_random(&pty, &seed);
    pty_pass(&pty, 600);
    suite_expect("the question", pty_shows(&pty, "Where does the failing"));
    pty_send(&pty, "q");
    expect_exit(&pty, 3);
    pty_end(&pty);
    start_again(&pty, "xterm-256color");
    suite_expect("one answer is kept", pty_shows(&pty, "1 question answered"));
    pty_end(&pty);
}

/* A paste is one thing: its lines are no keys, wherever it goes. */
static void test_paste(void)
{
    struct pty pty;

    start(&pty, "xterm-256color");
    suite_expect("question", pty_shows(&pty, "q quit"));
    suite_expect("pastes are bracketed", pty_brackets(&pty));
    pty_send(&pty, "\033[200~1\r2\r1\rq\033[201~");
    suite_expect("outside of a field", pty_shows(&pty, "A paste is taken only in a field"));
    suite_expect("nothing is answered", pty_shows(&pty, "What exactly does the machine show?"));
    pty_send(&pty, "n\033[200~one\r\ntwo\tthr\001\033[Aee\n\303\251q\033[201~");
    suite_expect("within", pty_shows(&pty, "▸ éq"));
    pty_send(&pty, "\032");
    suite_expect("it stops", WIFSTOPPED(pty_status(&pty)));
    expect_left(&pty);
    pty_signal(&pty, SIGCONT);
    suite_expect("it goes on", pty_shows(&pty, "two three"));
    suite_expect("pastes are bracketed again", pty_brackets(&pty));
    pty_send(&pty, "\033[200~ never\rended");
    suite_expect("a pause ends it", pty_shows(&pty, "▸ ended"));
    pty_send(&pty, "!\t\r1");
    suite_expect("keys are keys again", pty_shows(&pty, "Where does"));
    pty_signal(&pty, SIGTERM);
    expect_killed(&pty, SIGTERM);
    expect_left(&pty);
    pty_end(&pty);
}

/* Without being asked nothing takes the mouse from the terminal; with --mouse it is given back however
 * the program ends. */
static void test_mouse(void)
{
    static const int signals[] = {SIGTERM, SIGSEGV};
    struct pty pty;
    size_t i;

    start(&pty, "xterm-256color");
    suite_expect("question", pty_shows(&pty, "q quit"));
    suite_expect("off", !pty_reports_mouse(&pty) && !pty_saw(&pty, "\033[?1000") && !pty_saw(&pty, "1006"));
    pty_end(&pty);
    option = "--mouse";
    start(&pty, "xterm-256color");
    suite_expect("question", pty_shows(&pty, "q quit"));
    suite_expect("on", pty_reports_mouse(&pty));
    pty_send(&pty, "\033[<0;8;14M\033[<0;8;14m");
    suite_expect("a click focuses", pty_shows(&pty, "▸ 2"));
    pty_send(&pty, "\033[<65;8;14M\033[<0;8;13M\033[<0;8;13m");
    suite_expect("another", pty_shows(&pty, "▸ 1"));
    pty_send(&pty, "\033[<0;8;13M\033[<0;8;13m");
    suite_expect("a second chooses", pty_shows(&pty, "Where does"));
    pty_send(&pty, "\032");
    suite_expect("it stops", WIFSTOPPED(pty_status(&pty)));
    expect_left(&pty);
    pty_signal(&pty, SIGCONT);
    pty_send(&pty, "n");
    suite_expect("it goes on", pty_shows(&pty, "New note"));
    suite_expect("on again", pty_reports_mouse(&pty));
    pty_send(&pty, "\033[200~\033[<0;8;14M\033[201~");
    pty_send(&pty, "\003");
    pty_end(&pty);
    for (i = 0; i < sizeof signals / sizeof *signals; i++) {
        start(&pty, "xterm-256color");
        suite_expect("question", pty_shows(&pty, "q quit"));
        suite_expect("on", pty_reports_mouse(&pty));
        pty_signal(&pty, signals[i]);
        expect_killed(&pty, signals[i]);
        expect_left(&pty);
        pty_end(&pty);
    }
    option = NULL;
}

/* Only a session leader is sent SIGHUP; others find that there is nobody to read from. */
static void test_closed_terminal(void)
{
    struct pty pty;
    int status;

    start(&pty, "xterm-256color");
    suite_expect("question", pty_shows(&pty, "q quit"));
    pty_hang_up(&pty);
    status = pty_status(&pty);
    suite_expect("it ends", status != -1 && (WIFSIGNALED(status) || WEXITSTATUS(status) == 3));
    pty_end(&pty);
}

/* Where the cursor cannot be placed there is no screen to draw. */
static void test_dumb_terminal(void)
{
    struct pty pty;

    start(&pty, "dumb");
    suite_expect("plain question", pty_shows(&pty, "What exactly does the machine show?"));
    suite_expect("no alternate screen", !pty.alternate);
    suite_expect("pastes come as they are", !pty_brackets(&pty));
    suite_expect("the modes are as they were", pty_is_restored(&pty));
    pty_end(&pty);
}

const struct suite_test suite_tests[] = {
    {"walk", test_walk},
    {"quit", test_quit},
    {"offer", test_offer},
    {"home", test_home},
    {"list from home", test_list_from_home},
    {"practice from home", test_practice_from_home},
    {"caller from list", test_caller_from_list},
    {"resize", test_resize},
    {"suspend", test_suspend},
    {"signals", test_signals},
    {"stopped terminal", test_stopped_terminal},
    {"interrupt", test_interrupt},
    {"control keys", test_control_keys},
    {"stray bytes", test_stray_bytes},
    {"paste", test_paste},
    {"mouse", test_mouse},
    {"closed terminal", test_closed_terminal},
    {"dumb terminal", test_dumb_terminal},
    {NULL, NULL},
};
