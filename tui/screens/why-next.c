/* SPDX-License-Identifier: MIT */
/*
 * Why this comes next: how likely each cause is by now, and what each other step would come to. Another
 * one can be taken from here, or this one put off.
 */
#include <config.h>

#include <math.h>
#include <string.h>

#include "errwalk/weighing.h"
#include "screens.h"

enum { BAR = 10 /* cells */, ROOM_FOR_BAR = 60 /* columns */ };

static bool can_put_off(const struct screen *screen)
{
    return walk_choice(screen->context->walk, CHOICE_PUT_OFF, NULL);
}

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "take it", "take the step that is marked",
     screen_on_choice},
    {ACTION_NUMBER, {KEYS_DIGITS}, NULL, "choose that line at once", screen_has_numbers},
    {ACTION_PUT_OFF, {'-'}, "put off", "put off the step you are at until nothing else is left",
     can_put_off},
    KEYS_MOVE,
    {ACTION_CLOSE, {0x1b, 'b', 'w', KEYS_FUNCTION(KEY_BACKSPACE), KEYS_FUNCTION(KEY_LEFT)}, "close",
     "back", NULL},
    KEYS_COMMON,
    {.action = ACTION_NONE},
};

/* "######....  6 in 10  A saved password is out of date", the bar where there is room for it. */
static void add_cause(struct screen *screen, const struct lines_style *style,
                      const struct weighing *weighing, size_t cause, unsigned odds_width)
{
    const double chance = weighing_chance(weighing, cause);
    const size_t line = screen->form.body.count;
    struct lines_style text = *style;
    struct buffer start = {0};
    unsigned i;

    text.walk = NULL;
    if (style->width >= ROOM_FOR_BAR) {
        for (i = 0; i < BAR; i++)
            buffer_char(&start, i < (unsigned)lround(chance * BAR) ? '#' : '.');
        buffer_string(&start, "  ");
        text.indent = BAR + 2;
    }
    text.indent += odds_width + 2;
    weighing_odds(&start, chance);
    lines_text(&screen->form.body, &text, weighing->weigh->causes[cause]->title);
    lines_mark(&screen->form.body, style->canvas, line, 0, style->role, buffer_text(&start));
    buffer_free(&start);
}

static void add_causes(struct screen *screen, const struct lines_style *style,
                       const struct weighing *weighing)
{
    const size_t count = weighing->weigh->model.cause_count;
    struct buffer odds = {0};
    unsigned widest = 0;
    size_t i;

    for (i = 0; i < count; i++) {
        buffer_clear(&odds);
        weighing_odds(&odds, weighing_chance(weighing, i));
        if (odds.length > widest)
            widest = (unsigned)odds.length;
    }
    buffer_free(&odds);
    for (i = 0; i < count; i++)
        add_cause(screen, style, weighing, i, widest);
}

static void add_candidate(struct screen *screen, const struct lines_style *style,
                          const struct weighing *weighing, size_t index)
{
    const struct weigh_candidate *candidate = &weighing->choice.candidates[index];
    const struct step *item = weigh_step_of(weighing->weigh, candidate);
    struct lines_style muted = *style;
    struct buffer details = {0};

    muted.role = ROLE_MUTED;
    muted.indent = 5;
    form_choice(&screen->form, style, true, (unsigned)index, (unsigned)index + 1, item->text);
    weighing_candidate_text(weighing, candidate, &details);
    if (item == walk_step(screen->context->walk))
        buffer_string(&details, "; you are here");
    else if (weighing->put_off[item->index])
        buffer_string(&details, "; put off");
    lines_text(&screen->form.foot, &muted, buffer_text(&details));
    form_extend(&screen->form);
    buffer_free(&details);
}

static void build(struct screen *screen, struct lines_style style)
{
    const struct weighing *weighing = walk_weighing(screen->context->walk);
    struct lines_style heading = style, strong = style;
    struct lines *body = &screen->form.body;
    size_t i;

    heading.role = ROLE_HEADING;
    strong.role = ROLE_STRONG;
    lines_text(&screen->form.head, &heading, "Why this comes next");
    lines_text(body, &style, walk_because(screen->context->walk));
    if (!weighing)
        return;
    lines_blank(body);
    lines_text(body, &strong, "How likely each cause is now");
    add_causes(screen, &style, weighing);
    lines_text(&screen->form.foot, &strong, "What could come next");
    for (i = 0; i < weighing->choice.count; i++)
        add_candidate(screen, &style, weighing, i);
}

static struct effect take(struct screen *screen, enum choice_kind kind, const char *id)
{
    struct event event;
    enum status status = walk_choose(screen->context->walk, kind, id, NULL, &event);

    return status == STATUS_OK ? effect_of(status, &event)
                               : (struct effect){.kind = EFFECT_CLOSE}; /* it is there already */
}

static struct effect update(struct screen *screen, enum action action, int key)
{
    const struct weighing *weighing = walk_weighing(screen->context->walk);
    const struct item *item;

    if (form_update(&screen->form, action))
        return (struct effect){.kind = EFFECT_NONE};
    if (action == ACTION_PUT_OFF)
        return take(screen, CHOICE_PUT_OFF, NULL);
    item = screen_chosen(screen, action, key);
    if (!item || !weighing || item->value >= weighing->choice.count)
        return (struct effect){.kind = EFFECT_NONE};
    return take(screen, CHOICE_ITEM,
                weigh_step_of(weighing->weigh, &weighing->choice.candidates[item->value])->node.id);
}

static const struct screen_class why_next_class = {
    .name = "why this comes next",
    .overlay = true,
    .bindings = bindings,
    .build = build,
    .update = update,
    .view = screen_view,
};

struct screen *why_next_new(const struct context *context)
{
    return screen_new(sizeof(struct screen), &why_next_class, context);
}
