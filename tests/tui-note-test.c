/* SPDX-License-Identifier: MIT */
/*
 * Writing notes on screens: the text area, editing and removing, and that nothing that was written
 * is lost.
 */
#include <config.h>

#include "suite.h"

#include <stdio.h>
#include <string.h>

#include <curses.h>

#include "readback.h"
#include "wizard.h"

const char suite_name[] = "tui-note";

/* The text with a bar where the cursor is, and how it shows: the place of the hardware cursor. */
static const struct {
    const char *keys, *text;
    int y, x; /* from the first cell of the text; -1, -1: on the first choice */
    int columns;
} texts[] = {
    {"n", "|", 0, 0, 80},
    {"none<Enter>two", "one\ntwo|", 1, 3, 80},
    {"none<Enter>two<Up>", "one|\ntwo", 0, 3, 80},
    {"none<Enter>two<Up><Up>", "one|\ntwo", 0, 3, 80},
    {"nlong<Enter>x<Enter>long<Up><Up>", "long|\nx\nlong", 0, 4, 80},
    {"nlong<Enter>x<Enter>long<Up>", "long\nx|\nlong", 1, 1, 80},
    {"nlong<Enter>x<Enter>long<Up><Left><Up>", "|long\nx\nlong", 0, 0, 80},
    {"none<Enter>two<Up><Home><Down><End>", "one\ntwo|", 1, 3, 80},
    {"none<Enter>two<Home>", "one\n|two", 1, 0, 80},
    {"none<Enter>two<Home><Backspace>", "one|two", 0, 3, 80},
    {"none<Left><Enter>", "on\n|e", 1, 0, 80},
    {"none<Enter><Enter><Enter>two", "one\n\n\ntwo|", 3, 3, 80},
    {"none<Down>", "one|", -1, -1, 80},
    {"none<Tab>", "one|", -1, -1, 80},
    {"none<Tab><Up>x", "onex|", 0, 4, 80},
    {"none<Enter>two<PgUp>", "one|\ntwo", 0, 3, 80},
    {"none<Enter>two<PgUp><PgDn>x", "one\ntwox|", 1, 4, 80},
    {"n端末<Enter>abcd<Up>", "端末|\nabcd", 0, 4, 80},
    {"n端末<Enter>abc<Up>", "端|末\nabc", 0, 2, 80},
    {"ne\314\201e\314\201<Left>", "e\314\201|e\314\201", 0, 1, 80},
    {"ne\314\201e\314\201<Backspace>", "e\314\201|", 0, 1, 80},
    {"n\342\200\256x<Left>", "\342\200\256|x", 0, 8, 80},
    {"n\342\200\256<Enter>abcdefghij<Up>", "\342\200\256|\nabcdefghij", 0, 8, 80},
    /* Wrapped at words, and within those that are longer than a line. */
    {"none two three four five six seven eight", "one two three four five six seven eight|", 1, 5, 40},
    {"none two three four five six seven eight<Up>", "one t|wo three four five six seven eight", 0, 5, 40},
    {"none two three four five six seven eight<Home>", "one two three four five six seven |eight", 1, 0, 40},
    {"none two three four five six seven eight<Up><End>", "one two three four five six seven| eight", 0, 33, 40},
    {"nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx<Up><End>",
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx|xxxxxxx", 0, 35, 40},
    {"n                                             x<Backspace>",
     "                                             |", 0, 36, 40},
    {"na<Enter>b<Enter>c<Enter>d<Enter>e<Enter>f<Enter>g<Enter>h", "a\nb\nc\nd\ne\nf\ng\nh|", 4, 1, 40},
};

static void test_texts(void)
{
    size_t i;

    for (i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *keys = texts[i].keys;
        const struct field *field;
        struct buffer text = {0};
        struct wizard wizard;
        int y, x, rows = texts[i].columns == 40 ? 12 : 24, top = rows == 12 ? 3 : 5;

        wizard_open(&wizard, rows, texts[i].columns, false);
        wizard_press(&wizard, keys);
        readback_check(keys);
        getyx(curscr, y, x);
        field = &wizard.loop.top->field;
        buffer_append(&text, buffer_text(&field->text), field->cursor);
        buffer_char(&text, '|');
        buffer_string(&text, buffer_text(&field->text) + field->cursor);
        suite_expect_string(keys, buffer_text(&text), texts[i].text);
        if (texts[i].y >= 0) {
            suite_expect_long(keys, y - top, texts[i].y);
            suite_expect_long(keys, x - 2, texts[i].x);
        } else {
            suite_expect(keys, strstr(readback_row(y), "▸ 1  Keep this note") != NULL);
        }
        buffer_free(&text);
        wizard_close(&wizard);
    }
}

#define LEFT "It is not saved yet: it is there again when you go on with the note."

/* What the session notes, and what waits as a draft. */
static const struct {
    const char *keys, *notes, *drafts;
    bool left;
    const char *message;
} walks[] = {
    {"none<F2>", "one", "", false, "Noted."},
    {"none<Enter>two<Tab><Enter>", "one\ntwo", "", false, "Noted."},
    {"none<Tab>1", "one", "", false, "Noted."},
    {"n<F2>", "", "", false, ""},
    {"n <Enter> <F2>", "", "", false, ""},
    {"none<Tab>2", "", "", false, ""},
    {"none<Esc>", "", "one", false, LEFT},
    {"none<Esc>n<F2>", "one", "", false, "Noted."},
    {"none<Esc>n<Tab>2", "", "", false, ""},
    {"none<Esc>n<Backspace><Backspace><Backspace><Esc>", "", "", false, ""},
    {"none<F2>ntwo<F2>n<Tab>31 more<F2>", "one more|two", "", false, "Noted."},
    {"none<F2>ntwo<F2>n<Tab>32<Tab>3", "one", "", false, "The note is removed."},
    {"none<F2>n<Tab>31<Backspace><Backspace><Backspace><F2>", "", "", false, "The note is removed."},
    {"none<F2>n<Tab>31<F2>", "one", "", false, ""},
    {"none<F2>n<Tab>31X<Tab>2", "one", "", false, ""},
    {"none<F2>n<Tab>31X<Esc>", "one", "oneX", false,
     LEFT},
    {"none<F2>n<Tab>31X<Esc>1Y<F2>", "oneXY", "", false, "Noted."},
    {"none<F2>n<Tab>31X<Esc>nnew<Esc>", "one", "oneX|new", false, NULL},
    {"none<F2>1en", "one", "", false, ""},
    {"none<F2>1en1!<F2>", "one!", "", false, "Noted."},
    {"none<F2>1b", "one", "", false, ""},
    {"none<F2>q", "one", "", false, ""},
    /* Leaving asks. */
    {"q", "", "", true, ""},
    {"none<Esc>q", "", "one", false, ""},
    {"none<Esc>q1", "one", "", false, NULL},
    {"none<Esc>q2", "", "", true, NULL},
    {"none<Esc>q3", "", "one", false, ""},
    {"none<Esc>q<Esc>", "", "one", false, ""},
    {"none<^C>", "", "one", false, ""},
    {"none<^C>2", "", "", true, NULL},
    {"none<F1><^C>", "", "one", false, ""},
    {"none<F2>n<Tab>31X<^C>", "one", "oneX", false, ""},
    {"none<F2>n<Tab>31X<^C>1", "oneX", "", false, NULL},
    {"none<F2>n<Tab>31X<Esc>nnew<Esc><Esc>q1", "oneX", "new", false, NULL},
    {"none<F2>n<Tab>31X<Esc>nnew<Esc><Esc>q11", "oneX|new", "", false, NULL},
};

static void expect_walk(const char *keys, struct wizard *wizard, const char *notes,
                        const char *drafts)
{
    const struct drafts *kept = &wizard->loop.drafts;
    struct buffer text = {0};
    size_t count, i;
    const struct event *const *events = session_notes(walk_session(wizard->walk), &count);

    for (i = 0; i < count; i++)
        buffer_printf(&text, "%s%s", i ? "|" : "", events[i]->answer);
    suite_expect_string(keys, buffer_text(&text), notes);
    buffer_clear(&text);
    for (i = 0; i < kept->count; i++)
        buffer_printf(&text, "%s%s", i ? "|" : "", kept->items[i].text);
    suite_expect_string(keys, buffer_text(&text), drafts);
    buffer_free(&text);
}

static void test_walks(void)
{
    size_t i;

    for (i = 0; i < sizeof walks / sizeof *walks; i++) {
        struct wizard wizard;

        wizard_open(&wizard, 24, 80, false);
        wizard_press(&wizard, walks[i].keys);
        expect_walk(walks[i].keys, &wizard, walks[i].notes, walks[i].drafts);
        suite_expect_long(walks[i].keys, wizard.loop.ended == EFFECT_LEAVE, walks[i].left);
        if (walks[i].message)
            suite_expect_string(walks[i].keys, wizard.loop.context.message, walks[i].message);
        wizard_close(&wizard);
    }
}

/* The terminal goes away: what was being written is a note. */
static void test_hang_up(void)
{
    static const struct {
        const char *keys, *notes;
    } rows[] = {
        {"", ""},
        {"n", ""},
        {"none", "one"},
        {"none<Esc>", "one"},
        {"none<Esc>q", "one"},
        {"none<F1>", "one"},
        {"none<F2>n<Tab>31X", "oneX"},
        {"none<F2>n<Tab>31X<Esc>nnew", "oneX|new"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct wizard wizard;

        wizard_open(&wizard, 24, 80, false);
        wizard_press(&wizard, rows[i].keys);
        loop_keep_drafts(&wizard.loop);
        expect_walk(rows[i].keys, &wizard, rows[i].notes, "");
        wizard_close(&wizard);
    }
}

/* Any size: the cursor stays on the text, and nothing is wider than the screen. */
static void test_sizes(void)
{
    struct wizard wizard;
    int rows, columns, y;

    wizard_open(&wizard, 60, 200, false);
    wizard_press(&wizard, "none two three 端末 four five six seven eight<Enter><Enter>e\314\201nd<Up>");
    for (rows = 60; rows >= 12; rows -= 4) {
        for (columns = 200; columns >= 40; columns -= 16) {
            resizeterm(rows, columns);
            loop_resize(&wizard.loop, rows, columns);
            loop_draw(&wizard.loop, stdscr);
            readback_check("resized");
            y = getcury(curscr);
            suite_expect("the cursor is on the empty line", strstr(readback_row(y), "▸") != NULL);
        }
    }
    wizard_close(&wizard);
}

const struct suite_test suite_tests[] = {
    {"texts", test_texts},
    {"notes and drafts", test_walks},
    {"nothing is lost when the terminal goes", test_hang_up},
    {"sizes", test_sizes},
    {NULL, NULL},
};
