/* SPDX-License-Identifier: MIT */
/*
 * Before anything is done, a cause is named: which, how sure, and what decided it, one after the
 * other. Nothing is committed before all of it is said.
 */
#include <config.h>

#include <string.h>

#include "training-screens.h"
#include "tui/screens/seen.h"

enum { FIELD = 999, MOST = 256 /* observations to choose from */ };

enum stage { STAGE_CAUSE, STAGE_PERCENT, STAGE_OBSERVATION };

struct diagnosis {
    struct screen screen;
    enum stage stage;
    const char *cause, *title; /* its id and what it is called; NULL before it is named */
    struct buffer estimate; /* as it was typed */
    bool refused;
};

static bool can_unsay(const struct screen *screen)
{
    return screen_is_not_editing(screen) && ((const struct diagnosis *)screen)->stage > STAGE_CAUSE;
}

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER}, "go on", "go on with what was typed", screen_is_editing},
    {ACTION_LEAVE_FIELD, {0x1b}, "undo", "back to the cause", screen_is_editing},
    KEYS_FIELD(screen_is_editing),
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "choose", "choose what is marked",
     screen_on_choice},
    {ACTION_LEAVE_FIELD, {0x1b}, "undo", "back to what was asked before", can_unsay},
    {ACTION_SEEN, {'s'}, "seen", "read again all that was seen", screen_has_seen},
    KEYS_WALK,
    {.action = ACTION_NONE},
};

static void add_causes(struct diagnosis *diagnosis, const struct lines_style *style)
{
    const struct choice *cause;

    walk_each (cause, diagnosis->screen.context->walk, CHOICE_DIAGNOSE)
        form_choice(&diagnosis->screen.form, style, false, cause->number, cause->number, cause->text);
}

/* By what numbers others can be named. */
static void add_others(struct diagnosis *diagnosis, const struct lines_style *style)
{
    struct lines_style muted = *style;
    const struct choice *cause;

    muted.role = ROLE_MUTED;
    walk_each (cause, diagnosis->screen.context->walk, CHOICE_DIAGNOSE) {
        if (strcmp(cause->id, diagnosis->cause) != 0)
            lines_printf(&diagnosis->screen.form.body, &muted, "%u  %s", cause->number, cause->text);
    }
}

static void add_percent(struct diagnosis *diagnosis, const struct lines_style *style)
{
    struct lines_style hint = *style;

    hint.indent = 2;
    hint.role = diagnosis->refused ? ROLE_BAD : ROLE_MUTED;
    add_others(diagnosis, style);
    form_field(&diagnosis->screen.form, FIELD);
    if (diagnosis->refused)
        lines_text(&diagnosis->screen.form.foot, &hint, "This does not fit.");
    lines_text(&diagnosis->screen.form.foot, &hint, training_estimate_hint);
}

static void add_observations(struct diagnosis *diagnosis, const struct lines_style *style)
{
    const struct event *found[MOST];
    size_t count = training_observations(diagnosis->screen.context->training, found, MOST), i;

    for (i = 0; i < count; i++)
        form_choice(&diagnosis->screen.form, style, false, (unsigned)i, (unsigned)i + 1,
                    found[i]->question);
}

static void build(struct screen *screen, struct lines_style style)
{
    static const char *const asked[] = {
        [STAGE_CAUSE] = "Before anything is done: what is the cause?",
        [STAGE_PERCENT] = "How sure are you, in percent?",
        [STAGE_OBSERVATION] = "Which observation decided it?",
    };
    static void (*const adders[])(struct diagnosis *, const struct lines_style *) = {
        [STAGE_CAUSE] = add_causes,
        [STAGE_PERCENT] = add_percent,
        [STAGE_OBSERVATION] = add_observations,
    };
    struct diagnosis *diagnosis = (struct diagnosis *)screen;
    struct lines_style heading = style, muted = style;

    heading.role = ROLE_HEADING;
    muted.role = ROLE_MUTED;
    lines_text(&screen->form.head, &heading, asked[diagnosis->stage]);
    if (diagnosis->cause)
        lines_text(&screen->form.head, &muted, diagnosis->title);
    else
        seen_add_told(screen, &style);
    adders[diagnosis->stage](diagnosis, &style);
    screen->form.must = screen->form.foot.count;
}

