/*
 * Home and the sessions screen: what they show, how they narrow, and what is done to a session
 * there.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "errwalk/memory.h"
#include "keeping.h"
#include "readback.h"
#include "suite.h"
#include "tui/recall.h"
#include "wizard.h"

const char suite_name[] = "tui-home";

/* From 2026-01-01T00:00:00Z on, 1000 seconds apart; the last is the newest. */
static const struct {
    const char *flow, *wishes;
} walks[] = {
    {"main", "fix|0xabc|yes"},                         /* a: resolved */
    {"main", "*Der Schl\xc3\xbcssel fehlt|call|done"}, /* b: escalated */
    {"main", "fix|*nothing helps|!"},                  /* c: abandoned */
    {"types", "text|CAF\xc3\x89"},                     /* d: unfinished */
    {"main", "fix|0x3e7|no|<|<"},                      /* e: unfinished */
    {"other", "*markdown"},                            /* f: unfinished */
};

enum { WALKS = sizeof walks / sizeof *walks };

static char ids[WALKS][9];

/* Home over a history and the flows of tests/flows/session. */
struct place {
    struct history *history;
    struct library *library;
    struct clock clock;
    struct tui_options options;
    struct tui_home home;
    struct loop loop;
};

static void open_place(struct place *place, unsigned count, int rows, int columns, bool ascii)
{
    const char *directory = suite_source("tests/flows/session"), *path = keeping_path();
    unsigned i;

    memset(place, 0, sizeof *place);
    place->clock = (struct clock){.fixed = true, .now = 1767300000};
    place->options = (struct tui_options){.color = true, .ascii = ascii};
    place->history = history_new(path);
    for (i = 0; i < count; i++)
        keeping_walk(place->history, walks[i].flow, i, walks[i].wishes, ids[i]);
    history_free(place->history); /* lets go of the last */
    place->history = history_new(path);
    place->home = (struct tui_home){.history = place->history, .clock = &place->clock};
    suite_expect_long("library", library_new(&directory, 1, &place->library), STATUS_OK);
    suite_expect_long("flows",
                      library_entries(place->library, &place->home.flows, &place->home.flow_count),
                      STATUS_OK);
    readback_open(rows, columns);
    loop_begin(&place->loop, NULL, &place->options, rows, columns);
    recall_begin(&place->loop, &place->home);
    loop_draw(&place->loop, stdscr);
}

static void close_place(struct place *place)
{
    loop_end(&place->loop);
    readback_close();
    library_free(place->library);
    history_free(place->history);
}

static void press(struct place *place, const char *keys)
{
    while (*keys && !loop_is_done(&place->loop)) {
        int key = strncmp(keys, "<^F>", 4) == 0 ? KEYS_CTRL('F') : wizard_key(&keys);

        keys += key == KEYS_CTRL('F') ? 4 : 0;
        loop_key(&place->loop, key);
        if (!loop_is_done(&place->loop))
            loop_draw(&place->loop, stdscr);
    }
}

static const struct {
    int rows, columns;
    bool ascii;
} variants[] = {
    {24, 80, false}, {12, 40, false}, {60, 200, false}, {24, 80, true}, {12, 40, true},
    {60, 200, true},
};

static void test_screens(void)
{
    static const struct {
        const char *name, *keys;
        unsigned sessions;
    } screens[] = {
        {"home", "", WALKS},
        {"home-first", "", 0},
        {"home-filter", "1326", WALKS},
        {"home-none", "zzz", WALKS},
        {"home-last", "<Esc><End>", WALKS},
        {"home-help", "<Esc>?", WALKS},
        {"sessions", "<Esc>s", WALKS},
        {"sessions-left", "<Esc>s<Esc><Down><Down>", WALKS},
        {"sessions-filter", "<Esc>sescal", WALKS},
        {"sessions-none", "<Esc>szzz", WALKS},
        {"sessions-found", "<Esc>sschl\xc3\xbcssel<^F>", WALKS},
        {"sessions-remove", "<Esc>s<Esc>d", WALKS},
        {"sessions-removed", "<Esc>s<Esc>d2", WALKS},
        {"sessions-transcript", "<Esc>s<Esc><End><Enter>", WALKS},
        {"sessions-help", "<Esc>s<F1>", WALKS},
    };
    size_t k, i;

    for (k = 0; k < sizeof screens / sizeof *screens; k++) {
        struct buffer out = {0};
        char path[100];

        for (i = 0; i < sizeof variants / sizeof *variants; i++) {
            struct place place;
            char what[100];

            snprintf(what, sizeof what, "%s %s", screens[k].name,
                     variants[i].ascii ? "ascii" : "utf-8");
            open_place(&place, screens[k].sessions, variants[i].rows, variants[i].columns,
                       variants[i].ascii);
            press(&place, screens[k].keys);
            suite_expect(what, !loop_is_done(&place.loop));
            readback_check(what);
            readback_append(&out, what);
            close_place(&place);
        }
        snprintf(path, sizeof path, "tests/screens/%s.txt", screens[k].name);
        suite_expect_golden(path, buffer_text(&out), out.length);
        buffer_free(&out);
    }
}

