/* SPDX-License-Identifier: MIT */
/*
 * The screens of a training: as golden files, and what their keys do.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "readback.h"
#include "suite.h"
#include "variants.h"
#include "wizard.h"

const char suite_name[] = "tui-training";

/* To the diagnosis, and to the end, on the good way of training/monday. */
#define TO_DIAGNOSIS "l1l2"
#define TO_FIX TO_DIAGNOSIS "180%<Enter>1"
#define TO_END TO_FIX "l1"

static const struct {
    const char *name;
    enum training_mode mode;
    const char *scenario, *keys; /* scenario NULL: training/monday */
} screens[] = {
    {"train-start", TRAINING_PRACTISE, NULL, ""},
    {"train-looked", TRAINING_PRACTISE, NULL, "l"},
    {"train-ask-hint", TRAINING_PRACTISE, NULL, "h"},
    {"train-hint", TRAINING_PRACTISE, NULL, "lh1"},
    {"train-wrong", TRAINING_LEARN, NULL, "l2"},
    {"train-right", TRAINING_LEARN, NULL, "l1"},
    {"train-input", TRAINING_PRACTISE, NULL, "2l9100x"},
    {"train-refused", TRAINING_PRACTISE, NULL, "2l9100x<Enter>"},
    {"train-seen", TRAINING_PRACTISE, NULL, "l1ls"},
    {"train-cause", TRAINING_PRACTISE, NULL, TO_DIAGNOSIS},
    {"train-wrong-cause", TRAINING_LEARN, NULL, TO_DIAGNOSIS "370<Enter>1"},
    {"train-percent", TRAINING_PRACTISE, NULL, TO_DIAGNOSIS "180"},
    {"train-observation", TRAINING_PRACTISE, NULL, TO_DIAGNOSIS "180<Enter>"},
    {"train-fix", TRAINING_PRACTISE, NULL, TO_FIX},
    {"train-verified", TRAINING_PRACTISE, NULL, TO_FIX "l"},
    {"train-escalate", TRAINING_PRACTISE, NULL, "3250<Enter>"},
    {"train-refer", TRAINING_PRACTISE, NULL, "11350<Enter>"},
    {"train-end", TRAINING_PRACTISE, NULL, TO_END},
    {"train-debrief", TRAINING_PRACTISE, NULL, TO_END "1"},
    {"train-debrief-astray", TRAINING_PRACTISE, NULL, "3250<Enter>11"},
    {"train-replay", TRAINING_PRACTISE, NULL, TO_END "12"},
    {"train-exam", TRAINING_EXAM, NULL, "l1"},
    {"train-exam-end", TRAINING_EXAM, NULL, TO_END},
    {"train-help", TRAINING_PRACTISE, NULL, "l?"},
    {"train-hostile", TRAINING_LEARN, "training/hostile", "lh1"},
    {"train-hostile-debrief", TRAINING_LEARN, "training/hostile", "l1l2150<Enter>1l11<PgDn>"},
};

static void take_variant(struct variant_file *file, size_t k, unsigned i)
{
    struct wizard wizard;

    wizard_train(&wizard, variants[i].rows, variants[i].columns, variants[i].ascii,
                 screens[k].scenario ? screens[k].scenario : "training/monday", screens[k].mode);
    wizard_press(&wizard, screens[k].keys);
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
            take_variant(&file, k, i);
        variant_expect(&file);
    }
}

/* Which events keys make: kind, step and answer of each after the start. */
static void describe(struct buffer *out, const struct session *session)
{
    size_t i;

    for (i = 1; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);

        buffer_printf(out, "%s%s", i > 1 ? " " : "", event_kind_names[event->kind]);
        if (*event->answer)
            buffer_printf(out, ":%s", event->answer);
    }
}

