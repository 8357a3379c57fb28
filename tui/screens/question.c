/*
 * The question screen: an `ask` with its answers, or an `input` with a field and what may be chosen
 * instead of typing. Question and answers always show; what helps to answer scrolls between them.
 */
#include <config.h>

#include <string.h>

#include "errwalk/memory.h"
#include "tui/widgets/instructions.h"
#include "tui/widgets/screen.h"

enum { FIELD = 99 }; /* value of the field's item; answers count from 0 */

struct question {
    struct screen screen;
    const struct step *step;
    bool refused; /* what was typed does not fit */
    bool started; /* the first focus was given */
};

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER}, "go on", "go on with what was typed", screen_is_editing},
    {ACTION_LEAVE_FIELD, {0x1b}, "leave field", "leave the field, so that letters are keys again",
     screen_is_editing},
    KEYS_FIELD(screen_is_editing),
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "choose",
     "choose the answer that is marked", screen_on_choice},
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "type", "type into the field",
     screen_on_field},
    KEYS_WALK,
    {.action = ACTION_NONE},
};

/* Whether this is the answer that was given before it was taken back. */
static bool is_earlier(const struct question *question, const struct answer *answer)
{
    const struct event *event = walk_earlier(question->screen.context->walk);

    return event && event->kind == EVENT_ANSWERED && strcmp(event->answer, answer->node.id) == 0;
}

static void add_answers(struct question *question, const struct lines_style *style)
{
    struct form *form = &question->screen.form;
    const struct answer *answer;
    unsigned index = 0;

    flow_each(answer, question->step->answers) {
        bool marked = is_earlier(question, answer);
        struct buffer text = {0};

        screen_answer_text(&text, answer->say, marked);
        form_choice(form, style, true, index, index + 1, buffer_text(&text));
        if (marked && !question->started)
            form_focus(form, ITEM_CHOICE, index);
        form->foot.failed = form->foot.failed || buffer_failed(&text);
        buffer_free(&text);
        index++;
    }
    question->started = true;
}

static void add_help_texts(struct question *question, const struct lines_style *style)
{
    struct form *form = &question->screen.form;
    const struct step *step = question->step;

    instructions_plain(form, style, step->instructions, &question->screen.commands);
    instructions_labelled(form, style, "How", step->how, &question->screen.commands);
    instructions_labelled(form, style, "Why", step->why, NULL);
}

/* What may be typed, or why what was typed is not it. */
static void add_value_hint(struct question *question, const struct lines_style *style)
{
    struct lines_style hint = *style;
    struct lines *foot = &question->screen.form.foot;
    enum value_type type = question->step->type;
    struct buffer text = {0};

    hint.indent = 2;
    hint.role = question->refused ? ROLE_BAD : ROLE_MUTED;
    if (!question->refused)
        buffer_printf(&text, "Type %s.", value_type_hints[type]);
    else if (value_fits(type, buffer_text(&question->screen.field.text)))
        buffer_string(&text, "This is not of the form that is asked for.");
    else
        buffer_printf(&text, "This does not fit. Wanted: %s.", value_type_hints[type]);
    if (question->step->sensitive)
        buffer_string(&text, " It is never written down.");
    lines_text(foot, &hint, buffer_text(&text));
    foot->failed = foot->failed || buffer_failed(&text);
    buffer_free(&text);
}

static void build(struct screen *screen, struct lines_style style)
{
    struct question *question = (struct question *)screen;
    struct lines_style heading = style;

    heading.role = ROLE_HEADING;
    lines_text(&screen->form.head, &heading, question->step->text);
    add_help_texts(question, &style);
    if (question->step->kind == STEP_INPUT) {
        form_field(&screen->form, FIELD);
        add_value_hint(question, &style);
    }
    add_answers(question, &style);
    screen->form.must = screen->form.foot.count;
}

static struct effect choose(const struct question *question, unsigned chosen)
{
    const struct answer *answer;
    struct event event;

    flow_each(answer, question->step->answers) {
        if (chosen-- == 0)
            return effect_of(walk_answer(question->screen.context->walk, answer->node.id, &event),
                             &event);
    }
    return (struct effect){EFFECT_NONE};
}

static struct effect submit(struct question *question)
{
    const char *value = buffer_text(&question->screen.field.text);
    struct event event;
    enum status status = walk_type(question->screen.context->walk, value, &event);

    question->screen.is_stale = question->refused = status != STATUS_OK;
    return effect_of(status, &event);
}

static struct effect enter(struct question *question, const struct item *item)
{
    if (item && item->kind == ITEM_CHOICE)
        return choose(question, item->value);
    if (item && question->screen.editing)
        return submit(question);
    question->screen.editing = true;
    return (struct effect){EFFECT_NONE};
}

/* Esc goes to the first answer; without answers the field keeps the focus, but not the letters. */
static void leave_field(struct screen *screen)
{
    if (screen->form.item_count > 1)
        form_update(&screen->form, ACTION_DOWN);
    else
        screen->editing = false;
}

static struct effect update(struct screen *screen, enum action action, int key)
{
    struct question *question = (struct question *)screen;

    if (form_update(&screen->form, action))
        return (struct effect){EFFECT_NONE};
    if (action == ACTION_CHOOSE || action == ACTION_NUMBER)
        return enter(question, screen_chosen(screen, action, key));
    if (action == ACTION_LEAVE_FIELD) {
        leave_field(screen);
    } else if (field_update(&screen->field, action, key)) {
        screen->is_stale = question->refused;
        question->refused = false;
    }
    return (struct effect){EFFECT_NONE};
}

static const struct screen_class question_class = {
    .name = "question",
    .bindings = bindings,
    .build = build,
    .update = update,
    .view = screen_view,
};

struct screen *question_new(const struct context *context)
{
    struct question *question = screen_new(sizeof *question, &question_class, context);
    const struct event *event;

    if (!question)
        return NULL;
    question->step = walk_step(context->walk);
    question->screen.editing = question->step->kind == STEP_INPUT;
    event = walk_earlier(context->walk);
    if (event && event->kind == EVENT_TYPED)
        field_set(&question->screen.field, event->answer);
    return &question->screen;
}
