/* SPDX-License-Identifier: MIT */
/*
 * The wizard's screens as golden files, read back from curses.
 */
#include <config.h>

#include <locale.h>
#include <stdio.h>

#include "readback.h"
#include "suite.h"
#include "variants.h"
#include "wizard.h"

const char suite_name[] = "tui";

/* Which keys lead to each screen, from the first question of tests/flows/wizard/walk.yaml. */
static const struct {
    const char *name, *keys;
} screens[] = {
    {"question", ""},
    {"question-scrolled", "1<PgDn><Down>"},
    {"question-nine", "4<Down><Down>"},
    {"question-nine-last", "4<End>"},
    {"question-long", "5"},
    {"question-long-end", "5<PgDn><PgDn>"},
    {"question-back", "4bb"},
    {"input", "11"},
    {"input-typed", "110x3e9<Left>"},
    {"input-refused", "11nothing<Enter>"},
    {"input-form", "113e9<Enter>"},
    {"input-left", "110x3<Esc>"},
    {"fix", "12"},
    {"fix-ticked", "12<Enter><Enter>"},
    {"fix-result", "12<End>"},
    {"fix-tall", "125tall<Enter>1"},
    {"fix-taller", "125tall<Enter>2"},
    {"fix-taller-result", "125tall<Enter>2<Down><Down>"},
    {"more", "125late<Enter>"},
    {"more-shown", "125late<Enter>+"},
    {"wait", "125late<Enter>2"},
    {"wait-met", "125late<Enter>1"},
    {"wait-early", "125late<Enter>21"},
    {"paste", "125read<Enter>p"},
    {"pasted", "125read<Enter>pSub Status: 0xC000006A<Enter>Logon ID: 0x3e7<F2>"},
    {"pasted-several",
     "125read<Enter>pSub Status: 0xC000006A<Enter>Sub Status: 0xC0000234<F2>"},
    {"pasted-nothing", "125read<Enter>pnothing<F2>"},
    {"pasted-value", "125read<Enter>pLogon ID: 0x3e7<F2>3"},
    {"pasted-values", "125read<Enter>pLogon ID: 0x3e7<Enter>Logon ID: 0x3e9<F2>3"},
    {"another", "125"},
    {"another-none", "125ORA-12154<Enter>"},
    {"another-walked", "125walk<Enter>"},
    {"another-unknown", "125LOGON_FALIURE<Enter>"},
    {"another-several", "125556<Enter>"},
    {"refer", "2"},
    {"refer-none", "2<Enter>1"},
    {"refer-walked", "3"},
    {"escalate", "51"},
    {"escalate-end", "511"},
    {"resolved", "121"},
    {"referred", "2<Enter>11"},
    {"abandoned", "1q3"},
    {"about", "i"},
    {"help", "1?"},
    {"help-field", "11<F1>"},
    {"note", "nIt is \"slow\"."},
    {"note-lines", "nSeen on two servers,\nDC01 and DC02.<Enter><Enter>Not on the third: 端末 e\314\201.<Up><Up>"},
    {"note-left", "nIt is slow.<Esc>q"},
    {"notes", "nIt is slow.<F2>1nOn both<Enter>servers.<F2>n<Tab>31 Very.<F2><Down>"},
    {"note-edit", "nIt is slow.<F2>n<Tab>31 Very."},
    {"noted", "nIt is slow.<F2>"},
    {"copy", "1c"},
    {"copy-warning", "12c"},
    {"copy-ticket", "51c"},
    {"confirm", "1q"},
    {"save", "1211w"},
    {"save-redacted", "1211rw"},
    {"preview", "1t"},
    {"preview-end", "121t<End>"},
    {"preview-redacted", "nCall from \\\\host7\\share<F2>1tr"},
    {"abandon", "1a"},
    {"trail", "110x3e9<Enter>e"},
    {"trail-drop", "110x3e9<Enter>e1"},
    {"question-changed", "110x3e9<Enter>e21"},
};

/* The same in tests/flows/calls/visit.yaml, which goes into a block. */
static const struct {
    const char *name, *keys;
} calls[] = {
    {"call-in", "Bo<Enter>1"},
    {"call-back", "Bo<Enter>14<Enter>"},
    {"call-trail", "Bo<Enter>14<Enter>e"},
    {"call-end", "Bo<Enter>14<Enter>1"},
};

static void take_variant(struct variant_file *file, const char *keys, bool is_call, unsigned i)
{
    struct wizard wizard;

    wizard_open_in(&wizard, is_call ? "tests/flows/calls" : "tests/flows/wizard",
                   is_call ? "visit" : "walk", variants[i].rows, variants[i].columns,
                   variants[i].ascii);
    wizard_press(&wizard, keys);
    suite_expect(file->name, !loop_is_done(&wizard.loop));
    variant_take(file, i);
    wizard_close(&wizard);
}

static void expect_screen(const char *name, const char *keys, bool is_call)
{
    struct variant_file file = {.name = name};
    unsigned i;

    for (i = 0; i < VARIANTS; i++)
        take_variant(&file, keys, is_call, i);
    variant_expect(&file);
}

static void test_screens(void)
{
    size_t k;

    for (k = 0; k < sizeof screens / sizeof *screens; k++)
        expect_screen(screens[k].name, screens[k].keys, false);
    for (k = 0; k < sizeof calls / sizeof *calls; k++)
        expect_screen(calls[k].name, calls[k].keys, true);
}