static void test_keys(void)
{
    static const struct {
        enum training_mode mode;
        const char *keys, *events;
    } rows[] = {
        {TRAINING_PRACTISE, "l", "looked"},
        {TRAINING_PRACTISE, "<Enter>", "looked"},
        {TRAINING_PRACTISE, "ll", "looked"},
        {TRAINING_PRACTISE, "?j<Enter>", "looked"},
        {TRAINING_PRACTISE, "h", ""},
        {TRAINING_PRACTISE, "h<Esc>", ""},
        {TRAINING_PRACTISE, "h2", ""},
        {TRAINING_PRACTISE, "h1h1h", "hinted hinted"},
        {TRAINING_PRACTISE, "<End><Enter><Enter>", "hinted"},
        {TRAINING_PRACTISE, "1b", "answered:paper undone"},
        {TRAINING_PRACTISE, "2<Down>9100<Enter>", "answered:offline typed:9100"},
        {TRAINING_PRACTISE, "21", "answered:offline"},
        {TRAINING_PRACTISE, "21100<Enter>", "answered:offline typed:1100"},
        {TRAINING_PRACTISE, "2<Down>91x0<Enter>", "answered:offline"},
        {TRAINING_PRACTISE, "2l<Esc><Enter>", "answered:offline looked answered:unsure"},
        {TRAINING_PRACTISE, "3", "answered:dark"},
        {TRAINING_PRACTISE, "31", "answered:dark"},
        {TRAINING_PRACTISE, "31101<Enter>", "answered:dark"},
        {TRAINING_PRACTISE, "3150%<Enter>", "answered:dark diagnosed:paper"},
        {TRAINING_PRACTISE, "l3150<Enter>", "looked answered:dark"},
        {TRAINING_PRACTISE, "l3150<Enter>1", "looked answered:dark diagnosed:paper"},
        {TRAINING_PRACTISE, "l3150<Enter><Esc><Esc><Esc>2<^U>7<Enter>1",
         "looked answered:dark diagnosed:cable"},
        {TRAINING_PRACTISE, "l3150<Enter>b", "looked answered:dark undone"},
        {TRAINING_PRACTISE, "l3b", "looked answered:dark undone"},
        {TRAINING_PRACTISE, "3150<Enter>1", "answered:dark diagnosed:paper ended:escalated"},
        {TRAINING_PRACTISE, "11150<Enter>1",
         "answered:paper answered:yes diagnosed:paper referred:PRN-77 ended:referred"},
        {TRAINING_PRACTISE, "12150<Enter>2",
         "answered:paper answered:no diagnosed:paper tried:failed"},
        {TRAINING_LEARN, "2", "answered:offline undone"},
        {TRAINING_LEARN, "21", "answered:offline undone answered:paper"},
        {TRAINING_EXAM, "h1b", "answered:paper"},
        {TRAINING_EXAM, "1m<Up><Enter><Enter>", "answered:paper"},
        {TRAINING_EXAM, "1e1", "answered:paper answered:yes"},
        {TRAINING_EXAM, "3150<Esc><Esc>2<^U>60<Enter>", "answered:dark diagnosed:cable"},
        {TRAINING_PRACTISE, "na note<F2>", "noted:a note"},
        {TRAINING_PRACTISE, "a2", "ended:abandoned"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct wizard wizard;
        struct buffer events = {0};

        wizard_train(&wizard, 24, 80, false, "training/monday", rows[i].mode);
        wizard_press(&wizard, rows[i].keys);
        describe(&events, walk_session(wizard.walk));
        suite_expect_string(rows[i].keys, buffer_text(&events), rows[i].events);
        buffer_free(&events);
        wizard_close(&wizard);
    }
}

/* From a step of the debrief on. */
static void test_replay(void)
{
    struct wizard wizard;

    wizard_train(&wizard, 24, 80, false, "training/monday", TRAINING_PRACTISE);
    wizard_press(&wizard, TO_END "1<Down><Enter>1");
    suite_expect("done", loop_is_done(&wizard.loop));
    suite_expect_long("from the second answer on", wizard.loop.replay, 5);
    wizard_close(&wizard);
}

/* A key that changes nothing writes nothing. */
static void test_idle(void)
{
    static const char *const keys[] = {"", "l", TO_DIAGNOSIS, TO_END, TO_END "1"};
    size_t i;

    for (i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        struct wizard wizard;
        long before;

        wizard_train(&wizard, 24, 80, false, "training/monday", TRAINING_PRACTISE);
        wizard_press(&wizard, keys[i]);
        before = readback_written();
        loop_draw(&wizard.loop, stdscr);
        suite_expect_long(keys[i], readback_written() - before, 0);
        wizard_close(&wizard);
    }
}

const struct suite_test suite_tests[] = {
    {"screens", test_screens},
    {"keys", test_keys},
    {"replay", test_replay},
    {"nothing to draw", test_idle},
    {NULL, NULL},
};
