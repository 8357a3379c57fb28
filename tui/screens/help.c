/* SPDX-License-Identifier: MIT */
/*
 * The keys that work on the screen below, drawn from its live key table, and what the marks mean.
 * It is a menu, too: Enter does what the key of the line does, so each has a second way to it.
 */
#include <config.h>

#include "errwalk/text.h"
#include "screens.h"

#include "tui/frame/bindings.h"

enum { KEY_COLUMN = 2, WIDE = 52, TEXT_COLUMN_WIDE = 28, TEXT_COLUMN_NARROW = 19, MARK_TEXT = 12 };

struct help {
    struct screen screen;
    const struct screen *of;
};

static bool is_of_another(const struct screen *screen)
{
    const struct screen *of = ((const struct help *)screen)->of;

    return of->class != screen->class;
}

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "do it", "do what is marked",
     screen_on_choice},
    {ACTION_CLOSE, {0x1b, 'q', 'b', KEYS_FUNCTION(KEY_BACKSPACE), KEYS_FUNCTION(KEY_LEFT)},
     "close", "back", NULL},
    KEYS_MOVE,
    KEYS_FIND,
    {ACTION_HELP, {'?', KEYS_FUNCTION(KEY_F(1))}, "help", "show the keys of the help",
     is_of_another},
    {ACTION_REPAINT, {KEYS_CTRL('L')}, NULL, "redraw the screen", NULL},
    {ACTION_QUIT, {KEYS_CTRL('C')}, NULL, "leave", NULL},
    {.action = ACTION_NONE},
};

/* Any of several keys cannot be meant by one line. */
static bool is_one_key(const struct binding *binding)
{
    return binding->keys[0] != KEYS_DIGITS && binding->keys[0] != KEYS_PRINTABLE;
}

static void add_binding(struct help *help, const struct lines_style *style, unsigned index)
{
    const struct binding *binding = &help->of->class->bindings[index];
    struct form *form = &help->screen.form;
    struct lines_style text = *style;
    struct buffer keys = {0};
    size_t line = form->body.count;

    bindings_names(help->of, &keys, binding);
    text.indent = style->width >= WIDE ? TEXT_COLUMN_WIDE : TEXT_COLUMN_NARROW;
    text.role = is_one_key(binding) ? ROLE_ITEM : ROLE_PLAIN;
    /* Keys that are too many for their column have a line of their own. */
    if (KEY_COLUMN + text_width(buffer_text(&keys), keys.length) >= text.indent)
        lines_empty(&form->body);
    lines_text(&form->body, &text, binding->help);
    lines_mark(&form->body, style->canvas, line, KEY_COLUMN, ROLE_KEY, buffer_text(&keys));
    if (is_one_key(binding))
        form_row(form, line, index);
    buffer_free(&keys);
}

/* What a sign on the screens says, in words. */
static void add_mark(struct lines *lines, const struct lines_style *style, const char *mark,
                     enum role role, const char *says)
{
    struct lines_style text = *style;
    size_t line = lines->count;

    text.indent = MARK_TEXT;
    lines_text(lines, &text, says);
    lines_mark(lines, style->canvas, line, KEY_COLUMN, role, mark);
}

static void add_marks(struct lines *lines, const struct lines_style *style)
{
    static const struct {
        enum glyph glyph;
        const char *says;
    } marks[] = {
        {GLYPH_FOCUS, "where you are: Enter acts on this line"},
        {GLYPH_TRAIL, "between the questions so far, the newest last"},
        {GLYPH_ELLIPSIS, "text cut to fit"},
        {GLYPH_MORE_UP, "there is more above"},
        {GLYPH_MORE_DOWN, "there is more below"},
        {GLYPH_GOES_ON, "the command goes on from the line above"},
    };
    struct lines_style heading = *style;
    struct buffer left = {0}, sides = {0};
    size_t i;

    heading.role = ROLE_HEADING;
    lines_blank(lines);
    lines_text(lines, &heading, "What the marks mean");
    for (i = 0; i < sizeof marks / sizeof marks[0]; i++)
        add_mark(lines, style, canvas_glyph(style->canvas, marks[i].glyph), ROLE_KEY,
                 marks[i].says);
    buffer_printf(&sides, "%s %s", canvas_glyph(style->canvas, GLYPH_MORE_LEFT),
                  canvas_glyph(style->canvas, GLYPH_MORE_RIGHT));
    add_mark(lines, style, buffer_text(&sides), ROLE_KEY, "lines go on that way");
    buffer_free(&sides);
    add_mark(lines, style, "[x]", ROLE_KEY, "ticked off");
    buffer_printf(&left, "2%s5 left", canvas_glyph(style->canvas, GLYPH_DASH));
    add_mark(lines, style, buffer_text(&left), ROLE_KEY,
             "from two to five more questions until a first ending");
    add_mark(lines, style, "found", ROLE_MATCH, "what was sought");
    buffer_free(&left);
}

static void build(struct screen *screen, struct lines_style style)
{
    struct help *help = (struct help *)screen;
    const struct binding *of = help->of->class->bindings;
    struct lines_style heading = style;
    struct buffer title = {0};
    unsigned i;

    heading.role = ROLE_HEADING;
    heading.walk = style.walk = NULL;
    buffer_printf(&title, "Keys that work here: %s", help->of->class->name);
    lines_text(&screen->form.head, &heading, buffer_text(&title));
    buffer_free(&title);
    for (i = 0; of[i].action != ACTION_NONE; i++) {
        if (bindings_live(&of[i], help->of))
            add_binding(help, &style, i);
    }
    add_marks(&screen->form.body, &style);
}

static struct effect update(struct screen *screen, enum action action, int key)
{
    const struct binding *of = ((struct help *)screen)->of->class->bindings;
    const struct item *item = form_focused(&screen->form);

    (void)key;
    if (form_update(&screen->form, action) || action != ACTION_CHOOSE || !item)
        return (struct effect){.kind = EFFECT_NONE};
    return (struct effect){EFFECT_PRESS, .key = of[item->value].keys[0]};
}

static const struct screen_class help_class = {
    .name = "help",
    .overlay = true,
    .bindings = bindings,
    .build = build,
    .update = update,
    .view = screen_view,
};

struct screen *help_new(const struct context *context, const struct screen *of)
{
    struct help *help = screen_new(sizeof *help, &help_class, context);

    help->of = of;
    return &help->screen;
}
