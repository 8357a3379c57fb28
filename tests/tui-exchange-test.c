/* SPDX-License-Identifier: MIT */
/*
 * What the wizard takes in and gives out: pastes, the clipboard, the transcript's file.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "readback.h"
#include "suite.h"
#include "tui/input.h"
#include "wizard.h"

const char suite_name[] = "tui-exchange";

/* What is pasted goes into a field, and nowhere else. */
static void test_pasting(void)
{
    static const struct {
        const char *keys, *pasted, *text, *message;
    } rows[] = {
        {"n", "1\r2\nq", "1\n2\nq", ""},
        {"n", "a\r\nb\tc", "a\nb c", ""},
        {"n", "a\033[31mb\a\302\205\177", "a[31mb", ""},
        {"nxy<Left>", "é端\xff", "xé端\357\277\275y", ""},
        {"n", "", "", ""},
        {"11", "0x5\n", "0x5 ", ""},
        {"125", "walk\n", "walk ", ""},
        {"1211w<^U>", "a.md", "a.md", ""},
        {"", "2\n", NULL, "A paste is taken only in a field"},
        {"11<Esc>", "1", NULL, "A paste is taken only in a field"},
        {"1?", "q", NULL, "A paste is taken only in a field"},
        {"1q", "2", NULL, "A paste is taken only in a field"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wizard wizard;
        const struct screen *screen;
        char step[64];

        wizard_open(&wizard, 24, 80, false);
        wizard_press(&wizard, rows[i].keys);
        screen = wizard.loop.top;
        snprintf(step, sizeof step, "%s", walk_step(wizard.walk)->node.id);
        input_paste(&wizard.loop, rows[i].pasted);
        loop_draw(&wizard.loop, stdscr);
        readback_check(rows[i].pasted);
        suite_expect(rows[i].pasted, wizard.loop.top == screen);
        suite_expect_string(rows[i].pasted, walk_step(wizard.walk)->node.id, step);
        suite_expect_string(rows[i].pasted, wizard.loop.context.message, rows[i].message);
        if (rows[i].text)
            suite_expect_string(rows[i].pasted, buffer_text(&screen->field.text), rows[i].text);
        wizard_close(&wizard);
    }
}

/* A paste beyond what a field holds is cut, and said to be. */
static void test_long_paste(void)
{
    struct wizard wizard;
    char pasted[WALK_NOTE_MOST + 10];

    memset(pasted, 'x', sizeof pasted - 1);
    pasted[sizeof pasted - 1] = '\0';
    wizard_open(&wizard, 24, 80, false);
    wizard_press(&wizard, "n");
    input_paste(&wizard.loop, pasted);
    suite_expect_long("cut", (long)wizard.loop.top->field.text.length, WALK_NOTE_MOST);
    suite_expect_string("said", wizard.loop.context.message,
                        "The paste is too long: its end was left out.");
    wizard_close(&wizard);
}

static void test_copying(void)
{
    static const struct {
        const char *keys, *copied;
    } rows[] = {
        {"c", "net helpmsg 1366"},
        {"1c", "klist sessions"},
        {"1cc", "klist sessions | Select-String 0x"},
        {"1ccc", "klist sessions"},
        {"110x5<Enter>c", "klist purge -li 0x5"},
        {"110x5<Enter>cc", "AllocateLocallyUniqueId(&luid)"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wizard wizard;

        wizard_open(&wizard, 24, 80, false);
        wizard_press(&wizard, rows[i].keys);
        suite_expect_string(rows[i].keys, wizard.copied, rows[i].copied);
        suite_expect_string(rows[i].keys, readback_row(0), rows[i].copied);
        wizard_close(&wizard);
    }
}

static void test_transcript(void)
{
    struct wizard wizard;
    const char *path = suite_scratch("walk.md");
    FILE *file;

    wizard_open(&wizard, 24, 80, false);
    wizard_press(&wizard, "1211w<^U>");
    wizard_press(&wizard, path);
    wizard_press(&wizard, "<Enter>");
    file = fopen(path, "r");
    if (suite_expect("it is written", file != NULL))
        fclose(file);
    suite_expect("it says so", strstr(readback_row(22), "Written to ") != NULL);
    wizard_press(&wizard, "1w<^U>");
    wizard_press(&wizard, path);
    wizard_press(&wizard, "<Enter>");
    suite_expect("what is there is kept", strstr(readback_row(22), "already exists") != NULL);
    wizard_press(&wizard, "<^U>x.pdf<Enter>");
    suite_expect("an unknown ending", strstr(readback_row(22), "endings") != NULL);
    wizard_press(&wizard, "<^U>/dev/null/x.md<Enter>");
    suite_expect("no directory", strstr(readback_row(22), "could not be written") != NULL);
    wizard_close(&wizard);
}

const struct suite_test suite_tests[] = {
    {"pasting", test_pasting},
    {"long paste", test_long_paste},
    {"copying", test_copying},
    {"transcript", test_transcript},
    {NULL, NULL},
};
