/* SPDX-License-Identifier: MIT */
/*
 * That no screen is left out: each class of tui/ is one of tests/every.c, has golden files in all
 * sizes, and shows wide and combining text as it should.
 */
#include <config.h>

#include <glob.h>
#include <stdio.h>
#include <string.h>

#include "errwalk/file.h"
#include "every.h"
#include "readback.h"
#include "suite.h"
#include "variants.h"

const char suite_name[] = "tui-every";

enum { NARROW = 5 /* those of wide text */ };

static bool is_there(const char *class)
{
    const struct every *one;

    for (one = every; one->class; one++) {
        if (strcmp(one->class, class) == 0)
            return true;
    }
    return false;
}

/* Every name of a class in this file; those stand in lines of their own. */
static long check_file(const char *path)
{
    static const char sign[] = "    .name = \"";
    struct buffer text = {0};
    const char *at;
    long count = 0;

    suite_expect(path, file_read(path, 1 << 20, &text) == STATUS_OK);
    for (at = buffer_text(&text); (at = strstr(at, sign)); count++) {
        char class[100];

        at += strlen(sign);
        snprintf(class, sizeof class, "%.*s", (int)strcspn(at, "\""), at);
        suite_expect(class, is_there(class));
    }
    buffer_free(&text);
    return count;
}

static void test_classes(void)
{
    glob_t found;
    long count = 0;
    size_t i;

    if (!suite_expect("tui/*", glob(suite_source("tui/*/*.c"), 0, NULL, &found) == 0 &&
                                   glob(suite_source("tui/*.c"), GLOB_APPEND, NULL, &found) == 0))
        return;
    for (i = 0; i < found.gl_pathc; i++)
        count += check_file(found.gl_pathv[i]);
    suite_expect("they are found", count >= 20);
    globfree(&found);
}

