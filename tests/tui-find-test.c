/* SPDX-License-Identifier: MIT */
/*
 * Finding a text on a screen: what is found, where that leads, and how it looks.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "errwalk/match.h"
#include "errwalk/memory.h"
#include "readback.h"
#include "suite.h"
#include "variants.h"
#include "tui/widgets/find.h"
#include "wizard.h"

const char suite_name[] = "tui-find";

/* How often a text is found in another, laid out at a width. */
static void test_matches(void)
{
    static const struct {
        const char *text, *sought;
        unsigned width;
        long found;
    } rows[] = {
        {"one two one", "one", 40, 2},
        {"one two one", "ONE", 40, 2},
        {"one two one", "", 40, 0},
        {"one two one", "  ", 40, 0},
        {"one two one", "three", 40, 0},
        {"one two one", " one  two ", 40, 1},
        {"aaaa", "aa", 40, 2},
        {"a sentence that is broken", "sentence that", 12, 1},
        {"a sentence that is broken", "that is b", 12, 1},
        {"a sentence that is broken", "sentencethat", 12, 0},
        {"anunbrokenwordthatistoolong", "wordthat", 12, 1},
        {"one\ntwo", "one two", 40, 0},
        {"STRASSE Straße", "strasse", 40, 2},
        {"STRASSE Straße", "STRAßE", 40, 2},
        {"Straße", "stras", 40, 0},
        {"Cafe\314\201 caf\303\251 CAF\303\211", "caf\303\251", 40, 3},
        {"Cafe\314\201 caf\303\251", "cafe\314\201", 40, 2},
        {"Cafe\314\201 cafe", "cafe", 40, 2},
        {"\316\237\316\233\316\237\316\243 \316\277\316\273\316\277\317\202", "\316\277\316\273\316\277\317\203", 40, 2},
        {"\346\227\245\346\234\254\350\252\236\343\201\256\346\226\207\347\253\240", "\350\252\236\343\201\256", 9, 1},
        {"x\033[1mbold", "bold", 40, 1},
    };
    struct canvas canvas;
    size_t i;

    canvas_init(&canvas, false);
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct lines_style style = {.canvas = &canvas, .width = rows[i].width};
        struct form form = {0};
        char what[160];

        snprintf(what, sizeof what, "\"%s\" in \"%s\"", rows[i].sought, rows[i].text);
        lines_text(&form.body, &style, rows[i].text);
        form_layout(&form, 20, rows[i].width);
        find_set(&form, &canvas, rows[i].sought);
        suite_expect_long(what, (long)form.found, rows[i].found);
        form_free(&form);
    }
}

/* CommonMark has its lines from elsewhere: quotes repeat their bar, commands are cut. */
static void test_prose(void)
{
    static const struct {
        const char *text, *sought;
        long found;
    } rows[] = {
        {"A *stressed word* goes on", "stressed word goes", 1},
        {"> what is quoted at some length", "quoted at some", 1},
        {"- an item that is long enough", "that is long", 1},
        {"    klist sessions --all-of-them", "sessions --all", 1},
        {"one\n\ntwo", "one two", 0},
    };
    struct canvas canvas;
    size_t i;

    canvas_init(&canvas, false);
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct lines_style style = {.canvas = &canvas, .width = 18};
        struct form form = {0};

        lines_prose(&form.body, &style, rows[i].text, NULL);
        form_layout(&form, 20, 18);
        find_set(&form, &canvas, rows[i].sought);
        suite_expect_long(rows[i].text, (long)form.found, rows[i].found);
        form_free(&form);
    }
}

