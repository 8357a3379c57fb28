/* SPDX-License-Identifier: MIT */
/*
 * Home and the sessions screen: what they show, how they narrow, and what is done to a session
 * there.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "errwalk/memory.h"
#include "history-fixture.h"
#include "keyboard.h"
#include "place.h"
#include "readback.h"
#include "suite.h"
#include "tui/input.h"
#include "variants.h"
#include "tui/home-data.h"

const char suite_name[] = "tui-home";

/* Several lines, one of them long. */
static const char log_lines[] =
    "2026-11-22 10:00:01 svc started, pid 1366\r\n"
    "2026-11-22 10:00:02 \xe7\xab\xaf\xe6\x9c\xab 7: logon failed: 0xC000006D\r\n"
    "2026-11-22 10:00:03 the same again, with much to tell about where and when and by whom it was "
    "tried, and what the client said before it gave up: error 1366, and what it said after that as "
    "it tried again, which nobody reads\r\n"
    "2026-11-22 10:00:04 logon failed: 0xC000006D, then 0x8ABC0123\r\n";

static void test_screens(void)
{
    static const struct {
        const char *name, *keys;
        unsigned sessions;
        const char *pasted, *flows;
    } screens[] = {
        {.name = "home", .keys = "", .sessions = PLACE_WALKS},
        {.name = "home-first", .keys = ""},
        {.name = "home-typed", .keys = "1326", .sessions = PLACE_WALKS},
        {.name = "home-words", .keys = "logon fail", .sessions = PLACE_WALKS},
        {.name = "home-gaps", .keys = "lgnsescol", .sessions = PLACE_WALKS},
        {.name = "home-near", .keys = "LOGON_FALIURE", .sessions = PLACE_WALKS},
        {.name = "home-none", .keys = "zzz", .sessions = PLACE_WALKS},
        {.name = "home-entry", .keys = "E_NOINTERFACE<Enter>", .sessions = PLACE_WALKS,
         .flows = "flows"},
        {.name = "home-event", .keys = "event 4625<Enter>", .sessions = PLACE_WALKS},
        {.name = "home-paste", .keys = "", .sessions = PLACE_WALKS, .pasted = log_lines},
        {.name = "home-paste-line", .keys = "", .pasted = "sign-in failed: 0x8007052E\n"},
        {.name = "home-paste-none", .keys = "", .pasted = "nothing\nto see\n"},
        {.name = "home-wide", .keys = "", .flows = "tests/flows/home"},
        {.name = "home-wide-typed", .keys = "schlussel \xe7\xab\xaf\xe6\x9c\xab",
         .flows = "tests/flows/home"},
        {.name = "home-last", .keys = "<Esc><End>", .sessions = PLACE_WALKS},
        {.name = "home-help", .keys = "<Esc>?", .sessions = PLACE_WALKS},
        {.name = "figures", .keys = "<Esc>f", .sessions = PLACE_WALKS},
        {.name = "figures-none", .keys = "<Esc>f"},
        {.name = "figures-flow", .keys = "<Esc>f<Enter>", .sessions = PLACE_WALKS},
        {.name = "figures-tree", .keys = "<Esc>f<Enter>m", .sessions = PLACE_WALKS},
        {.name = "figures-help", .keys = "<Esc>f?", .sessions = PLACE_WALKS},
        {.name = "sessions", .keys = "<Esc>s", .sessions = PLACE_WALKS},
        {.name = "sessions-left", .keys = "<Esc>s<Esc><Down><Down>", .sessions = PLACE_WALKS},
        {.name = "sessions-filter", .keys = "<Esc>sescal", .sessions = PLACE_WALKS},
        {.name = "sessions-none", .keys = "<Esc>szzz", .sessions = PLACE_WALKS},
        {.name = "sessions-found", .keys = "<Esc>sschl\xc3\xbcssel<^F>", .sessions = PLACE_WALKS},
        {.name = "sessions-remove", .keys = "<Esc>s<Esc>d", .sessions = PLACE_WALKS},
        {.name = "sessions-removed", .keys = "<Esc>s<Esc>d2", .sessions = PLACE_WALKS},
        {.name = "sessions-transcript", .keys = "<Esc>s<Esc><End><Enter>", .sessions = PLACE_WALKS},
        {.name = "sessions-help", .keys = "<Esc>s<F1>", .sessions = PLACE_WALKS},
    };
    size_t k, i;

    for (k = 0; k < sizeof screens / sizeof *screens; k++) {
        struct variant_file file = {.name = screens[k].name};

        for (i = 0; i < VARIANTS; i++) {
            struct place place;

            place_open_over(&place, screens[k].flows ? screens[k].flows : "tests/flows/session",
                            screens[k].sessions, variants[i].rows, variants[i].columns,
                            variants[i].ascii, true);
            if (screens[k].pasted)
                input_paste(&place.loop, screens[k].pasted);
            place_press(&place, screens[k].keys);
            loop_draw(&place.loop, stdscr);
            suite_expect(file.name, !loop_is_done(&place.loop));
            variant_take(&file, i);
            place_close(&place);
        }
        variant_expect(&file);
    }
}

