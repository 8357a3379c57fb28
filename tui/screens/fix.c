/*
 * The fix screen: what to do, item by item, then the question whether it helped. The result can be
 * given at any time; ticking items off is only an aid.
 */
#include <config.h>

#include <string.h>

#include "tui/widgets/instructions.h"
#include "tui/widgets/related.h"
#include "tui/widgets/screen.h"

enum {
    ANOTHER = FIX_RESULT_COUNT, /* value of the choice that another message shows now */
    ROOMY = 16                  /* rows: below that the steps need every line */
};

struct fix {
    struct screen screen;
    const struct step *step;
};

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "tick off", "tick this item off",
     screen_on_tick},
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "choose",
     "choose the line that is marked", screen_on_choice},
    KEYS_WALK,
    {.action = ACTION_NONE},
};

/* The result that was given before it was taken back is marked. */
static void add_results(struct form *form, const struct lines_style *style)
{
    const struct event *earlier = walk_earlier(style->walk);
    unsigned result;

    for (result = 0; result < ANOTHER; result++) {
        struct buffer text = {0};

        screen_answer_text(&text, walk_result_says[result],
                           earlier && strcmp(earlier->answer, fix_result_names[result]) == 0);
        form_choice(form, style, true, result, result + 1, buffer_text(&text));
        form->foot.failed = form->foot.failed || buffer_failed(&text);
        buffer_free(&text);
    }
    form_choice(form, style, true, ANOTHER, ANOTHER + 1, "Another message shows now");
}

static void build(struct screen *screen, struct lines_style style)
{
    struct fix *fix = (struct fix *)screen;
    struct form *form = &screen->form;
    struct lines_style heading = style;
    bool low = screen->rows < ROOMY;

    heading.role = ROLE_HEADING;
    lines_text(&form->head, &heading, fix->step->text);
    instructions_progress(low ? &form->body : &form->head, &style);
    if (*fix->step->because)
        lines_prose(&form->body, &style, fix->step->because, NULL);
    instructions_ticked(form, &style, fix->step->instructions,
                        walk_session(screen->context->walk), &screen->commands);
    lines_text(&form->foot, &heading, fix->step->verify);
    add_results(form, &style);
    form->must = form->foot.count;
    related_add(screen, &style, fix->step);
}

/* A tick moves the focus on to the next item. */
static struct effect tick(struct screen *screen, const struct item *item)
{
    const struct walk *walk = screen->context->walk;
    bool on = !session_ticked(walk_session(walk), item->value);
    struct event event;
    enum status made = walk_tick(walk, item->value, on, &event);

    if (made == STATUS_OK && on)
        form_advance(&screen->form);
    return effect_of(made, &event);
}

static struct effect choose(struct screen *screen, const struct item *item)
{
    const struct context *context = screen->context;
    struct event event;

    if (!item)
        return (struct effect){EFFECT_NONE};
    if (item->kind == ITEM_TICK)
        return tick(screen, item);
    if (item->value == ANOTHER)
        return (struct effect){EFFECT_OPEN, .open = another_new(context)};
    if (related_is(item))
        return related_choose(screen, ((struct fix *)screen)->step, item);
    return effect_of(walk_try(context->walk, (enum fix_result)item->value, &event), &event);
}

static struct effect update(struct screen *screen, enum action action, int key)
{
    if (form_update(&screen->form, action))
        return (struct effect){EFFECT_NONE};
    return choose(screen, screen_chosen(screen, action, key));
}

static const struct screen_class fix_class = {
    .name = "fix",
    .bindings = bindings,
    .build = build,
    .update = update,
    .view = screen_view,
};

struct screen *fix_new(const struct context *context)
{
    struct fix *fix = screen_new(sizeof *fix, &fix_class, context);

    if (!fix)
        return NULL;
    fix->step = walk_step(context->walk);
    return &fix->screen;
}
