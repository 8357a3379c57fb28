/* SPDX-License-Identifier: MIT */
/*
 * What keys do on the wizard's screens: where they lead, what leaves, and what does nothing.
 */
#include <config.h>

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "readback.h"
#include "suite.h"
#include "tui/input.h"
#include "tui/screens/screens.h"
#include "wizard.h"

const char suite_name[] = "tui-keys";

/* Where keys lead: the step where the walk stands then, or the row of the focus. */
static void test_keys(void)
{
    static const struct {
        const char *given, *keys, *step;
        const char *row; /* the text that the cursor's row begins with, NULL: not looked at */
    } rows[] = {
        {"", "<Enter>", "id-source", NULL},
        {"", "<Right>", "id-source", NULL},
        {"", "\n", "id-source", NULL},
        {"", "<Down><Enter>", "other-error", NULL},
        {"", "j<Enter>", "other-error", NULL},
        {"", "<Tab><Enter>", "other-error", NULL},
        {"", "jjk<Enter>", "other-error", NULL},
        {"", "<End><Enter>", "long-question", NULL},
        {"", "<End><Home><Enter>", "id-source", NULL},
        {"", "<Up>", "exact-error", "▸ 1"},
        {"", "2", "other-error", NULL},
        {"", "9", "exact-error", "▸ 1"},
        {"", "b", "exact-error", "▸ 1"},
        {"", "x", "exact-error", "▸ 1"},
        {"4", "b", "exact-error", "▸ 4"},
        {"4", "<Left>", "exact-error", "▸ 4"},
        {"4", "<Backspace>", "exact-error", "▸ 4"},
        {"12", "bb", "exact-error", "▸ 1"},
        {"11", "0x3e9<Enter>", "new-id", NULL},
        {"11", "0x3e7<Enter>", "security-team", NULL},
        {"11", "zzz<Enter>", "logon-id", "▸ zzz"},
        {"11", "zz<Enter><^U>0x5<Enter>", "new-id", NULL},
        {"11", "5<Home>0x<Enter>", "new-id", NULL},
        {"11", "5<^A>0x<^E>1<Left><Del>", "logon-id", "▸ 0x5"},
        {"11", "0x5q", "logon-id", "▸ 0x5q"},
        {"11", "0xa\303\251<Backspace>", "logon-id", "▸ 0xa"},
        {"11", "<Down><Enter>", "security-team", NULL},
        {"11", "<Esc>1", "security-team", NULL},
        {"11", "<Esc>b", "id-source", "▸ 1"},
        {"110x5<Enter>", "b", "logon-id", "▸ 0x5"},
        {"12", "<Enter>", "new-id", "▸ [ ] 2."},
        {"12", "<Enter><Up>", "new-id", "▸ [x] 1."},
        {"12", "<Enter><Up><Enter>", "new-id", "▸ [ ] 1."},
        {"12", "2", "security-team", NULL},
        {"12", "4", "security-team", NULL},
        {"12", "5OTHER_CASE<Enter>", "which", NULL},
        {"12", "5<Down><Enter>", "which", NULL},
        {"12", "5nothing<Enter>", "new-id", "▸ nothing"},
        {"12", "5walk<Enter>", "new-id", "▸ walk"},
        {"12", "5<Esc>", "new-id", "▸ [ ] 1."},
        {"2", "<Enter>", "which", NULL},
        {"2", "<Enter>b", "exact-error", "▸ 2"},
        {"3", "<Enter>", "exact-error", "▸ 3"},
        {"2<Enter>2", "1", "which", NULL},
        {"110x5<Enter>", "e<Enter>", "logon-id", "▸ 0x5"},
        {"110x5<Enter>", "e3", "logon-id", "▸ 0x5"},
        {"110x5<Enter>", "e11", "exact-error", "▸ 1"},
        {"110x5<Enter>", "e111<Enter><Enter>", "new-id", NULL},
        {"110x5<Enter>", "e12", "new-id", NULL},
        {"110x5<Enter>", "e1<Esc><Esc>b", "logon-id", "▸ 0x5"},
        {"121", "e3", "new-id", NULL},
        {"121", "e11", "exact-error", "▸ 1"},
        {"2<Enter>1", "e2", "which", NULL},
        {"121", "b", "new-id", NULL},
        {"511", "b", "security-team", NULL},
        {"1q", "1", "id-source", "▸ 1"},
        {"1q", "<Esc>", "id-source", "▸ 1"},
        {"1?", "<Esc>2", "new-id", NULL},
        {"1i", "q2", "new-id", NULL},
        {"1c", "c<Esc>2", "new-id", NULL},
        {"n", "12q?<F2>1", "id-source", NULL},
        {"n", "<F2>1", "id-source", NULL},
        {"nIt is slow<Esc>", "n", "exact-error", "▸ It is slow"},
        {"nIt is<Esc>1", "n now", "id-source", "▸ It is now"},
        {"nIt<Esc>nX<Esc>", "n", "exact-error", "▸ ItX"},
        {"nIt<Esc>n<F2>", "nX", "exact-error", "▸ X"},
        {"nIt<Esc>n<Backspace><Backspace><Esc>", "nX", "exact-error", "▸ X"},
        {"nIt<Esc>n<Tab>2", "nX", "exact-error", "▸ X"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wizard wizard;
        char what[100];
        int y, x;

        snprintf(what, sizeof what, "\"%s\" then \"%s\"", rows[i].given, rows[i].keys);
        wizard_open(&wizard, 24, 80, false);
        wizard_press(&wizard, rows[i].given);
        wizard_press(&wizard, rows[i].keys);
        suite_expect_string(what, walk_step(wizard.walk)->node.id, rows[i].step);
        getyx(curscr, y, x);
        (void)x;
        if (rows[i].row && strncmp(readback_row(y), rows[i].row, strlen(rows[i].row)) != 0)
            suite_expect_string(what, readback_row(y), rows[i].row);
        wizard_close(&wizard);
    }
}

/* What leaves the wizard, and what asks first. */
static void test_leaving(void)
{
    static const struct {
        const char *keys;
        bool leaves;
        enum outcome outcome;
    } rows[] = {
        {"q", true, OUTCOME_UNFINISHED},     {"<^C>", true, OUTCOME_UNFINISHED},
        {"1q", false, OUTCOME_UNFINISHED},   {"1<^C>", false, OUTCOME_UNFINISHED},
        {"1q2", true, OUTCOME_UNFINISHED},   {"1<^C><^C>", true, OUTCOME_UNFINISHED},
        {"1a", false, OUTCOME_UNFINISHED},   {"1a1", false, OUTCOME_UNFINISHED},
        {"1a2", false, OUTCOME_ABANDONED},   {"1a<^C>", true, OUTCOME_UNFINISHED},
        {"1q3", false, OUTCOME_ABANDONED},   {"1q32", true, OUTCOME_ABANDONED},
        {"121q", true, OUTCOME_RESOLVED},    {"1212", true, OUTCOME_RESOLVED},
        {"511q", true, OUTCOME_ESCALATED},   {"11q", false, OUTCOME_UNFINISHED},
        {"11<^C>", false, OUTCOME_UNFINISHED}, {"nx<F2>q", false, OUTCOME_UNFINISHED},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wizard wizard;

        wizard_open(&wizard, 24, 80, false);
        wizard_press(&wizard, rows[i].keys);
        suite_expect_long(rows[i].keys, loop_is_done(&wizard.loop), rows[i].leaves);
        suite_expect_long(rows[i].keys, session_outcome(walk_session(wizard.walk)),
                          rows[i].outcome);
        wizard_close(&wizard);
    }
}

/* A key that changes nothing writes nothing. */
static void test_idle_keys(void)
{
    static const struct {
        const char *given, *keys;
    } rows[] = {
        {"", "x<Up><Home>b<Left><Backspace><PgUp>9<F2><Esc>"},
        {"4", "<PgUp>xyz0"},
        {"11", "<Left><Home><Del><Backspace><^U><PgUp>"},
        {"12", "<Up><Home><PgUp>679"},
        {"121", "<Up><Home>"},
        {"?", "x1c"},
        {"i", "xc0"},
        {"1c", "xyz1"},
        {"1q", "x<Up><Home>9"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wizard wizard;
        const char *key = rows[i].keys;

        wizard_open(&wizard, 24, 80, false);
        wizard_press(&wizard, rows[i].given);
        while (*key) {
            long before = readback_written();
            const char *at = key;

            input_key(&wizard.loop, wizard_key(&key));
            loop_draw(&wizard.loop, stdscr);
            suite_expect_long(at, readback_written() - before, 0);
        }
        wizard_close(&wizard);
    }
}

static void test_chooser(void)
{
    static const struct tui_choice choices[] = {
        {"ERROR_LOGON_FAILURE (1326)", "The user name or password is incorrect"},
        {"STATUS_LOGON_FAILURE", ""},
        {"端末", "wide"},
        {"4", ""}, {"5", ""}, {"6", ""}, {"7", ""}, {"8", ""}, {"9", ""},
        {"The tenth has no number", ""},
    };
    const struct tui_options options = {.color = true};
    const size_t count = sizeof choices / sizeof choices[0];
    static const struct {
        const char *keys;
        long chosen; /* -1: left */
    } rows[] = {{"<Enter>", 0}, {"<Down><Enter>", 1}, {"3", 2}, {"<End><Enter>", 9}, {"q", -1},
                {"<Esc>", -1}};
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *key = rows[i].keys;
        struct buffer out = {0};
        struct loop loop;

        readback_open(24, 80);
        loop_begin(&loop, NULL, &options, 24, 80);
        loop_open(&loop, chooser_new(&loop.context, "Which error is it?",
                                     "The number fits several.", choices, count));
        loop_draw(&loop, stdscr);
        readback_append(&out, "chooser");
        if (i == 0)
            suite_expect_golden("tests/screens/chooser.txt", buffer_text(&out), out.length);
        while (*key)
            input_key(&loop, wizard_key(&key));
        suite_expect(rows[i].keys, loop_is_done(&loop));
        suite_expect_long(rows[i].keys, loop.ended == EFFECT_CHOOSE ? (long)loop.chosen : -1, rows[i].chosen);
        loop_end(&loop);
        readback_close();
        buffer_free(&out);
    }
}

/* Any keys in any order at any size. */
static void test_random_keys(void)
{
    static const char *const keys[] = {
        "1", "2", "3", "4", "5", "9", "0", "x", "b", "c", "i", "n", "t", "w", "r", "a", "e", "m", "m",
        "d", "f", "p", "/", ".", ",", "+", "-", "*", "?", "j", "k", " ", "é", "端",
        "<Enter>", "<Enter>", "<Esc>", "<Tab>", "<Up>", "<Down>", "<Left>", "<Right>", "<Home>",
        "<End>", "<PgUp>", "<PgDn>", "<Backspace>", "<Del>", "<F1>", "<F2>", "<F3>", "<F7>", "<^L>", "<^U>",
    };
    long rounds = suite_scale(200), round;
    int here = open(".", O_RDONLY | O_DIRECTORY);

    /* A transcript may be written: not here. */
    for (round = 0; round < rounds; round++) {
        unsigned state = (unsigned)round + 1, i;
        struct wizard wizard;

        wizard_open(&wizard, 24, 80, round % 2);
        suite_expect("scratch directory", chdir(suite_scratch("")) == 0);
        for (i = 0; i < 150 && !loop_is_done(&wizard.loop); i++) {
            wizard_press(&wizard, keys[suite_random(&state) % (sizeof keys / sizeof keys[0])]);
            if (suite_random(&state) % 8 == 0 && !loop_is_done(&wizard.loop)) {
                int rows = (int)(suite_random(&state) % 100) + 1;
                int columns = (int)(suite_random(&state) % 300) + 1;

                resizeterm(rows, columns);
                loop_resize(&wizard.loop, rows, columns);
                loop_draw(&wizard.loop, stdscr);
            }
        }
        if (!loop_is_done(&wizard.loop))
            readback_check("random keys");
        wizard_close(&wizard);
        suite_expect("back from there", fchdir(here) == 0);
    }
    close(here);
}

const struct suite_test suite_tests[] = {
    {"keys", test_keys},
    {"leaving", test_leaving},
    {"idle keys write nothing", test_idle_keys},
    {"chooser", test_chooser},
    {"random keys", test_random_keys},
    {NULL, NULL},
};