/* Where keys lead from home. */
static void test_keys(void)
{
    static const struct {
        const char *keys;
        bool done;
        const char *flow;    /* that is begun, or "" */
        int session;         /* that is gone on with, or -1 */
        const char *on;      /* screen that shows, or "" */
    } rows[] = {
        {"<Enter>", true, "", 5, ""},
        {"<Down><Enter>", true, "", 4, ""},
        {"<Esc>jj<Enter>", true, "", 3, ""},
        {"<Esc>jjk<Enter>", true, "", 4, ""},
        {"the THIRD<Enter>", true, "third", -1, ""},
        {"third<Esc><Enter>", true, "third", -1, ""},
        {"main<Down><Enter>", true, "main", -1, ""},
        {"zzz<Enter>", false, "", -1, "home"},
        {"zzz<^U><Enter>", true, "", 5, ""},
        {"sq?/", false, "", -1, "home"},
        {"<Esc>q", true, "", -1, ""},
        {"<^C>", true, "", -1, ""},
        {"<Esc><End><Enter>", false, "", -1, "sessions"},
        {"<Esc>s", false, "", -1, "sessions"},
        {"<Esc>s<Esc><Esc>", false, "", -1, "home"},
        {"<Esc>s<Enter>", true, "", 5, ""},
        {"<Esc>s<Tab>j<Enter>", true, "", 4, ""},
        {"<Esc>s<Esc><End><Enter>", false, "", -1, "transcript"},
        {"<Esc>s<Esc>t", false, "", -1, "transcript"},
        {"<Esc>s<Esc>t<Esc>", false, "", -1, "sessions"},
        {"<Esc>s<Esc>d", false, "", -1, "a question"},
        {"<Esc>s<Esc>d1", false, "", -1, "sessions"},
        {"<Esc>s<Esc>/types<Enter>", true, "", 3, ""},
        {"<Esc>s<Esc><Tab>types<Enter>", true, "", 3, ""},
        {"<Esc>stdf", false, "", -1, "sessions"},
        {"<Esc>s<Esc>q", true, "", -1, ""},
        {"<Esc>scaf\xc3\xa9<Enter>", false, "", -1, "sessions"},
        {"<Esc>scaf\xc3\xa9<^F><Enter>", true, "", 3, ""},
        {"<Esc>scaf\xc3\xa9<Esc>f<Enter>", true, "", 3, ""},
        {"<Esc>scaf\xc3\xa9<^F>x<Enter>", false, "", -1, "sessions"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct place place;

        open_place(&place, WALKS, 24, 80, false);
        press(&place, rows[i].keys);
        suite_expect_long(rows[i].keys, loop_is_done(&place.loop), rows[i].done);
        suite_expect_string(rows[i].keys,
                            place.loop.chosen_one ? place.home.flows[place.loop.chosen].id : "",
                            rows[i].flow);
        suite_expect_string(rows[i].keys, place.loop.resumes ? place.loop.session : "",
                            rows[i].session < 0 ? "" : ids[rows[i].session]);
        if (*rows[i].on)
            suite_expect_string(rows[i].keys, place.loop.top->class->name, rows[i].on);
        close_place(&place);
    }
}

/* How many sessions stay, by what is typed. */
static void test_filter(void)
{
    static const struct {
        const char *typed;
        long stay;
    } rows[] = {
        {"", WALKS},         {"resolved", 1},     {"RESOLVED", 1},        {"unfinished", 3},
        {"unfinished 1366", 1}, {"1366 main", 4}, {"collision", 4},       {"nothing helps", 0},
        {"nothing helps<^F>", 1}, {"SCHL\xc3\x9cSSEL<^F>", 1}, {"zzz<^F>", 0},   {"  main  ", 4},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct place place;

        open_place(&place, WALKS, 24, 80, false);
        press(&place, "<Esc>s");
        press(&place, rows[i].typed);
        suite_expect_long(rows[i].typed, (long)place.loop.top->form.item_count, rows[i].stay);
        close_place(&place);
    }
}

static void test_remove(void)
{
    struct session *session = NULL;
    struct place place;

    open_place(&place, WALKS, 24, 80, false);
    press(&place, "<Esc>s<Esc>d1");
    suite_expect_long("it was kept", (long)place.loop.sessions.count, WALKS);
    press(&place, "d2");
    suite_expect_long("it is gone", (long)place.loop.sessions.count, WALKS - 1);
    suite_expect_long("from the history", history_load(place.history, ids[WALKS - 1], &session),
                      STATUS_NO);
    suite_expect("that is said", strstr(readback_row(23), "was removed") != NULL);
    press(&place, "<Esc><Home><Enter>");
    suite_expect_string("home has the one before", place.loop.session, ids[WALKS - 2]);
    close_place(&place);

    open_place(&place, 2, 24, 80, false);
    press(&place, "<Esc>s<Esc>d2d2");
    suite_expect_long("all are gone", (long)place.loop.sessions.count, 0);
    suite_expect_long("and no line is left", (long)place.loop.top->form.item_count, 0);
    press(&place, "dtf<Enter><Right><Del>");
    suite_expect_string("keys do nothing", place.loop.top->class->name, "sessions");
    close_place(&place);
}

/* A transcript that is written from here is known to the history. */
static void test_export(void)
{
    static const char *const names[] = {"one.md", "two.json"};
    size_t i;

    for (i = 0; i < sizeof names / sizeof *names; i++) {
        const char *path = suite_scratch(names[i]);
        struct session *session = NULL;
        struct place place;
        size_t before;

        open_place(&place, WALKS, 24, 80, false);
        history_load(place.history, ids[3], &session);
        before = session ? session_count(session) : 0;
        session_free(session);
        session = NULL;
        press(&place, "<Esc>stypes<Esc>tw<^U>");
        press(&place, path);
        press(&place, "<Enter>");
        suite_expect_string(names[i], place.loop.top->class->name, "sessions");
        suite_expect(names[i], strstr(readback_row(23), "Written to ") != NULL);
        if (suite_expect(names[i], history_load(place.history, ids[3], &session) == STATUS_OK)) {
            suite_expect_long(names[i], (long)session_count(session), (long)before + 1);
            suite_expect_string(names[i], session_event(session, before)->say, path);
        }
        session_free(session);
        close_place(&place);
    }
}

/* A history that cannot be read: home says so, and flows can be begun. */
static void test_fault(void)
{
    struct place place;
    FILE *file;
    char path[512];

    snprintf(path, sizeof path, "%s", suite_scratch("foreign.db"));
    file = fopen(path, "w");
    if (file) {
        fputs("this is no database, and long enough to be seen as none of ours\n", file);
        fclose(file);
    }
    open_place(&place, 0, 24, 80, false);
    loop_end(&place.loop);
    history_free(place.history);
    place.home.history = place.history = history_new(path);
    loop_begin(&place.loop, NULL, &place.options, 24, 80);
    recall_begin(&place.loop, &place.home);
    loop_draw(&place.loop, stdscr);
    suite_expect("it says so", strstr(readback_row(23), "history ") != NULL);
    press(&place, "third<Enter>");
    suite_expect("a flow is begun", place.loop.chosen_one);
    close_place(&place);
}

/* Any keys in any order at any size. */
static void test_random_keys(void)
{
    static const char *const keys[] = {
        "m", "a", "s", "s", "d", "f", "/", "?", "j", "k", "t", "r", "1", "2", " ", "端",
        "<Esc>", "<Esc>", "<Tab>", "<Up>", "<Down>", "<Left>", "<Right>", "<Home>", "<End>",
        "<PgUp>", "<PgDn>", "<Backspace>", "<Del>", "<F1>", "<^F>", "<^L>", "<^U>",
    };
    long rounds = suite_scale(100), round;

    for (round = 0; round < rounds; round++) {
        unsigned state = (unsigned)round + 1, i;
        struct place place;

        open_place(&place, WALKS, 24, 80, round % 2);
        for (i = 0; i < 100 && !loop_is_done(&place.loop); i++) {
            press(&place, keys[keeping_random(&state) % (sizeof keys / sizeof *keys)]);
            if (keeping_random(&state) % 8 == 0 && !loop_is_done(&place.loop)) {
                int rows = (int)(keeping_random(&state) % 60) + 1;
                int columns = (int)(keeping_random(&state) % 200) + 1;

                resizeterm(rows, columns);
                loop_resize(&place.loop, rows, columns);
                loop_draw(&place.loop, stdscr);
            }
        }
        suite_expect_long("status", place.loop.status, STATUS_OK);
        if (!loop_is_done(&place.loop))
            readback_check("random keys");
        close_place(&place);
    }
}

/* Memory that runs out anywhere ends the wizard or is told; nothing is lost by it. */
static void test_memory(void)
{
    static const char *const keys[] = {"1326", "<Esc>s<Esc>d2", "<Esc>smarkdown<^F>",
                                       "<Esc>s<Esc><End><Enter>"};
    long most = suite_scale(300), n;
    size_t i;

    for (i = 0; i < sizeof keys / sizeof *keys; i++) {
        for (n = 0; n < most; n++) {
            struct place place;

            open_place(&place, 1, 24, 80, false);
            memory_fail_after(n);
            press(&place, keys[i]);
            memory_fail_after(-1);
            suite_expect(keys[i], place.loop.status == STATUS_OK ||
                                      place.loop.status == STATUS_NO_MEMORY);
            close_place(&place);
        }
    }
}

const struct suite_test suite_tests[] = {
    {"screens", test_screens},
    {"keys", test_keys},
    {"filter", test_filter},
    {"remove", test_remove},
    {"export", test_export},
    {"fault", test_fault},
    {"memory", test_memory},
    {"random keys", test_random_keys},
    {NULL, NULL},
};
