/* SPDX-License-Identifier: MIT */
/*
 * The trail with its answers, to go back to one of them. What comes after it is taken back with it,
 * so that is said first; an answer that still fits is offered again where the walk comes by.
 */
#include <config.h>

#include <stdint.h>
#include <stdio.h>

#include "errwalk/moment.h"
#include "errwalk/prose.h"
#include "tui/frame/ask.h"
#include "trail.h"
#include "screens.h"

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "change", "answer this one again",
     screen_on_choice},
    {ACTION_NUMBER, {KEYS_DIGITS}, NULL, "choose that line at once", screen_has_numbers},
    KEYS_MOVE,
    {ACTION_NOTES, {'n'}, "notes", "look at the notes, and edit them", screen_has_notes},
    {ACTION_CLOSE, {0x1b, 'b', KEYS_FUNCTION(KEY_BACKSPACE), KEYS_FUNCTION(KEY_LEFT)}, "close",
     "back to the walk", NULL},
    KEYS_COMMON,
    {.action = ACTION_NONE},
};

/* A text as it read at an event: a block that came back took its facts along. */
static void put_then(struct buffer *out, const struct session *session, const struct event *event,
                     const char *text)
{
    struct moment moment = moment_before(session, event);

    prose_expand(out, text, moment_expand, &moment);
}

static void put_answer(struct buffer *out, const struct session *session, const struct event *event)
{
    if (event->kind == EVENT_TYPED)
        buffer_string(out, session_answer_text(event));
    else
        put_then(out, session, event, session_answer_text(event));
}

static void build(struct screen *screen, struct lines_style style)
{
    struct form *form = &screen->form;
    struct lines_style heading = style, answer = style;
    const struct session *session = walk_session(screen->context->walk);
    size_t count, i;
    const struct event *const *trail = session_trail(session, &count);
    struct buffer text = {0};
    unsigned number = 0;

    heading.role = ROLE_HEADING;
    lines_text(&form->head, &heading, "Which answer do you want to change?");
    style.walk = answer.walk = NULL; /* put in already */
    answer.role = ROLE_MUTED;
    answer.indent = 5;
    for (i = 0; i < count; i++) {
        if (!session_is_answer(trail[i]))
            continue;
        put_then(&text, session, trail[i], trail[i]->question);
        form_choice(form, &style, false, (unsigned)i, ++number, buffer_text(&text));
        buffer_clear(&text);
        put_answer(&text, session, trail[i]);
        lines_text(&form->body, &answer, buffer_text(&text));
        buffer_clear(&text);
        form_extend(form);
    }
    buffer_free(&text);
}

/* Asks where later answers would go. */
static struct screen *ask_drop(const struct context *context, const struct event *earlier,
                               const struct event *event)
{
    const struct session *session = walk_session(context->walk);
    size_t count, i;
    const struct event *const *trail = session_trail(session, &count);
    struct screen *screen = NULL;
    struct buffer text = {0};

    buffer_string(&text, "An answer that still fits is offered again. Taken back with it:\n");
    for (i = 0; i < count; i++) {
        if (trail[i]->number <= earlier->number || !session_is_answer(trail[i]))
            continue;
        buffer_char(&text, '\n');
        put_then(&text, session, trail[i], trail[i]->question);
        buffer_string(&text, "\n    ");
        put_answer(&text, session, trail[i]);
    }
    screen = ask_new(context, &(struct ask){
                                  .title = "Take back what came after this answer?",
                                  .text = buffer_text(&text),
                                  .replies = {{"Go back there", {EFFECT_COMMIT, .event = *event}},
                                              {"Keep them", {.kind = EFFECT_CLOSE}}},
                              });
    buffer_free(&text);
    return screen;
}

static bool is_last(const struct session *session, const struct event *event)
{
    size_t count;
    const struct event *const *trail = session_trail(session, &count);

    while (count && !session_is_answer(trail[count - 1]))
        count--;
    return count && trail[count - 1] == event;
}

struct effect trail_go_back(const struct context *context, const struct event *event)
{
    char id[16];
    struct event undo;
    enum status status;

    snprintf(id, sizeof id, "%u", event->number);
    status = walk_choose(context->walk, CHOICE_BACK_TO, id, NULL, &undo);
    if (status != STATUS_OK || is_last(walk_session(context->walk), event))
        return effect_of(status, &undo);
    return (struct effect){EFFECT_OPEN, .open = ask_drop(context, event, &undo)};
}

static struct effect choose(struct screen *screen, const struct item *item)
{
    const struct walk *walk = screen->context->walk;
    size_t count;
    const struct event *const *trail = session_trail(walk_session(walk), &count);

    return trail_go_back(screen->context, trail[item->value]);
}

static const struct screen_class trail_class = {
    .name = "earlier answers",
    .overlay = true,
    .bindings = bindings,
    .build = build,
    .choose = choose,
    .view = screen_view,
};

struct screen *trail_new(const struct context *context)
{
    struct screen *screen = screen_new(sizeof *screen, &trail_class, context);

    screen->form.focus = SIZE_MAX; /* the newest: laying it out takes the last there is */
    return screen;
}
