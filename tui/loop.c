/* SPDX-License-Identifier: MIT */
/*
 * A key is looked up in the table of the screen on top. What it means on every screen is an action
 * of the loop's own; all else the screen turns into one effect, and that is carried out.
 */
#include <config.h>

#include "loop.h"

#include <stdio.h>
#include <string.h>
#include <unistr.h>

#include "actions.h"
#include "home-data.h"
#include "perform.h"
#include "refresh.h"
#include "tui/widgets/key-bar.h"

void loop_message(struct loop *loop, const char *text)
{
    buffer_clear(&loop->message);
    buffer_string(&loop->message, text);
    loop->context.message = buffer_text(&loop->message);
}

void loop_lay_out(struct loop *loop)
{
    struct screen *screen;

    for (screen = loop->top; screen; screen = screen->below)
        screen_layout(screen, loop->rows, loop->columns);
}

void loop_open(struct loop *loop, struct screen *screen)
{
    if (!screen) {
        loop_message(loop, "This cannot be shown: it cannot be read any more.");
        return;
    }
    screen->below = loop->top;
    loop->top = screen;
    loop->opened++;
    screen_layout(screen, loop->rows, loop->columns);
}

void loop_close(struct loop *loop)
{
    struct screen *screen = loop->top;

    if (!screen || !screen->below)
        return;
    loop->top = screen->below;
    loop->opened++;
    screen_free(screen);
}

static void close_all(struct loop *loop)
{
    while (loop->top) {
        struct screen *screen = loop->top;

        loop->top = screen->below;
        screen_free(screen);
    }
}

void loop_begin(struct loop *loop, struct walk *walk, const struct tui_options *options, int rows,
                int columns)
{
    *loop = (struct loop){.context = {.walk = walk,
                                      .training = options->training,
                                      .options = options,
                                      .written = "",
                                      .message = "",
                                      .searched = "",
                                      .sought = ""},
                          .rows = rows,
                          .columns = columns};
    loop->context.drafts = &loop->drafts;
    canvas_init(&loop->context.canvas, options->ascii);
    if (walk)
        loop_open(loop, screen_for_walk(&loop->context));
}

void loop_end(struct loop *loop)
{
    close_all(loop);
    buffer_free(&loop->message);
    drafts_free(&loop->drafts);
    buffer_free(&loop->written);
    buffer_free(&loop->exported);
    buffer_free(&loop->sought);
    home_data_end(loop);
}

bool loop_is_done(const struct loop *loop)
{
    return loop->ended != EFFECT_NONE;
}

void loop_show_walk(struct loop *loop)
{
    close_all(loop);
    loop_open(loop, screen_for_walk(&loop->context));
}

void loop_copy(struct loop *loop, const char *text)
{
    if (loop->context.clipboard && loop->copy)
        loop->copy(loop->copy_context, text);
}

static bool keep_text(struct loop *loop, const struct screen *screen)
{
    unsigned note = 0;
    const char *text = screen->class->draft ? screen->class->draft(screen, &note) : NULL;

    if (!text && screen->class->draft)
        drafts_drop(&loop->drafts, note);
    if (text)
        drafts_keep(&loop->drafts, note, text);
    return text != NULL;
}

bool loop_keep_text(struct loop *loop)
{
    return keep_text(loop, loop->top);
}

void loop_save_drafts(struct loop *loop)
{
    struct screen *screen = loop->top, *below;

    for (; screen; screen = below) {
        below = screen->below;
        if (keep_text(loop, screen)) {
            while (loop->top != below)
                loop_close(loop);
        }
    }
}

/* Goes on with a session that was left, if it can be read. */
static void offer(struct loop *loop, struct history *history)
{
    struct session *session = NULL;

    if (history_load(history, loop->session, &session) != STATUS_OK)
        return;
    loop_open(loop, offer_new(&loop->context, session));
    session_free(session);
}

void loop_painted(struct loop *loop)
{
    struct history *history = loop->context.options->offers;
    struct walk *walk = loop->context.walk;

    if (walk && history && session_count(walk_session(walk)) == 1 &&
        history_unfinished(history, walk_flow(walk)->id, loop->session) == STATUS_OK)
        offer(loop, history);
}

