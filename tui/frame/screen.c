/* SPDX-License-Identifier: MIT */
/*
 * What all screens have in common: their life, the frame around their form, and the conditions
 * that key tables are made of.
 */
#include <config.h>

#include "screen.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/memory.h"

enum { TEXT_COLUMNS = 100 }; /* lines longer than this are hard to read */

void *screen_new(size_t size, const struct screen_class *class, const struct context *context)
{
    struct screen *screen = memory_alloc(size);

    screen->class = class;
    screen->context = context;
    return screen;
}

void screen_free(struct screen *screen)
{
    if (!screen)
        return;
    if (screen->class->free)
        screen->class->free(screen);
    form_free(&screen->form);
    commands_free(&screen->commands);
    buffer_free(&screen->field.text);
    memory_free(screen);
}

struct layout_frame screen_parts(const struct screen *screen, int rows, int columns)
{
    const bool has_message = *screen->context->message != '\0';
    struct layout_frame frame = layout_frame(rows, columns, has_message);

    if ((screen->class->wide || !screen->context->walk) && frame.pane) {
        frame.pane = 0;
        frame.left = 0;
        frame.columns = (unsigned)columns;
    }
    if (!screen->context->walk && frame.trail >= 0) {
        frame.trail = -1;
        frame.top--;
        frame.rows++;
        frame.upper_rule -= frame.upper_rule >= 0;
    }
    if (!screen->class->bare || frame.too_small)
        return frame;
    return (struct layout_frame){.header = -1,
                                 .trail = -1,
                                 .upper_rule = -1,
                                 .lower_rule = -1,
                                 .message = has_message ? rows - 2 : -1,
                                 .footer = rows - 1,
                                 .rows = (unsigned)rows - 1 - has_message,
                                 .columns = (unsigned)columns};
}

/* Cells of the form. */
static unsigned form_width(const struct screen *screen, const struct layout_frame *frame)
{
    const bool has_beside = screen->class->beside && frame->columns >= LAYOUT_PANE_COLUMNS;
    const unsigned width = has_beside ? frame->columns * 3 / 5 : frame->columns;

    return width < TEXT_COLUMNS || screen->class->bare ? width : TEXT_COLUMNS;
}

void screen_layout(struct screen *screen, int rows, int columns)
{
    const struct layout_frame frame = screen_parts(screen, rows, columns);
    const unsigned width = form_width(screen, &frame);

    screen->rows = rows;
    screen->columns = columns;
    screen->is_stale = false;
    if (frame.too_small)
        return;
    if (screen->class->layout) {
        screen->class->layout(screen, &frame);
        return;
    }
    form_clear(&screen->form);
    commands_free(&screen->commands);
    screen->class->build(screen, (struct lines_style){
                                     .canvas = &screen->context->canvas,
                                     .walk = screen->context->walk,
                                     .width = width - 1,
                                     .role = ROLE_PLAIN,
                                 });
    form_layout(&screen->form, frame.rows, width);
}

const struct item *screen_at(const struct screen *screen, int y, int x)
{
    const struct layout_frame frame = screen_parts(screen, screen->rows, screen->columns);

    if (frame.too_small || screen->class->view != screen_view || x < frame.left)
        return NULL;
    return form_at(&screen->form, y - frame.top);
}

bool screen_is_editing(const struct screen *screen)
{
    const struct item *item = form_focused(&screen->form);

    return screen->editing && (screen->form.filter ||
                               (item && (item->kind == ITEM_FIELD || item->kind == ITEM_TEXT)));
}

bool screen_is_not_editing(const struct screen *screen)
{
    return !screen_is_editing(screen);
}

static bool has_focus_on(const struct screen *screen, enum item_kind kind)
{
    const struct item *item = form_focused(&screen->form);

    return item && item->kind == kind;
}

bool screen_on_choice(const struct screen *screen)
{
    return has_focus_on(screen, ITEM_CHOICE);
}

bool screen_on_tick(const struct screen *screen)
{
    return has_focus_on(screen, ITEM_TICK);
}

bool screen_on_field(const struct screen *screen)
{
    return has_focus_on(screen, ITEM_FIELD) && !screen->editing;
}

bool screen_has_numbers(const struct screen *screen)
{
    return form_numbered(&screen->form, '1') && screen_is_not_editing(screen);
}

bool screen_can_down(const struct screen *screen)
{
    return screen_is_not_editing(screen) && form_can(&screen->form, ACTION_DOWN);
}

bool screen_can_up(const struct screen *screen)
{
    return screen_is_not_editing(screen) && form_can(&screen->form, ACTION_UP);
}

