/* SPDX-License-Identifier: MIT */
/*
 * The screen of a step, of any kind, in a walk or a training: what it says, and below it the choices
 * that there are (errwalk/choices.h). Only what is said differs by kind; what can be done is drawn
 * from the list and committed as it is.
 */
#include <config.h>

#include <string.h>

#include "errwalk/page.h"
#include "tui/frame/ask.h"
#include "tui/frame/instructions.h"
#include "related.h"
#include "seen.h"
#include "screens.h"

enum { ROOMY = 16 /* rows: below that the steps of a fix need every line */ };

struct step_screen {
    struct screen screen;
    const struct step *step;
    bool refused; /* what was typed does not fit */
    bool started; /* the first focus was given */
    bool shows_more;
};

static bool may(const struct screen *screen, enum choice_kind kind)
{
    return screen_is_not_editing(screen) && walk_choice(screen->context->walk, kind, NULL);
}

static bool can_look(const struct screen *screen)
{
    return may(screen, CHOICE_LOOK);
}

static bool can_hold(const struct screen *screen)
{
    return may(screen, CHOICE_HOLD);
}

static bool can_hint(const struct screen *screen)
{
    return may(screen, CHOICE_HINT);
}

static bool has_more(const struct screen *screen)
{
    return screen_is_not_editing(screen) && *((const struct step_screen *)screen)->step->more;
}

static bool was_weighed(const struct screen *screen)
{
    return screen_is_not_editing(screen) && *walk_because(screen->context->walk);
}

static bool can_put_off(const struct screen *screen)
{
    return may(screen, CHOICE_PUT_OFF);
}

static bool can_paste(const struct screen *screen)
{
    return may(screen, CHOICE_PASTE);
}

#define KEYS_STEP(choose)                                                                          \
    {                                                                                              \
        {ACTION_CHOOSE, {KEYS_ENTER}, "go on", "go on with what was typed", screen_is_editing},    \
        {ACTION_LEAVE_FIELD, {0x1b}, "leave field",                                                \
         "leave the field, so that letters are keys again", screen_is_editing},                    \
        KEYS_FIELD(screen_is_editing),                                                             \
        {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "tick off", "tick this item off",  \
         screen_on_tick},                                                                          \
        {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "choose", choose,                  \
         screen_on_choice},                                                                        \
        {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "type", "type into the field",     \
         screen_on_field},                                                                         \
        {ACTION_MORE, {'+'}, "more", "show or fold what else there is to know", has_more},         \
        {ACTION_WHY_NEXT, {'w'}, "why next", "why this comes next, and what else could",           \
         was_weighed},                                                                             \
        {ACTION_PUT_OFF, {'-'}, "put off", "put this off until nothing else is left", can_put_off}, \
        {ACTION_PASTE, {'p'}, "paste", "paste what the command printed, and see what it means",    \
         can_paste},                                                                               \
        {ACTION_LOOK, {'l'}, "look", "ask the caller, and look: it costs minutes", can_look},      \
        {ACTION_HOLD, {'o'}, "hold", "put the caller on hold, to take another", can_hold},         \
        {ACTION_HINT, {'h'}, "hint", "take a hint, after its price is said", can_hint},            \
        {ACTION_SEEN, {'s'}, "seen", "read again all that was seen", screen_has_seen},             \
        KEYS_WALK,                                                                                 \
        {.action = ACTION_NONE},                                                                   \
    }

static const struct binding question_bindings[] = KEYS_STEP("choose the answer that is marked");
static const struct binding fix_bindings[] = KEYS_STEP("choose the line that is marked");
static const struct binding bindings[] = KEYS_STEP("do what is marked");

static const char *minutes_word(double minutes)
{
    return minutes == 1 ? "minute" : "minutes";
}

/* What is said, by the kind of the step */

struct evidence_lines {
    struct lines *lines;
    const struct lines_style *style;
    bool is_begun;
};

/* As it is: nothing in it is a fact or a command. */
static void add_evidence(void *context, enum walk_evidence_part part, const char *text)
{
    struct evidence_lines *to = context;
    struct lines_style style = *to->style;

    style.walk = NULL;
    style.role = ROLE_STRONG;
    if (!to->is_begun) {
        lines_blank(to->lines);
        lines_text(to->lines, &style, "Read in what was pasted");
    }
    to->is_begun = true;
    style.role = ROLE_PLAIN;
    style.indent = part == EVIDENCE_MEANING ? 6 : 2;
    if (part == EVIDENCE_LINE)
        lines_output(to->lines, &style, text);
    else
        lines_text(to->lines, &style, text);
}

