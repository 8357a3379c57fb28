/*
 * The wizard's screens as golden files, read back from curses, and what keys do.
 */
#include <config.h>

#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "readback.h"
#include "suite.h"
#include "tui/frame.h"
#include "tui/layout.h"
#include "wizard.h"

const char suite_name[] = "tui";

static const struct {
    int rows, columns;
    bool ascii;
} variants[] = {
    {24, 80, false}, {12, 40, false}, {60, 200, false}, {24, 80, true}, {12, 40, true},
    {60, 200, true},
};

enum { VARIANTS = sizeof variants / sizeof variants[0] };

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
    {"noted", "nIt is slow.<Enter>"},
    {"copy", "1c"},
    {"copy-warning", "12c"},
    {"copy-ticket", "51c"},
    {"confirm", "1q"},
    {"save", "1211w"},
    {"save-redacted", "1211rw"},
    {"preview", "1t"},
    {"preview-end", "121t<End>"},
    {"preview-redacted", "nCall from \\\\host7\\share<Enter>1tr"},
    {"abandon", "1a"},
    {"trail", "110x3e9<Enter>e"},
    {"trail-drop", "110x3e9<Enter>e1"},
    {"question-changed", "110x3e9<Enter>e11"},
};

static void append_variant(struct buffer *out, const char *name, const char *keys, unsigned i)
{
    struct wizard wizard;
    char what[100];

    snprintf(what, sizeof what, "%s %s", name, variants[i].ascii ? "ascii" : "utf-8");
    wizard_open(&wizard, variants[i].rows, variants[i].columns, variants[i].ascii);
    wizard_press(&wizard, keys);
    suite_expect(what, !loop_is_done(&wizard.loop));
    readback_check(what);
    readback_append(out, what);
    wizard_close(&wizard);
}

static void test_screens(void)
{
    size_t k;
    unsigned i;

    for (k = 0; k < sizeof screens / sizeof screens[0]; k++) {
        struct buffer out = {0};
        char path[100];

        for (i = 0; i < VARIANTS; i++)
            append_variant(&out, screens[k].name, screens[k].keys, i);
        snprintf(path, sizeof path, "tests/screens/%s.txt", screens[k].name);
        suite_expect_golden(path, buffer_text(&out), out.length);
        buffer_free(&out);
    }
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
            if (suite_expect(texts[k], walk_type(wizard.walk, texts[k], &event) == STATUS_OK))
                walk_commit(wizard.walk, &event);
            loop_open(&wizard.loop, screen_for_walk(&wizard.loop.context));
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
        {"n", "12q?<Enter>1", "id-source", NULL},
        {"n", "<Enter>1", "id-source", NULL},
        {"nIt is slow<Esc>", "n", "exact-error", "▸ It is slow"},
        {"nIt is<Esc>1", "n now", "id-source", "▸ It is now"},
        {"nIt<Esc>nX<Esc>", "n", "exact-error", "▸ ItX"},
        {"nIt<Esc>n<Enter>", "nX", "exact-error", "▸ X"},
        {"nIt<Esc>n<^U><Esc>", "nX", "exact-error", "▸ X"},
        {"nIt<Esc>n<^U><Enter>", "nX", "exact-error", "▸ X"},
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

/* What is pasted goes into a field, and nowhere else. */
static void test_pasting(void)
{
    static const struct {
        const char *keys, *pasted, *text, *message;
    } rows[] = {
        {"n", "1\r2\nq", "1 2 q", ""},
        {"n", "a\r\nb\tc", "a b c", ""},
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
        loop_paste(&wizard.loop, rows[i].pasted);
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
    char pasted[FIELD_MOST + 10];

    memset(pasted, 'x', sizeof pasted - 1);
    pasted[sizeof pasted - 1] = '\0';
    wizard_open(&wizard, 24, 80, false);
    wizard_press(&wizard, "n");
    loop_paste(&wizard.loop, pasted);
    suite_expect_long("cut", (long)wizard.loop.top->field.text.length, FIELD_MOST);
    suite_expect_string("said", wizard.loop.context.message,
                        "The paste is too long: its end was left out.");
    wizard_close(&wizard);
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
        {"11<^C>", false, OUTCOME_UNFINISHED}, {"nx<Enter>q", false, OUTCOME_UNFINISHED},
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
        {"i", "x1c"},
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

            loop_key(&wizard.loop, wizard_key(&key));
            loop_draw(&wizard.loop, stdscr);
            suite_expect_long(at, readback_written() - before, 0);
        }
        wizard_close(&wizard);
    }
}

