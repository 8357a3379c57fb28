/* SPDX-License-Identifier: MIT */
/*
 * Screens that are only read: the error's page, and what the catalog knows of another one.
 */
#include <config.h>

#include "errwalk/page.h"
#include "screens.h"

/* The error's page is a list: its contents, then its parts, so that each is one key away. */
enum { OF_PARTS = 1000 /* and its number: a part itself */ };

static bool is_on_contents(const struct screen *screen)
{
    const struct item *item = form_focused(&screen->form);

    return item && item->value < OF_PARTS;
}

static bool is_on_part(const struct screen *screen)
{
    const struct form *form = &screen->form;

    return form_focused(form) && !is_on_contents(screen) && form->items->value < OF_PARTS;
}

static const struct binding about_bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER}, "read it", "go to that part", is_on_contents},
    {ACTION_CHOOSE, {KEYS_ENTER}, "contents", "back to the contents", is_on_part},
    {ACTION_CLOSE, {0x1b, 'q', 'b', KEYS_FUNCTION(KEY_BACKSPACE), KEYS_FUNCTION(KEY_LEFT)},
     "close", "back", NULL},
    KEYS_ASIDE,
    {ACTION_PAGE_DOWN, {KEYS_FUNCTION(KEY_NPAGE), ' '}, "read on", "read on", screen_can_page},
    {ACTION_NUMBER, {KEYS_DIGITS}, NULL, "go to that part at once, or back", screen_has_numbers},
    KEYS_MOVE,
    KEYS_FIND,
    {ACTION_REPAINT, {KEYS_CTRL('L')}, NULL, "redraw the screen", NULL},
    {ACTION_HELP, {'?', KEYS_FUNCTION(KEY_F(1))}, "help", "show these keys", NULL},
    {ACTION_QUIT, {KEYS_CTRL('C')}, NULL, "leave", NULL},
    {.action = ACTION_NONE},
};

static void build_about(struct screen *screen, struct lines_style style)
{
    struct page_parts parts = page_about_parts(walk_flow(screen->context->walk));
    struct form *form = &screen->form;
    size_t i, line;

    style.walk = NULL;
    style.indent = 2;
    lines_prose(&form->body, &style, parts.items[0].text, NULL);
    lines_blank(&form->body);
    for (i = 1; i < parts.count && parts.count > PAGE_CONTENTS_FROM; i++)
        form_choice(form, &style, false, (unsigned)i, (unsigned)i, parts.items[i].heading);
    for (i = 1; i < parts.count; i++) {
        lines_blank(&form->body);
        line = form->body.count;
        lines_prose(&form->body, &style, parts.items[i].text, NULL);
        form_row(form, line, OF_PARTS + (unsigned)i);
    }
    page_parts_free(&parts);
}

/* From a line of the contents to its part; from the part, or by its number there, back. */
static struct effect choose_about(struct screen *screen, const struct item *item)
{
    struct form *form = &screen->form;
    const unsigned part = item->value % OF_PARTS, at = form_focused(form)->value;

    if (at == OF_PARTS + part) {
        form_update(form, ACTION_FIRST);
        form_focus(form, ITEM_CHOICE, part);
    } else {
        form_focus(form, ITEM_CHOICE, OF_PARTS + part);
        form_raise(form);
    }
    return (struct effect){.kind = EFFECT_NONE};
}

static const struct binding known_bindings[] = {
    KEYS_READER,
    {ACTION_HELP, {'?', KEYS_FUNCTION(KEY_F(1))}, "help", "show these keys", NULL},
    {.action = ACTION_NONE},
};

struct known {
    struct screen screen;
    const struct catalog_entry *error;
};

static void build_known(struct screen *screen, struct lines_style style)
{
    struct buffer page = {0};

    style.walk = NULL;
    page_catalog(&page, ((struct known *)screen)->error);
    lines_prose(&screen->form.body, &style, buffer_text(&page), NULL);
    buffer_free(&page);
}

static const struct screen_class about_class = {
    .name = "the error's page",
    .overlay = true,
    .bindings = about_bindings,
    .build = build_about,
    .choose = choose_about,
    .view = screen_view,
};

static const struct screen_class known_class = {
    .name = "what is known of an error",
    .overlay = true,
    .bindings = known_bindings,
    .build = build_known,
    .view = screen_view,
};

struct screen *about_new(const struct context *context)
{
    return screen_new(sizeof(struct screen), &about_class, context);
}

struct screen *known_new(const struct context *context, const struct catalog_entry *error)
{
    struct known *known = screen_new(sizeof *known, &known_class, context);

    known->error = error;
    return &known->screen;
}