static struct effect turn_to(struct diagnosis *diagnosis, enum stage stage)
{
    diagnosis->stage = stage;
    diagnosis->refused = false;
    diagnosis->screen.editing = stage == STAGE_PERCENT;
    diagnosis->screen.form.focus = diagnosis->screen.form.body_top = 0;
    if (stage == STAGE_CAUSE)
        diagnosis->cause = NULL;
    diagnosis->screen.is_stale = true;
    return (struct effect){.kind = EFFECT_NONE};
}

static struct effect commit(const struct diagnosis *diagnosis, const char *evidence)
{
    const struct walk *walk = diagnosis->screen.context->walk;
    struct buffer said = {0};
    struct event event;
    enum status status;

    buffer_printf(&said, "%s %s", buffer_text(&diagnosis->estimate), evidence);
    status = walk_choose(walk, CHOICE_DIAGNOSE, diagnosis->cause, buffer_text(&said), &event);
    buffer_free(&said);
    return effect_of(status, &event);
}

static struct effect take_percent(struct diagnosis *diagnosis)
{
    const struct training *training = diagnosis->screen.context->training;
    const char *line = buffer_text(&diagnosis->screen.field.text);
    const struct event *any[1];

    if (!training_estimate(training, diagnosis->cause, line)) {
        diagnosis->screen.is_stale = diagnosis->refused = true;
        return (struct effect){.kind = EFFECT_NONE};
    }
    buffer_clear(&diagnosis->estimate);
    buffer_string(&diagnosis->estimate, line);
    return training_observations(training, any, 1)
               ? turn_to(diagnosis, STAGE_OBSERVATION)
               : commit(diagnosis, "");
}

static struct effect choose(struct diagnosis *diagnosis, const struct item *item)
{
    const struct context *context = diagnosis->screen.context;
    const struct event *found[MOST];
    const struct choice *cause;

    if (!item)
        return (struct effect){.kind = EFFECT_NONE};
    if (diagnosis->stage == STAGE_PERCENT)
        return take_percent(diagnosis);
    if (diagnosis->stage == STAGE_OBSERVATION)
        return item->value < training_observations(context->training, found, MOST)
                   ? commit(diagnosis, session_path(walk_session(context->walk),
                                                    found[item->value]))
                   : (struct effect){.kind = EFFECT_NONE};
    walk_each (cause, context->walk, CHOICE_DIAGNOSE) {
        if (cause->number == item->value) {
            diagnosis->cause = cause->id; /* of the flow, as its title: they stay */
            diagnosis->title = cause->text;
        }
    }
    return turn_to(diagnosis, STAGE_PERCENT);
}

static struct effect update(struct screen *screen, enum action action, int key)
{
    struct diagnosis *diagnosis = (struct diagnosis *)screen;

    if (form_update(&screen->form, action))
        return (struct effect){.kind = EFFECT_NONE};
    if (action == ACTION_CHOOSE || action == ACTION_NUMBER)
        return choose(diagnosis, screen_chosen(screen, action, key));
    if (action == ACTION_LEAVE_FIELD && diagnosis->stage > STAGE_CAUSE)
        return turn_to(diagnosis, diagnosis->stage - 1);
    if (field_update(&screen->field, action, key)) {
        screen->is_stale = diagnosis->refused;
        diagnosis->refused = false;
    }
    return (struct effect){.kind = EFFECT_NONE};
}

static void let_go(struct screen *screen)
{
    buffer_free(&((struct diagnosis *)screen)->estimate);
}

struct screen *diagnosis_new(const struct context *context)
{
    static const struct screen_class diagnosis_class = {
        .name = "diagnosis",
        .bindings = bindings,
        .build = build,
        .update = update,
        .view = screen_view,
        .free = let_go,
    };

    return screen_new(sizeof(struct diagnosis), &diagnosis_class, context);
}
