/* SPDX-License-Identifier: MIT */
/*
 * Help against the keyboard: it lists exactly the keys that do something, does what they do, and so
 * gives each action a second way.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "errwalk/text.h"
#include "keyboard.h"
#include "readback.h"
#include "suite.h"
#include "tui/widgets/layout.h"
#include "tui/input.h"
#include "tui/screens/screens.h"
#include "tui/frame/bindings.h"
#include "wizard.h"

const char suite_name[] = "tui-help";

/* Each screen in the states that differ in their keys. */
static const char *const places[] = {
    "", "<Down>", "<End>", "1", "1<PgDn>", "4", "5", "5<PgDn><PgDn>", "11", "110x3", "110x3<Left>",
    "110x3<Home>", "110x3<Esc>", "12", "12<Down>", "12<End>", "125", "125x", "125<Down>", "2", "3",
    "51", "511", "121", "121<End>", "2<Enter>11", "n", "nIt", "nIt<Enter>is",
    "nIt<Enter>is<Up>", "nIt<Tab>", "nIt<Tab><Enter>n<Tab><End>", "nIt<F2>nNow<F2>n<Tab>3",
    "1q", "1a", "m", "1m", "1mG", "1mf", "1md", "2<Enter>m", "1c", "12c", "51c", "i",
    "i<PgDn>", "i<End>", "121t", "121t<End>", "1211w", "110x3e9<Enter>e", "110x3e9<Enter>e1", "1?",
    "1?<Down>", "1?<End>", "1??", "/", "/e", "/zzz", "1/e<Enter>", "1/e<Enter>/", "i/e<Enter>",
    "m", "1m", "1m<Down>", "1m<End>", "1m/e<Enter>",
};
enum { PLACES = sizeof places / sizeof places[0] };

/* At a place, with no message that the next key would take away. */
static void open_at(struct wizard *wizard, const char *place)
{
    wizard_open(wizard, 24, 80, false);
    wizard_press(wizard, place);
    input_key(&wizard->loop, KEYS_FUNCTION(KEY_F(24)));
    loop_draw(&wizard->loop, stdscr);
}

static struct wizard walked;

static struct loop *open_walk(const char *keys)
{
    wizard_open(&walked, 24, 80, false);
    walked.loop.copy = keyboard_copied;
    wizard_press(&walked, keys);
    return &walked.loop;
}

/* Lines that are wider than the screen. */
static struct loop *open_table(const char *keys)
{
    wizard_open_in(&walked, "tests/flows/table", "table", 24, 80, false);
    walked.loop.copy = keyboard_copied;
    wizard_press(&walked, keys);
    return &walked.loop;
}

static void close_walk(void)
{
    wizard_close(&walked);
}

static struct loop chooser;

static struct loop *open_chooser(const char *keys)
{
    static const struct tui_choice choices[] = {{"One", "which is first"}, {"Two", ""}, {"端末", ""}};
    static const struct tui_options options = {.color = true};

    readback_open(24, 80);
    loop_begin(&chooser, NULL, &options, 24, 80);
    loop_open(&chooser, chooser_new(&chooser.context, "Which is it?", "", choices, 3));
    while (*keys)
        input_key(&chooser, wizard_key(&keys));
    loop_draw(&chooser, stdscr);
    return &chooser;
}

static void close_chooser(void)
{
    loop_end(&chooser);
    readback_close();
}

/* Each key of the keyboard does something if and only if help lists it. */
static void test_keyboard(void)
{
    static const struct keyboard walk = {open_walk, close_walk};
    static const struct keyboard table = {open_table, close_walk};
    static const char *const wide[] = {"", ">", ">>", "><", "1", "i", "i>", "i<End>", "i<End>>"};
    static const struct keyboard choosing = {open_chooser, close_chooser};
    static const char *const chosen[] = {"", "<Down>", "<End>", "?", "/w", "/w<Enter>"};
    size_t i;

    for (i = 0; i < PLACES; i++)
        keyboard_check(&walk, places[i]);
    for (i = 0; i < sizeof wide / sizeof wide[0]; i++)
        keyboard_check(&table, wide[i]);
    for (i = 0; i < sizeof chosen / sizeof chosen[0]; i++)
        keyboard_check(&choosing, chosen[i]);
}

