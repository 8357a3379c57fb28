/* SPDX-License-Identifier: MIT */
/*
 * Most open a screen: the table has its constructor. A screen that has another meaning for one of
 * these keys binds another action to it.
 */
#include <config.h>

#include "actions.h"

#include "copy.h"
#include "finding.h"
#include "tui/map/map-screen.h"
#include "tui/screens/screens.h"
#include "tui/screens/seen.h"

static struct effect open_help(struct loop *loop)
{
    return (struct effect){EFFECT_OPEN, .open = help_new(&loop->context, loop->top)};
}

static struct effect open_copy(struct loop *loop)
{
    struct screen *screen = copy_new(&loop->context, &loop->top->commands);

    if (screen)
        loop_copy(loop, copy_text(screen));
    return (struct effect){EFFECT_OPEN, .open = screen};
}

static struct effect open_finding(struct loop *loop)
{
    return (struct effect){EFFECT_OPEN, .open = finding_new(&loop->context, loop->top)};
}

static struct effect find_next(struct loop *loop)
{
    finding_go_on(loop, false);
    return (struct effect){.kind = EFFECT_NONE};
}

static struct effect find_previous(struct loop *loop)
{
    finding_go_on(loop, true);
    return (struct effect){.kind = EFFECT_NONE};
}

static struct effect go_back(struct loop *loop)
{
    return screen_go_back(&loop->context);
}

static struct effect repaint(struct loop *loop)
{
    (void)loop;
    clearok(curscr, TRUE);
    return (struct effect){.kind = EFFECT_NONE};
}

/* One of the three each. */
static const struct {
    struct screen *(*open)(const struct context *context);
    struct effect (*act)(struct loop *loop);
    enum effect_kind kind; /* of an effect with nothing in it */
} table[ACTION_COUNT] = {
    [ACTION_HELP] = {.act = open_help},
    [ACTION_ABOUT] = {.open = about_new},
    [ACTION_NOTE] = {.open = note_new},
    [ACTION_PASTE] = {.open = paste_new},
    [ACTION_WHY_NEXT] = {.open = why_next_new},
    [ACTION_NOTES] = {.open = notes_new},
    [ACTION_TRANSCRIPT] = {.open = preview_new},
    [ACTION_TRAIL] = {.open = trail_new},
    [ACTION_MAP] = {.open = map_screen_new},
    [ACTION_SEEN] = {.open = seen_new},
    [ACTION_ABANDON] = {.open = abandon_new},
    [ACTION_COPY] = {.act = open_copy},
    [ACTION_FIND] = {.act = open_finding},
    [ACTION_FIND_NEXT] = {.act = find_next},
    [ACTION_FIND_PREVIOUS] = {.act = find_previous},
    [ACTION_BACK] = {.act = go_back},
    [ACTION_REPAINT] = {.act = repaint},
    [ACTION_QUIT] = {.kind = EFFECT_QUIT},
    [ACTION_CLOSE] = {.kind = EFFECT_CLOSE},
    [ACTION_LEAVE] = {.kind = EFFECT_LEAVE},
};

bool actions_take(struct loop *loop, enum action action, struct effect *effect)
{
    if (table[action].open)
        *effect = (struct effect){EFFECT_OPEN, .open = table[action].open(&loop->context)};
    else if (table[action].act)
        *effect = table[action].act(loop);
    else if (table[action].kind != EFFECT_NONE)
        *effect = (struct effect){.kind = table[action].kind};
    else
        return false;
    return true;
}
