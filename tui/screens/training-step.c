/*
 * The screen of a training at a step: the trainee looks, which shows what is found there, and then
 * answers. What was seen stays above the answers and scrolls.
 */
#include <config.h>

#include <stdarg.h>
#include <string.h>

#include "tui/widgets/ask.h"
#include "tui/widgets/instructions.h"
#include "seen.h"

/* Values of items that are no answers; these count from 0. */
enum { FIELD = 99, LOOK, HINT };

struct trainee {
    struct screen screen;
    const struct step *step;
    bool refused; /* what was typed does not fit */
};

static bool may(const struct screen *screen, unsigned act)
{
    return screen_is_not_editing(screen) && training_may(screen->context->training) & act;
}

static bool can_look(const struct screen *screen)
{
    return may(screen, TRAINING_LOOK);
}

static bool can_hint(const struct screen *screen)
{
    return may(screen, TRAINING_HINT);
}

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER}, "go on", "go on with what was typed", screen_is_editing},
    {ACTION_LEAVE_FIELD, {0x1b}, "leave field", "leave the field, so that letters are keys again",
     screen_is_editing},
    KEYS_FIELD(screen_is_editing),
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "choose", "do what is marked",
     screen_on_choice},
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "type", "type into the field",
     screen_on_field},
    {ACTION_LOOK, {'l'}, "look", "ask the caller, and look: it costs minutes", can_look},
    {ACTION_HINT, {'h'}, "hint", "take a hint, after its price is said", can_hint},
    {ACTION_SEEN, {'s'}, "seen", "read again all that was seen", screen_has_seen},
    KEYS_WALK,
    {.action = ACTION_NONE},
};

static void add_printed(struct form *form, const struct lines_style *style, unsigned value,
                        unsigned number, const char *format, ...) BUFFER_PRINTF(5, 6);

static void add_printed(struct form *form, const struct lines_style *style, unsigned value,
                        unsigned number, const char *format, ...)
{
    struct buffer text = {0};
    va_list args;

    va_start(args, format);
    buffer_vprintf(&text, format, args);
    va_end(args);
    form_choice(form, style, true, value, number, buffer_text(&text));
    form->foot.failed = form->foot.failed || buffer_failed(&text);
    buffer_free(&text);
}

static const char *minutes_word(unsigned minutes)
{
    return minutes == 1 ? "minute" : "minutes";
}

static void add_look(struct trainee *trainee, const struct lines_style *style)
{
    const struct training *training = trainee->screen.context->training;
    unsigned cost = scenario_minutes(training_scenario(training), trainee->step);

    if (training_may(training) & TRAINING_LOOK)
        add_printed(&trainee->screen.form, style, LOOK, 0, "%s (%u %s)",
                    step_is_question(trainee->step->kind) ? "Ask the caller, and look"
                    : trainee->step->kind == STEP_FIX     ? "Do it, and verify"
                                                          : "Do it, and see what comes of it",
                    cost, minutes_word(cost));
}

static void add_hint(struct trainee *trainee, const struct lines_style *style)
{
    const struct training *training = trainee->screen.context->training;
    unsigned cost = 0;
    size_t left = training_hints_left(training, &cost);

    if (training_may(training) & TRAINING_HINT)
        add_printed(&trainee->screen.form, style, HINT, 0, "Take a hint (%u %s, %zu left)", cost,
                    minutes_word(cost), left);
}

static bool is_earlier(const struct trainee *trainee, const char *answer)
{
    const struct event *event = walk_earlier(trainee->screen.context->walk);

    return event && event->kind != EVENT_TYPED && strcmp(event->answer, answer) == 0;
}

static void add_answers(struct trainee *trainee, const struct lines_style *style)
{
    const struct answer *answers[FLOW_MAX_ANSWERS];
    size_t count = training_answers(trainee->screen.context->training, answers), i;

    for (i = 0; i < count; i++)
        add_printed(&trainee->screen.form, style, (unsigned)i, (unsigned)i + 1, "%s%s",
                    answers[i]->say,
                    is_earlier(trainee, answers[i]->node.id) ? " (your answer before)" : "");
}

