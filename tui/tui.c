/* SPDX-License-Identifier: MIT */
/*
 * The wizard's entries: a walk, a list to choose from, and home. All run the one loop.
 */
#include <config.h>

#include "errwalk/tui.h"

#include <string.h>

#include "roleplay-link.h"
#include "counting.h"
#include "input.h"
#include "loop.h"
#include "home-data.h"
#include "tui/terminal/terminal.h"
#include "watching.h"
#include "tui/screens/screens.h"
#include "tui/training/training-screens.h"

enum { WATCH_PAUSE = 200, EXAM_PAUSE = 1000, WORK_PAUSE = 20 /* milliseconds */ };

bool tui_possible(void)
{
    return terminal_possible();
}

static void send_to_clipboard(void *context, const char *text)
{
    (void)context;
    terminal_copy(text);
}

static void point(struct loop *loop)
{
    int y, x;
    enum terminal_pointer pointer = terminal_pointed(&y, &x);

    if (pointer == POINTER_CLICK)
        input_click(loop, y, x);
    else
        input_wheel(loop, pointer == POINTER_DOWN);
}

/* What is read while no key waits. True: what shows may have changed. */
static bool has_work(const struct loop *loop)
{
    return home_data_has_work(loop) || counting_has_work(loop);
}

static bool work(struct loop *loop)
{
    return home_data_has_work(loop) ? home_data_work(loop) : counting_work(loop);
}

/* How long to wait for a key. */
static int pause_of(const struct loop *loop)
{
    const struct tui_options *options = loop->context.options;

    terminal_watch(options->roleplay && !loop->is_held ? roleplay_descriptor(options->roleplay)
                                                       : -1);
    if (has_work(loop))
        return WORK_PAUSE;
    if (options->watch)
        return WATCH_PAUSE;
    if (options->training && training_has_news(options->training))
        return EXAM_PAUSE;
    return options->roleplay ? roleplay_pause(options->roleplay) : -1;
}

/* Draws, waits, acts, until there is nothing more to do. */
static void run(struct loop *loop, struct tui_end *end)
{
    loop_draw(loop, stdscr);
    loop_painted(loop);
    while (!loop_is_done(loop)) {
        int value = 0;

        roleplay_link_work(loop);
        loop_draw(loop, stdscr);
        if (has_work(loop) && terminal_is_idle()) {
            while (!work(loop) && has_work(loop) && terminal_is_idle())
                ;
            continue;
        }
        switch (terminal_next(pause_of(loop), &value)) {
        case TERMINAL_KEY:
            input_key(loop, value);
            break;
        case TERMINAL_PASTED:
            input_paste(loop, terminal_pasted());
            if (terminal_paste_was_cut())
                loop_message(loop, "The paste is too long: its end was left out.");
            break;
        case TERMINAL_POINTED:
            point(loop);
            break;
        case TERMINAL_RESIZED:
            loop_resize(loop, LINES, COLS);
            break;
        case TERMINAL_READY:
        case TERMINAL_IDLE:
            watching_poll(loop);
            watching_poll_training(loop);
            break;
        case TERMINAL_SIGNALLED:
            *end = (struct tui_end){.kind = TUI_SIGNALLED, .signal = value};
            return;
        default:
            *end = (struct tui_end){.kind = TUI_GONE};
            return;
        }
    }
}

static void set_up(struct loop *loop)
{
    loop->context.clipboard = terminal_takes_commands();
    loop->copy = send_to_clipboard;
}

/* Where other screens were before, theirs is resumed. */
static enum status enter(const struct tui_options *options)
{
    enum status status;

    if (terminal_is_open())
        return STATUS_OK;
    status = terminal_open(options->mouse);
    if (status == STATUS_OK)
        canvas_palette(options->color, options->theme);
    return status;
}

/* Where more screens follow, the last one stays until then. */
static void leave(bool more_follows)
{
    if (!more_follows)
        terminal_close();
}

