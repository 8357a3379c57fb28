/* SPDX-License-Identifier: MIT */
/*
 * Shows one command alone and unframed from the left edge, so that it can be marked with the mouse
 * as well, and has it sent to the terminal's clipboard. No terminal confirms that, so the screen
 * promises nothing.
 */
#include <config.h>

#include "copy.h"

#include <string.h>

#include "errwalk/memory.h"
#include "tui/widgets/layout.h"

struct copy {
    struct screen screen;
    struct commands list;
    size_t at;
};

static bool has_next(const struct screen *screen)
{
    return ((const struct copy *)screen)->list.count > 1;
}

static const struct binding bindings[] = {
    {ACTION_COPY_NEXT, {'c'}, "next", "show the next one, and copy it", has_next},
    {ACTION_CLOSE, {0x1b, 'q', 'b', KEYS_FUNCTION(KEY_BACKSPACE), KEYS_FUNCTION(KEY_LEFT)},
     "close", "back to the walk", NULL},
    {ACTION_CLOSE, {'\r', '\n'}, NULL, "back to the walk", NULL},
    {ACTION_PAGE_DOWN, {KEYS_FUNCTION(KEY_NPAGE), ' ', KEYS_FUNCTION(KEY_DOWN), 'j'}, "read on",
     "read on", screen_can_page},
    {ACTION_PAGE_UP, {KEYS_FUNCTION(KEY_PPAGE), KEYS_FUNCTION(KEY_UP), 'k'}, NULL, "read back",
     screen_can_page_up},
    {ACTION_REPAINT, {KEYS_CTRL('L')}, NULL, "redraw the screen", NULL},
    {ACTION_HELP, {'?', KEYS_FUNCTION(KEY_F(1))}, "help", "show these keys", NULL},
    {ACTION_QUIT, {KEYS_CTRL('C')}, NULL, "leave the walk", NULL},
    {.action = ACTION_NONE},
};

const char *copy_text(const struct screen *screen)
{
    const struct copy *copy = (const struct copy *)screen;

    return copy->list.items[copy->at].text;
}

static void build(struct screen *screen, struct lines_style style)
{
    struct copy *copy = (struct copy *)screen;
    const struct command *command = &copy->list.items[copy->at];
    struct lines *foot = &screen->form.foot;
    struct lines_style text = style;
    struct buffer said = {0};

    text.width = (unsigned)screen->columns;
    text.walk = NULL;
    lines_verbatim(&screen->form.body, &text, command->text);
    if (*command->warning) {
        text.role = ROLE_WARNING;
        text.width = style.width;
        buffer_printf(&said, "Warning: %s", command->warning);
        lines_prose(foot, &text, buffer_text(&said), NULL);
        buffer_clear(&said);
    }
    buffer_printf(&said, "%zu of %zu%s%s. %s", copy->at + 1, copy->list.count,
                  *command->label ? ": " : "", command->label,
                  screen->context->clipboard
                      ? "Sent to the terminal. If nothing arrives, mark it with the mouse."
                      : "Mark it with the mouse to copy it: this terminal has no clipboard.");
    style.role = ROLE_MUTED;
    style.walk = NULL;
    lines_text(foot, &style, buffer_text(&said));
    screen->form.must = foot->count;
    buffer_free(&said);
}

static struct effect update(struct screen *screen, enum action action, int key)
{
    struct copy *copy = (struct copy *)screen;

    (void)key;
    if (form_update(&screen->form, action) || action != ACTION_COPY_NEXT)
        return (struct effect){.kind = EFFECT_NONE};
    copy->at = (copy->at + 1) % copy->list.count;
    screen->form.body_top = 0;
    screen->is_stale = true;
    return (struct effect){EFFECT_COPY, .text = copy_text(screen)};
}

static void free_list(struct screen *screen)
{
    commands_free(&((struct copy *)screen)->list);
}

static const struct screen_class copy_class = {
    .name = "copy",
    .overlay = true,
    .bare = true,
    .bindings = bindings,
    .build = build,
    .update = update,
    .view = screen_view,
    .free = free_list,
};

struct screen *copy_new(const struct context *context, const struct commands *commands)
{
    struct copy *copy = screen_new(sizeof *copy, &copy_class, context);
    size_t i;

    for (i = 0; i < commands->count; i++)
        commands_add(&copy->list, commands->items[i].text, commands->items[i].label,
                     commands->items[i].warning);
    return &copy->screen;
}