static void say_question(struct step_screen *at, const struct lines_style *style)
{
    struct screen *screen = &at->screen;
    struct evidence_lines evidence = {.lines = &screen->form.body, .style = style};

    walk_read_evidence(screen->context->walk, add_evidence, &evidence);
    instructions_plain(&screen->form, style, at->step->instructions, &screen->commands);
    instructions_labelled(&screen->form, style, "How", at->step->how, &screen->commands);
    instructions_labelled(&screen->form, style, "Why", at->step->why, NULL);
    instructions_labelled(&screen->form, style, "More",
                          at->shows_more || !*at->step->more ? at->step->more : "Press + to read it.",
                          &screen->commands);
}

static void say_fix(struct step_screen *at, const struct lines_style *style)
{
    struct screen *screen = &at->screen;
    struct form *form = &screen->form;

    instructions_progress(screen->rows < ROOMY ? &form->body : &form->head, style);
    if (*at->step->because)
        lines_prose(&form->body, style, at->step->because, NULL);
    instructions_ticked(form, style, at->step->instructions, walk_session(screen->context->walk),
                        &screen->commands);
}

static void say_referral(struct step_screen *at, const struct lines_style *style)
{
    static const char *const says[] = {
        [WALK_ENTERS] = "The walk goes on in its flow, with all that is known so far.",
        [WALK_NO_FLOW] = "There is no flow for it here: the walk ends, referred to this error.",
        [WALK_ENTERED] = ("This flow was already walked in this session, so it is not entered again: "
                          "an earlier answer may be worth a second look."),
    };
    const struct choice *refer = walk_choice(at->screen.context->walk, CHOICE_REFER, NULL);
    struct lines *body = &at->screen.form.body;
    struct lines_style title = *style;

    title.role = ROLE_STRONG;
    lines_prose(body, style, at->step->because, NULL);
    lines_blank(body);
    if (refer && *refer->event.title)
        lines_text(body, &title, refer->event.title);
    lines_text(body, style, says[refer ? refer->referral : WALK_ENTERED]);
}

static void say_escalation(struct step_screen *at, const struct lines_style *style)
{
    struct screen *screen = &at->screen;
    struct lines *body = &screen->form.body;
    struct lines_style text = *style;
    struct buffer ticket = {0};

    page_ticket(&ticket, screen->context->walk);
    instructions_progress(&screen->form.head, style);
    lines_prose(body, style, at->step->because, NULL);
    commands_add(&screen->commands, buffer_text(&ticket), "Ticket", "");
    instructions_ticked(&screen->form, style, at->step->instructions,
                        walk_session(screen->context->walk), &screen->commands);
    lines_blank(body);
    text.role = ROLE_STRONG;
    lines_text(body, &text, "Ticket (c copies it)");
    text.role = ROLE_PLAIN;
    text.indent = 2;
    text.walk = NULL;
    lines_text(body, &text, buffer_text(&ticket));
    buffer_free(&ticket);
}

/* The newest first: what was reported, hints, what was seen; then what the flow itself says. */
static void say_training(struct step_screen *at, const struct lines_style *style)
{
    const struct context *context = at->screen.context;
    const struct event *looked = training_looked(context->training), *hint;
    struct screen *screen = &at->screen;
    struct lines_style verbatim = *style;
    size_t i, count;

    verbatim.walk = NULL;
    seen_add_told(screen, style);
    seen_add_heard(screen, style);
    for (i = 0; (hint = training_hint_taken(context->training, i)); i++)
        instructions_labelled(&screen->form, &verbatim, "Hint", hint->say, NULL);
    session_trail(walk_session(context->walk), &count);
    if (!count && !looked)
        seen_add_opening(screen, style);
    if (looked)
        seen_add_found(screen, style, looked);
    if (!step_is_question(at->step->kind))
        instructions_labelled(&screen->form, style, "Why", at->step->because, NULL);
    say_question(at, style);
}