void tui_release(void)
{
    terminal_close();
}

enum status tui_run(struct walk *walk, const struct tui_options *options, struct tui_end *end)
{
    struct tui_end result = {.kind = TUI_UNFINISHED};
    struct loop loop;
    enum status status = enter(options);

    if (status != STATUS_OK)
        return status;
    loop_begin(&loop, walk, options, LINES, COLS);
    set_up(&loop);
    run(&loop, &result);
    loop_keep_drafts(&loop);
    if (result.kind == TUI_UNFINISHED && loop.is_held)
        result.kind = TUI_UNSTORED;
    if (result.kind == TUI_UNFINISHED && loop.ended == EFFECT_RESUME) {
        result.kind = TUI_RESUMES;
        memcpy(result.session, loop.session, sizeof result.session);
    }
    if (result.kind == TUI_UNFINISHED && loop.ended == EFFECT_REPLAY)
        result = (struct tui_end){.kind = TUI_REPLAYS, .replay = loop.replay};
    if (result.kind == TUI_UNFINISHED && loop.ended == EFFECT_NEXT)
        result.kind = TUI_NEXT;
    loop_end(&loop);
    leave(result.kind == TUI_RESUMES || result.kind == TUI_REPLAYS || result.kind == TUI_NEXT);
    if (result.kind == TUI_UNFINISHED && session_outcome(walk_session(walk)) != OUTCOME_UNFINISHED)
        result.kind = TUI_ENDED;
    *end = result;
    return STATUS_OK;
}

enum status tui_choose(const char *title, const char *hint, const struct tui_choice *choices,
                       size_t count, const struct tui_options *options, size_t *chosen,
                       struct tui_end *end)
{
    struct tui_end result = {.kind = TUI_UNFINISHED};
    struct loop loop;
    enum status status = enter(options);

    if (status != STATUS_OK)
        return status;
    loop_begin(&loop, NULL, options, LINES, COLS);
    set_up(&loop);
    loop_open(&loop, chooser_new(&loop.context, title, hint, choices, count));
    run(&loop, &result);
    loop_end(&loop);
    leave(loop_is_done(&loop));
    if (loop.ended == EFFECT_CHOOSE) {
        result.kind = TUI_ENDED;
        *chosen = loop.chosen;
    }
    *end = result;
    return STATUS_OK;
}

enum status tui_roleplay(const struct tui_caller *caller, const struct tui_options *options,
                     struct tui_end *end)
{
    struct tui_end result = {.kind = TUI_UNFINISHED};
    struct loop loop;
    enum status status = enter(options);

    if (status != STATUS_OK)
        return status;
    loop_begin(&loop, NULL, options, LINES, COLS);
    set_up(&loop);
    loop.context.caller = caller;
    loop_open(&loop, caller_new(&loop.context));
    run(&loop, &result);
    terminal_close();
    loop_end(&loop);
    *end = result;
    return STATUS_OK;
}

enum status tui_begin(const struct tui_home *home, const struct tui_options *options,
                      struct tui_start *start, struct tui_end *end)
{
    struct tui_end result = {.kind = TUI_UNFINISHED};
    struct loop loop;
    enum status status = enter(options);

    if (status != STATUS_OK)
        return status;
    loop_begin(&loop, NULL, options, LINES, COLS);
    set_up(&loop);
    home_data_begin(&loop, home);
    run(&loop, &result);
    if (loop.ended == EFFECT_RESUME) {
        result.kind = TUI_RESUMES;
        memcpy(result.session, loop.session, sizeof result.session);
    }
    if (loop.ended == EFFECT_BEGIN || loop.ended == EFFECT_TRAIN) {
        result.kind = TUI_ENDED;
        *start = loop.start;
        loop.start = (struct tui_start){0};
    }
    loop_end(&loop);
    leave(result.kind == TUI_RESUMES || result.kind == TUI_ENDED);
    *end = result;
    return STATUS_OK;
}
