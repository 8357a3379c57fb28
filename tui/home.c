/*
 * Where errwalk begins without a problem: sessions to go on with, then the flows, one filter over
 * both.
 */
#include <config.h>

#include <limits.h>

#include "errwalk/clock.h"
#include "filter.h"

/* Values of items: sessions by their index, then flows by theirs. */
enum { ALL_SESSIONS = UINT_MAX / 2 };

struct home {
    struct screen screen;
    const struct tui_home *home;
};

static bool has_sessions(const struct screen *screen)
{
    return screen_is_not_editing(screen) && screen->context->sessions->count > 0;
}

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER}, "choose", "go on with what is marked, or begin it",
     screen_on_choice},
    {ACTION_SESSIONS, {'s'}, "sessions", "all sessions", has_sessions},
    KEYS_LIST,
    {.action = ACTION_NONE},
};

static void add_choice(struct form *form, const struct lines_style *style, size_t value,
                       const char *text, struct buffer *detail)
{
    struct lines_style muted = *style;

    muted.role = ROLE_MUTED;
    muted.indent = 4;
    form_choice(form, style, false, (unsigned)value, 0, text);
    lines_text(&form->body, &muted, buffer_text(detail));
    form_extend(form);
    form->body.failed = form->body.failed || buffer_failed(detail);
}

/* Before the first of them. */
static void add_heading(struct form *form, const struct lines_style *style, const char *text,
                        bool *there)
{
    struct lines_style strong = *style;

    if (*there)
        return;
    *there = true;
    strong.role = ROLE_STRONG;
    lines_blank(&form->body);
    lines_text(&form->body, &strong, text);
}

static void add_session(struct screen *screen, const struct lines_style *style,
                        const struct filter *filter, size_t index, bool *there)
{
    const struct history_session *session = &screen->context->sessions->items[index];
    const char *dot = canvas_glyph(style->canvas, GLYPH_DOT);
    struct buffer problem = {0}, text = {0}, detail = {0};
    char when[CLOCK_TEXT];

    clock_format_minute(session->started, when);
    history_problem_text(&problem, session);
    buffer_printf(&text, "%s\n%s\n%s\n%s", session->id, buffer_text(&problem), session->flow,
                  session->title);
    buffer_printf(&detail, "%s %s %s UTC %s %zu question%s answered", session->id, dot, when, dot,
                  session->questions, session->questions == 1 ? "" : "s");
    if (buffer_failed(&problem) || buffer_failed(&text)) {
        screen->form.body.failed = true;
    } else if (filter_fits(filter, buffer_text(&text))) {
        add_heading(&screen->form, style, "Go on with", there);
        add_choice(&screen->form, style, index, buffer_text(&problem), &detail);
    }
    buffer_free(&problem);
    buffer_free(&text);
    buffer_free(&detail);
}

static void add_sessions(struct screen *screen, const struct lines_style *style,
                         const struct filter *filter)
{
    const struct history_list *sessions = screen->context->sessions;
    bool there = false;
    size_t i;

    for (i = 0; i < sessions->count; i++) {
        if (sessions->items[i].outcome == OUTCOME_UNFINISHED)
            add_session(screen, style, filter, i, &there);
    }
}

/* What a flow is found by. */
static void flow_text(struct buffer *out, const struct library_entry *flow)
{
    const struct value_node *keyword;
    const struct error_ref *error;

    buffer_printf(out, "%s\n%s", flow->id, flow->title);
    flow_each(error, flow->errors) {
        buffer_char(out, '\n');
        flow_error_text(out, error);
    }
    flow_each(keyword, flow->keywords)
        buffer_printf(out, "\n%s", keyword->text);
}

static void add_flow(struct screen *screen, const struct lines_style *style,
                     const struct filter *filter, size_t index, bool *there)
{
    const struct library_entry *flow = &((struct home *)screen)->home->flows[index];
    struct buffer text = {0}, detail = {0};

    flow_text(&text, flow);
    buffer_string(&detail, flow->id);
    if (flow->errors) {
        buffer_printf(&detail, " %s ", canvas_glyph(style->canvas, GLYPH_DOT));
        flow_error_text(&detail, flow->errors);
    }
    if (buffer_failed(&text)) {
        screen->form.body.failed = true;
    } else if (filter_fits(filter, buffer_text(&text))) {
        add_heading(&screen->form, style, "Begin", there);
        add_choice(&screen->form, style, screen->context->sessions->count + index,
                   *flow->title ? flow->title : flow->id, &detail);
    }
    buffer_free(&text);
    buffer_free(&detail);
}

static void add_all_sessions(struct screen *screen, const struct lines_style *style)
{
    size_t count = screen->context->sessions->count;
    struct buffer text = {0};

    if (!count || screen->field.text.length)
        return;
    buffer_printf(&text, "All sessions (%zu)", count);
    lines_blank(&screen->form.body);
    form_choice(&screen->form, style, false, ALL_SESSIONS, 0, buffer_text(&text));
    screen->form.body.failed = screen->form.body.failed || buffer_failed(&text);
    buffer_free(&text);
}

static void build(struct screen *screen, struct lines_style style)
{
    const struct home *home = (struct home *)screen;
    struct form *form = &screen->form;
    struct lines_style heading = style, muted = style;
    struct filter filter = {{0}};
    bool there = false;
    size_t i;

    heading.role = ROLE_HEADING;
    muted.role = ROLE_MUTED;
    lines_text(&form->head, &heading, "Which problem is it?");
    form_filter(form, &style, "Filter:", screen->editing);
    filter_set(&filter, buffer_text(&screen->field.text));
    add_sessions(screen, &style, &filter);
    for (i = 0; i < home->home->flow_count; i++)
        add_flow(screen, &style, &filter, i, &there);
    add_all_sessions(screen, &style);
    if (!form->item_count)
        lines_text(&form->body, &muted,
                   home->home->flow_count
                       ? "No flow has this in its title, errors or keywords. Leave, and name the "
                         "problem: errwalk PROBLEM knows errors in any spelling."
                       : "No flow was found; say where they are: --flows=DIR");
    buffer_free(&filter.words);
}

static void choose(const struct screen *screen, unsigned value, struct effects *effects)
{
    const struct history_list *sessions = screen->context->sessions;

    if (value == ALL_SESSIONS) {
        effects->flags |= EFFECT_OPEN;
        effects->open = sessions_new(screen->context);
    } else if (value < sessions->count) {
        effects->flags |= EFFECT_RESUME;
        effects->text = sessions->items[value].id;
    } else {
        effects->flags |= EFFECT_CHOSEN;
        effects->chosen = value - sessions->count;
    }
}

static void update(struct screen *screen, enum action action, int key, struct effects *effects)
{
    const struct item *item = form_focused(&screen->form);

    if (filter_update(screen, action, key, effects))
        return;
    if (action == ACTION_SESSIONS)
        choose(screen, ALL_SESSIONS, effects);
    else if (action == ACTION_CHOOSE && item)
        choose(screen, item->value, effects);
}

static const struct screen_class home_class = {
    .name = "home",
    .bindings = bindings,
    .build = build,
    .update = update,
    .view = screen_view,
};

struct screen *home_new(const struct context *context, const struct tui_home *of)
{
    struct home *home = screen_new(sizeof *home, &home_class, context);

    if (!home)
        return NULL;
    home->home = of;
    home->screen.editing = true;
    return &home->screen;
}