/* The help names every live key of the screen below, and no other; the footer promises none that
 * does nothing. */
static void test_help_is_live(void)
{
    static const char *const places[] = {"",   "1",  "11",  "11<Esc>", "12", "12<End>", "125", "2",
                                         "51", "n",  "121", "1q",      "1c", "i",       "1211w", "1a",
                                         "t", "1e",  "12e1"};
    size_t i;

    for (i = 0; i < sizeof places / sizeof places[0]; i++) {
        const struct binding *binding;
        struct wizard wizard;
        struct screen *help;
        size_t live = 0, lines;

        wizard_open(&wizard, 60, 200, false);
        wizard_press(&wizard, places[i]);
        for (binding = wizard.loop.top->class->bindings; binding->action != ACTION_NONE; binding++)
            live += keys_live(binding, wizard.loop.top);
        help = help_new(&wizard.loop.context, wizard.loop.top);
        loop_open(&wizard.loop, help);
        lines = help ? help->form.body.count : 0;
        suite_expect_long(places[i], (long)lines, (long)live);
        wizard_close(&wizard);
    }
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
    suite_expect("it says so", strstr(readback_row(23), "Written to ") != NULL);
    wizard_press(&wizard, "1w<^U>");
    wizard_press(&wizard, path);
    wizard_press(&wizard, "<Enter>");
    suite_expect("what is there is kept", strstr(readback_row(23), "is there already") != NULL);
    wizard_press(&wizard, "<^U>x.pdf<Enter>");
    suite_expect("an unknown ending", strstr(readback_row(23), "endings") != NULL);
    wizard_press(&wizard, "<^U>/dev/null/x.md<Enter>");
    suite_expect("no directory", strstr(readback_row(23), "could not be written") != NULL);
    wizard_close(&wizard);
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
            loop_key(&loop, wizard_key(&key));
        suite_expect(rows[i].keys, loop_is_done(&loop));
        suite_expect_long(rows[i].keys, loop.chosen_one ? (long)loop.chosen : -1, rows[i].chosen);
        loop_end(&loop);
        readback_close();
        buffer_free(&out);
    }
}

static unsigned next_random(unsigned *state)
{
    *state = *state * 1103515245u + 12345u;
    return *state >> 16;
}

/* Any keys in any order at any size. */
static void test_random_keys(void)
{
    static const char *const keys[] = {
        "1", "2", "3", "4", "5", "9", "0", "x", "b", "c", "i", "n", "t", "w", "r", "a", "e", "?", "j", "k", " ", "é", "端",
        "<Enter>", "<Enter>", "<Esc>", "<Tab>", "<Up>", "<Down>", "<Left>", "<Right>", "<Home>",
        "<End>", "<PgUp>", "<PgDn>", "<Backspace>", "<Del>", "<F1>", "<F2>", "<^L>", "<^U>",
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
            wizard_press(&wizard, keys[next_random(&state) % (sizeof keys / sizeof keys[0])]);
            if (next_random(&state) % 8 == 0 && !loop_is_done(&wizard.loop)) {
                int rows = (int)(next_random(&state) % 100) + 1;
                int columns = (int)(next_random(&state) % 300) + 1;

                resizeterm(rows, columns);
                loop_resize(&wizard.loop, rows, columns);
                loop_draw(&wizard.loop, stdscr);
            }
        }
        suite_expect_long("status", wizard.loop.status, STATUS_OK);
        if (!loop_is_done(&wizard.loop))
            readback_check("random keys");
        wizard_close(&wizard);
        suite_expect("back from there", fchdir(here) == 0);
    }
    close(here);
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