/* Where finding leads: what is shown, what the cursor's row holds, the step that Enter leads to. */
static void test_keys(void)
{
    static const struct {
        const char *keys, *told; /* NULL: the line is open */
        const char *row;         /* what the cursor's row holds */
        const char *at;          /* what begins where the cursor is */
    } rows[] = {
        {"/number", NULL, "Find: number", ""},
        {"/number<Enter>", "Match 1 of 3: number", "Read the number", "number"},
        {"/number<Enter>/<Enter>", "Match 2 of 3: number", "The number is", "number"},
        {"/number<Enter>.", "Match 2 of 3: number", "The number is", "number"},
        {"/number<Enter><F3><F3>", "Match 3 of 3: number", "▸ 2  Another number", "number"},
        {"/number<Enter>...", "Match 1 of 3: number, from the start again", "Read the", "number"},
        {"/number<Enter>,", "Match 3 of 3: number, from the end again", "▸ 2", "number"},
        {"/number<Down><Down><Up><Enter>", "Match 2 of 3: number", "The number is", "number"},
        {"/NUMBEX<Backspace>R<Enter>", "Match 1 of 3: NUMBER", "Read the number", "number"},
        {"/zzz<Enter>", "Not found: zzz", "▸ 1", "▸"},
        {"/zzz<Enter>.", "Not found: zzz", "▸ 1", "▸"},
        {"/number<Esc>", "", "▸ 1", "▸"},
        {"<Down><Down>/number<Esc>", "", "▸ 3", "▸"},
        {"/walked<Enter><Down>", "", "▸ 4", "▸"},
        {"/<Enter>", NULL, "Find:", ""},
        {"/  <Enter>", NULL, "Find:", ""},
        {"<F7>number<Enter>", "Match 1 of 3: number", "Read the number", "number"},
        {"/number<Enter>i/<Enter>", "Match 1 of 2: number", "The number is", "number"},
        {"i/session<Enter>q.", "Not found: session", "▸ 1", "▸"},
        {"4/日本語<Enter>", "Match 1 of 1: 日本語", "日本語", "日本語"},
        {"4/CAFÉ<Enter>", "Match 1 of 2: CAFÉ", "▸ 2", "Cafe\314\201"},
        {"4/Ninth<Enter>", "Match 1 of 1: Ninth", "▸ 9", "ninth"},
        {"5/from the start<Enter>", "Match 1 of 1: from the start", "start", ""},
        {"11<F7>built<Enter>", "Match 1 of 1: built", "Built-in", "Built"},
        {"?/find a<Enter>", "Match 1 of 1: find a", "find a text", "find a"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wizard wizard;
        const char *row;
        int y, x;

        wizard_open(&wizard, 24, 80, false);
        wizard_press(&wizard, rows[i].keys);
        getyx(curscr, y, x);
        row = readback_row(y);
        if (!strstr(row, rows[i].row))
            suite_expect_string(rows[i].keys, row, rows[i].row);
        if (rows[i].told)
            suite_expect_string(rows[i].keys, wizard.loop.context.message, rows[i].told);
        suite_expect_long(rows[i].keys, strcmp(wizard.loop.top->class->name, "finding") == 0,
                          !rows[i].told);
        row += text_fit(row, strlen(row), (size_t)x);
        if (strncmp(row, rows[i].at, strlen(rows[i].at)) != 0)
            suite_expect_string(rows[i].keys, row, rows[i].at);
        wizard_close(&wizard);
    }
}

/* Esc leaves every screen as it was, to the cell and the cursor. */
static void test_cancel(void)
{
    static const char *const places[] = {"", "1<PgDn><Down>", "5<PgDn>", "12<Down>", "i<Down>",
                                         "121t<End>", "1211", "110x5<Enter>e", "1?<Down>"};
    size_t i;

    for (i = 0; i < sizeof places / sizeof places[0]; i++) {
        struct buffer before = {0}, after = {0};
        struct wizard wizard;

        wizard_open(&wizard, 12, 40, false);
        wizard_press(&wizard, places[i]);
        readback_append(&before, places[i]);
        wizard_press(&wizard, "/e<Down><Down><Down><Esc>");
        readback_append(&after, places[i]);
        suite_expect_string(places[i], buffer_text(&after), buffer_text(&before));
        buffer_free(&before);
        buffer_free(&after);
        wizard_close(&wizard);
    }
}

/* Wherever a match is, it is seen, and the cursor is on it. */
static void test_in_view(void)
{
    static const char *const places[] = {"", "1", "4", "5", "12", "2", "51", "i", "121", "121t",
                                         "110x5<Enter>e", "?", "125tall<Enter>1"};
    static const int sizes[][2] = {{24, 80}, {12, 40}, {60, 200}};
    size_t i, size;

    for (i = 0; i < sizeof places / sizeof places[0]; i++) {
        for (size = 0; size < 3; size++) {
            struct wizard wizard;
            size_t match;

            wizard_open(&wizard, sizes[size][0], sizes[size][1], false);
            wizard_press(&wizard, places[i]);
            wizard_press(&wizard, "/e<Enter>");
            for (match = 0; match <= wizard.loop.top->form.found; match++) {
                struct buffer folded = {0};
                const char *row;
                int y, x;

                getyx(curscr, y, x);
                row = readback_row(y);
                row += text_fit(row, strlen(row), (size_t)x);
                match_fold(&folded, row, strlen(row));
                suite_expect(places[i], *buffer_text(&folded) == 'e');
                buffer_free(&folded);
                wizard_press(&wizard, match % 7 == 6 ? "," : ".");
            }
            wizard_close(&wizard);
        }
    }
}

static void test_screens(void)
{
    static const struct {
        const char *name, *keys;
    } screens[] = {
        {"find", "/"},
        {"find-typing", "/the n"},
        {"find-none", "/nowhere"},
        {"find-told", "/the n<Enter>."},
        {"find-broken", "5/from the start<Enter>"},
        {"find-wide", "4/答え<Enter>"},
        {"find-combining", "4/caf\303\251<Enter>"},
        {"find-help", "/x<F1>"},
        {"find-about", "i/session<Enter><F3>"},
    };
    size_t k, i;

    for (k = 0; k < sizeof screens / sizeof screens[0]; k++) {
        struct variant_file file = {.name = screens[k].name};

        for (i = 0; i < VARIANTS; i++) {
            struct wizard wizard;

            wizard_open(&wizard, variants[i].rows, variants[i].columns, variants[i].ascii);
            wizard_press(&wizard, screens[k].keys);
            variant_take(&file, i);
            wizard_close(&wizard);
        }
        variant_expect(&file);
    }
}

/* Another size keeps what was found, and the cursor on it. */
static void test_resize(void)
{
    struct wizard wizard;
    size_t found;

    wizard_open(&wizard, 24, 80, false);
    wizard_press(&wizard, "i/session<Enter>..");
    found = wizard.loop.top->form.found;
    resizeterm(12, 40);
    loop_resize(&wizard.loop, 12, 40);
    loop_draw(&wizard.loop, stdscr);
    suite_expect_long("as many", (long)wizard.loop.top->form.found, (long)found);
    suite_expect_long("the same one", (long)wizard.loop.top->form.here, 3);
    suite_expect("on it", wizard.loop.top->form.on_match);
    wizard_close(&wizard);
}

/* What is sought after the window got another size shows as if it had always been of that size. */
static void test_sought_resized(void)
{
    static const struct {
        int rows, columns;
        const char *keys, *sought;
    } rows[] = {
        {55, 22, "n<F7>", "5<Enter>"}, {60, 200, "5/", "the"}, {12, 40, "12/", "e"},
        {12, 40, "i/", "zzz"},         {24, 80, "125/", "m<Esc>"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer resized = {0}, direct = {0};
        struct wizard wizard;

        wizard_open(&wizard, rows[i].rows, rows[i].columns, false);
        wizard_press(&wizard, rows[i].keys);
        resizeterm(30, 90);
        loop_resize(&wizard.loop, 30, 90);
        wizard_press(&wizard, rows[i].sought);
        readback_append(&resized, "");
        wizard_close(&wizard);
        wizard_open(&wizard, 30, 90, false);
        wizard_press(&wizard, rows[i].keys);
        wizard_press(&wizard, rows[i].sought);
        readback_append(&direct, "");
        wizard_close(&wizard);
        suite_expect_string(rows[i].keys, buffer_text(&resized), buffer_text(&direct));
        buffer_free(&resized);
        buffer_free(&direct);
    }
}

const struct suite_test suite_tests[] = {
    {"matches", test_matches},
    {"prose", test_prose},
    {"keys", test_keys},
    {"cancel", test_cancel},
    {"in view", test_in_view},
    {"screens", test_screens},
    {"resize", test_resize},
    {"sought after a resize", test_sought_resized},
    {NULL, NULL},
};
