/* SPDX-License-Identifier: MIT */
/*
 * What a stack of screens does: opens, closes, lays out and draws them. What keys do to it is in input.c.
 */
#include <config.h>

#include "loop.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/stats-history.h"

#include "refresh.h"
#include "tui/screens/screens.h"
#include "tui/training/training-screens.h"

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

/* The screen that fits where the walk stands: a question, a fix, an end... */
static struct screen *screen_for_walk(const struct context *context)
{
    const struct session *session = walk_session(context->walk);

    if (session_outcome(session) != OUTCOME_UNFINISHED || session_end_is_due(session))
        return context->training ? graded_new(context) : end_new(context);
    return walk_choice(context->walk, CHOICE_DIAGNOSE, NULL) ? diagnosis_new(context)
                                                             : step_new(context);
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
    stats_reading_free(loop->reading);
    stats_free(loop->stats);
    buffer_free(&loop->message);
    drafts_free(&loop->drafts);
    buffer_free(&loop->written);
    buffer_free(&loop->exported);
    buffer_free(&loop->sought);
    history_list_free(&loop->sessions);
    history_list_free(&loop->unfinished);
    history_list_free(&loop->found);
    buffer_free(&loop->searched);
    memory_free(loop->start.error);
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
