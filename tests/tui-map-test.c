/* SPDX-License-Identifier: MIT */
/*
 * The map: its screens as golden files, what its keys do, and that a map of the largest flow is as
 * quick as any.
 */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/memory.h"
#include "readback.h"
#include "suite.h"
#include "tui/input.h"
#include "variants.h"
#include "tui/map/map-private.h"
#include "wizard.h"

const char suite_name[] = "tui-map";

/* Which keys lead to each screen, from the first question of tests/flows/wizard/walk.yaml. */
static const struct {
    const char *name, *keys;
} screens[] = {
    {"map", "m"},
    {"map-walked", "110x3e9<Enter>m"},
    {"map-trail", "110x3e9<Enter>mk"},
    {"map-drop", "110x3e9<Enter>mg<Enter>"},
    {"map-open", "1mj<Enter>"},
    {"map-out", "11<Esc>mG<Enter>"},
    {"map-folded", "11<Esc>mgj<Left>"},
    {"map-fold-all", "11<Esc>mf"},
    {"map-wide-text", "4m"},
    {"map-details", "4md"},
    {"map-find", "1m/team"},
    {"map-found", "1mf/team<Enter>.."},
    {"map-other-flow", "2<Enter>mp"},
    {"map-resolved", "121m"},
    {"map-help", "1m?"},
};

static void take_variant(struct variant_file *file, const char *keys, unsigned i)
{
    struct wizard wizard;

    wizard_open(&wizard, variants[i].rows, variants[i].columns, variants[i].ascii);
    wizard_press(&wizard, keys);
    suite_expect(file->name, !loop_is_done(&wizard.loop));
    variant_take(file, i);
    wizard_close(&wizard);
}

static void test_screens(void)
{
    size_t k;
    unsigned i;

    for (k = 0; k < sizeof screens / sizeof screens[0]; k++) {
        struct variant_file file = {.name = screens[k].name};

        for (i = 0; i < VARIANTS; i++)
            take_variant(&file, screens[k].keys, i);
        variant_expect(&file);
    }
}

/* Where the focus is after some keys, or that the map is closed and the walk stands somewhere. */
static void test_keys(void)
{
    static const struct {
        const char *given, *keys;
        const char *row;  /* what the cursor's row holds, NULL: not looked at */
        const char *step; /* where the walk stands, NULL: not looked at */
    } rows[] = {
        {"m", "", "Exact error (you are here)", NULL},
        {"<F4>", "", "Exact error (you are here)", NULL},
        {"1m", "", "ID source (you are here)", NULL},
        {"1m", "k", "Exact error", NULL},
        {"1m", "<Up>", "Exact error", NULL},
        {"1m", "j", "Logon ID", NULL},
        {"1m", "<Down>", "Logon ID", NULL},
        {"1m", "G", "I don't know", NULL},
        {"1m", "<End><Home>", "Exact error", NULL},
        {"1m", "Gg", "Exact error", NULL},
        {"1m", "G@", "ID source (you are here)", NULL},
        {"1m", "Gw", "ID source (you are here)", NULL},
        {"1m", "<PgDn>", "›", NULL},
        {"1m", " u", "ID source (you are here)", NULL},
        {"1m", "<Left>", "+ 1366", NULL},
        {"1m", "-+", "- 1366", NULL},
        {"1m", "hl", "- 1366", NULL},
        {"1m", "hh", "Exact error", NULL},
        {"1m", "f", "+ 1366", NULL},
        {"1m", "f@", "ID source (you are here)", NULL},
        {"1m", "_", "+ 1366", NULL},
        {"1m", "f*", "- 1366", NULL},
        {"1m", "fx", "- 1366", NULL},
        {"1m", "jj<Left>", "Logon ID", NULL},
        {"1m", "/SECURITY<Enter>", "Security team", NULL},
        {"1m", "f/security<Enter>", "Security team", NULL},
        {"1m", "/security<Esc>", "ID source (you are here)", NULL},
        {"1m", "/no such text<Enter>", "ID source (you are here)", NULL},
        {"1m", "/hostile<Enter>l", "Hostile", NULL},
        {"1m", "<Esc>", NULL, "id-source"},
        {"1m", "m", NULL, "id-source"},
        {"1m", "b", NULL, "id-source"},
        {"1m", "<Enter>2", NULL, "new-id"},
        {"1m", "k<Enter>", NULL, "exact-error"},
        {"11<Esc>m", "k<Enter>", NULL, "id-source"},
        {"11<Esc>m", "g<Enter>1", NULL, "exact-error"},
        {"11<Esc>m", "g<Enter>2", "Exact error", "logon-id"},
        {"11<Esc>m", "j<Enter>", "Security team", "logon-id"},
        {"11<Esc>m", "G<Enter>", NULL, "logon-id"},
        {"11<Esc>m", "d", NULL, "logon-id"},
        {"11<Esc>m", "dd", "Logon ID (you are here)", NULL},
        {"11<Esc>m", "<Tab><Esc>", "Logon ID (you are here)", NULL},
        {"2<Enter>m", "", "Which (you are here)", NULL},
        {"2<Enter>m", "p", "Refer: Other error", NULL},
        {"2<Enter>m", "[[", "Which (you are here)", NULL},
        {"2<Enter>m", "p<Enter>", "Refer: Other error", "which"},
        {"2<Enter>m", "pg<Enter>", NULL, "exact-error"},
        {"121m", "<Enter>", NULL, "new-id"},
        {"121m", "g<Enter>1", NULL, "exact-error"},
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
        getyx(curscr, y, x);
        (void)x;
        if (rows[i].row && !strstr(readback_row(y), rows[i].row))
            suite_expect_string(what, readback_row(y), rows[i].row);
        if (rows[i].step)
            suite_expect_string(what, walk_step(wizard.walk)->node.id, rows[i].step);
        readback_check(what);
        wizard_close(&wizard);
    }
}