static void add_value_hint(struct trainee *trainee, const struct lines_style *style)
{
    struct lines_style hint = *style;
    struct lines *foot = &trainee->screen.form.foot;
    struct buffer text = {0};

    hint.indent = 2;
    hint.role = trainee->refused ? ROLE_BAD : ROLE_MUTED;
    buffer_printf(&text, trainee->refused ? "This does not fit. Wanted: %s." : "Type %s.",
                  value_type_hints[trainee->step->type]);
    lines_text(foot, &hint, buffer_text(&text));
    foot->failed = foot->failed || buffer_failed(&text);
    buffer_free(&text);
}

static void add_ending(struct trainee *trainee, const struct lines_style *style)
{
    struct form *form = &trainee->screen.form;
    const struct step *step = trainee->step;
    struct lines_style heading = *style;
    struct buffer error = {0};
    unsigned result;

    heading.role = ROLE_HEADING;
    if (step->kind == STEP_FIX) {
        lines_text(&form->foot, &heading, step->verify);
        add_look(trainee, style);
        for (result = 0; result < FIX_RESULT_COUNT; result++)
            add_printed(form, style, result, result + 1, "%s%s", walk_result_says[result],
                        is_earlier(trainee, fix_result_names[result]) ? " (your answer before)"
                                                                      : "");
        return;
    }
    add_look(trainee, style);
    if (step->kind == STEP_REFER) {
        flow_error_text(&error, step->refer);
        add_printed(form, style, 0, 1, "Hand over to %s: the case ends", buffer_text(&error));
        buffer_free(&error);
    } else {
        add_printed(form, style, 0, 1, "Handed over: the case ends");
    }
}

/* The newest first: what was told, hints, what was seen; then what the flow itself says. */
static void add_body(struct trainee *trainee, const struct lines_style *style)
{
    const struct context *context = trainee->screen.context;
    const struct event *looked = training_looked(context->training), *hint;
    struct screen *screen = &trainee->screen;
    struct form *form = &screen->form;
    const struct step *step = trainee->step;
    struct lines_style verbatim = *style;
    size_t i, count;

    verbatim.walk = NULL;
    seen_add_told(screen, style);
    seen_add_heard(screen, style);
    for (i = 0; (hint = training_hint_taken(context->training, i)); i++)
        instructions_labelled(form, &verbatim, "Hint", hint->say, NULL);
    session_trail(walk_session(context->walk), &count);
    if (!count && !looked)
        seen_add_opening(screen, style);
    if (looked)
        seen_add_found(screen, style, looked);
    instructions_labelled(form, style, "Why", step_is_question(step->kind) ? "" : step->because,
                          NULL);
    instructions_plain(form, style, step->instructions, &screen->commands);
    instructions_labelled(form, style, "How", step->how, &screen->commands);
    instructions_labelled(form, style, "Why", step->why, NULL);
}

static void build(struct screen *screen, struct lines_style style)
{
    struct trainee *trainee = (struct trainee *)screen;
    const struct step *step = trainee->step;
    struct lines_style heading = style;
    struct form *form = &screen->form;

    heading.role = ROLE_HEADING;
    lines_text(&form->head, &heading,
               step->kind == STEP_REFER ? "This is another case" : step->text);
    add_body(trainee, &style);
    if (!step_is_question(step->kind)) {
        add_ending(trainee, &style);
    } else {
        add_look(trainee, &style);
        if (step->kind == STEP_INPUT) {
            form_field(form, FIELD);
            add_value_hint(trainee, &style);
        }
        add_answers(trainee, &style);
    }
    form->must = form->foot.count;
    add_hint(trainee, &style);
}

static struct effect reply(const struct trainee *trainee, const char *text)
{
    struct event event;

    return effect_of(training_reply(trainee->screen.context->training, text, &event), &event);
}

