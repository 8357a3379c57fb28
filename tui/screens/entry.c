/* SPDX-License-Identifier: MIT */
/*
 * An error that was found and has no flow: what is known of it, and the flow that is for any error.
 */
#include <config.h>

#include "errwalk/page.h"
#include "home.h"

struct entry {
    struct screen screen;
    struct search_hit hit; /* its flow: the general one, or NULL */
};

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER}, "begin", "begin the flow for any error with it",
     screen_on_choice},
    {ACTION_CLOSE, {0x1b, 'b', KEYS_FUNCTION(KEY_BACKSPACE), KEYS_FUNCTION(KEY_LEFT)}, "back",
     "back", NULL},
    KEYS_MOVE,
    KEYS_COMMON,
    {.action = ACTION_NONE},
};

static void build(struct screen *screen, struct lines_style style)
{
    const struct library_entry *general = ((struct entry *)screen)->hit.flow;
    struct buffer page = {0};

    page_catalog(&page, ((struct entry *)screen)->hit.known);
    lines_prose(&screen->form.body, &style, buffer_text(&page), NULL);
    buffer_free(&page);
    if (general)
        form_choice(&screen->form, &style, true, 0, 0,
                    *general->title ? general->title : general->id);
}

static struct effect update(struct screen *screen, enum action action, int key)
{
    (void)key;
    if (form_update(&screen->form, action) || action != ACTION_CHOOSE)
        return (struct effect){.kind = EFFECT_NONE};
    return (struct effect){EFFECT_BEGIN,
                           .begin = {.hit = ((struct entry *)screen)->hit, .typed = ""}};
}

static const struct screen_class entry_class = {
    .name = "what is known of an error",
    .overlay = true,
    .bindings = bindings,
    .build = build,
    .update = update,
    .view = screen_view,
};

struct screen *entry_new(const struct context *context, const struct search_hit *hit,
                         const struct library_entry *general)
{
    struct entry *entry = screen_new(sizeof *entry, &entry_class, context);

    entry->hit = *hit;
    entry->hit.flow = general;
    return &entry->screen;
}
