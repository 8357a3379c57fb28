/* SPDX-License-Identifier: MIT */
/*
 * What clicks and the wheel do on screens, where they are asked for. Whether the terminal reports them
 * is for pty-test.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "readback.h"
#include "suite.h"
#include "tui/input.h"
#include "wizard.h"

const char suite_name[] = "tui-mouse";

/* The row that a text stands in, or -1. */
static int row_of(const char *text)
{
    int row;

    for (row = 0; row < LINES; row++) {
        if (strstr(readback_row(row), text))
            return row;
    }
    return -1;
}

static void test_clicks(void)
{
    static const struct {
        const char *keys, *on;
        int clicks;
        const char *step, *cursor; /* what the row of the cursor begins with then */
    } rows[] = {
        {"", "2  Another", 1, "exact-error", "▸ 2  Another"},
        {"", "2  Another", 2, "other-error", NULL},
        {"", "1  1366", 1, "id-source", NULL},
        {"", "What exactly", 1, "exact-error", "▸ 1  1366"},
        {"1", "b back", 1, "exact-error", "▸ 1  1366"},
        {"", "left", 1, "exact-error", "▸ 1  1366"},
        {"4", "9  A ninth", 1, "nine-answers", "▸ 9  A ninth"},
        {"11", "1  I don't know", 1, "logon-id", "▸ 1  I don't know"},
        {"11", "1  I don't know", 2, "security-team", NULL},
        {"12", "2. End the sessions", 1, "new-id", "▸ [ ] 2."},
        {"12", "2. End the sessions", 2, "new-id", "▸ [ ] 3."},
        {"1q", "2  ", 1, "id-source", "▸ 2"},
        {"?", "down", 1, "exact-error", NULL},
        {"1m", "- Exact error", 1, "id-source", "▸ • - Exact error"},
        {"1m", "(you are here)", 1, "id-source", "▸ 1  "},
        {"1m", "- Exact error", 3, "exact-error", NULL},
        {"1m", "Question", 1, "id-source", "▸ @"},
        {"1m", "Esc close", 1, "id-source", "▸ 1  "},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct wizard wizard;
        char what[100];
        int click, y, x, row;

        snprintf(what, sizeof what, "\"%s\" then %d on \"%s\"", rows[i].keys, rows[i].clicks,
                 rows[i].on);
        wizard_open(&wizard, 24, 80, false);
        wizard_press(&wizard, rows[i].keys);
        row = row_of(rows[i].on);
        suite_expect(what, row >= 0);
        for (click = 0; click < rows[i].clicks && !loop_is_done(&wizard.loop); click++) {
            const char *row_text = readback_row(row);

            /* A key of the bar is where its text is; what can be chosen, anywhere in its row. */
            x = row == LINES - 1 ? (int)(strstr(row_text, rows[i].on) - row_text) : 7;
            input_click(&wizard.loop, row, x);
            loop_draw(&wizard.loop, stdscr);
        }
        suite_expect_string(what, walk_step(wizard.walk)->node.id, rows[i].step);
        getyx(curscr, y, x);
        (void)x;
        if (rows[i].cursor && strncmp(readback_row(y), rows[i].cursor, strlen(rows[i].cursor)))
            suite_expect_string(what, readback_row(y), rows[i].cursor);
        wizard_close(&wizard);
    }
}

/* Anywhere at any size, on every screen: nothing breaks. */
static void test_everywhere(void)
{
    static const char *const places[] = {"", "12", "i", "?", "1q", "n", "11", "1c", "121", "1t",
                                         "1m"};
    static const int sizes[][2] = {{24, 80}, {12, 40}, {5, 20}, {60, 200}};
    size_t i, k;
    int y, x;

    for (i = 0; i < sizeof places / sizeof *places; i++) {
        for (k = 0; k < sizeof sizes / sizeof *sizes; k++) {
            struct wizard wizard;

            wizard_open(&wizard, sizes[k][0], sizes[k][1], false);
            wizard_press(&wizard, places[i]);
            for (y = -1; y <= sizes[k][0]; y++) {
                for (x = -1; x <= sizes[k][1]; x += 7)
                    suite_expect(places[i], !screen_at(wizard.loop.top, y, x) ||
                                                (y >= 0 && y < sizes[k][0]));
                if (wizard.loop.top->class->click)
                    wizard.loop.top->class->click(wizard.loop.top, y, 7);
            }
            wizard_close(&wizard);
        }
    }
}

static void test_wheel(void)
{
    static const struct {
        const char *keys;
        int turns; /* up, where negative */
        const char *shows, *hides;
    } rows[] = {
        {"i", 1, "Background", "already in use\n"},
        {"i", 100, "A page", "Background"},
        {"i", -1, "Background", "A page"},
        {"", 1, "What exactly", NULL},
        {"12", 2, "3. Have the program", NULL},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct wizard wizard;
        int turn;

        wizard_open(&wizard, 24, 80, false);
        wizard_press(&wizard, rows[i].keys);
        for (turn = 0; turn < 100 && turn < (rows[i].turns < 0 ? -rows[i].turns : rows[i].turns);
             turn++) {
            input_wheel(&wizard.loop, rows[i].turns > 0);
            loop_draw(&wizard.loop, stdscr);
        }
        suite_expect(rows[i].shows, row_of(rows[i].shows) >= 0);
        if (rows[i].hides)
            suite_expect(rows[i].hides, row_of(rows[i].hides) < 0);
        wizard_close(&wizard);
    }
}

const struct suite_test suite_tests[] = {
    {"clicks", test_clicks},
    {"everywhere", test_everywhere},
    {"wheel", test_wheel},
    {NULL, NULL},
};
