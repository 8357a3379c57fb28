/*
 * The refer screen: this is another error's case. Says why and what following it leads to.
 */
#include <config.h>

#include "tui/widgets/screen.h"

struct refer {
    struct screen screen;
    const struct step *step;
    enum walk_referral referral;
};

/* What follows, and the one choice. */
static const struct {
    const char *says, *choice;
} outcomes[] = {
    [WALK_ENTERS] = {"The walk goes on in its flow, with all that is known so far.",
                     "Go on there"},
    [WALK_NO_FLOW] = {"There is no flow for it here: the walk ends, referred to this error.",
                      "End here, referred"},
    [WALK_ENTERED] = {"This flow was already walked in this session, so it is not entered again: "
                      "an earlier answer may be worth a second look.",
                      "Go back to the last question"},
};

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "choose", "do what is marked",
     screen_on_choice},
    KEYS_WALK,
    {.action = ACTION_NONE},
};

static void build(struct screen *screen, struct lines_style style)
{
    struct refer *refer = (struct refer *)screen;
    struct form *form = &screen->form;
    struct lines_style heading = style;
    struct buffer error = {0};
    struct event event;

    heading.role = ROLE_HEADING;
    buffer_string(&error, "This is another case: ");
    flow_error_text(&error, refer->step->refer);
    lines_text(&form->head, &heading, buffer_text(&error));
    form->head.failed = form->head.failed || buffer_failed(&error);
    buffer_free(&error);
    lines_prose(&form->body, &style, refer->step->because, NULL);
    lines_blank(&form->body);
    if (walk_refer(screen->context->walk, refer->step->refer, &event) == STATUS_OK &&
        *event.title) {
        heading.role = ROLE_STRONG;
        lines_text(&form->body, &heading, event.title);
    }
    lines_text(&form->body, &style, outcomes[refer->referral].says);
    form_choice(form, &style, true, 0, 1, outcomes[refer->referral].choice);
    form->must = form->foot.count;
}

static struct effect update(struct screen *screen, enum action action, int key)
{
    const struct refer *refer = (struct refer *)screen;
    const struct context *context = screen->context;
    struct event event;

    if (form_update(&screen->form, action) || !screen_chosen(screen, action, key))
        return (struct effect){EFFECT_NONE};
    if (refer->referral == WALK_ENTERED)
        return screen_go_back(context);
    return effect_of(walk_refer(context->walk, refer->step->refer, &event), &event);
}

static const struct screen_class refer_class = {
    .name = "referral",
    .bindings = bindings,
    .build = build,
    .update = update,
    .view = screen_view,
};

struct screen *refer_new(const struct context *context)
{
    struct refer *refer = screen_new(sizeof *refer, &refer_class, context);

    if (!refer)
        return NULL;
    refer->step = walk_step(context->walk);
    refer->referral = walk_referral(context->walk, refer->step->refer);
    return &refer->screen;
}
