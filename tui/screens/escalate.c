/*
 * The escalate screen: whom to call and why, what to do meanwhile, and the text of the ticket.
 */
#include <config.h>

#include "errwalk/page.h"
#include "tui/widgets/instructions.h"
#include "tui/widgets/screen.h"

struct escalate {
    struct screen screen;
    const struct step *step;
};

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "choose", "do what is marked",
     screen_on_choice},
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "tick off", "tick this item off",
     screen_on_tick},
    KEYS_WALK,
    {.action = ACTION_NONE},
};

static void add_ticket(struct screen *screen, const struct lines_style *style, const char *ticket)
{
    struct lines *body = &screen->form.body;
    struct lines_style text = *style;

    lines_blank(body);
    text.role = ROLE_STRONG;
    lines_text(body, &text, "Ticket (c copies it)");
    text.role = ROLE_PLAIN;
    text.indent = 2;
    text.walk = NULL;
    lines_text(body, &text, ticket);
}

static void build(struct screen *screen, struct lines_style style)
{
    struct escalate *escalate = (struct escalate *)screen;
    struct form *form = &screen->form;
    struct lines_style heading = style;
    struct buffer ticket = {0};
    enum status status = page_ticket(&ticket, screen->context->walk);

    heading.role = ROLE_HEADING;
    lines_text(&form->head, &heading, escalate->step->text);
    instructions_progress(&form->head, &style);
    lines_prose(&form->body, &style, escalate->step->because, NULL);
    if (status == STATUS_OK)
        commands_add(&screen->commands, buffer_text(&ticket), "Ticket", "");
    instructions_ticked(form, &style, escalate->step->instructions,
                        walk_session(screen->context->walk), &screen->commands);
    if (status == STATUS_OK)
        add_ticket(screen, &style, buffer_text(&ticket));
    form->body.failed = form->body.failed || status != STATUS_OK || buffer_failed(&ticket);
    buffer_free(&ticket);
    form_choice(form, &style, true, 0, 1, "Handed over: end the walk here");
    form->must = form->foot.count;
}

static struct effect choose(struct screen *screen, const struct item *item)
{
    const struct walk *walk = screen->context->walk;
    struct event event;
    bool on;

    if (!item)
        return (struct effect){EFFECT_NONE};
    if (item->kind != ITEM_TICK)
        return effect_of(walk_end(walk, OUTCOME_ESCALATED, &event), &event);
    on = !session_ticked(walk_session(walk), item->value);
    if (on)
        form_advance(&screen->form);
    return effect_of(walk_tick(walk, item->value, on, &event), &event);
}

static struct effect update(struct screen *screen, enum action action, int key)
{
    if (form_update(&screen->form, action))
        return (struct effect){EFFECT_NONE};
    return choose(screen, screen_chosen(screen, action, key));
}

static const struct screen_class escalate_class = {
    .name = "escalation",
    .bindings = bindings,
    .build = build,
    .update = update,
    .view = screen_view,
};

struct screen *escalate_new(const struct context *context)
{
    struct escalate *escalate = screen_new(sizeof *escalate, &escalate_class, context);

    if (!escalate)
        return NULL;
    escalate->step = walk_step(context->walk);
    return &escalate->screen;
}
