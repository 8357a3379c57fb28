/* SPDX-License-Identifier: MIT */
/*
 * Keys, pastes, clicks and sizes at random, on all screens: nothing breaks, the cursor stays on the
 * focus, and what was drawn bit by bit is what a whole new screen would show.
 *
 * A run is made of its seed alone. One that fails is tried again with ever less of its acts, and the
 * fewest that still fail are printed; of one that crashes or hangs all are. ERRWALK_TEST_SEED=N runs
 * that one.
 */
#include <config.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined __has_feature
#if __has_feature(address_sanitizer) && !defined __SANITIZE_ADDRESS__
#define __SANITIZE_ADDRESS__ 1 /* as gcc says it */
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif

#include "errwalk/text.h"
#include "every.h"
#include "readback.h"
#include "replay.h"
#include "suite.h"
#include "tui/home-data.h"
#include "tui/input.h"
#include "tui/widgets/layout.h"

const char suite_name[] = "tui-random";

enum { ACTS = 250 /* of a run */, HANGS = 60 /* seconds for one */, LOOK = 16 /* acts between looks */ };

enum act_kind { ACT_KEY, ACT_PASTE, ACT_RESIZE, ACT_CLICK, ACT_WHEEL, ACT_WORK };

struct act {
    enum act_kind kind;
    int a, b; /* index of a key or a paste; rows and columns; row and column */
};

struct run {
    unsigned seed;
    enum every_start from;
    bool ascii;
    size_t count;
    struct act acts[ACTS];
};

static const char *const keys[] = {
    "<Enter>", "<Enter>", "<Enter>", "<Esc>", "<Esc>", "<Esc>", "<Tab>", "<Tab>", "<Up>", "<Up>",
    "<Down>", "<Down>", "<Down>", "<Left>", "<Right>", "<Home>", "<End>", "<PgUp>", "<PgDn>",
    "<PgDn>", "<Backspace>", "<Backspace>", "<Del>", "<F1>", "<F2>", "<F3>", "<F4>", "<F7>", "<^A>",
    "<^E>", "<^F>", "<^L>", "<^U>", "1", "1", "1", "2", "2", "2", "3", "4", "5", "5", "9", "0", "a",
    "b", "b", "c", "d", "e", "e", "f", "g", "i", "j", "k", "m", "m", "n", "n", "o", "p", "q", "r",
    "s", "t", "t", "w", "x", "y", "z", "?", "/", "/", "+", "-", "*", " ", "E", "G", "N", "\303\251",
    "\347\253\257", "e\314\201", "\360\237\221\251",
};

static const char *const pastes[] = {
    "", "x", "0x3e9", "one\ntwo\r\nthree\tfour", "\033[31mred\033[0m\a\b", "1366, 0xC000006D",
    "2026-11-22 logon failed: 0xC000006D\n2026-11-22 error 1366\n",
    "\347\253\257\346\234\253 e\314\201\314\202 \360\237\221\251\342\200\215\360\237\222\273",
    "\342\200\256reversed\342\200\254 \342\200\213hidden",
    "long: Donaudampfschifffahrtselektrizit\303\244tenhauptbetriebswerkbauunterbeamtengesellschaft",
};

enum { KEYS = sizeof keys / sizeof *keys, PASTES = sizeof pastes / sizeof *pastes };

static struct run current;
static struct every_screen screen;
static struct replay replay;
static char wrong[300]; /* what failed; "": nothing */