/* Text that a person typed is as hostile as text can be, and stands in a question, a command's
 * sentence and an answer. */
static void test_hostile_text(void)
{
    static const char *const texts[] = {
        "\033[31mred\033[0m \033]0;title\a",
        "\302\2332J and \b\b\b and \r and \n over",
        "\342\200\256reversed\342\200\254 \342\200\213hidden\357\273\277",
        "not \xff\xfe UTF-8 \xc3",
        "e\314\201\314\202\314\203\314\204\314\205\314\206\314\207 stacked",
        "\360\237\221\251\342\200\215\360\237\222\273 \360\237\207\253\360\237\207\267",
        "\355\225\234\341\204\200\341\205\241 syllables",
        "{{luid}} {{message}} `code` <b>html</b> [link](javascript:x)",
        "\343\205\244\357\276\240\302\255 filler",
    };
    size_t k;
    unsigned i;

    for (k = 0; k < sizeof texts / sizeof texts[0]; k++) {
        for (i = 0; i < VARIANTS; i++) {
            struct wizard wizard;
            struct event event;

            wizard_open(&wizard, variants[i].rows, variants[i].columns, variants[i].ascii);
            wizard_press(&wizard, "53");
            if (suite_expect(texts[k], walk_choose(wizard.walk, CHOICE_VALUE, NULL, texts[k], &event) == STATUS_OK))
                walk_commit(wizard.walk, &event);
            loop_show_walk(&wizard.loop);
            loop_draw(&wizard.loop, stdscr);
            readback_check(texts[k]);
            wizard_press(&wizard, "<PgDn>b");
            readback_check(texts[k]);
            wizard_close(&wizard);
        }
    }
}

/* In the C locale nothing but ASCII may reach the terminal. */
static void test_c_locale(void)
{
    struct wizard wizard;

    setlocale(LC_ALL, "C");
    wizard_open(&wizard, 24, 80, false);
    suite_expect("says ASCII", wizard.loop.context.canvas.ascii);
    wizard_press(&wizard, "4");
    readback_check("C locale");
    wizard_close(&wizard);
    setlocale(LC_ALL, "C.UTF-8");
}

/* In a Latin-1 locale its letters show, and a likeness, or a question mark, of what it lacks. */
static void test_latin1(void)
{
    struct wizard wizard;

    if (!suite_make_latin1())
        return;
    setlocale(LC_ALL, "latin1");
    wizard_open(&wizard, 24, 80, false);
    suite_expect("draws with ASCII", wizard.loop.context.canvas.ascii);
    suite_expect_string("likeness", readback_row(12), "> 1  1366, 0x556, or \"already in use\"");
    wizard_press(&wizard, "4");
    readback_check("Latin-1 locale");
    suite_expect_string("question", readback_row(3), "???????????? -- which of these do you see?");
    suite_expect("letters", strstr(readback_row(5), "na\xefve r\xe9sum\xe9") != NULL);
    wizard_press(&wizard, "n\u00e4\u00a7\u20ac");
    readback_check("typed");
    wizard_close(&wizard);
    unsetenv("LOCPATH");
    setlocale(LC_ALL, "C.UTF-8");
}

/* Whether a row is one of the numbered answers. */
static bool is_answer(const char *row)
{
    row += strncmp(row, "▸", strlen("▸")) == 0 ? strlen("▸") : 1;
    return row[0] == ' ' && row[1] >= '1' && row[1] <= '9' && row[2] == ' ';
}

/* However low the window, what a fix asks can be answered by what is seen. */
static void test_answers_show(void)
{
    static const char *const places[] = {"12", "125tall<Enter>1", "125tall<Enter>2"};
    size_t i;

    for (i = 0; i < sizeof places / sizeof places[0]; i++) {
        struct wizard wizard;
        unsigned press;

        wizard_open(&wizard, 12, 40, false);
        wizard_press(&wizard, places[i]);
        for (press = 0; press < 24; press++) {
            unsigned count = 0;
            char what[100];
            int y, x, row;

            snprintf(what, sizeof what, "%s, press %u", places[i], press);
            getyx(curscr, y, x);
            (void)x;
            for (row = 0; row < 12; row++)
                count += is_answer(readback_row(row));
            if (form_focused(&wizard.loop.top->form)->value < 5 || press == 0)
                suite_expect(what, count >= 2);
            suite_expect(what, strncmp(readback_row(y), "▸", strlen("▸")) == 0);
            wizard_press(&wizard, press < 12 ? "<Down>" : "<Up>");
        }
        wizard_close(&wizard);
    }
}

static void test_too_small(void)
{
    static const struct {
        int rows, columns;
        const char *row;
    } rows[] = {
        {11, 80, "Too small: 80x11 of 40x12"},
        {24, 39, "Too small: 39x24 of 40x12"},
        {1, 10, "Too small…"},
        {1, 1, "…"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wizard wizard;

        wizard_open(&wizard, rows[i].rows, rows[i].columns, false);
        suite_expect_string("one line", readback_row(0), rows[i].row);
        wizard_close(&wizard);
    }
}

const struct suite_test suite_tests[] = {
    {"screens", test_screens},
    {"hostile text", test_hostile_text},
    {"C locale", test_c_locale},
    {"Latin-1 locale", test_latin1},
    {"answers show", test_answers_show},
    {"too small", test_too_small},
    {NULL, NULL},
};