/* Each live row is on the help, with the names of its keys, and no other is. */
static void test_rows(void)
{
    size_t i;

    for (i = 0; i < PLACES; i++) {
        const struct binding *binding;
        const struct screen *of;
        struct wizard wizard;
        size_t live = 0, items;

        wizard_open(&wizard, 60, 200, false);
        wizard_press(&wizard, places[i]);
        of = wizard.loop.top;
        loop_open(&wizard.loop, help_new(&wizard.loop.context, of));
        loop_draw(&wizard.loop, stdscr);
        items = wizard.loop.top->form.item_count;
        for (binding = of->class->bindings; binding->action != ACTION_NONE; binding++) {
            struct buffer keys = {0};
            bool found = false;
            int row;

            if (!bindings_live(binding, of))
                continue;
            live += binding->keys[0] != KEYS_DIGITS && binding->keys[0] != KEYS_PRINTABLE;
            bindings_names(of, &keys, binding);
            for (row = 0; row < 60; row++) {
                const char *text = readback_row(row);

                found = found || (strstr(text, buffer_text(&keys)) && strstr(text, binding->help));
            }
            suite_expect(binding->help, found);
            buffer_free(&keys);
        }
        suite_expect_long(places[i], (long)items, (long)live);
        wizard_close(&wizard);
    }
}

/* A line of the help does what its key does: arrows and Enter reach all. */
static void test_menu(void)
{
    size_t i;
    unsigned index;

    for (i = 0; i < PLACES; i++) {
        const struct binding *binding;
        unsigned count = 0, row;

        for (index = 0; index == 0 || index < count; index++) {
            struct buffer by_key = {0}, by_help = {0};
            struct wizard wizard;
            int key = 0;

            open_at(&wizard, places[i]);
            count = 0;
            for (binding = wizard.loop.top->class->bindings; binding->action; binding++) {
                if (!bindings_live(binding, wizard.loop.top) || binding->keys[0] == KEYS_DIGITS ||
                    binding->keys[0] == KEYS_PRINTABLE)
                    continue;
                if (count++ == index)
                    key = binding->keys[0];
            }
            input_key(&wizard.loop, key);
            if (!loop_is_done(&wizard.loop)) {
                loop_draw(&wizard.loop, stdscr);
                readback_append(&by_key, "");
            }
            wizard_close(&wizard);
            open_at(&wizard, places[i]);
            loop_open(&wizard.loop, help_new(&wizard.loop.context, wizard.loop.top));
            for (row = 0; row < index; row++)
                input_key(&wizard.loop, KEYS_FUNCTION(KEY_DOWN));
            input_key(&wizard.loop, '\r');
            if (!loop_is_done(&wizard.loop)) {
                loop_draw(&wizard.loop, stdscr);
                readback_append(&by_help, "");
            }
            suite_expect_string(places[i], buffer_text(&by_help), buffer_text(&by_key));
            wizard_close(&wizard);
            buffer_free(&by_key);
            buffer_free(&by_help);
        }
    }
}

/* Keys of a row that are pressed differently. */
static unsigned ways(const struct binding *binding)
{
    unsigned i, count = 0;

    for (i = 0; i < KEYS_EACH && binding->keys[i]; i++) {
        int key = binding->keys[i];

        count += key != '\n' && key != KEYS_FUNCTION(KEY_ENTER) && key != 0x7f && key != '\b';
    }
    return count;
}