/* Where keys lead on the error's page. */
static void test_contents(void)
{
    static const struct {
        const char *keys, *row; /* that the cursor is on */
    } rows[] = {
        {"i", "▸ 1  Background"},
        {"i<Down><Enter>", "▸ Details"},
        {"i2", "▸ Details"},
        {"i2<Enter>", "▸ 2  Details"},
        {"i22", "▸ 2  Details"},
        {"i23", "▸ Causes, likeliest first"},
        {"i<End><Home>", "▸ 1  Background"},
        {"i3<Up>", "▸ 11) eleven"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct every_screen screen;

        every_open(&screen, EVERY_WALK, 24, 80, false);
        every_press(&screen, rows[i].keys);
        suite_expect_string(rows[i].keys, readback_row(getcury(curscr)), rows[i].row);
        every_close(&screen);
    }
}

/* The keys of the table lead where it says. */
static void test_ways(void)
{
    const struct every *one;

    for (one = every; one->class; one++) {
        struct every_screen screen;

        every_open(&screen, one->from, 24, 80, false);
        every_press(&screen, one->keys);
        suite_expect(one->golden, !loop_is_done(screen.loop));
        suite_expect_string(one->golden, screen.loop->top->class->name, one->class);
        every_close(&screen);
    }
}

static void test_golden(void)
{
    const struct every *one;
    size_t i;

    for (one = every; one->class; one++) {
        struct buffer text = {0};
        char path[100], head[100];

        snprintf(path, sizeof path, "tests/screens/%s.txt", one->golden);
        suite_expect(path, file_read(suite_source(path), 1 << 22, &text) == STATUS_OK);
        for (i = 0; i < VARIANTS; i++) {
            snprintf(head, sizeof head, "=== %s %s, %dx%d, ", one->golden,
                     variants[i].ascii ? "ascii" : "utf-8", variants[i].columns, variants[i].rows);
            if (!strstr(buffer_text(&text), head)) {
                printf("    %s lacks %s\n", path, head);
                suite_expect(path, false);
            }
        }
        buffer_free(&text);
    }
}

static void expect_screen(const char *name, enum every_start from, const char *keys, size_t count)
{
    struct variant_file file = {.name = name};
    size_t i;

    for (i = 0; i < count; i++) {
        struct every_screen screen;

        every_open(&screen, from, variants[i].rows, variants[i].columns, variants[i].ascii);
        every_press(&screen, keys);
        suite_expect(name, !loop_is_done(screen.loop));
        variant_take(&file, i);
        every_close(&screen);
    }
    variant_expect(&file);
}

static const struct every *named(const char *golden)
{
    const struct every *one = every;

    while (one->class && strcmp(one->golden, golden) != 0)
        one++;
    return one;
}

/* Those that no other suite keeps. */
static void test_others(void)
{
    static const char *const names[] = {"broken", "caller-waiting", "choice", "table-about",
                                        "table-fix", "table-pasted", "table-question", "weigh-fix",
                                        "why-next", "weigh-put-off"};
    size_t i;

    for (i = 0; i < sizeof names / sizeof *names; i++)
        expect_screen(names[i], named(names[i])->from, named(names[i])->keys, VARIANTS);
}

/* Text of which every line is wide, or combines. */
static void test_wide(void)
{
    static const struct {
        const char *name, *keys;
    } rows[] = {
        {"wide-question", ""},
        {"wide-input", "2\347\253\257e\314\201"},
        {"wide-fix", "2\347\253\257<Enter>"},
        {"wide-end", "11"},
        {"wide-escalate", "3"},
        {"wide-about", "i"},
        {"wide-copy", "c"},
        {"wide-map", "1m"},
        {"wide-step", "1md"},
        {"wide-trail", "1e"},
        {"wide-transcript", "1t"},
        {"wide-find", "/\345\233\236\347\267\232"},
        {"wide-confirm", "1q"},
        {"wide-another", "15\347\253\257"},
        {"wide-note", "n\347\253\257\346\234\253\343\201\256 e\314\201<Enter>\345\233\236\347\267\232<Up>"},
        {"wide-notes", "n\347\253\257\346\234\253 e\314\201<F2>n<Tab>3"},
        {"wide-save", "tw<^U>\347\253\257\346\234\253.md"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_screen(rows[i].name, EVERY_WIDE, rows[i].keys, NARROW);
}

static void read_cells(const struct every *one, size_t variant, const char *term, bool color,
                       struct buffer *cells)
{
    struct every_screen screen;

    readback_choose(term, color, NULL);
    every_open(&screen, one->from, variants[variant].rows, variants[variant].columns,
               variants[variant].ascii);
    every_press(&screen, one->keys);
    readback_cells(cells);
    every_close(&screen);
}

enum { LOOKS = 64, LOOK_BYTES = 16 };

/* What looks alike with many colours, and so has one role, looks alike with fewer. */
struct looks {
    struct {
        char many[LOOK_BYTES], few[LOOK_BYTES];
    } rows[LOOKS];
    size_t count;
};

static bool is_look(struct looks *looks, const char *many, const char *few, size_t length)
{
    size_t i;

    for (i = 0; i < looks->count; i++) {
        if (memcmp(looks->rows[i].many, many, length) == 0)
            return memcmp(looks->rows[i].few, few, length) == 0;
    }
    if (looks->count == LOOKS)
        return false;
    memcpy(looks->rows[looks->count].many, many, length);
    memcpy(looks->rows[looks->count++].few, few, length);
    return true;
}

static bool is_same_screen(const struct buffer *many, const struct buffer *few, size_t cells,
                           struct looks *looks)
{
    size_t size = many->length / cells, look = size - readback_text, i;
    bool same = many->length == few->length && look <= LOOK_BYTES;

    for (i = 0; same && i < cells; i++) {
        const char *a = many->bytes + i * size, *b = few->bytes + i * size;

        same = memcmp(a, b, readback_text) == 0 &&
               is_look(looks, a + readback_text, b + readback_text, look);
    }
    return same;
}

/* Every screen holds the same with few colours and with none, each role with its own looks: those
 * that the golden files of tests/looks-test.c have. */
static void test_depths(void)
{
    static const struct {
        const char *term;
        bool color;
    } depths[] = {{"xterm", true}, {"xterm-256color", false}};
    const struct every *one;
    size_t i, k;

    for (k = 0; k < sizeof depths / sizeof *depths; k++) {
        struct looks looks = {0};

        for (one = every; one->class; one++) {
            for (i = 0; i < VARIANTS; i++) {
                struct buffer many = {0}, few = {0};

                read_cells(one, i, "xterm-256color", true, &many);
                read_cells(one, i, depths[k].term, depths[k].color, &few);
                suite_expect(one->golden,
                             is_same_screen(&many, &few,
                                            (size_t)(variants[i].rows * variants[i].columns), &looks));
                buffer_free(&many);
                buffer_free(&few);
            }
        }
        suite_expect("there are looks", looks.count > 5);
    }
    readback_choose("xterm-256color", true, NULL);
}

const struct suite_test suite_tests[] = {
    {"classes", test_classes},
    {"ways", test_ways},
    {"contents", test_contents},
    {"golden files", test_golden},
    {"others", test_others},
    {"depths", test_depths},
    {"wide text", test_wide},
    {NULL, NULL},
};
