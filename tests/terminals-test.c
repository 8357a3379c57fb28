/* SPDX-License-Identifier: MIT */
/*
 * The built program on each kind of terminal, in each kind of locale: walked from start to end with
 * the keys as that terminal sends them, and nothing is left behind however it ends.
 */
#include <config.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "pty.h"
#include "suite.h"

const char suite_name[] = "terminals";

/* Keys as sent once the program has asked for those of its keypad. */
static const struct terminal {
    const char *term;
    bool alternate; /* it has an alternate screen */
    bool colors;
    const char *up, *down, *left, *end, *page_down, *help, *back;
} terminals[] = {
    {"linux", false, true, "\033[A", "\033[B", "\033[D", "\033[4~", "\033[6~", "\033[[A", "\177"},
    {"tmux-256color", true, true, "\033OA", "\033OB", "\033OD", "\033[4~", "\033[6~", "\033OP", "\177"},
    {"screen-256color", true, true, "\033OA", "\033OB", "\033OD", "\033[4~", "\033[6~", "\033OP",
     "\177"},
    {"xterm-256color", true, true, "\033OA", "\033OB", "\033OD", "\033OF", "\033[6~", "\033OP", "\177"},
    {"xterm", true, true, "\033OA", "\033OB", "\033OD", "\033OF", "\033[6~", "\033OP", "\b"},
    /* A serial line: no End, no Page Down, which other keys stand for. */
    {"vt100", false, false, "\033OA", "\033OB", "\033OD", "\033[B\033[B\033[B", " ", "?", "\b"},
};

enum { TERMINALS = sizeof terminals / sizeof *terminals };