static struct effect choose_answer(const struct trainee *trainee, unsigned value)
{
    const struct context *context = trainee->screen.context;
    const struct answer *answers[FLOW_MAX_ANSWERS];
    size_t count = training_answers(context->training, answers);
    struct event event;

    if (trainee->step->kind == STEP_FIX)
        return reply(trainee, fix_result_names[value]);
    if (!step_is_question(trainee->step->kind))
        return reply(trainee, "done");
    if (value >= count)
        return (struct effect){EFFECT_NONE};
    return effect_of(walk_answer(context->walk, answers[value]->node.id, &event), &event);
}

static struct effect submit(struct trainee *trainee)
{
    const char *value = buffer_text(&trainee->screen.field.text);
    struct event event;
    enum status status = walk_type(trainee->screen.context->walk, value, &event);

    trainee->screen.is_stale = trainee->refused = status != STATUS_OK;
    return effect_of(status, &event);
}

static struct effect look(const struct trainee *trainee)
{
    struct event event;

    return effect_of(training_look(trainee->screen.context->training, &event), &event);
}

static struct effect ask_hint(const struct trainee *trainee)
{
    const struct context *context = trainee->screen.context;
    struct screen *screen = NULL;
    struct buffer text = {0};
    struct event event;

    if (training_hint(context->training, &event) != STATUS_OK)
        return (struct effect){EFFECT_NONE};
    buffer_string(&text, "It costs ");
    buffer_decimal(&text, event.minutes);
    buffer_printf(&text, " %s, and points of the score.", event.minutes == 1 ? "minute" : "minutes");
    if (!buffer_failed(&text))
        screen = ask_new(context,
                         &(struct ask){
                             .title = "Take a hint?",
                             .text = buffer_text(&text),
                             .replies = {{"Take the hint", {EFFECT_COMMIT, .event = event}},
                                         {"Go on without", {.kind = EFFECT_CLOSE}}},
                         });
    buffer_free(&text);
    return (struct effect){EFFECT_OPEN, .open = screen};
}

static struct effect enter(struct trainee *trainee, const struct item *item)
{
    if (!item)
        return (struct effect){EFFECT_NONE};
    switch (item->value) {
    case LOOK:
        return look(trainee);
    case HINT:
        return ask_hint(trainee);
    case FIELD:
        if (trainee->screen.editing)
            return submit(trainee);
        trainee->screen.editing = true;
        return (struct effect){EFFECT_NONE};
    default:
        return choose_answer(trainee, item->value);
    }
}

static void leave_field(struct screen *screen)
{
    size_t focus = screen->form.focus;

    form_update(&screen->form, ACTION_DOWN);
    if (screen->form.focus == focus)
        screen->editing = false;
}

static struct effect update(struct screen *screen, enum action action, int key)
{
    struct trainee *trainee = (struct trainee *)screen;

    if (form_update(&screen->form, action))
        return (struct effect){EFFECT_NONE};
    if (action == ACTION_CHOOSE || action == ACTION_NUMBER)
        return enter(trainee, screen_chosen(screen, action, key));
    if (action == ACTION_LOOK)
        return look(trainee);
    if (action == ACTION_HINT)
        return ask_hint(trainee);
    if (action == ACTION_LEAVE_FIELD) {
        leave_field(screen);
    } else if (field_update(&screen->field, action, key)) {
        screen->is_stale = trainee->refused;
        trainee->refused = false;
    }
    return (struct effect){EFFECT_NONE};
}

struct screen *trainee_new(const struct context *context)
{
    static const struct screen_class trainee_class = {
        .name = "training",
        .bindings = bindings,
        .build = build,
        .update = update,
        .view = screen_view,
    };
    struct trainee *trainee = screen_new(sizeof *trainee, &trainee_class, context);
    const struct event *event;

    if (!trainee)
        return NULL;
    trainee->step = walk_step(context->walk);
    trainee->screen.editing = trainee->step->kind == STEP_INPUT;
    event = walk_earlier(context->walk);
    if (event && event->kind == EVENT_TYPED)
        field_set(&trainee->screen.field, event->answer);
    return &trainee->screen;
}