/* What can be done */

/* What may be typed, or why what was typed is not it. */
static void add_field(struct step_screen *at, const struct lines_style *style,
                      const struct choice *value, unsigned index)
{
    struct screen *screen = &at->screen;
    struct lines_style hint = *style;
    struct buffer text = {0};

    form_field(&screen->form, index);
    hint.indent = 2;
    hint.role = at->refused ? ROLE_BAD : ROLE_MUTED;
    if (!at->refused)
        flow_type_hint(at->step, &text);
    else if (value_fits(at->step->type, buffer_text(&screen->field.text)))
        buffer_string(&text, "This is not of the form that is asked for.");
    else
        buffer_printf(&text, "This does not fit. Wanted: %s.", value->hint);
    if (value->event.sensitive && at->refused)
        buffer_string(&text, " It is never written down.");
    if (value->is_proposed && !at->refused)
        buffer_string(&text, " It was read in what was pasted.");
    lines_text(&screen->form.foot, &hint, buffer_text(&text));
    buffer_free(&text);
}

/* What was pasted is newer than an answer that was taken back. */
static bool is_any_proposed(const struct step_screen *at)
{
    const struct choice *answer;

    walk_each(answer, at->screen.context->walk, CHOICE_ANSWER) {
        if (answer->is_proposed)
            return true;
    }
    return false;
}

static void add_choice(struct step_screen *at, const struct lines_style *style,
                       const struct choice *choice, unsigned index)
{
    struct form *form = &at->screen.form;
    struct buffer text = {0};

    screen_answer_text(&text, choice->text, choice->was_chosen);
    if (choice->kind == CHOICE_LOOK || choice->kind == CHOICE_HINT) {
        buffer_string(&text, " (");
        buffer_decimal(&text, choice->event.minutes);
        buffer_printf(&text, " %s", minutes_word(choice->event.minutes));
        if (choice->kind == CHOICE_HINT)
            buffer_printf(&text, ", %u left", choice->left);
        buffer_char(&text, ')');
    }
    if (choice->is_proposed)
        buffer_string(&text, " (read in what was pasted)");
    form_choice(form, style, true, index, choice->kind == CHOICE_BACK ? 1 : choice->number,
                buffer_text(&text));
    if (choice->kind == CHOICE_ANSWER && !at->started && !at->screen.context->training &&
        (choice->is_proposed || (choice->was_chosen && !is_any_proposed(at))))
        form_focus(form, ITEM_CHOICE, index);
    buffer_free(&text);
}

/* Where the step refers to a flow that was walked already, all that is left is to go back. */
static bool is_drawn(const struct step_screen *at, const struct choice *choice)
{
    return choice->kind < CHOICE_HINT ||
           (choice->kind == CHOICE_BACK && at->step->kind == STEP_REFER &&
            !walk_choice(at->screen.context->walk, CHOICE_REFER, NULL));
}

static void add_choices(struct step_screen *at, const struct lines_style *style)
{
    struct form *form = &at->screen.form;
    size_t count, i;
    const struct choice *list = walk_choices(at->screen.context->walk, &count);

    for (i = 0; i < count; i++) {
        if (list[i].kind == CHOICE_VALUE)
            add_field(at, style, &list[i], (unsigned)i);
        else if (is_drawn(at, &list[i]))
            add_choice(at, style, &list[i], (unsigned)i);
    }
    at->started = true;
    form->must = form->foot.count;
    for (i = 0; i < count; i++) {
        if (list[i].kind == CHOICE_HINT || list[i].kind == CHOICE_HOLD)
            add_choice(at, style, &list[i], (unsigned)i);
    }
    if (at->step->kind == STEP_FIX)
        related_add(&at->screen, style);
}

static void add_wait(struct step_screen *at, const struct lines_style *style)
{
    struct lines_style text = *style;
    char when[CLOCK_TEXT];

    text.role = ROLE_STRONG;
    text.indent = 2;
    if (walk_look_again(at->screen.context->walk, when))
        lines_printf(&at->screen.form.foot, &text, "Look again at %s: the result does not show earlier.", when);
}

