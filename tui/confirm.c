/*
 * Asks before a walk is left that is not finished, and says what leaving loses.
 */
#include <config.h>

#include "screen.h"

enum { KEEP_WALKING, LEAVE_UNFINISHED, ABANDON };

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "choose", "do what is marked", NULL},
    {ACTION_NUMBER, {KEYS_DIGITS}, NULL, "choose that line at once", NULL},
    KEYS_MOVE,
    {ACTION_CLOSE, {0x1b, 'b', KEYS_FUNCTION(KEY_BACKSPACE), KEYS_FUNCTION(KEY_LEFT)},
     "keep walking", "back to the walk", NULL},
    {ACTION_LEAVE, {KEYS_CTRL('C')}, "leave", "leave the walk unfinished", NULL},
    {ACTION_REPAINT, {KEYS_CTRL('L')}, NULL, "draw the screen anew", NULL},
    {ACTION_HELP, {'?', KEYS_FUNCTION(KEY_F(1))}, "help", "show these keys", NULL},
    {.action = ACTION_NONE},
};

bool confirm_is_needed(const struct context *context)
{
    const struct session *session = context->walk ? walk_session(context->walk) : NULL;

    return session && session_count(session) > 1 &&
           session_outcome(session) == OUTCOME_UNFINISHED;
}

static void build(struct screen *screen, struct lines_style style)
{
    bool saved = screen->context->options->saved;
    struct form *form = &screen->form;
    struct lines_style heading = style;

    heading.role = ROLE_HEADING;
    lines_text(&form->head, &heading, "Leave this walk? It is not finished.");
    lines_text(&form->body, &style,
               saved ? "It is saved, and can be taken up again where it stands."
                     : "It is not saved: leaving loses the answers and notes.");
    form_choice(form, &style, true, KEEP_WALKING, 1, "Keep walking");
    form_choice(form, &style, true, LEAVE_UNFINISHED, 2, "Leave it unfinished");
    form_choice(form, &style, true, ABANDON, 3, "Abandon it: end here and see the transcript");
    form->must = form->foot.count;
}

static void update(struct screen *screen, enum action action, int key, struct effects *effects)
{
    const struct item *item;

    if (form_update(&screen->form, action))
        return;
    item = screen_chosen(screen, action, key);
    if (!item)
        return;
    if (item->value == KEEP_WALKING)
        effects->flags |= EFFECT_CLOSE;
    else if (item->value == LEAVE_UNFINISHED)
        effects->flags |= EFFECT_LEAVE;
    else if (walk_end(screen->context->walk, OUTCOME_ABANDONED, &effects->event) == STATUS_OK)
        effects->flags |= EFFECT_COMMIT;
}

static const struct screen_class confirm_class = {
    .name = "leaving",
    .overlay = true,
    .bindings = bindings,
    .build = build,
    .update = update,
    .view = screen_view,
};

struct screen *confirm_new(const struct context *context)
{
    return screen_new(sizeof(struct screen), &confirm_class, context);
}
