/* SPDX-License-Identifier: MIT */
/*
 * The sessions of the history, newest first, a page of them and more when asked, narrowed by what is
 * typed. Their texts are looked into only when asked: that reads the history, all of it.
 */
#include <config.h>

#include <limits.h>
#include <string.h>

#include "tui/frame/ask.h"
#include "errwalk/clock.h"
#include "errwalk/text.h"
#include "tui/frame/filter.h"
#include "screens.h"

/* What a choice stands for: a session that is listed, or behind these one that was found; or all
 * that is not listed yet. */
enum { OLDER = UINT_MAX };

static const struct history_session *session_at(const struct context *context, size_t index)
{
    return index < context->sessions->count
               ? &context->sessions->items[index]
               : &context->found->items[index - context->sessions->count];
}

static const struct history_session *focused(const struct screen *screen)
{
    const struct item *item = form_focused(&screen->form);

    return item && item->value != OLDER ? session_at(screen->context, item->value) : NULL;
}

static bool on_older(const struct screen *screen)
{
    const struct item *item = form_focused(&screen->form);

    return item && item->value == OLDER;
}

static bool on_unfinished(const struct screen *screen)
{
    const struct history_session *session = focused(screen);

    return session && session->outcome == OUTCOME_UNFINISHED;
}

static bool on_finished(const struct screen *screen)
{
    return focused(screen) && !on_unfinished(screen);
}

static bool can_act(const struct screen *screen)
{
    return screen_is_not_editing(screen) && focused(screen);
}

static bool can_search_behind(const struct screen *screen)
{
    return screen_is_editing(screen) && screen->field.text.length > 0;
}

static bool can_search(const struct screen *screen)
{
    return screen_is_not_editing(screen) && screen->field.text.length > 0;
}

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER}, "resume", "go on with it", on_unfinished},
    {ACTION_CHOOSE, {KEYS_ENTER}, "read", "read its transcript", on_finished},
    {ACTION_CHOOSE, {KEYS_ENTER}, "older", "list older ones as well", on_older},
    {ACTION_SEARCH, {KEYS_CTRL('F')}, "full text", "look into notes, answers and questions, too",
     can_search_behind},
    {ACTION_SEARCH, {'f', KEYS_CTRL('F')}, "full text",
     "look into notes, answers and questions, too", can_search},
    {ACTION_READ, {'t', KEYS_FUNCTION(KEY_RIGHT)}, "transcript",
     "read its transcript, and write it", can_act},
    {ACTION_REMOVE, {'d', KEYS_FUNCTION(KEY_DC)}, "delete", "remove it for good, after a question",
     can_act},
    {ACTION_CLOSE, {0x1b, 'b', KEYS_FUNCTION(KEY_BACKSPACE), KEYS_FUNCTION(KEY_LEFT)}, "back",
     "back", screen_is_not_editing},
    KEYS_LIST,
    {.action = ACTION_NONE},
};

/* Whether a search for what stands in the filter now found it. */
static bool was_found(const struct screen *screen, const struct history_session *session)
{
    const struct history_list *found = screen->context->found;
    size_t i;

    if (!screen->field.text.length ||
        strcmp(screen->context->searched, buffer_text(&screen->field.text)) != 0)
        return false;
    for (i = 0; i < found->count; i++) {
        if (strcmp(found->items[i].id, session->id) == 0)
            return true;
    }
    return false;
}

static bool is_listed(const struct context *context, const struct history_session *session)
{
    const struct history_list *sessions = context->sessions;

    return sessions->count && session->place >= sessions->items[sessions->count - 1].place;
}

static bool fits(const struct screen *screen, const struct filter *filter,
                 const struct history_session *session, const char *problem)
{
    struct buffer text = {0};
    bool result;

    buffer_printf(&text, "%s\n%s\n%s\n%s\n%s", session->id, problem, session->flow, session->title,
                  outcome_names[session->outcome]);
    result = filter_fits(filter, buffer_text(&text)) || was_found(screen, session);
    buffer_free(&text);
    return result;
}