/* Every action has two ways to it: two keys, or a key and a line of a help that can be reached. */
static void test_two_ways(void)
{
    size_t i;

    for (i = 0; i < PLACES; i++) {
        const struct binding *binding, *other, *help = NULL;
        const struct screen *top;
        struct wizard wizard;

        wizard_open(&wizard, 24, 80, false);
        wizard_press(&wizard, places[i]);
        top = wizard.loop.top;
        for (binding = top->class->bindings; binding->action != ACTION_NONE; binding++) {
            if (binding->action == ACTION_HELP && bindings_live(binding, top))
                help = binding;
        }
        for (binding = top->class->bindings; binding->action != ACTION_NONE; binding++) {
            unsigned count = 0;

            if (!bindings_live(binding, top) || binding->keys[0] == KEYS_PRINTABLE)
                continue;
            for (other = top->class->bindings; other->action != ACTION_NONE; other++) {
                if (other->action == binding->action && bindings_live(other, top))
                    count += ways(other);
            }
            if (binding->keys[0] == KEYS_DIGITS)
                count += 1; /* arrows and Enter */
            suite_expect(binding->help, count >= 2 || help || strcmp(top->class->name, "help") == 0);
        }
        suite_expect(places[i], help || strcmp(top->class->name, "help") == 0);
        wizard_close(&wizard);
    }
}

/* However narrow: what is most wanted comes first, and help is there. */
static void test_footer(void)
{
    size_t i;

    for (i = 0; i < PLACES; i++) {
        const struct binding *binding;
        const struct screen *top;
        struct wizard wizard;
        bool first = true;

        wizard_open(&wizard, 12, 40, false);
        wizard_press(&wizard, places[i]);
        top = wizard.loop.top;
        for (binding = top->class->bindings; binding->action != ACTION_NONE; binding++) {
            struct buffer text = {0};
            const char *row = readback_row(11);

            if (!binding->name || !bindings_live(binding, top) || *wizard.loop.context.message ||
                strcmp(top->class->name, "finding") == 0)
                continue;
            keys_name(&top->context->canvas, &text, binding->keys[0]);
            buffer_printf(&text, " %s", binding->name);
            if (first || binding->action == ACTION_HELP) {
                const char *at = strstr(row, buffer_text(&text));

                suite_expect(places[i], at && (at == row || !first));
            }
            first = false;
            buffer_free(&text);
        }
        wizard_close(&wizard);
    }
}

/* Where the cursor has to stand on a screen, when nothing was sought. */
static void expect_cursor(const char *what, const struct screen *screen)
{
    const struct layout_frame frame = layout_frame(LINES, COLS, false);
    const struct form *form = &screen->form;
    const struct item *item = form_focused(form);
    int y, x;
    const char *row;

    getyx(curscr, y, x);
    row = readback_row(y);
    row += text_fit(row, strlen(row), (size_t)frame.left);
    if (screen->class->bare) {
        suite_expect_long(what, y, 0);
        suite_expect_long(what, x, 0);
    } else if (screen->class->layout) {
        suite_expect(what, strncmp(readback_row(y), "▸", strlen("▸")) == 0);
        suite_expect_long(what, x, 0);
    } else if (strcmp(screen->class->name, "finding") == 0) {
        suite_expect_long(what, y, LINES - 1);
    } else if (item && (item->in_foot || form_item_line(form, item) >= form->body_top)) {
        suite_expect(what, strncmp(row, "▸", strlen("▸")) == 0);
        suite_expect(what, item->kind == ITEM_CHOICE || item->kind == ITEM_TICK ? x == frame.left
                                                                                : x > frame.left);
    } else {
        suite_expect_long(what, y, frame.top + (int)(form->at.head + form->at.gap));
        suite_expect_long(what, x, frame.left);
    }
}

/* The hardware cursor is on what has the focus, or on the first line that shows. */
static void test_cursor(void)
{
    static const int sizes[][2] = {{24, 80}, {12, 40}, {60, 200}};
    size_t i, size;

    for (i = 0; i < PLACES; i++) {
        for (size = 0; size < 3; size++) {
            struct wizard wizard;
            char what[100];

            snprintf(what, sizeof what, "\"%s\" %dx%d", places[i], sizes[size][1], sizes[size][0]);
            wizard_open(&wizard, sizes[size][0], sizes[size][1], false);
            wizard_press(&wizard, places[i]);
            if (!wizard.loop.top->form.on_match)
                expect_cursor(what, wizard.loop.top);
            wizard_close(&wizard);
        }
    }
}

const struct suite_test suite_tests[] = {
    {"keyboard", test_keyboard},
    {"rows", test_rows},
    {"menu", test_menu},
    {"two ways", test_two_ways},
    {"footer", test_footer},
    {"cursor", test_cursor},
    {NULL, NULL},
};
