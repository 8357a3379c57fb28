/*
 * Screens that are only read: the error's page, what the catalog knows of another one, and the keys
 * of the screen below.
 */
#include <config.h>

#include "errwalk/page.h"
#include "screen.h"

enum { KEY_COLUMNS = 26 }; /* of the help */

static const struct binding about_bindings[] = {
    KEYS_READER,
    {ACTION_HELP, {'?', KEYS_FUNCTION(KEY_F(1))}, "help", "show these keys", NULL},
    {.action = ACTION_NONE},
};

static const struct binding help_bindings[] = {
    KEYS_READER,
    {.action = ACTION_NONE},
};

struct help {
    struct screen screen;
    const struct screen *of;
};

static void update(struct screen *screen, enum action action, int key, struct effects *effects)
{
    (void)key, (void)effects;
    form_update(&screen->form, action);
}

static void build_about(struct screen *screen, struct lines_style style)
{
    struct buffer page = {0};

    style.walk = NULL;
    page_about(&page, walk_flow(screen->context->walk));
    lines_prose(&screen->form.body, &style, buffer_text(&page), NULL);
    screen->form.body.failed = screen->form.body.failed || buffer_failed(&page);
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
    screen->form.body.failed = screen->form.body.failed || buffer_failed(&page);
    buffer_free(&page);
}

static void add_binding(struct screen *screen, const struct lines_style *style,
                        const struct binding *binding)
{
    struct lines_style text = *style;
    struct lines *body = &screen->form.body;
    struct buffer keys = {0};
    size_t line = body->count;
    unsigned i;

    for (i = 0; i < KEYS_EACH && binding->keys[i]; i++) {
        if (binding->keys[i] == '\n' || binding->keys[i] == KEYS_FUNCTION(KEY_ENTER) ||
            binding->keys[i] == 0x7f || binding->keys[i] == '\b')
            continue;
        if (keys.length > 0)
            buffer_string(&keys, ", ");
        keys_name(&screen->context->canvas, &keys, binding->keys[i]);
    }
    text.indent = style->width >= 2 * KEY_COLUMNS ? KEY_COLUMNS : KEY_COLUMNS / 2 + 6;
    lines_text(body, &text, binding->help);
    lines_mark(body, style->canvas, line, 0, ROLE_KEY, buffer_text(&keys));
    body->failed = body->failed || buffer_failed(&keys);
    buffer_free(&keys);
}

static void build_help(struct screen *screen, struct lines_style style)
{
    const struct screen *of = ((struct help *)screen)->of;
    const struct binding *binding;
    struct lines_style heading = style;
    struct buffer title = {0};

    heading.role = ROLE_HEADING;
    heading.walk = style.walk = NULL;
    buffer_printf(&title, "Keys that work here: %s", of->class->name);
    lines_text(&screen->form.head, &heading, buffer_text(&title));
    screen->form.head.failed = screen->form.head.failed || buffer_failed(&title);
    buffer_free(&title);
    for (binding = of->class->bindings; binding->action != ACTION_NONE; binding++) {
        if (keys_live(binding, of))
            add_binding(screen, &style, binding);
    }
}

static const struct screen_class about_class = {
    .name = "the error's page",
    .overlay = true,
    .bindings = about_bindings,
    .build = build_about,
    .update = update,
    .view = screen_view,
};

static const struct screen_class known_class = {
    .name = "what is known of an error",
    .overlay = true,
    .bindings = about_bindings,
    .build = build_known,
    .update = update,
    .view = screen_view,
};

static const struct screen_class help_class = {
    .name = "help",
    .overlay = true,
    .bindings = help_bindings,
    .build = build_help,
    .update = update,
    .view = screen_view,
};

struct screen *about_new(const struct context *context)
{
    return screen_new(sizeof(struct screen), &about_class, context);
}

struct screen *known_new(const struct context *context, const struct catalog_entry *error)
{
    struct known *known = screen_new(sizeof *known, &known_class, context);

    if (!known)
        return NULL;
    known->error = error;
    return &known->screen;
}

struct screen *help_new(const struct context *context, const struct screen *of)
{
    struct help *help = screen_new(sizeof *help, &help_class, context);

    if (!help)
        return NULL;
    help->of = of;
    return &help->screen;
}
