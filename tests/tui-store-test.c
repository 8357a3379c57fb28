/* SPDX-License-Identifier: MIT */
/*
 * What the wizard does with a store: how it is left, and what happens where an event cannot be
 * kept.
 */
#include <config.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/moment.h"
#include "readback.h"
#include "suite.h"
#include "variants.h"
#include "wizard.h"

const char suite_name[] = "tui-store";

/* A store that refuses as many commits as it is told, -1 for all of them. */
struct store {
    int refuses;
    unsigned kept; /* events */
    enum event_kind last;
};

static enum status commit(void *context, const struct event *events, size_t count)
{
    struct store *store = context;

    if (store->refuses) {
        store->refuses -= store->refuses > 0;
        return STATUS_IO;
    }
    store->kept += (unsigned)count;
    store->last = events[count - 1].kind;
    return STATUS_OK;
}

static const char *says(void *context)
{
    (void)context;
    return "history ~/history.db is full; make room, or use --history=FILE or --no-history";
}

static void open_on(struct wizard *wizard, struct store *store, int refuses, int rows, int columns,
                    bool ascii)
{
    const struct walk_store with = {.commit = commit, .says = says, .context = store};

    *store = (struct store){.refuses = refuses};
    wizard_open(wizard, rows, columns, ascii);
    walk_set_store(wizard->walk, &with);
}

/* Leaving a walk that is kept loses nothing, so nothing is asked. */
static void test_leaving(void)
{
    static const struct {
        const char *keys;
        bool leaves;
        enum outcome outcome;
    } rows[] = {
        {"q", true, OUTCOME_UNFINISHED},   {"1q", true, OUTCOME_UNFINISHED},
        {"1<^C>", true, OUTCOME_UNFINISHED}, {"1a", false, OUTCOME_UNFINISHED},
        {"1a<Esc>q", true, OUTCOME_UNFINISHED}, {"1a2", false, OUTCOME_ABANDONED},
        {"1a<^C>", true, OUTCOME_UNFINISHED}, {"11<^C>", true, OUTCOME_UNFINISHED},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wizard wizard;
        struct store store;

        open_on(&wizard, &store, 0, 24, 80, false);
        wizard_press(&wizard, rows[i].keys);
        suite_expect_long(rows[i].keys, loop_is_done(&wizard.loop), rows[i].leaves);
        suite_expect_long(rows[i].keys, session_outcome(walk_session(wizard.walk)),
                          rows[i].outcome);
        wizard_close(&wizard);
    }
}

static bool shows(const char *text)
{
    int row = 0;

    while (row < 24 && !strstr(readback_row(row), text))
        row++;
    return row < 24;
}

/* What was kept first stays, when the person goes on without a record. */
static void test_cut_off(void)
{
    struct wizard wizard;
    struct store store;

    open_on(&wizard, &store, 0, 24, 80, false);
    suite_expect("at the start", !walk_is_cut_off(wizard.walk));
    wizard_press(&wizard, "1");
    suite_expect("kept", !walk_is_cut_off(wizard.walk));
    walk_set_store(wizard.walk, NULL);
    suite_expect("given up", walk_is_cut_off(wizard.walk));
    wizard_press(&wizard, "q");
    suite_expect("asked", shows("is saved, and can be"));
    wizard_press(&wizard, "121");
    suite_expect("the end", shows("The last part of this session"));
    wizard_close(&wizard);
}

/* What a person does about an event that is not kept, and where that leads. */
static void test_faults(void)
{
    static const struct {
        int refuses;
        const char *keys, *step;
        long kept, done; /* events in the store; questions answered */
        bool is_held, is_stored, leaves;
    } rows[] = {
        {1, "1", "exact-error", 0, 0, true, true, false},
        {1, "1<Esc>b", "exact-error", 0, 0, true, true, false},
        {1, "11", "id-source", 1, 1, false, true, false},
        {1, "1<Enter>2", "new-id", 2, 2, false, true, false},
        {2, "11", "exact-error", 0, 0, true, true, false},
        {2, "111", "id-source", 1, 1, false, true, false},
        {-1, "11111", "exact-error", 0, 0, true, true, false},
        {-1, "12", "id-source", 0, 1, false, false, false},
        {-1, "122", "new-id", 0, 2, false, false, false},
        {-1, "12q", "id-source", 0, 1, false, false, false}, /* it asks now */
        {-1, "13", "exact-error", 0, 0, true, true, true},
        {-1, "1<^C>", "exact-error", 0, 0, true, true, true},
        {-1, "1?<Esc>2", "id-source", 0, 1, false, false, false},
        {1, "nslow<F2>1", "exact-error", 1, 0, false, true, false},
        {1, "nslow<F2>11", "id-source", 2, 1, false, true, false},
        {-1, "nslow<F2>21", "id-source", 0, 1, false, false, false},
        {1, "a21", "exact-error", 1, 0, false, true, false},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wizard wizard;
        struct store store;
        char what[100];

        snprintf(what, sizeof what, "row %zu: %s", i, rows[i].keys);
        open_on(&wizard, &store, rows[i].refuses, 24, 80, false);
        wizard_press(&wizard, rows[i].keys);
        suite_expect_string(what, walk_step(wizard.walk)->node.id, rows[i].step);
        suite_expect_long(what, store.kept, rows[i].kept);
        suite_expect_long(what, (long)walk_done(wizard.walk), rows[i].done);
        suite_expect_long(what, wizard.loop.is_held, rows[i].is_held);
        suite_expect_long(what, walk_is_stored(wizard.walk), rows[i].is_stored);
        suite_expect_long(what, loop_is_done(&wizard.loop), rows[i].leaves);
        wizard_close(&wizard);
    }
}