/* Where keys lead from home. */
static void test_keys(void)
{
    static const struct {
        const char *keys;
        bool done;
        const char *flow;    /* that is begun, or "" */
        int session;         /* that is resumed, or -1 */
        const char *on;      /* screen that shows, or "" */
    } rows[] = {
        {"<Enter>", true, "", 5, ""},
        {"<Down><Enter>", true, "", 4, ""},
        {"<Esc>jj<Enter>", true, "", 3, ""},
        {"<Esc>jjj<Enter>", true, "other", -1, ""}, /* used lately */
        {"<Esc>jjjj<Enter>", true, "main", -1, ""},
        {"<Esc><End><Up><Up><Up><Enter>", false, "", -1, "sessions"},
        {"<Esc>jjk<Enter>", true, "", 4, ""},
        {"the THIRD<Enter>", true, "third", -1, ""},
        {"third<Esc><Enter>", true, "third", -1, ""},
        {"main<Enter>", true, "main", -1, ""},
        {"1366<Enter>", true, "main", -1, ""},
        {"1366<Down><Enter>", true, "main", -1, ""},
        {"0x80070556<Enter>", true, "main", -1, ""},
        {"E_NOINTERFACE<Enter>", false, "", -1, "what is known of an error"},
        {"E_NOINTERFACE<Enter><Enter>", false, "", -1, "what is known of an error"},
        {"E_NOINTERFACE<Enter><Esc>", false, "", -1, "home"},
        {"a/b<Enter>", false, "", -1, "home"},
        {"zzz<Enter>", false, "", -1, "home"},
        {"zzz<^U><Enter>", true, "", 5, ""},
        {"sq?/", false, "", -1, "home"},
        {"<Esc>q", true, "", -1, ""},
        {"<^C>", true, "", -1, ""},
        {"<Esc><End><Up><Up><Up><Up><Enter>", true, "types", -1, ""},
        {"<Esc><End><Up><Up><Enter>", true, "train", -1, ""},
        {"<Esc><End><Up><Enter>", true, "practise", -1, ""},
        {"<Esc><End><Enter>", false, "", -1, "figures"},
        {"<Esc>f", false, "", -1, "figures"},
        {"<Esc>f<Enter>", false, "", -1, "figures of a flow"},
        {"<Esc>f<Enter>mm<Esc><Down>b", false, "", -1, "home"},
        {"<Esc>f<Esc><Esc>s", false, "", -1, "sessions"},
        {"<Esc>p", true, "practise", -1, ""},
        {"<Esc>t", true, "train", -1, ""},
        {"<F1>/train<Enter><Esc>", false, "", -1, "home"},
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

        place_open(&place, PLACE_WALKS, 24, 80, false);
        place_press(&place, rows[i].keys);
        suite_expect_long(rows[i].keys, loop_is_done(&place.loop), rows[i].done);
        suite_expect_string(rows[i].keys,
                            place.loop.start.practises ? "practise" : place.loop.start.trains ? "train"
                            : place.loop.start.flow ? place.loop.start.flow
                                                    : "",
                            rows[i].flow);
        suite_expect_string(rows[i].keys, place.loop.ended == EFFECT_RESUME ? place.loop.session : "",
                            rows[i].session < 0 ? "" : place_ids[rows[i].session]);
        if (*rows[i].on)
            suite_expect_string(rows[i].keys, place.loop.top->class->name, rows[i].on);
        place_close(&place);
    }
}