static void test_layout(void)
{
    static const struct {
        unsigned rows;
        struct layout_parts given;
        struct layout_form expect; /* head, gap, body, more, foot */
    } rows[] = {
        {19, {1, 5, 3, 2, 3, false}, {1, 1, 5, 1, 3}},
        {19, {1, 0, 3, 2, 3, false}, {1, 1, 0, 0, 3}},
        {19, {1, 40, 0, 2, 0, false}, {1, 1, 16, 1, 0}},
        {19, {1, 40, 9, 2, 9, false}, {1, 1, 7, 1, 9}},
        {19, {1, 40, 12, 2, 6, false}, {1, 1, 9, 1, 7}},
        {19, {2, 3, 30, 2, 30, false}, {2, 1, 2, 1, 13}},
        {9, {1, 20, 4, 2, 4, false}, {1, 0, 3, 1, 4}},
        {9, {1, 20, 9, 2, 9, false}, {1, 0, 1, 1, 6}},
        {9, {1, 20, 9, 2, 9, true}, {1, 0, 5, 1, 2}},
        {9, {8, 0, 3, 2, 3, false}, {3, 0, 2, 1, 3}},
        {9, {3, 20, 7, 4, 7, true}, {3, 0, 1, 1, 4}},
        {9, {3, 20, 9, 6, 9, true}, {1, 0, 1, 1, 6}},
        {9, {3, 20, 12, 8, 12, true}, {1, 0, 1, 1, 6}},
        {9, {3, 20, 12, 8, 12, false}, {1, 0, 1, 1, 6}},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct layout_form form = layout_form(rows[i].rows, &rows[i].given);
        char what[32];

        snprintf(what, sizeof what, "layout row %zu", i);
        suite_expect_long(what, form.head, rows[i].expect.head);
        suite_expect_long(what, form.gap, rows[i].expect.gap);
        suite_expect_long(what, form.body, rows[i].expect.body);
        suite_expect_long(what, form.more, rows[i].expect.more);
        suite_expect_long(what, form.foot, rows[i].expect.foot);
    }
}

/* Whatever the size: the parts fit into it. */
static void test_layout_fits(void)
{
    unsigned state = 1, i;

    for (i = 0; i < 20000; i++) {
        const struct layout_parts parts = {
            next_random(&state) % 20, next_random(&state) % 60, next_random(&state) % 20,
            next_random(&state) % 20, 1 + next_random(&state) % 20, next_random(&state) % 2,
        };
        unsigned rows = 8 + next_random(&state) % 60;
        struct layout_form form = layout_form(rows, &parts);

        if (form.head + form.gap + form.body + form.more + form.foot > rows ||
            form.head > parts.head || form.foot > parts.foot ||
            form.body > parts.body + parts.head - form.head ||
            (parts.foot > 0 && form.foot == 0))
            suite_expect("layout fits", false);
    }
}

static void test_step_names(void)
{
    static const struct {
        const char *id, *name;
    } rows[] = {
        {"exact-error", "Exact error"}, {"id-source", "ID source"}, {"logon-id", "Logon ID"},
        {"new-id-per-attempt", "New ID per attempt"}, {"x", "X"}, {"a--b", "A  b"}, {"", ""},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct buffer name = {0};

        frame_step_name(&name, rows[i].id);
        suite_expect_string(rows[i].id, buffer_text(&name), rows[i].name);
        buffer_free(&name);
    }
}

const struct suite_test suite_tests[] = {
    {"screens", test_screens},
    {"hostile text", test_hostile_text},
    {"C locale", test_c_locale},
    {"keys", test_keys},
    {"pasting", test_pasting},
    {"long paste", test_long_paste},
    {"answers show", test_answers_show},
    {"leaving", test_leaving},
    {"idle keys write nothing", test_idle_keys},
    {"help is live", test_help_is_live},
    {"copying", test_copying},
    {"transcript", test_transcript},
    {"chooser", test_chooser},
    {"random keys", test_random_keys},
    {"too small", test_too_small},
    {"layout", test_layout},
    {"layout fits", test_layout_fits},
    {"step names", test_step_names},
    {NULL, NULL},
};
