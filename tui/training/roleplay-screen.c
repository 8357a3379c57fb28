/* SPDX-License-Identifier: MIT */
/*
 * The screen of the caller in a role-play: where the agent is, what to say and to show there, and
 * what trouble there is to bring up.
 */
#include <config.h>

#include <stdio.h>
#include <string.h>

#include "training-screens.h"

/* Value of the item that is no trouble; these count from 0. */
enum { TELL = 1000 };

struct caller {
    struct screen screen;
    char step[ROLEPLAY_PATH_MOST + 1]; /* where the agent was when it was laid out last */
};

static bool can_tell(const struct screen *screen)
{
    struct roleplay_agent agent = roleplay_agent(screen->context->options->roleplay);

    return *agent.step && agent.outcome == OUTCOME_UNFINISHED;
}

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "choose", "do what is marked",
     screen_on_choice},
    {ACTION_NUMBER, {KEYS_DIGITS}, NULL, "bring that problem up", screen_has_numbers},
    {ACTION_TELL, {'t'}, "tell", "you have said what was found: let the agent read it", can_tell},
    KEYS_MOVE,
    KEYS_FIND,
    {ACTION_REPAINT, {KEYS_CTRL('L')}, NULL, "redraw the screen", NULL},
    {ACTION_HELP, {'?', KEYS_FUNCTION(KEY_F(1))}, "help", "show these keys", NULL},
    {ACTION_QUIT, {'q', KEYS_CTRL('C')}, "quit", "hang up", NULL},
    {.action = ACTION_NONE},
};

static void add_where(struct screen *screen, const struct lines_style *style,
                      const struct step *step)
{
    const struct roleplay *roleplay = screen->context->options->roleplay;
    struct roleplay_agent agent = roleplay_agent(roleplay);
    struct lines_style heading = *style, muted = *style;
    struct lines *head = &screen->form.head;
    struct buffer text = {0};

    heading.role = ROLE_HEADING;
    muted.role = ROLE_MUTED;
    if (agent.outcome != OUTCOME_UNFINISHED)
        buffer_printf(&text, "The case has ended: %s", outcome_names[agent.outcome]);
    else if (step)
        buffer_string(&text, step->kind == STEP_REFER ? "The agent refers it to another error"
                                                      : step->text);
    else
        buffer_string(&text, "Waiting for the agent");
    lines_text(head, &heading, buffer_text(&text));
    buffer_clear(&text);
    if (!step)
        buffer_printf(&text, "On the other terminal: errwalk train --agent");
    else if (agent.asks)
        buffer_string(&text, "The agent asks: tell what is found.");
    else if (*agent.answer)
        buffer_printf(&text, "The last answer was: %s", agent.answer);
    if (text.length)
        lines_text(head, agent.asks ? style : &muted, buffer_text(&text));
    buffer_free(&text);
}

static void add_troubles(struct screen *screen, const struct lines_style *style,
                         const struct scenario *scenario)
{
    const struct roleplay *roleplay = screen->context->options->roleplay;
    const struct value_node *trouble;
    struct lines_style heading = *style;
    unsigned number = 0;

    heading.role = ROLE_HEADING;
    flow_each (trouble, scenario->trouble) {
        bool was_heard = roleplay_was_heard(roleplay, trouble->node.id);
        struct buffer text = {0};

        if (!number)
            lines_text(&screen->form.foot, &heading, "Trouble to bring up");
        buffer_printf(&text, "%s%s", was_heard ? "(done) " : "", trouble->text);
        form_choice(&screen->form, style, true, number, number + 1, buffer_text(&text));
        number++;
        buffer_free(&text);
    }
}

/* At another step it begins at its top. */
static void follow(struct caller *caller, const char *step)
{
    if (strcmp(caller->step, step) == 0)
        return;
    snprintf(caller->step, sizeof caller->step, "%s", step);
    caller->screen.form.body_top = 0;
    caller->screen.form.focus = 0;
}

static void build(struct screen *screen, struct lines_style style)
{
    const struct tui_caller *caller = screen->context->caller;
    struct roleplay_agent agent = roleplay_agent(screen->context->options->roleplay);
    const struct step *step = flow_step_at(caller->flow, agent.step);
    struct lines *body = &screen->form.body;
    struct scenario *variant = scenario_vary(caller->scenario, agent.variant);
    struct buffer part = {0};

    style.walk = NULL;
    follow((struct caller *)screen, agent.step);
    add_where(screen, &style, step);
    if (!*agent.answer)
        roleplay_part(&part, variant, "", NULL, 0);
    if (step && agent.outcome == OUTCOME_UNFINISHED)
        roleplay_part(&part, variant, agent.step, step, agent.found);
    lines_prose(body, &style, buffer_text(&part), NULL);
    buffer_free(&part);
    if (can_tell(screen)) /* stays once it was said, so that a second Enter is no trouble */
        form_choice(&screen->form, &style, true, TELL, 0,
                    agent.looked ? "(done) I said what was found" : "I said what was found: let the agent read it");
    screen->form.must = screen->form.foot.count;
    add_troubles(screen, &style, variant);
    scenario_free(variant);
}

static struct effect say(const struct screen *screen, unsigned value)
{
    const struct value_node *trouble = screen->context->caller->scenario->trouble;

    if (value == TELL)
        return (struct effect){EFFECT_ROLEPLAY, .text = NULL};
    while (value--)
        trouble = trouble->node.next;
    return (struct effect){EFFECT_ROLEPLAY, .text = trouble->node.id};
}

static struct effect update(struct screen *screen, enum action action, int key)
{
    const struct item *item;

    if (form_update(&screen->form, action))
        return (struct effect){.kind = EFFECT_NONE};
    if (action == ACTION_TELL)
        return say(screen, TELL);
    item = screen_chosen(screen, action, key);
    return item ? say(screen, item->value) : (struct effect){.kind = EFFECT_NONE};
}

struct screen *caller_new(const struct context *context)
{
    static const struct screen_class caller_class = {
        .name = "caller",
        .wide = true,
        .bindings = bindings,
        .build = build,
        .update = update,
        .view = screen_view,
    };

    return screen_new(sizeof(struct caller), &caller_class, context);
}
