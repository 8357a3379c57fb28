/* SPDX-License-Identifier: MIT */
/*
 * Nothing happens by a question alone: each reply carries what it does, and going back does
 * nothing.
 */
#include <config.h>

#include "ask.h"

#include <string.h>

#include "errwalk/memory.h"

struct asking {
    struct screen screen;
    struct ask ask;
    char *title, *text;
};

static bool may_close(const struct screen *screen)
{
    return !((const struct asking *)screen)->ask.must;
}

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "choose", "do what is marked", NULL},
    {ACTION_NUMBER, {KEYS_DIGITS}, NULL, "choose that line at once", NULL},
    KEYS_MOVE,
    {ACTION_CLOSE, {0x1b, 'b', KEYS_FUNCTION(KEY_BACKSPACE), KEYS_FUNCTION(KEY_LEFT)}, "back",
     "back, and change nothing", may_close},
    {ACTION_LEAVE, {KEYS_CTRL('C')}, "leave", "leave", NULL},
    KEYS_FIND,
    {ACTION_REPAINT, {KEYS_CTRL('L')}, NULL, "redraw the screen", NULL},
    {ACTION_HELP, {'?', KEYS_FUNCTION(KEY_F(1))}, "help", "show these keys", NULL},
    {.action = ACTION_NONE},
};

static void build(struct screen *screen, struct lines_style style)
{
    const struct asking *asking = (struct asking *)screen;
    struct form *form = &screen->form;
    struct lines_style heading = style;
    unsigned i;

    heading.role = ROLE_HEADING;
    lines_text(&form->head, &heading, asking->title);
    lines_text(&form->body, &style, asking->text);
    for (i = 0; asking->ask.replies[i].text; i++)
        form_choice(form, &style, true, i, i + 1, asking->ask.replies[i].text);
    form->must = form->foot.count;
}

static struct effect choose(struct screen *screen, const struct item *item)
{
    return ((struct asking *)screen)->ask.replies[item->value].effect;
}

static void free_texts(struct screen *screen)
{
    struct asking *asking = (struct asking *)screen;

    memory_free(asking->title);
    memory_free(asking->text);
}

struct screen *ask_new(const struct context *context, const struct ask *ask)
{
    static const struct screen_class ask_class = {
        .name = "a question",
        .overlay = true,
        .bindings = bindings,
        .build = build,
        .choose = choose,
        .view = screen_view,
        .free = free_texts,
    };
    struct asking *asking = screen_new(sizeof *asking, &ask_class, context);

    asking->ask = *ask;
    asking->title = memory_copy(ask->title, strlen(ask->title));
    asking->text = memory_copy(ask->text, strlen(ask->text));
    return &asking->screen;
}