static const struct kind {
    const char *name, *locale, *focus;
    unsigned char from, to; /* bytes that mean nothing there */
} kinds[] = {
    {"UTF-8", "C.UTF-8", "\342\226\270", 0, 0},
    {"C", "C", ">", 0x80, 0xff},
    {"Latin-1", "latin1", ">", 0x80, 0x9f},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

static unsigned histories;

static bool is_known(const char *term)
{
    char command[100];

    snprintf(command, sizeof command, "infocmp %s >/dev/null 2>&1", term);
    if (system(command) == 0)
        return true;
    printf("    skipped: terminfo has no %s here\n", term);
    return false;
}

static void start(struct pty *pty, const char *term)
{
    static char program[4096], flow[4096];
    const char *build = getenv("builddir");
    const char *argv[] = {program, flow, NULL};
    char state[32];

    snprintf(state, sizeof state, "state-%u", histories++);
    setenv("XDG_STATE_HOME", suite_scratch(state), 1);
    snprintf(program, sizeof program, "%s/errwalk", build && *build ? build : ".");
    snprintf(flow, sizeof flow, "%s", suite_source("tests/flows/wizard/walk.yaml"));
    pty_start(pty, 24, 80, term, argv);
}

static void expect_left(const char *what, const struct pty *pty)
{
    suite_expect(what, pty_is_restored(pty));
    suite_expect(what, !pty->alternate);
    suite_expect(what, !pty->hidden);
    suite_expect(what, !pty_brackets(pty));
    suite_expect(what, pty_has_plain_keys(pty));
    suite_expect(what, pty_has_plain_looks(pty));
}

static void expect_exit(const char *what, struct pty *pty, int code)
{
    int status = pty_status(pty);

    suite_expect_long(what, status != -1 && WIFEXITED(status) ? WEXITSTATUS(status) : -1, code);
    expect_left(what, pty);
}

/* The cursor is on the answer of this number. */
static void expect_focus(const char *what, struct pty *pty, const struct kind *kind, int number)
{
    char mark[32];

    snprintf(mark, sizeof mark, "%s %d", kind->focus, number);
    suite_expect(what, pty_stands_on(pty, mark));
}

static bool has_colors(const struct pty *pty)
{
    char code[8];
    int color;

    for (color = 0; color < 8; color++) {
        snprintf(code, sizeof code, "3%dm", color);
        if (pty_saw(pty, code))
            return true;
    }
    return pty_saw(pty, "38;5;");
}

static void expect_bytes(const char *what, const struct pty *pty, const struct kind *kind)
{
    size_t i;

    for (i = 0; i < pty->sent_length; i++) {
        unsigned char byte = (unsigned char)pty->sent[i];

        if (kind->to && byte >= kind->from && byte <= kind->to) {
            suite_expect(what, false);
            return;
        }
    }
}

/* From the first question to the end, with every kind of key on the way. */
static void walk(const struct terminal *terminal, const struct kind *kind, const char *what)
{
    char keys[100];
    struct pty pty;

    start(&pty, terminal->term);
    suite_expect(what, pty_shows(&pty, "What exactly does the machine show?"));
    suite_expect(what, pty_shows(&pty, "q quit"));
    suite_expect_long(what, pty.alternate, terminal->alternate);
    expect_focus(what, &pty, kind, 1);
    pty_send(&pty, terminal->down);
    expect_focus(what, &pty, kind, 2);
    pty_send(&pty, terminal->up);
    expect_focus(what, &pty, kind, 1);
    pty_send(&pty, "\r");
    suite_expect(what, pty_shows(&pty, "Where does the failing logon ID come from?"));
    pty_send(&pty, terminal->back);
    suite_expect(what, pty_shows(&pty, "What exactly does the machine show?"));
    pty_send(&pty, "\r");
    suite_expect(what, pty_shows(&pty, "Where does the failing logon ID come from?"));
    pty_send(&pty, terminal->left);
    suite_expect(what, pty_shows(&pty, "What exactly does the machine show?"));
    pty_send(&pty, "1");
    suite_expect(what, pty_shows(&pty, "Where does the failing logon ID come from?"));
    pty_send(&pty, terminal->help);
    suite_expect(what, pty_shows(&pty, "Keys that work here"));
    pty_send(&pty, "\033");
    suite_expect(what, pty_shows(&pty, "Where does the failing logon ID come from?"));
    snprintf(keys, sizeof keys, "i%s%s%s", terminal->page_down, terminal->page_down, terminal->page_down);
    pty_send(&pty, keys);
    suite_expect(what, pty_shows(&pty, "https://example.org"));
    pty_send(&pty, "q2");
    suite_expect(what, pty_shows(&pty, "Allocate a new logon ID for every attempt"));
    pty_send(&pty, terminal->end);
    suite_expect(what, pty_stands_on(&pty, kind->focus));
    pty_send(&pty, "1");
    suite_expect(what, pty_shows(&pty, "Resolved"));
    suite_expect(what, pty_stands_on(&pty, kind->focus));
    suite_expect_long(what, has_colors(&pty), terminal->colors);
    pty_send(&pty, "q");
    expect_exit(what, &pty, 0);
    expect_bytes(what, &pty, kind);
    pty_end(&pty);
}

static void test_walks(void)
{
    size_t i, k;

    for (k = 0; k < KINDS; k++) {
        if (strcmp(kinds[k].locale, "latin1") == 0 && !suite_make_latin1())
            continue;
        pty_choose_locale(kinds[k].locale);
        for (i = 0; i < TERMINALS; i++) {
            char what[100];

            snprintf(what, sizeof what, "%s, %s", terminals[i].term, kinds[k].name);
            if (is_known(terminals[i].term))
                walk(&terminals[i], &kinds[k], what);
        }
    }
    pty_choose_locale("C.UTF-8");
    unsetenv("LOCPATH");
}

/* All rows of the screen. */
static void copy_screen(const struct pty *pty, char *text, size_t size)
{
    size_t used = 0;
    int row;

    for (row = 0; row < pty->rows && used < size; row++)
        used += (size_t)snprintf(text + used, size - used, "%s\n", pty_row(pty, row));
}

/* Stopped, it leaves the terminal to the shell; then all is there again. */
static void test_suspend(void)
{
    size_t i;

    for (i = 0; i < TERMINALS; i++) {
        static char before[8192], after[8192];
        const char *term = terminals[i].term;
        struct pty pty;
        int status;

        if (!is_known(term))
            continue;
        start(&pty, term);
        suite_expect(term, pty_shows(&pty, "q quit"));
        expect_focus(term, &pty, &kinds[0], 1);
        copy_screen(&pty, before, sizeof before);
        pty_send(&pty, "\032");
        status = pty_status(&pty);
        suite_expect(term, status != -1 && WIFSTOPPED(status));
        expect_left(term, &pty);
        pty_signal(&pty, SIGCONT);
        pty_send(&pty, terminals[i].down);
        expect_focus(term, &pty, &kinds[0], 2);
        pty_send(&pty, terminals[i].up);
        expect_focus(term, &pty, &kinds[0], 1);
        copy_screen(&pty, after, sizeof after);
        suite_expect_string(term, after, before);
        suite_expect_long(term, pty.alternate, terminals[i].alternate);
        pty_send(&pty, "q");
        expect_exit(term, &pty, 3);
        pty_end(&pty);
    }
}

static void test_signals(void)
{
    static const int signals[] = {SIGTERM, SIGHUP, SIGSEGV};
    size_t i, k;

    for (i = 0; i < TERMINALS; i++) {
        for (k = 0; k < sizeof signals / sizeof *signals; k++) {
            const char *term = terminals[i].term;
            struct pty pty;
            int status;

            if (!is_known(term))
                continue;
            start(&pty, term);
            suite_expect(term, pty_shows(&pty, "q quit"));
            pty_signal(&pty, signals[k]);
            status = pty_status(&pty);
            suite_expect_long(term, status != -1 && WIFSIGNALED(status) ? WTERMSIG(status) : -1,
                              signals[k]);
            expect_left(term, &pty);
            pty_end(&pty);
        }
    }
}

static void test_hang_up(void)
{
    size_t i;

    for (i = 0; i < TERMINALS; i++) {
        const char *term = terminals[i].term;
        struct pty pty;
        int status;

        if (!is_known(term))
            continue;
        start(&pty, term);
        suite_expect(term, pty_shows(&pty, "q quit"));
        pty_hang_up(&pty);
        status = pty_status(&pty);
        suite_expect(term, status != -1 && (WIFSIGNALED(status) || WEXITSTATUS(status) == 3));
        pty_end(&pty);
    }
}

/* Where the cursor cannot be placed, or nobody knows how, the same goes in plain mode, in colours of none. */
static void test_plain(void)
{
    static const char *const terms[] = {"dumb", "unknown", "no-such-terminal", ""};
    size_t i;

    for (i = 0; i < sizeof terms / sizeof *terms; i++) {
        struct pty pty;

        start(&pty, terms[i]);
        suite_expect(terms[i], pty_shows(&pty, "What exactly does the machine show?"));
        pty_send(&pty, "1\n2\n1\n\n");
        suite_expect(terms[i], pty_shows(&pty, "esolved"));
        suite_expect_long(terms[i], pty_status(&pty), 0);
        suite_expect(terms[i], !pty_saw(&pty, "\033"));
        suite_expect(terms[i], pty_is_restored(&pty));
        pty_end(&pty);
    }
}

const struct suite_test suite_tests[] = {
    {"walks", test_walks},
    {"suspend", test_suspend},
    {"signals", test_signals},
    {"hang-up", test_hang_up},
    {"plain", test_plain},
    {NULL, NULL},
};