/* Why a weigh step led here. */
static void say_because(struct step_screen *at, const struct lines_style *style)
{
    struct lines_style muted = *style;
    struct lines *body = &at->screen.form.body;

    muted.role = ROLE_MUTED;
    if (!*walk_because(at->screen.context->walk))
        return;
    lines_text(body, &muted, walk_because(at->screen.context->walk));
    lines_blank(body);
}

static void build(struct screen *screen, struct lines_style style)
{
    static void (*const says[STEP_KIND_COUNT])(struct step_screen *, const struct lines_style *) = {
        [STEP_ASK] = say_question,       [STEP_INPUT] = say_question, [STEP_FIX] = say_fix,
        [STEP_REFER] = say_referral,     [STEP_ESCALATE] = say_escalation,
    };
    struct step_screen *at = (struct step_screen *)screen;
    const struct training *training = screen->context->training;
    struct lines_style heading = style;
    struct buffer title = {0};

    heading.role = ROLE_HEADING;
    if (at->step->kind == STEP_REFER)
        buffer_string(&title, training ? "This is another case" : "This is another case: ");
    if (at->step->kind == STEP_REFER && !training)
        flow_error_text(&title, at->step->refer);
    lines_text(&screen->form.head, &heading, title.length ? buffer_text(&title) : at->step->text);
    buffer_free(&title);
    say_because(at, &style);
    if (training)
        say_training(at, &style);
    else
        says[at->step->kind](at, &style);
    if (at->step->kind == STEP_FIX)
        lines_text(&screen->form.foot, &heading, at->step->verify);
    add_wait(at, &style);
    add_choices(at, &style);
}

static struct effect ask_hint(const struct context *context, const struct choice *hint)
{
    struct buffer text = {0};
    struct screen *screen;

    buffer_string(&text, "It costs ");
    buffer_decimal(&text, hint->event.minutes);
    buffer_printf(&text, " %s, and points of the score.", minutes_word(hint->event.minutes));
    screen = ask_new(context, &(struct ask){
                                  .title = "Take a hint?",
                                  .text = buffer_text(&text),
                                  .replies = {{"Take the hint", {EFFECT_COMMIT, .event = hint->event}},
                                              {"Go on without", {.kind = EFFECT_CLOSE}}},
                              });
    buffer_free(&text);
    return (struct effect){EFFECT_OPEN, .open = screen};
}

/* It may work already, so that is asked about, and not refused. */
static struct effect ask_early(const struct context *context, const struct choice *worked)
{
    struct buffer text = {0};
    char when[CLOCK_TEXT] = "";
    struct screen *screen;

    walk_look_again(context->walk, when);
    buffer_printf(&text, "The result takes a while: it shows at %s.", when);
    screen = ask_new(context, &(struct ask){
                                  .title = "Does it work already?",
                                  .text = buffer_text(&text),
                                  .replies = {{worked->text, {EFFECT_COMMIT, .event = worked->event}},
                                              {"Look again later", {.kind = EFFECT_CLOSE}}},
                              });
    buffer_free(&text);
    return (struct effect){EFFECT_OPEN, .open = screen};
}

static bool is_early(const struct choice *choice)
{
    return choice->due && strcmp(choice->id, fix_result_names[FIX_WORKED]) == 0;
}

/* Does what a choice is for, with what stands in the field. */
static struct effect take(struct step_screen *at, const struct choice *choice)
{
    const struct context *context = at->screen.context;
    const char *value = choice->kind == CHOICE_VALUE ? buffer_text(&at->screen.field.text) : NULL;
    struct event event;
    enum status status;

    if (choice->kind == CHOICE_OTHER)
        return (struct effect){EFFECT_OPEN, .open = another_new(context)};
    if (choice->kind == CHOICE_HINT)
        return ask_hint(context, choice);
    if (is_early(choice))
        return ask_early(context, choice);
    status = walk_take(context->walk, choice, value, &event);
    at->screen.is_stale = at->refused = status != STATUS_OK;
    return effect_of(status, &event);
}

static struct effect take_first(struct step_screen *at, enum choice_kind kind)
{
    const struct choice *choice = walk_choice(at->screen.context->walk, kind, NULL);

    return choice ? take(at, choice) : (struct effect){.kind = EFFECT_NONE};
}

/* A tick moves the focus on to the next item. */
static struct effect tick(struct step_screen *at, unsigned item)
{
    const struct choice *choice = walk_choice(at->screen.context->walk, CHOICE_TICK, NULL);