static void make_run(struct run *run, unsigned seed)
{
    unsigned state = seed * 2654435761u + 1, i;

    *run = (struct run){.seed = seed, .count = ACTS};
    run->from = seed % 8 == 0    ? EVERY_HOME
                : seed % 23 == 0 ? EVERY_CHOICE
                : seed % 29 == 0 ? EVERY_CALL
                : seed % 7 == 0  ? EVERY_BROKEN
                : seed % 4 == 1  ? EVERY_TRAINING
                : seed % 4 == 2  ? EVERY_WIDE
                                 : EVERY_WALK;
    run->ascii = suite_random(&state) % 4 == 0;
    for (i = 0; i < ACTS; i++) {
        struct act *act = &run->acts[i];
        unsigned dice = suite_random(&state) % 100;

        act->a = (int)suite_random(&state);
        act->b = (int)suite_random(&state);
        act->kind = dice < 84   ? ACT_KEY
                    : dice < 88 ? ACT_PASTE
                    : dice < 91 ? ACT_RESIZE
                    : dice < 94 ? ACT_CLICK
                    : dice < 96 ? ACT_WHEEL
                                : ACT_WORK;
        if (act->kind == ACT_RESIZE && act->b % 3 != 0) { /* mostly where there is something to see */
            act->a = 11 + act->a % 30;
            act->b = 39 + act->b % 80;
        } else if (act->kind == ACT_RESIZE) {
            act->a %= 100;
            act->b %= 300;
        }
    }
}

static void print_run(const struct run *run)
{
    static const char *const starts[EVERY_START_COUNT] = {
        "a walk", "home", "a choice", "a training", "a call", "a broken file", "wide text"};
    size_t i;

    printf("    seed %u, from %s%s:", run->seed, starts[run->from], run->ascii ? ", ASCII" : "");
    for (i = 0; i < run->count; i++) {
        const struct act *act = &run->acts[i];

        if (act->kind == ACT_KEY)
            printf(" %s", keys[act->a % KEYS]);
        else if (act->kind == ACT_PASTE)
            printf(" [paste %d]", act->a % PASTES);
        else if (act->kind == ACT_RESIZE)
            printf(" [%dx%d]", act->b + 1, act->a + 1);
        else
            printf(" [%s]", act->kind == ACT_CLICK ? "click" : act->kind == ACT_WHEEL ? "wheel" : "work");
    }
    printf("\n");
    fflush(stdout);
}

static void print_current(void)
{
    printf("    it crashed, or took too long\n");
    print_run(&current);
}

static void on_signal(int number)
{
    print_current();
    signal(number, SIG_DFL);
    raise(number);
}

static void watch(void)
{
#ifdef __SANITIZE_ADDRESS__
    __sanitizer_set_death_callback(print_current);
#else
    signal(SIGSEGV, on_signal);
    signal(SIGABRT, on_signal);
#endif
    signal(SIGALRM, on_signal);
}

static void fail(const char *what)
{
    if (!*wrong)
        snprintf(wrong, sizeof wrong, "%s, on %s at %dx%d", what, screen.loop->top->class->name, COLS,
                 LINES);
}

/* The cursor is in the window; on a form it is on what has the focus, or on the first line. */
static void check_cursor(void)
{
    const struct screen *top = screen.loop->top;
    const struct layout_frame frame = screen_parts(top, LINES, COLS);
    const struct form *form = &top->form;
    const struct item *item = form_focused(form);
    const char *mark = screen.loop->context.canvas.ascii ? ">" : "\342\226\270", *row;
    int y, x;

    getyx(curscr, y, x);
    if (y < 0 || y >= LINES || x < 0 || x >= COLS)
        fail("the cursor is outside");
    if (frame.too_small || top->class->bare || top->class->view != screen_view || form->on_match ||
        form->filter || !item || (!item->in_foot && form_item_line(form, item) < form->body_top))
        return;
    row = readback_row(y);
    row += text_fit(row, strlen(row), (size_t)frame.left);
    if (strncmp(row, mark, strlen(mark)) != 0)
        fail("the cursor is not on the focus");
}

/* The first cell that differs. */
static void fail_at(const struct buffer *before, const struct buffer *after)
{
    const size_t cell = before->length / (size_t)(LINES * COLS);
    size_t at = 0;
    char what[100];

    while (at < before->length && at < after->length && before->bytes[at] == after->bytes[at])
        at++;
    at /= cell;
    snprintf(what, sizeof what, "row %zu, column %zu was not drawn right", at / (size_t)COLS,
             at % (size_t)COLS);
    fail(what);
}

