/* SPDX-License-Identifier: MIT */
/*
 * What goes over a slow link: a key that changes nothing writes nothing, and any other only what
 * changed. The last that is written is the way of the cursor to what has the focus.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "every.h"
#include "readback.h"
#include "replay.h"
#include "suite.h"

const char suite_name[] = "tui-bytes";

static const int sizes[][2] = {{24, 80}, {12, 40}, {60, 200}};

enum { SIZES = sizeof sizes / sizeof *sizes };

/* Keys after which less than the whole screen is another. */
static const char *const moves[] = {"<Down>", "<Up>", "<PgDn>", "<PgUp>", "<End>", "<Home>", "x",
                                    "<Backspace>", "<Left>", "<Right>"};

enum { MOVES = sizeof moves / sizeof *moves };

/* All cells of a screen, to tell which changed. */
struct cells {
    struct buffer bytes;
    size_t row, cell; /* bytes of one */
};

static void remember(struct cells *cells, const struct replay *replay)
{
    buffer_clear(&cells->bytes);
    readback_cells(&cells->bytes);
    cells->row = cells->bytes.length / (size_t)replay->rows;
    cells->cell = cells->row / (size_t)replay->columns;
}

/* How many cells from the first that changed in a row to the last; 0: none did. */
static long changed_span(const struct cells *a, const struct cells *b, int row)
{
    const char *of_a = a->bytes.bytes + (size_t)row * a->row;
    const char *of_b = b->bytes.bytes + (size_t)row * b->row;
    size_t from = 0, to = a->row;

    while (from < to && memcmp(of_a + from, of_b + from, a->cell) == 0)
        from += a->cell;
    while (from < to && memcmp(of_a + to - a->cell, of_b + to - a->cell, a->cell) == 0)
        to -= a->cell;
    return (long)((to - from) / a->cell);
}

/* What a key may cost: for each row that changed a way of the cursor, some changes of the looks, and
 * its text. Rows that did not change are not touched, unless blank ones are wiped again with all
 * that is below, or text is scrolled because that is less. */
static void expect_move(const char *what, struct every_screen *screen, struct replay *replay,
                        const char *key)
{
    struct cells before = {{0}, 0, 0}, after = {{0}, 0, 0};
    long bytes, most = 8;
    char place[300];
    int row;

    snprintf(place, sizeof place, "%s, %s", what, key);
    remember(&before, replay);
    every_press(screen, key);
    bytes = replay_take(replay);
    remember(&after, replay);
    for (row = 0; row < replay->rows; row++) {
        long span = changed_span(&before, &after, row);

        most += span ? 32 + 4 * span : 0;
        suite_expect(place, span || !replay->touched[row] || replay->has_scrolled ||
                                !*replay_row(replay, row));
    }
    if (bytes > most)
        printf("    %s: %ld bytes\n", place, bytes);
    suite_expect(place, bytes <= most);
    buffer_free(&before.bytes);
    buffer_free(&after.bytes);
}

/* The terminal's cursor shows, where curses has it. */
static void expect_cursor(const char *what, const struct replay *replay)
{
    int y, x, at_y, at_x;

    getyx(curscr, y, x);
    replay_cursor(replay, &at_y, &at_x);
    suite_expect_long(what, at_y, y);
    suite_expect_long(what, at_x, x);
    suite_expect(what, !replay->is_hidden);
}

static void test_moves(void)
{
    const struct every *one;
    size_t size, i;

    for (one = every; one->class; one++) {
        for (size = 0; size < SIZES; size++) {
            struct every_screen screen;
            struct replay replay;
            char what[200];

            snprintf(what, sizeof what, "%s at %dx%d", one->golden, sizes[size][1], sizes[size][0]);
            every_open(&screen, one->from, sizes[size][0], sizes[size][1], false);
            replay_open(&replay, sizes[size][0], sizes[size][1]);
            every_press(&screen, one->keys);
            replay_take(&replay);
            expect_cursor(what, &replay);
            for (i = 0; i < MOVES && !loop_is_done(screen.loop); i++) {
                expect_move(what, &screen, &replay, moves[i]);
                expect_cursor(what, &replay);
            }
            replay_close(&replay);
            every_close(&screen);
        }
    }
}

/* Neither a key that does nothing, nor drawing again, nor a window of the size that it has. */
static void test_nothing(void)
{
    const struct every *one;
    size_t size;

    for (one = every; one->class; one++) {
        for (size = 0; size < SIZES; size++) {
            struct every_screen screen;
            long before;
            char what[200];

            snprintf(what, sizeof what, "%s at %dx%d", one->golden, sizes[size][1], sizes[size][0]);
            every_open(&screen, one->from, sizes[size][0], sizes[size][1], false);
            every_press(&screen, one->keys);
            loop_key(screen.loop, KEYS_FUNCTION(KEY_F(24))); /* what was told once goes */
            loop_draw(screen.loop, stdscr);
            before = readback_written();
            loop_key(screen.loop, KEYS_FUNCTION(KEY_F(24)));
            loop_draw(screen.loop, stdscr);
            loop_draw(screen.loop, stdscr);
            suite_expect_long(what, readback_written(), before);
            loop_resize(screen.loop, LINES, COLS);
            loop_draw(screen.loop, stdscr);
            suite_expect_long(what, readback_written(), before);
            every_close(&screen);
        }
    }
}

/* What HACKING tells, at 80x24. */
static void test_figures(void)
{
    static const struct {
        const char *keys, *key;
        enum every_start from;
        long most;
    } rows[] = {
        {"", "", EVERY_WALK, 1700},         /* a first frame */
        {"", "<Down>", EVERY_WALK, 120},    /* the selection */
        {"1", "2", EVERY_WALK, 1500},       /* another screen */
        {"12", "<Down>", EVERY_WALK, 70},   /* the next step of a fix */
        {"12", "<Enter>", EVERY_WALK, 100}, /* ticks it off */
        {"11", "3", EVERY_WALK, 60},        /* a letter */
        {"1m", "<Down>", EVERY_WALK, 500},  /* the map */
        {"i", "<PgDn>", EVERY_WALK, 1000},  /* a page of text */
        {"132", "6", EVERY_HOME, 850},     /* home narrows */
        {"<Esc>", "<Down>", EVERY_HOME, 200},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct every_screen screen;
        long before = 0, bytes;
        char what[100];

        snprintf(what, sizeof what, "\"%s\" then \"%s\"", rows[i].keys, rows[i].key);
        every_open(&screen, rows[i].from, 24, 80, false);
        every_press(&screen, rows[i].keys);
        before = *rows[i].key ? readback_written() : 0;
        every_press(&screen, rows[i].key);
        bytes = readback_written() - before;
        if (bytes > rows[i].most)
            printf("    %s: %ld bytes\n", what, bytes);
        suite_expect(what, bytes > 0 && bytes <= rows[i].most);
        every_close(&screen);
    }
}

const struct suite_test suite_tests[] = {
    {"nothing", test_nothing},
    {"moves", test_moves},
    {"figures", test_figures},
    {NULL, NULL},
};
