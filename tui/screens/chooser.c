/* SPDX-License-Identifier: MIT */
/*
 * A list to choose one line from, apart from any walk.
 */
#include <config.h>

#include "screens.h"

struct chooser {
    struct screen screen;
    const char *title, *hint;
    const struct tui_choice *choices;
    size_t count;
};

static bool goes_back(const struct screen *screen)
{
    return screen->context->options->goes_back;
}

static bool ends(const struct screen *screen)
{
    return !goes_back(screen);
}

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "choose", "choose what is marked",
     screen_on_choice},
    {ACTION_NUMBER, {KEYS_DIGITS}, NULL, "choose that line at once", screen_has_numbers},
    KEYS_MOVE,
    KEYS_FIND,
    {ACTION_REPAINT, {KEYS_CTRL('L')}, NULL, "redraw the screen", NULL},
    {ACTION_HELP, {'?', KEYS_FUNCTION(KEY_F(1))}, "help", "show these keys", NULL},
    {ACTION_QUIT, {'q', 0x1b, KEYS_CTRL('C')}, "back", "go back without choosing", goes_back},
    {ACTION_QUIT, {'q', 0x1b, KEYS_CTRL('C')}, "quit", "leave without choosing", ends},
    {.action = ACTION_NONE},
};

static void build(struct screen *screen, struct lines_style style)
{
    const struct chooser *chooser = (struct chooser *)screen;
    struct form *form = &screen->form;
    struct lines_style heading = style, detail = style;
    size_t i;

    heading.role = ROLE_HEADING;
    lines_text(&form->head, &heading, chooser->title);
    if (*chooser->hint)
        lines_text(&form->head, &style, chooser->hint);
    detail.role = ROLE_MUTED;
    detail.indent = 5;
    for (i = 0; i < chooser->count; i++) {
        form_choice(form, &style, false, (unsigned)i, (unsigned)i + 1,
                    chooser->choices[i].text);
        if (*chooser->choices[i].detail) {
            lines_text(&form->body, &detail, chooser->choices[i].detail);
            form_extend(form);
        }
    }
}

static struct effect choose(struct screen *screen, const struct item *item)
{
    (void)screen;
    return (struct effect){EFFECT_CHOOSE, .chosen = item->value};
}

static const struct screen_class chooser_class = {
    .name = "choosing",
    .bindings = bindings,
    .build = build,
    .choose = choose,
    .view = screen_view,
};

struct screen *chooser_new(const struct context *context, const char *title, const char *hint,
                           const struct tui_choice *choices, size_t count)
{
    struct chooser *chooser = screen_new(sizeof *chooser, &chooser_class, context);

    chooser->title = title;
    chooser->hint = hint;
    chooser->choices = choices;
    chooser->count = count;
    return &chooser->screen;
}