/* Bit by bit, and again: the same. */
static void check_screen(void)
{
    struct buffer before = {0}, after = {0};
    int y, x, new_y, new_x;

    replay_take(&replay);
    replay_append(&replay, &before);
    replay_cursor(&replay, &y, &x);
    clearok(curscr, TRUE);
    loop_draw(screen.loop, stdscr);
    replay_take(&replay);
    replay_append(&replay, &after);
    replay_cursor(&replay, &new_y, &new_x);
    if (before.length != after.length ||
        memcmp(before.bytes, after.bytes, before.length) != 0)
        fail_at(&before, &after);
    if (y != new_y || x != new_x)
        fail("the cursor is elsewhere");
    readback_check("random keys");
    buffer_free(&before);
    buffer_free(&after);
}

static void open_screen(const struct run *run)
{
    every_open(&screen, run->from, 24, 80, run->ascii);
    replay_open(&replay, 24, 80);
}

static void close_screen(void)
{
    replay_close(&replay);
    every_close(&screen);
}

static void resize(int rows, int columns)
{
    replay_take(&replay);
    resizeterm(rows, columns);
    loop_resize(screen.loop, rows, columns);
    replay_resize(&replay, rows, columns);
}

/* Files are written where the test has its own. */
static bool is_path(const char *text)
{
    return strcmp(screen.loop->top->class->name, "file of the transcript") == 0 && strchr(text, '/');
}

static void press(const char *key)
{
    while (*key && !loop_is_done(screen.loop))
        input_key(screen.loop, wizard_key(&key));
}

static void do_act(const struct act *act)
{
    if (act->kind == ACT_KEY && !is_path(keys[act->a % KEYS]))
        press(keys[act->a % KEYS]);
    else if (act->kind == ACT_PASTE && !is_path(pastes[act->a % PASTES]))
        input_paste(screen.loop, pastes[act->a % PASTES]);
    else if (act->kind == ACT_RESIZE)
        resize(act->a + 1, act->b + 1);
    else if (act->kind == ACT_CLICK)
        input_click(screen.loop, act->a % LINES, act->b % COLS);
    else if (act->kind == ACT_WHEEL)
        input_wheel(screen.loop, act->a % 2);
    else if (act->kind == ACT_WORK && home_data_has_work(screen.loop))
        home_data_work(screen.loop);
}

/* True: all is well. */
static bool play(const struct run *run)
{
    size_t i;

    alarm(HANGS);
    *wrong = '\0';
    open_screen(run);
    for (i = 0; i < run->count && !*wrong; i++) {
        do_act(&run->acts[i]);
        if (loop_is_done(screen.loop)) {
            close_screen();
            open_screen(run);
            continue;
        }
        loop_draw(screen.loop, stdscr);
        check_cursor();
        if (run->acts[i].kind == ACT_RESIZE || i % LOOK == 0 || i + 1 == run->count)
            check_screen();
    }
    close_screen();
    alarm(0);
    return !*wrong;
}

/* The fewest acts that still fail, by leaving out ever smaller parts. */
static void shrink(struct run *run)
{
    size_t part, from;

    for (part = run->count / 2; part > 0; part /= 2) {
        for (from = 0; from + part <= run->count;) {
            struct run less = *run;

            memmove(less.acts + from, less.acts + from + part,
                    (less.count - from - part) * sizeof *less.acts);
            less.count -= part;
            if (play(&less))
                from += part;
            else
                *run = less;
        }
    }
    play(run);
}

static void test_random(void)
{
    const char *only = getenv("ERRWALK_TEST_SEED");
    long runs = only ? 1 : suite_scale(100000 / ACTS), i;
    char here[4096];

    if (!getcwd(here, sizeof here) || chdir(suite_scratch(".")) != 0)
        return;
    watch();
    for (i = 0; i < runs; i++) {
        make_run(&current, only ? (unsigned)strtoul(only, NULL, 10) : (unsigned)i);
        if (play(&current))
            continue;
        shrink(&current);
        print_run(&current);
        suite_expect(wrong, false);
    }
    suite_expect("back", chdir(here) == 0);
}

const struct suite_test suite_tests[] = {
    {"random", test_random},
    {NULL, NULL},
};