    while (choice && choice->event.item != item)
        choice = walk_choice_after(at->screen.context->walk, choice);
    if (!choice)
        return (struct effect){.kind = EFFECT_NONE};
    if (choice->event.on)
        form_advance(&at->screen.form);
    return take(at, choice);
}

static struct effect choose(struct step_screen *at, const struct item *item)
{
    size_t count;
    const struct choice *list = walk_choices(at->screen.context->walk, &count);

    if (!item)
        return (struct effect){.kind = EFFECT_NONE};
    if (item->kind == ITEM_TICK)
        return tick(at, item->value);
    if (related_is(item))
        return related_choose(&at->screen, item);
    if (item->kind != ITEM_FIELD || at->screen.editing)
        return take(at, &list[item->value]);
    at->screen.editing = true;
    return (struct effect){.kind = EFFECT_NONE};
}

/* Esc goes to the first answer; without answers the field keeps the focus, but not the letters. */
static void leave_field(struct screen *screen)
{
    size_t focus = screen->form.focus;

    form_update(&screen->form, ACTION_DOWN);
    if (screen->form.focus == focus)
        screen->editing = false;
}

/* A digit is the first of a value, also while the field is not in focus: it must answer nothing. */
static struct effect type_digit(struct step_screen *at, int key)
{
    const char digit[] = {(char)key, '\0'};
    size_t count, i = 0;
    const struct choice *list = walk_choices(at->screen.context->walk, &count);

    while (i < count && list[i].kind != CHOICE_VALUE)
        i++;
    form_focus(&at->screen.form, ITEM_FIELD, (unsigned)i);
    field_set(&at->screen.field, digit);
    at->screen.editing = at->screen.is_stale = true;
    return (struct effect){.kind = EFFECT_NONE};
}

static struct effect update(struct screen *screen, enum action action, int key)
{
    struct step_screen *at = (struct step_screen *)screen;

    if (form_update(&screen->form, action))
        return (struct effect){.kind = EFFECT_NONE};
    if (action == ACTION_NUMBER && screen->context->training &&
        walk_choice(screen->context->walk, CHOICE_VALUE, NULL))
        return type_digit(at, key);
    if (action == ACTION_CHOOSE || action == ACTION_NUMBER)
        return choose(at, screen_chosen(screen, action, key));
    if (action == ACTION_LOOK)
        return take_first(at, CHOICE_LOOK);
    if (action == ACTION_HINT)
        return take_first(at, CHOICE_HINT);
    if (action == ACTION_HOLD)
        return take_first(at, CHOICE_HOLD);
    if (action == ACTION_PUT_OFF)
        return take_first(at, CHOICE_PUT_OFF);
    if (action == ACTION_MORE) {
        at->shows_more = !at->shows_more;
        screen->is_stale = true;
    }
    if (action == ACTION_LEAVE_FIELD) {
        leave_field(screen);
    } else if (field_update(&screen->field, action, key)) {
        screen->is_stale = at->refused;
        at->refused = false;
    }
    return (struct effect){.kind = EFFECT_NONE};
}

#define CLASS(title, keys)                                                                         \
    {                                                                                              \
        .name = title, .bindings = keys, .build = build, .update = update, .view = screen_view,    \
    }

struct screen *step_new(const struct context *context)
{
    static const struct screen_class classes[STEP_KIND_COUNT] = {
        [STEP_ASK] = CLASS("question", question_bindings),
        [STEP_INPUT] = CLASS("question", question_bindings),
        [STEP_FIX] = CLASS("fix", fix_bindings),
        [STEP_REFER] = CLASS("referral", bindings),
        [STEP_ESCALATE] = CLASS("escalation", bindings),
    };
    static const struct screen_class training_class = CLASS("training", bindings);
    const struct step *step = walk_step(context->walk);
    const struct choice *value = walk_choice(context->walk, CHOICE_VALUE, NULL);
    struct step_screen *at = screen_new(
        sizeof *at, context->training ? &training_class : &classes[step->kind], context);

    at->step = step;
    at->screen.editing = value != NULL;
    if (value && *value->value)
        field_set(&at->screen.field, value->value);
    return &at->screen;
}
