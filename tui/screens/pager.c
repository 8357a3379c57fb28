/* SPDX-License-Identifier: MIT */
/*
 * Screens that are only read: the error's page, and what the catalog knows of another one.
 */
#include <config.h>

#include "errwalk/page.h"
#include "screens.h"

static const struct binding about_bindings[] = {
    KEYS_READER,
    {ACTION_HELP, {'?', KEYS_FUNCTION(KEY_F(1))}, "help", "show these keys", NULL},
    {.action = ACTION_NONE},
};

static void build_about(struct screen *screen, struct lines_style style)
{
    struct buffer page = {0};

    style.walk = NULL;
    page_about(&page, walk_flow(screen->context->walk));
    lines_prose(&screen->form.body, &style, buffer_text(&page), NULL);
    buffer_free(&page);
}

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
    .view = screen_view,
};

static const struct screen_class known_class = {
    .name = "what is known of an error",
    .overlay = true,
    .bindings = about_bindings,
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
