/* SPDX-License-Identifier: MIT */
/*
 * What goes over a slow link: a key that changes nothing writes nothing, and any other only the rows
 * that changed, each whole, since a screen reader says what is sent. The last that is written is the way of the cursor to what has the focus.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>
#include <wchar.h>

#include "every.h"
#include "readback.h"
#include "replay.h"
#include "suite.h"
#include "tui/input.h"

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

/* A cell's text is blank. */
static bool is_blank(const char *cell)
{
    wchar_t first;

    memcpy(&first, cell, sizeof first);
    return first == L' ';
}

/* What became of a row. */
struct change {
    int text;    /* cells up to the last that is not blank */
    bool is_any; /* a cell is another */
    bool is_new; /* and not only blank now */
};

static struct change change_of(const struct cells *a, const struct cells *b, int row)
{
    const char *of_a = a->bytes.bytes + (size_t)row * a->row;
    const char *of_b = b->bytes.bytes + (size_t)row * b->row;
    struct change change = {0};
    size_t at;

    for (at = 0; at < a->row; at += a->cell) {
        const bool differs = memcmp(of_a + at, of_b + at, a->cell) != 0;

        if (!is_blank(of_b + at))
            change.text = (int)(at / a->cell) + 1;
        change.is_any = change.is_any || differs;
        change.is_new = change.is_new || (differs && !is_blank(of_b + at));
    }
    return change;
}

/* Whether all text of a row was sent, so that it can be heard. */
static bool is_sent_whole(const struct cells *cells, const struct replay *replay, int row)
{
    const char *at = cells->bytes.bytes + (size_t)row * cells->row;
    int column;

    for (column = 0; column < replay->columns; column++, at += cells->cell) {
        if (!is_blank(at) && !replay->written[row][column])
            return false;
    }
    return true;
}

/* The row that a letter was typed into, whose others are not said again. */
static bool is_typed_in(const struct every_screen *screen, int row)
{
    return screen_is_editing(screen->loop->top) && getcury(curscr) == row;
}

/* What a key may cost: for each row that changed a way of the cursor, some changes of the looks, and
 * its text, which is sent whole. Rows that did not change are not touched, unless the screen is a new
 * one, or blank ones are wiped again with all that is below, or rows are moved because that is less. */
static void expect_move(const char *what, struct every_screen *screen, struct replay *replay,
                        const char *key)
{
    struct cells before = {{0}, 0, 0}, after = {{0}, 0, 0};
    const unsigned opened = screen->loop->opened;
    long bytes, most = 32;
    char place[300];
    int row;

    remember(&before, replay);
    every_press(screen, key);
    bytes = replay_take(replay);
    remember(&after, replay);
    for (row = 0; row < replay->rows; row++) {
        const struct change change = change_of(&before, &after, row);
        const bool is_new = screen->loop->opened != opened;

        most += change.is_any || is_new ? 40 + 8 * change.text : 0;
        snprintf(place, sizeof place, "%s, %s: row %d", what, key, row);
        suite_expect(place, change.is_any || is_new || !replay->touched[row] || !change.text ||
                                replay->has_scrolled);
        if (change.is_new && !is_typed_in(screen, row))
            suite_expect(place, is_sent_whole(&after, replay, row));
    }
    snprintf(place, sizeof place, "%s, %s: %ld bytes", what, key, bytes);
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
            input_key(screen.loop, KEYS_FUNCTION(KEY_F(24))); /* what was shown once goes */
            loop_draw(screen.loop, stdscr);
            before = readback_written();
            input_key(screen.loop, KEYS_FUNCTION(KEY_F(24)));
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
        {"", "", EVERY_WALK, 1800},         /* a first frame */
        {"", "<Down>", EVERY_WALK, 120},    /* the selection */
        {"1", "2", EVERY_WALK, 1600},       /* another screen */
        {"12", "<Down>", EVERY_WALK, 250},   /* the next step of a fix */
        {"12", "<Enter>", EVERY_WALK, 300}, /* ticks it off */
        {"11", "3", EVERY_WALK, 60},        /* a letter */
        {"1m", "<Down>", EVERY_WALK, 1000},  /* the map */
        {"i", "<PgDn>", EVERY_WALK, 1200},  /* a page of text */
        {"132", "6", EVERY_HOME, 1200},     /* home narrows, from a signal to an error */
        {"<Esc>", "<Down>", EVERY_HOME, 200},
    };
    static const struct theme theme = {.preset = THEME_TERMINAL};
    size_t i;

    readback_choose("xterm-256color", true, &theme);
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
    readback_choose("xterm-256color", true, NULL);
}

const struct suite_test suite_tests[] = {
    {"nothing", test_nothing},
    {"moves", test_moves},
    {"figures", test_figures},
    {NULL, NULL},
};