/* A value and a note are typed on screens that must live until they are kept. */
static void test_typed(void)
{
    struct wizard wizard;
    struct store store;

    open_on(&wizard, &store, 0, 24, 80, false);
    wizard_press(&wizard, "11");
    store.refuses = 2;
    wizard_press(&wizard, "0x3e9<Enter>");
    resizeterm(12, 40);
    loop_resize(&wizard.loop, 12, 40);
    wizard_press(&wizard, "1");
    suite_expect_string("not yet", walk_step(wizard.walk)->node.id, "logon-id");
    wizard_press(&wizard, "1");
    suite_expect_string("kept", walk_step(wizard.walk)->node.id, "new-id");
    suite_expect_string("as it was typed",
                        moment_given(moment_now(walk_session(wizard.walk)), "luid")->answer, "0x3e9");
    wizard_close(&wizard);
}

static void test_screens(void)
{
    struct variant_file file = {.name = "fault"};
    size_t i;

    for (i = 0; i < VARIANTS; i++) {
        struct wizard wizard;
        struct store store;

        open_on(&wizard, &store, -1, variants[i].rows, variants[i].columns, variants[i].ascii);
        wizard_press(&wizard, "1");
        variant_take(&file, i);
        wizard_close(&wizard);
    }
    variant_expect(&file);
}

/* The file is written in any case; that it was is an event, once there is an answer. */
static void test_exports(void)
{
    static const struct {
        const char *before, *name, *after;
        int refuses;
        long kept;
        enum event_kind last;
    } rows[] = {
        {"tw<^U>", "glance.md", "<Enter>", 0, 0, EVENT_STARTED},
        {"1tw<^U>", "one.md", "<Enter>", 0, 2, EVENT_EXPORTED},
        {"1trw<^U>", "redacted.json", "<Enter>", 0, 2, EVENT_EXPORTED},
        {"121tw<^U>", "end.html", "<Enter>", 0, 5, EVENT_EXPORTED},
        {"1tw<^U>", "again.md", "<Enter>1", 1, 2, EVENT_EXPORTED},
        {"1tw<^U>", "unkept.md", "<Enter>2", -1, 1, EVENT_ANSWERED},
        {"1tw<^U>", "nothing.pdf", "<Enter>", 0, 1, EVENT_ANSWERED},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool wanted = !strstr(rows[i].name, ".pdf");
        const char *path = suite_scratch(rows[i].name);
        struct wizard wizard;
        struct store store;
        FILE *file;

        open_on(&wizard, &store, 0, 24, 80, false);
        wizard_press(&wizard, rows[i].before);
        wizard_press(&wizard, path);
        store.refuses = rows[i].refuses;
        wizard_press(&wizard, rows[i].after);
        file = fopen(path, "r");
        suite_expect_long(rows[i].name, file != NULL, wanted);
        if (file)
            fclose(file);
        suite_expect_long(rows[i].name, store.kept, rows[i].kept);
        suite_expect_long(rows[i].name, store.last, rows[i].last);
        suite_expect_long(rows[i].name, wizard.loop.is_held, 0);
        wizard_close(&wizard);
    }
}

/* A walk through the same flow that was left, in a history of its own. */
static struct history *leave_one(const char *name)
{
    struct history *history = history_new(suite_scratch(name));
    const struct walk_store with = history_store(history);
    struct wizard wizard;
    struct event event;

    wizard_open(&wizard, 24, 80, false);
    walk_set_store(wizard.walk, &with);
    /* What has begun before the store was there. */
    suite_expect("started", with.commit(with.context, session_event(walk_session(wizard.walk), 0),
                                        1) == STATUS_OK);
    suite_expect("answered", walk_reply(wizard.walk, "this", &event) == STATUS_OK &&
                                 walk_commit(wizard.walk, &event) == STATUS_OK);
    wizard_close(&wizard);
    history_free(history);
    return history_new(suite_scratch(name));
}

static void open_offered(struct wizard *wizard, struct history *history, int rows, int columns,
                         bool ascii)
{
    wizard_open(wizard, rows, columns, ascii);
    wizard->options.offers = history;
    loop_painted(&wizard->loop);
    loop_draw(&wizard->loop, stdscr);
}

static void test_offer(void)
{
    static const struct {
        const char *keys, *step;
        bool resumes;
    } rows[] = {
        {"1", "exact-error", true},   {"<Enter>", "exact-error", true},
        {"22", "other-error", false}, {"<Esc>1", "id-source", false},
    };
    struct history *history = leave_one("offer.db");
    struct variant_file file = {.name = "offer"};
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wizard wizard;

        open_offered(&wizard, history, 24, 80, false);
        wizard_press(&wizard, rows[i].keys);
        suite_expect_string(rows[i].keys, walk_step(wizard.walk)->node.id, rows[i].step);
        suite_expect_long(rows[i].keys, wizard.loop.ended == EFFECT_RESUME, rows[i].resumes);
        wizard_close(&wizard);
    }
    for (i = 0; i < VARIANTS; i++) {
        struct wizard wizard;

        open_offered(&wizard, history, variants[i].rows, variants[i].columns, variants[i].ascii);
        variant_take(&file, i);
        wizard_close(&wizard);
    }
    variant_expect(&file);
    history_free(history);
}

const struct suite_test suite_tests[] = {
    {"a record that is cut off", test_cut_off},
    {"leaving", test_leaving},
    {"faults", test_faults},
    {"typed values", test_typed},
    {"screens", test_screens},
    {"exports", test_exports},
    {"offer", test_offer},
    {NULL, NULL},
};
