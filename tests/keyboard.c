/* SPDX-License-Identifier: MIT */
/*
 * A key does something when it changes the screen by a byte, tells something, copies, or leads to
 * another screen or out.
 */
#include <config.h>

#include "keyboard.h"

#include <stdio.h>

#include "readback.h"
#include "suite.h"
#include "tui/frame/bindings.h"
#include "tui/input.h"

static bool copied;

/* All that a keyboard sends, by one code each. */
static int key_of(unsigned index)
{
    static const int others[] = {
        '\t', '\r', 0x1b, 0xe9, 0x7aef, KEYS_FUNCTION(KEY_UP), KEYS_FUNCTION(KEY_DOWN),
        KEYS_FUNCTION(KEY_LEFT), KEYS_FUNCTION(KEY_RIGHT), KEYS_FUNCTION(KEY_HOME),
        KEYS_FUNCTION(KEY_END), KEYS_FUNCTION(KEY_NPAGE), KEYS_FUNCTION(KEY_PPAGE),
        KEYS_FUNCTION(KEY_DC), KEYS_FUNCTION(KEY_IC), KEYS_FUNCTION(KEY_BACKSPACE),
        KEYS_FUNCTION(KEY_BTAB), KEYS_FUNCTION(KEY_ENTER), KEYS_FUNCTION(KEY_SLEFT),
        KEYS_FUNCTION(KEY_SRIGHT),
    };
    const unsigned ascii = 0x7f - ' ', controls = 26, functions = 24;

    if (index < ascii)
        return (int)(' ' + index);
    index -= ascii;
    if (index < controls)
        return (int)(1 + index);
    index -= controls;
    if (index < functions)
        return KEYS_FUNCTION(KEY_F((int)index + 1));
    index -= functions;
    return index < sizeof others / sizeof others[0] ? others[index] : 0;
}

void keyboard_copied(void *context, const char *text)
{
    (void)context, (void)text;
    copied = true;
}

static bool does_something(struct loop *loop, int key)
{
    const struct screen *top = loop->top;
    long before = readback_written();

    copied = false;
    input_key(loop, key);
    if (loop_is_done(loop) || loop->top != top || copied || *loop->context.message)
        return true;
    loop_draw(loop, stdscr);
    return readback_written() != before;
}

static void say(char *what, size_t size, const char *place, int key)
{
    const struct canvas canvas = {.ascii = true};
    struct buffer name = {0};

    keys_name(&canvas, &name, key);
    snprintf(what, size, "\"%s\" at \"%s\"", buffer_text(&name), place);
    buffer_free(&name);
}

/* At a place, with no message that the next key would take away. */
static struct loop *open_at(const struct keyboard *keyboard, const char *place)
{
    struct loop *loop = keyboard->open(place);

    input_key(loop, KEYS_FUNCTION(KEY_F(24)));
    loop_draw(loop, stdscr);
    return loop;
}

void keyboard_check(const struct keyboard *keyboard, const char *place)
{
    struct loop *loop = open_at(keyboard, place);
    unsigned k;
    int key;

    for (k = 0; (key = key_of(k)); k++) {
        bool listed = bindings_find(loop->top->class->bindings, loop->top, key) != NULL;
        char what[100];

        say(what, sizeof what, place, key);
        suite_expect_long(what, does_something(loop, key), listed);
        if (!listed)
            continue;
        keyboard->close();
        loop = open_at(keyboard, place);
    }
    keyboard->close();
}