bool screen_can_first(const struct screen *screen)
{
    return screen_is_not_editing(screen) && form_can(&screen->form, ACTION_FIRST);
}

bool screen_can_last(const struct screen *screen)
{
    return screen_is_not_editing(screen) && form_can(&screen->form, ACTION_LAST);
}

bool screen_can_page(const struct screen *screen)
{
    return screen_is_not_editing(screen) && form_can(&screen->form, ACTION_PAGE_DOWN);
}

bool screen_can_down_behind(const struct screen *screen)
{
    return screen_is_editing(screen) && form_can(&screen->form, ACTION_DOWN);
}

bool screen_can_up_behind(const struct screen *screen)
{
    return screen_is_editing(screen) && form_can(&screen->form, ACTION_UP);
}

bool screen_can_page_behind(const struct screen *screen)
{
    return screen_is_editing(screen) && form_can(&screen->form, ACTION_PAGE_DOWN);
}

bool screen_can_right(const struct screen *screen)
{
    return screen_is_not_editing(screen) && form_can(&screen->form, ACTION_ASIDE_RIGHT);
}

bool screen_can_left(const struct screen *screen)
{
    return screen_is_not_editing(screen) && form_can(&screen->form, ACTION_ASIDE_LEFT);
}

bool screen_can_right_behind(const struct screen *screen)
{
    return screen_is_editing(screen) && form_can(&screen->form, ACTION_ASIDE_RIGHT);
}

bool screen_can_left_behind(const struct screen *screen)
{
    return screen_is_editing(screen) && form_can(&screen->form, ACTION_ASIDE_LEFT);
}

bool screen_can_page_up(const struct screen *screen)
{
    return form_can(&screen->form, ACTION_PAGE_UP);
}

bool screen_has_before(const struct screen *screen)
{
    return screen_is_editing(screen) && screen->field.cursor > 0;
}

bool screen_has_after(const struct screen *screen)
{
    return screen_is_editing(screen) && screen->field.cursor < screen->field.text.length;
}

bool screen_has_typed(const struct screen *screen)
{
    return screen_is_editing(screen) && screen->field.text.length > 0;
}

struct effect screen_update(struct screen *screen, enum action action, int key)
{
    const struct screen_class *class = screen->class;
    const struct item *item = NULL;

    if (class->update)
        return class->update(screen, action, key);
    if (!form_update(&screen->form, action) && class->choose)
        item = screen_chosen(screen, action, key);
    return item ? class->choose(screen, item) : (struct effect){.kind = EFFECT_NONE};
}

struct effect screen_go_back(const struct context *context)
{
    struct event event;

    return effect_of(walk_choose(context->walk, CHOICE_BACK, NULL, NULL, &event), &event);
}

const struct item *screen_chosen(const struct screen *screen, enum action action, int key)
{
    return action == ACTION_NUMBER ? form_numbered(&screen->form, key)
                                   : form_focused(&screen->form);
}

bool screen_can_find_on(const struct screen *screen)
{
    return *screen->context->sought && screen_is_not_editing(screen);
}

bool screen_has_commands(const struct screen *screen)
{
    return screen->commands.count > 0 && !screen_is_editing(screen);
}

bool screen_has_about(const struct screen *screen)
{
    return !screen_is_editing(screen) && screen->context->walk &&
           walk_flow(screen->context->walk) != NULL;
}

/* Whether the walk has such a choice now, and letters are keys. */
static bool offers(const struct screen *screen, enum choice_kind kind)
{
    return !screen_is_editing(screen) && screen->context->walk &&
           walk_choice(screen->context->walk, kind, NULL);
}

bool screen_can_note(const struct screen *screen)
{
    return offers(screen, CHOICE_NOTE);
}

bool screen_has_notes(const struct screen *screen)
{
    return offers(screen, CHOICE_EDIT_NOTE);
}

bool screen_can_abandon(const struct screen *screen)
{
    return offers(screen, CHOICE_ABANDON);
}

bool screen_has_walk(const struct screen *screen)
{
    return !screen_is_editing(screen) && screen->context->walk;
}

bool screen_has_trail(const struct screen *screen)
{
    return offers(screen, CHOICE_BACK_TO);
}

bool screen_has_seen(const struct screen *screen)
{
    return screen->context->training && !screen_is_editing(screen);
}

void screen_answer_text(struct buffer *out, const char *text, bool is_earlier)
{
    buffer_printf(out, "%s%s", text, is_earlier ? " (your answer before)" : "");
}

bool screen_can_go_back(const struct screen *screen)
{
    return offers(screen, CHOICE_BACK);
}
