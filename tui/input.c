/* SPDX-License-Identifier: MIT */
/*
 * A key is looked up in the table of the screen on top. What it means on every screen is an action
 * of the loop's own; all else the screen turns into one effect, and that is carried out.
 */
#include <config.h>

#include "input.h"

#include <string.h>
#include <unistr.h>

#include "actions.h"
#include "home-data.h"
#include "perform.h"
#include "tui/frame/bindings.h"
#include "tui/frame/key-bar.h"

/* What changed the texts of the screen that shows now has not laid them out. */
static void settle(struct loop *loop)
{
    if (loop->top && loop->top->is_stale)
        screen_layout(loop->top, loop->rows, loop->columns);
}

/* What help was asked to press, on the screen that it was asked from. */
static void press_again(struct loop *loop)
{
    const int key = loop->pressed;

    loop->pressed = 0;
    if (key)
        input_key(loop, key);
}

void input_key(struct loop *loop, int key)
{
    const struct binding *binding;
    struct effect effect;

    loop->context.message = "";
    if (key == '\r' || key == '\n' || key == KEYS_FUNCTION(KEY_ENTER))
        home_data_settle(loop);
    binding = bindings_find(loop->top->class->bindings, loop->top, key);
    if (!binding)
        return;
    if (!actions_take(loop, binding->action, &effect))
        effect = screen_update(loop->top, binding->action, key);
    perform(loop, &effect);
    settle(loop);
    press_again(loop);
}

void input_click(struct loop *loop, int y, int x)
{
    struct form *form = &loop->top->form;
    const struct item *item = screen_at(loop->top, y, x);
    const struct layout_frame parts = screen_parts(loop->top, loop->rows, loop->columns);
    const bool on_bar = !parts.too_small && y == parts.footer && !loop->top->class->has_own_bar;
    const int key = on_bar ? key_bar_at(loop->top, loop->columns, x) : 0;

    if (key)
        input_key(loop, key);
    else if (loop->top->class->click && loop->top->class->click(loop->top, y, x))
        input_key(loop, '\r');
    else if (item && item == form_focused(form))
        input_key(loop, '\r');
    else if (item)
        form_focus(form, item->kind, item->value);
}

void input_wheel(struct loop *loop, bool down)
{
    if (!form_roll(&loop->top->form, down))
        input_key(loop, KEYS_FUNCTION(down ? KEY_DOWN : KEY_UP));
}

/* Goes straight to the field: no key table sees it. False: there was no room. */
static bool insert(struct loop *loop, ucs4_t point)
{
    struct screen *screen = loop->top;
    size_t before = screen->field.text.length;
    const struct effect effect = screen_update(screen, ACTION_INSERT, (int)point);

    perform(loop, &effect);
    return screen->field.text.length != before;
}

/* A character of a paste as a field takes it; 0: it does not. */
static ucs4_t as_typed(const struct screen *screen, ucs4_t point)
{
    if (point == '\r')
        point = '\n';
    if (point == '\t' || (point == '\n' && !screen->class->takes_lines))
        return ' ';
    return (point < ' ' && point != '\n') || (point >= 0x7f && point < 0xa0) ? 0 : point;
}

/* False: its end has no room. */
static bool paste_into_field(struct loop *loop, const char *text)
{
    const uint8_t *at = (const uint8_t *)text, *end = at + strlen(text);
    bool fits = true;
    ucs4_t point;

    while (at < end) {
        at += u8_mbtouc(&point, at, (size_t)(end - at));
        if (point == '\r' && *at == '\n')
            continue;
        point = as_typed(loop->top, point);
        if (point && !insert(loop, point))
            fits = false;
    }
    return fits;
}

void input_paste(struct loop *loop, const char *text)
{
    struct screen *screen = loop->top;

    loop->context.message = "";
    if (screen->class->paste && screen->class->paste(screen, text))
        ;
    else if (!screen_is_editing(screen))
        loop_message(loop, "A paste is taken only in a field");
    else if (!paste_into_field(loop, text))
        loop_message(loop, "The paste is too long: its end was left out.");
    settle(loop);
}