/* Keys that are typed ahead of all that is read lead where they would lead later. */
static void test_typed_ahead(void)
{
    static const struct {
        const char *keys, *flow;
        int session;
    } rows[] = {
        {"<Enter>", "", 5}, {"main<Enter>", "main", -1}, {"1366<Enter>", "main", -1},
        {"lgnsescol<Enter>", "main", -1},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct place place;

        place_open_over(&place, "tests/flows/session", PLACE_WALKS, 24, 80, false, false);
        place_press(&place, rows[i].keys);
        suite_expect_string(rows[i].keys, place.loop.start.flow ? place.loop.start.flow : "",
                            rows[i].flow);
        suite_expect_string(rows[i].keys, place.loop.ended == EFFECT_RESUME ? place.loop.session : "",
                            rows[i].session < 0 ? "" : place_ids[rows[i].session]);
        place_close(&place);
    }
}

/* The first paint reads nothing, and no more is laid out than may show, until the last is wanted. */
static void test_lazy(void)
{
    struct place place;
    size_t laid;

    place_open_over(&place, "tests/flows/session", PLACE_WALKS, 24, 80, false, false);
    suite_expect_long("flows before the first paint", (long)search_flow_count(place.search), 0);
    suite_expect_long("sessions before it", (long)place.loop.sessions.count, 0);
    place_drain(&place);
    place_press(&place, "error");
    laid = place.loop.top->form.item_count;
    suite_expect("what shows", laid >= 10 && laid <= 24);
    place_press(&place, "<Esc><PgDn><PgDn><PgDn><PgDn>");
    suite_expect("and more as one reads on", place.loop.top->form.item_count > laid);
    place_press(&place, "<End>");
    suite_expect_long("at last all", (long)place.loop.top->form.item_count, SEARCH_MOST);
    suite_expect_long("on the last", (long)place.loop.top->form.focus, SEARCH_MOST - 1);
    place_close(&place);
}

static bool is_on_screen(const char *text)
{
    int row;

    for (row = 0; row < LINES; row++) {
        if (strstr(readback_row(row), text))
            return true;
    }
    return false;
}

/* What is not known yet is not said: neither before the flows are read nor while something is typed. */
static void test_unread(void)
{
    static const char reading[] = "The flows are being read.", none[] = "No flow was found",
                      nothing[] = "Nothing has this";
    struct place place;

    place_open_over(&place, "tests/screens", 0, 24, 80, false, false); /* where no flow is */
    suite_expect("being read", is_on_screen(reading) && !is_on_screen(none));
    place_press(&place, "zzz");
    suite_expect("still being read", is_on_screen(reading) && !is_on_screen(nothing));
    place_drain(&place);
    suite_expect("nothing", is_on_screen(nothing) && !is_on_screen(reading));
    place_press(&place, "<^U>");
    suite_expect("no flow", is_on_screen(none) && !is_on_screen(reading));
    place_close(&place);
}

static struct place listed;

static struct loop *open_listed(const char *keys)
{
    /* The sessions are listed; what they need not is left unread. */
    place_open_over(&listed, "tests/flows/session", PLACE_WALKS, 24, 80, false, false);
    while (listed.loop.is_unlisted)
        home_data_work(&listed.loop);
    place_press(&listed, keys);
    return &listed.loop;
}

static void close_listed(void)
{
    place_close(&listed);
}

/* Each key of the keyboard does something if and only if help lists it. */
static void test_keyboard(void)
{
    static const struct keyboard keyboard = {open_listed, close_listed};
    static const char *const places[] = {
        "<Esc>s", "<Esc>s<Esc>", "<Esc>s<Esc><Down>", "<Esc>s<Esc><End>", "<Esc>sescal",
        "<Esc>sescal<Esc>", "<Esc>szzz", "<Esc>szzz<Esc>", "<Esc>s<Esc>d", "<Esc>s<Esc>?",
    };
    size_t i;

    for (i = 0; i < sizeof places / sizeof *places; i++)
        keyboard_check(&keyboard, places[i]);
}