bool loop_has_work(const struct loop *loop)
{
    return !loop_is_done(loop) && home_data_has_work(loop);
}

bool loop_work(struct loop *loop)
{
    return home_data_work(loop);
}

/* What changed the texts of the screen that shows now has not laid them out. */
static void settle(struct loop *loop)
{
    if (loop->top && loop->top->is_stale)
        screen_layout(loop->top, loop->rows, loop->columns);
}

void loop_key(struct loop *loop, int key)
{
    const struct binding *binding;
    struct effect effect;

    loop->context.message = "";
    if (key == '\r' || key == '\n' || key == KEYS_FUNCTION(KEY_ENTER))
        home_data_settle(loop);
    binding = keys_find(loop->top->class->bindings, loop->top, key);
    if (!binding)
        return;
    if (!actions_take(loop, binding->action, &effect))
        effect = loop->top->class->update(loop->top, binding->action, key);
    perform(loop, &effect);
    settle(loop);
}

void loop_click(struct loop *loop, int y, int x)
{
    struct form *form = &loop->top->form;
    const struct item *item = screen_at(loop->top, y, x);
    const struct layout_frame parts = screen_parts(loop->top, loop->rows, loop->columns);
    const bool on_bar = !parts.too_small && y == parts.footer && !loop->top->class->has_own_bar;
    const int key = on_bar ? key_bar_at(loop->top, loop->columns, x) : 0;

    if (key)
        loop_key(loop, key);
    else if (loop->top->class->click && loop->top->class->click(loop->top, y, x))
        loop_key(loop, '\r');
    else if (item && item == form_focused(form))
        loop_key(loop, '\r');
    else if (item)
        form_focus(form, item->kind, item->value);
}

void loop_wheel(struct loop *loop, bool down)
{
    if (!form_roll(&loop->top->form, down))
        loop_key(loop, KEYS_FUNCTION(down ? KEY_DOWN : KEY_UP));
}

/* Goes straight to the field: no key table sees it. False: there was no room. */
static bool insert(struct loop *loop, ucs4_t point)
{
    struct screen *screen = loop->top;
    size_t before = screen->field.text.length;
    const struct effect effect = screen->class->update(screen, ACTION_INSERT, (int)point);

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

void loop_paste(struct loop *loop, const char *text)
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

void loop_keep_drafts(struct loop *loop)
{
    struct event event;
    size_t i;

    if (!loop->context.walk)
        return;
    loop_save_drafts(loop);
    for (i = 0; i < loop->drafts.count; i++) {
        if (draft_event(loop->context.walk, &loop->drafts.items[i], &event) == STATUS_OK)
            walk_commit(loop->context.walk, &event);
    }
    drafts_free(&loop->drafts);
}

void loop_resize(struct loop *loop, int rows, int columns)
{
    loop->rows = rows;
    loop->columns = columns;
    loop_lay_out(loop);
}

/* What is said by a screen reader: of a new screen all but its frame, else what changed. A letter that
 * is typed is said alone. */
static struct refresh how_to_refresh(const struct loop *loop, WINDOW *window)
{
    struct refresh how = {.bar = getmaxy(window) - 1, .typed = -1};
    const struct layout_frame parts = screen_parts(loop->top, how.bar + 1, getmaxx(window));

    if (loop->drawn != loop->opened) {
        how.from = parts.top;
        how.end = parts.top + (int)parts.rows;
    } else if (screen_is_editing(loop->top) && getcury(window) == getcury(curscr)) {
        how.typed = getcury(window);
    }
    return how;
}

void loop_draw(struct loop *loop, WINDOW *window)
{
    struct refresh how;

    if (!loop->top)
        return;
    if (loop->drew_message != (*loop->context.message != '\0'))
        loop_lay_out(loop); /* it takes a row, or gives it back */
    loop->drew_message = *loop->context.message != '\0';
    werase(window);
    loop->top->class->view(loop->top, window);
    how = how_to_refresh(loop, window);
    loop->drawn = loop->opened;
    refresh_rows(window, &how);
}