static void add(struct form *form, const struct lines_style *style,
                const struct history_session *session, size_t index, const char *problem)
{
    const char *dot = canvas_glyph(style->canvas, GLYPH_DOT);
    struct lines_style detail = *style;
    struct buffer text = {0};
    char when[CLOCK_TEXT];

    clock_format_minute(session->started, when);
    buffer_printf(&text, "%s %s %s %s %s %s %zu question%s", session->ending, dot, when, dot,
                  outcome_names[session->outcome], dot, session->questions,
                  text_plural(session->questions));
    detail.role = ROLE_MUTED;
    detail.indent = 4;
    form_choice(form, style, false, (unsigned)index, 0, problem);
    lines_text(&form->body, &detail, buffer_text(&text));
    form_extend(form);
    buffer_free(&text);
}

static void add_older(struct form *form, const struct lines_style *style,
                      const struct history_list *sessions)
{
    struct buffer text = {0};

    buffer_printf(&text, "Older sessions (%zu of %zu are listed)", sessions->count, sessions->all);
    form_choice(form, style, false, OLDER, 0, buffer_text(&text));
    form_extend(form);
    buffer_free(&text);
}

static void add_sessions(struct screen *screen, const struct lines_style *style)
{
    const struct history_list *sessions = screen->context->sessions;
    struct filter filter = {{0}};
    size_t i;

    filter_set(&filter, buffer_text(&screen->field.text));
    for (i = 0; i < sessions->count + screen->context->found->count; i++) {
        const struct history_session *session = session_at(screen->context, i);
        struct buffer problem = {0};

        if (i >= sessions->count && is_listed(screen->context, session))
            continue;
        history_problem_text(&problem, session);
        if (i < sessions->count ? fits(screen, &filter, session, buffer_text(&problem))
                                : was_found(screen, session))
            add(&screen->form, style, session, i, buffer_text(&problem));
        buffer_free(&problem);
    }
    buffer_free(&filter.words);
    if (sessions->more)
        add_older(&screen->form, style, sessions);
}

static void build(struct screen *screen, struct lines_style style)
{
    struct form *form = &screen->form;
    struct lines_style heading = style, muted = style;

    heading.role = ROLE_HEADING;
    muted.role = ROLE_MUTED;
    lines_text(&form->head, &heading, "Sessions");
    form_filter(form, &style, "Filter:", screen->editing);
    add_sessions(screen, &style);
    if (!form->item_count)
        lines_text(&form->body, &muted, screen->context->sessions->count
                                            ? "No session has this in its id, problem, title or "
                                              "outcome. Ctrl-F looks into notes, answers and "
                                              "questions, too."
                                            : "There is no session yet.");
}

/* Its id and its problem. */
static struct screen *ask_remove(const struct context *context,
                                 const struct history_session *session)
{
    struct screen *screen = NULL;
    struct buffer text = {0};
    char when[CLOCK_TEXT];

    clock_format_minute(session->started, when);
    buffer_printf(&text, "%s, begun %s: ", session->ending, when);
    history_problem_text(&text, session);
    buffer_printf(&text, "\n%s", session->title);
    screen = ask_new(context, &(struct ask){
                                  .title = "Remove this session?",
                                  .text = buffer_text(&text),
                                  .replies = {{"Keep it", {.kind = EFFECT_CLOSE}},
                                              {"Remove it for good",
                                               {EFFECT_DELETE_SESSION, .text = session->id}}},
                              });
    buffer_free(&text);
    return screen;
}

static struct effect update(struct screen *screen, enum action action, int key)
{
    const struct history_session *session;

    if (filter_update(screen, action, key))
        return (struct effect){.kind = EFFECT_NONE};
    if (action == ACTION_SEARCH)
        return (struct effect){EFFECT_SEARCH, .text = buffer_text(&screen->field.text)};
    if (on_older(screen))
        return (struct effect){.kind = EFFECT_LIST_OLDER};
    session = focused(screen);
    if (!session)
        return (struct effect){.kind = EFFECT_NONE};
    if (action == ACTION_REMOVE)
        return (struct effect){EFFECT_OPEN, .open = ask_remove(screen->context, session)};
    if (action == ACTION_READ || session->outcome != OUTCOME_UNFINISHED)
        return (struct effect){EFFECT_SHOW_TRANSCRIPT, .text = session->id};
    return (struct effect){EFFECT_RESUME, .text = session->id};
}

static const struct screen_class sessions_class = {
    .name = "sessions",
    .overlay = true,
    .bindings = bindings,
    .build = build,
    .update = update,
    .view = screen_view,
};

struct screen *sessions_new(const struct context *context)
{
    struct screen *screen = screen_new(sizeof *screen, &sessions_class, context);

    screen->editing = true;
    return screen;
}