/* How many sessions stay, by what is typed. */
static void test_filter(void)
{
    static const struct {
        const char *typed;
        long stay;
    } rows[] = {
        {"", PLACE_WALKS},         {"resolved", 1},     {"RESOLVED", 1},        {"unfinished", 3},
        {"unfinished 1366", 1}, {"1366 main", 4}, {"collision", 4},       {"nothing helps", 0},
        {"nothing helps<^F>", 1}, {"SCHL\xc3\x9cSSEL<^F>", 1}, {"zzz<^F>", 0},   {"  main  ", 4},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct place place;

        place_open(&place, PLACE_WALKS, 24, 80, false);
        place_press(&place, "<Esc>s");
        place_press(&place, rows[i].typed);
        suite_expect_long(rows[i].typed, (long)place.loop.top->form.item_count, rows[i].stay);
        place_close(&place);
    }
}

static void test_remove(void)
{
    struct session *session = NULL;
    struct place place;

    place_open(&place, PLACE_WALKS, 24, 80, false);
    place_press(&place, "<Esc>s<Esc>d1");
    suite_expect_long("it was kept", (long)place.loop.sessions.count, PLACE_WALKS);
    place_press(&place, "d2");
    suite_expect_long("it is gone", (long)place.loop.sessions.count, PLACE_WALKS - 1);
    suite_expect_long("from the history",
                      history_load(place.history, place_ids[PLACE_WALKS - 1], &session), STATUS_NO);
    suite_expect("that is said", strstr(readback_row(22), "was removed") != NULL);
    place_press(&place, "<Esc><Home><Enter>");
    suite_expect_string("home has the one before", place.loop.session, place_ids[PLACE_WALKS - 2]);
    place_close(&place);

    place_open(&place, 2, 24, 80, false);
    place_press(&place, "<Esc>s<Esc>d2d2");
    suite_expect_long("all are gone", (long)place.loop.sessions.count, 0);
    suite_expect_long("and no line is left", (long)place.loop.top->form.item_count, 0);
    place_press(&place, "dtf<Enter><Right><Del>");
    suite_expect_string("keys do nothing", place.loop.top->class->name, "sessions");
    place_close(&place);
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

        place_open(&place, PLACE_WALKS, 24, 80, false);
        history_load(place.history, place_ids[3], &session);
        before = session ? session_count(session) : 0;
        session_free(session);
        session = NULL;
        place_press(&place, "<Esc>stypes<Esc>tw<^U>");
        place_press(&place, path);
        place_press(&place, "<Enter>");
        suite_expect_string(names[i], place.loop.top->class->name, "sessions");
        suite_expect(names[i], strstr(readback_row(22), "Written to ") != NULL);
        if (suite_expect(names[i],
                         history_load(place.history, place_ids[3], &session) == STATUS_OK)) {
            suite_expect_long(names[i], (long)session_count(session), (long)before + 1);
            suite_expect_string(names[i], session_event(session, before)->say, path);
        }
        session_free(session);
        place_close(&place);
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
    place_open(&place, 0, 24, 80, false);
    loop_end(&place.loop);
    history_free(place.history);
    place.home.history = place.history = history_new(path);
    loop_begin(&place.loop, NULL, &place.options, 24, 80);
    home_data_begin(&place.loop, &place.home);
    place_drain(&place);
    suite_expect("it says so", strstr(readback_row(22), "history ") != NULL);
    place_press(&place, "third<Enter>");
    suite_expect("a flow is begun", place.loop.start.flow != NULL);
    place_close(&place);
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

        place_open(&place, PLACE_WALKS, 24, 80, round % 2);
        for (i = 0; i < 100 && !loop_is_done(&place.loop); i++) {
            place_press(&place, keys[fixture_random(&state) % (sizeof keys / sizeof *keys)]);
            if (fixture_random(&state) % 8 == 0 && !loop_is_done(&place.loop)) {
                int rows = (int)(fixture_random(&state) % 60) + 1;
                int columns = (int)(fixture_random(&state) % 200) + 1;

                resizeterm(rows, columns);
                loop_resize(&place.loop, rows, columns);
                loop_draw(&place.loop, stdscr);
            }
        }
        if (!loop_is_done(&place.loop))
            readback_check("random keys");
        place_close(&place);
    }
}

const struct suite_test suite_tests[] = {
    {"screens", test_screens},
    {"keys", test_keys},
    {"typed ahead", test_typed_ahead},
    {"lazy", test_lazy},
    {"before the flows are read", test_unread},
    {"keyboard", test_keyboard},
    {"filter", test_filter},
    {"remove", test_remove},
    {"export", test_export},
    {"fault", test_fault},
    {"random keys", test_random_keys},
    {NULL, NULL},
};