/* A key that changes nothing writes nothing. */
static void test_idle_keys(void)
{
    static const struct {
        const char *given, *keys;
    } rows[] = {
        {"m", "<Up>gw@*x[<PgUp>"},
        {"1mG", "<Down>G<PgDn>"},
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

/* The largest flow, as deep as it can be: a chain in which each step also leads to the end. */
static void write_deep(const char *path)
{
    FILE *file = fopen(path, "w");
    int i;

    if (!suite_expect(path, file != NULL))
        exit(99);
    fputs("title: Deep\nreviewed: 2026-11-22\ndiagnose:\n", file);
    for (i = 0; i + 1 < FLOW_MAX_STEPS; i++) {
        fprintf(file, "  s%d: {ask: Step %d of many?, answers: {yes: ", i, i);
        if (i + 2 < FLOW_MAX_STEPS)
            fprintf(file, "s%d, no: end}}\n", i + 1);
        else
            fputs("end}}\n", file);
    }
    fputs("resolve:\n  end: {escalate: Call, because: it is, do: [Call]}\n", file);
    fclose(file);
}

static void test_deep(void)
{
    static const char *const keys[] = {"m", "<End>", "<Up>", "<Home>", "<Down>", "<PgDn>", "<Left>",
                                       "<Right>", "/step 9000<Enter>", "@", "f", "*"};
    struct library *library = NULL;
    struct clock clock = {.fixed = true, .now = 1767225600};
    const struct tui_options options = {.color = true};
    struct diag_list faults = {0};
    const struct flow *flow = NULL;
    struct walk *walk;
    struct event event;
    struct loop loop;
    size_t i;

    write_deep(suite_scratch("deep.yaml"));
    library_new(NULL, 0, &library);
    if (!suite_expect("loads", library_add_file(library, suite_scratch("deep.yaml"), &faults,
                                                &flow) == STATUS_OK))
        exit(99);
    walk = walk_new(library, &clock);
    walk_start(walk, flow, "", (struct code){0}, &event);
    walk_commit(walk, &event);
    readback_open(24, 80);
    loop_begin(&loop, walk, &options, 24, 80);
    for (i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const char *key = keys[i];

        while (*key)
            input_key(&loop, wizard_key(&key));
        loop_draw(&loop, stdscr);
        readback_check(keys[i]);
        if (strcmp(keys[i], "/step 9000<Enter>") == 0)
            suite_expect_long("found", (long)loop.top->form.focus, 9000);
    }
    loop_end(&loop);
    readback_close();
    walk_free(walk);
    library_free(library);
    diag_list_free(&faults);
}

/* Opened where it cannot show, it goes through all keys, and shows once there is room. */
static void test_too_small(void)
{
    static const char *const keys[] = {"<End>", "<Home>", "<PgDn>", "<PgUp>", "f", "x", "d", "/e"};
    size_t i;

    for (i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct wizard wizard;
        int y, x;

        wizard_open(&wizard, 5, 20, false);
        wizard_press(&wizard, "1m");
        wizard_press(&wizard, keys[i]);
        suite_expect_string(keys[i], readback_row(0), "Too small: 20x5 of…");
        resizeterm(12, 40);
        loop_resize(&wizard.loop, 12, 40);
        wizard_press(&wizard, "<Esc><Home>");
        getyx(curscr, y, x);
        suite_expect_long(keys[i], x, 0);
        suite_expect(keys[i], strncmp(readback_row(y), "▸", strlen("▸")) == 0);
        wizard_close(&wizard);
    }
}

const struct suite_test suite_tests[] = {
    {"screens", test_screens},
    {"keys", test_keys},
    {"idle keys write nothing", test_idle_keys},
    {"deep flow", test_deep},
    {"too small", test_too_small},
    {NULL, NULL},
};
