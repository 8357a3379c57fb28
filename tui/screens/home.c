/* SPDX-License-Identifier: MIT */
/*
 * Where errwalk begins without a problem: one field, and below it what fits: flows and errors that
 * the typed text finds, or the codes of pasted lines. While there is neither: sessions to go on
 * with, recent flows, all flows. Only as many lines are laid out as may show.
 */
#include <config.h>

#include "home.h"

#include <string.h>

#include "errwalk/clock.h"
#include "errwalk/page.h"
#include "errwalk/text.h"
#include "tui/frame/filter.h"
#include "screens.h"

enum { MOST_UNFINISHED = 5, MOST_RECENT = 5, TALL = 20 /* rows with room for all places */ };

static const char heading_text[] = "What's the problem?";
static const char placeholder[] = "a code, a message, a symptom, or paste a log";

/* What the value of an item is an index of. */
enum {
    OF_HITS = 0,
    OF_SESSIONS = 1 << 24,
    OF_RECENT = 2 << 24,
    OF_ALL = 3 << 24,
    OF_TRAINING = 4 << 24,
    OF_PRACTICE = 5 << 24,
    OF_FIGURES = 6 << 24,
    OF_MASK = 7 << 24
};

struct home {
    struct screen screen;
    const struct search *search;
    struct search_hits hits;
    struct match_query query;
    struct buffer pasted; /* lines that are looked into while the field is empty */
    bool is_stale;        /* what is typed, or can be found, has changed */
    size_t laid;          /* hits that are laid out */
    const struct library_entry *recent[MOST_RECENT];
    size_t recent_count;
};

static bool has_sessions(const struct screen *screen)
{
    return screen_is_not_editing(screen) && screen->context->sessions->count > 0;
}

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER}, "choose", "go on with what is marked, begin it, or read about it",
     screen_on_choice},
    {ACTION_SESSIONS, {'s'}, "sessions", "all sessions", has_sessions},
    {ACTION_TRAIN, {'t'}, "train", "train on a case", screen_is_not_editing},
    {ACTION_PRACTISE, {'p'}, NULL, "practise what you got wrong, when it is due again",
     screen_is_not_editing},
    {ACTION_FIGURES, {'f'}, "figures", "what happened over all sessions", screen_is_not_editing},
    KEYS_LIST,
    {.action = ACTION_NONE},
};

static bool has_typed(const struct home *home)
{
    const char *typed = buffer_text(&home->screen.field.text);

    return typed[strspn(typed, " \t")] != '\0';
}

static bool shows_paste(const struct home *home)
{
    return home->pasted.length > 0 && !has_typed(home);
}

static void add_recent(struct home *home, const struct library_entry *flow)
{
    size_t i;

    for (i = 0; i < home->recent_count; i++) {
        if (home->recent[i] == flow)
            return;
    }
    if (flow && home->recent_count < MOST_RECENT)
        home->recent[home->recent_count++] = flow;
}

/* Looks again. */
static void look(struct home *home)
{
    const struct history_list *sessions = home->screen.context->sessions;
    const char *typed = buffer_text(&home->screen.field.text);
    size_t i;

    match_query_set(&home->query, typed);
    if (shows_paste(home))
        search_log(home->search, buffer_text(&home->pasted), &home->hits);
    else {
        search_find(home->search, typed, &home->hits);
    }
    home->recent_count = 0;
    for (i = 0; i < sessions->count; i++)
        add_recent(home, search_flow_named(home->search, sessions->items[i].flow));
    home->is_stale = false;
}

static void add_choice(struct form *form, const struct lines_style *style, unsigned value,
                       struct buffer *text, struct buffer *detail)
{
    struct lines_style muted = *style;

    muted.role = ROLE_MUTED;
    muted.indent = 4;
    form_choice(form, style, false, value, 0, buffer_text(text));
    if (detail->length)
        lines_text(&form->body, &muted, buffer_text(detail));
    form_extend(form);
    buffer_free(text);
    buffer_free(detail);
}

static void add_heading(struct form *form, const struct lines_style *style, const char *text)
{
    struct lines_style strong = *style;

    strong.role = ROLE_STRONG;
    lines_blank(&form->body);
    lines_text(&form->body, &strong, text);
}

static void add_session(struct screen *screen, const struct lines_style *style, size_t index)
{
    const struct history_session *session = &screen->context->unfinished->items[index];
    const char *dot = canvas_glyph(style->canvas, GLYPH_DOT);
    struct buffer problem = {0}, detail = {0};
    char when[CLOCK_TEXT];

    clock_format_minute(session->started, when);
    history_problem_text(&problem, session);
    buffer_printf(&detail, "%s %s %s %s %zu question%s answered", session->ending, dot, when, dot,
                  session->questions, text_plural(session->questions));
    if (session->due) {
        clock_format_local(session->due, 0, when);
        buffer_printf(&detail, " %s look again at %s", dot, when);
    }
    add_choice(&screen->form, style, OF_SESSIONS | (unsigned)index, &problem, &detail);
}

static void add_sessions(struct screen *screen, const struct lines_style *style)
{
    const struct history_list *unfinished = screen->context->unfinished;
    size_t i;

    for (i = 0; i < unfinished->count && i < MOST_UNFINISHED; i++) {
        if (i == 0)
            add_heading(&screen->form, style, "Go on with");
        add_session(screen, style, i);
    }
}

/* Whether a walk begins with it; else it is only told what is known. */
static bool is_guided(const struct search_hit *hit)
{
    return hit->flow != NULL;
}

static void add_hit(struct home *home, const struct lines_style *style, unsigned value,
                    const struct search_hit *hit)
{
    const char *dot = canvas_glyph(style->canvas, GLYPH_DOT);
    struct buffer label = {0}, detail = {0}, more = {0};

    search_hit_label(&label, hit);
    search_hit_detail(&more, hit, dot, buffer_text(&home->pasted));
    buffer_string(&detail, is_guided(hit) ? "guided" : "info");
    if (more.length)
        buffer_printf(&detail, " %s %s", dot, buffer_text(&more));
    buffer_free(&more);
    add_choice(&home->screen.form, style, value, &label, &detail);
}

/* Where else to go from here, always in sight below an empty field. */
static void add_places(struct screen *screen, const struct lines_style *style)
{
    struct buffer all = {0};

    if (screen->context->sessions->count) {
        buffer_printf(&all, "All sessions (%zu)", screen->context->sessions->all);
        form_choice(&screen->form, style, true, OF_ALL, 0, buffer_text(&all));
        buffer_free(&all);
    }
    form_choice(&screen->form, style, true, OF_TRAINING, 0, "Train on a case");
    if (screen->rows >= TALL)
        form_choice(&screen->form, style, true, OF_PRACTICE, 0, "Practise what is due again");
    form_choice(&screen->form, style, true, OF_FIGURES, 0, "Figures: what worked, how often");
    screen->form.must = screen->form.foot.count;
}

/* How many rows of each kind there are, at the right of the heading. */
static void add_count(struct home *home, const struct lines_style *style)
{
    const char *dot = canvas_glyph(style->canvas, GLYPH_DOT);
    size_t guided = 0, i;
    struct buffer text = {0};
    unsigned cells;

    for (i = 0; i < home->hits.count; i++)
        guided += is_guided(&home->hits.items[i]);
    buffer_printf(&text, "%zu guided %s %zu info", guided, dot, home->hits.count - guided);
    cells = (unsigned)text_width(buffer_text(&text), text.length);
    if (home->hits.count && style->width >= cells + sizeof heading_text)
        lines_mark(&home->screen.form.head, style->canvas, 0, style->width - cells, ROLE_MUTED,
                   buffer_text(&text));
    buffer_free(&text);
}

static void add_hits(struct home *home, const struct lines_style *style)
{
    struct lines_style marked = *style, muted = *style;
    struct buffer more = {0};
    size_t i;

    marked.query = &home->query;
    muted.role = ROLE_MUTED;
    for (i = 0; i < home->hits.count && i < home->laid; i++)
        add_hit(home, &marked, OF_HITS | (unsigned)i, &home->hits.items[i]);
    if (i < home->hits.count || !home->hits.more)
        return;
    buffer_printf(&more, "%zu more: type to narrow them", home->hits.more);
    lines_blank(&home->screen.form.body);
    lines_text(&home->screen.form.body, &muted, buffer_text(&more));
    buffer_free(&more);
}

static void add_paste(struct home *home, const struct lines_style *style)
{
    const size_t lines = home->hits.line_count;
    struct buffer text = {0};

    buffer_printf(&text, home->hits.count ? "Found in %zu pasted line%s"
                                          : "No error code is in the %zu pasted line%s",
                  lines, text_plural(lines));
    add_heading(&home->screen.form, style, buffer_text(&text));
    buffer_free(&text);
}

static void add_start(struct home *home, const struct lines_style *style)
{
    struct search_hit hit = {.error = "", .why = ""};
    size_t i;

    add_sessions(&home->screen, style);
    for (i = 0; i < home->recent_count; i++) {
        if (i == 0)
            add_heading(&home->screen.form, style, "Recent");
        hit.flow = home->recent[i];
        add_hit(home, style, OF_RECENT | (unsigned)i, &hit);
    }
    if (home->hits.count)
        add_heading(&home->screen.form, style, "Flows");
}

/* Why no line can be chosen; before all is read nobody knows. */
static const char *why_nothing(const struct home *home)
{
    if (!search_is_complete(home->search))
        return "The flows are being read.";
    return has_typed(home) ? "Nothing has this in its name, codes or words."
                           : "No flow was found; say where they are: --flows=DIR";
}

static void build(struct screen *screen, struct lines_style style)
{
    struct home *home = (struct home *)screen;
    struct lines_style heading = style, muted = style;

    if (home->is_stale)
        look(home);
    if (home->laid < (size_t)screen->rows)
        home->laid = (size_t)screen->rows;
    heading.role = ROLE_HEADING;
    muted.role = ROLE_MUTED;
    lines_text(&screen->form.head, &heading, heading_text);
    if (has_typed(home) || shows_paste(home))
        add_count(home, &style);
    screen->form.placeholder = shows_paste(home) ? NULL : placeholder;
    form_filter(&screen->form, &style, "Search:", screen->editing);
    if (shows_paste(home))
        add_paste(home, &style);
    else if (!has_typed(home))
        add_start(home, &style);
    add_hits(home, &style);
    if (shows_paste(home)) {
        lines_blank(&screen->form.body);
        lines_text(&screen->form.body, &muted, "Type to search; Ctrl-U puts the paste away.");
    } else if (!screen->form.item_count) {
        lines_text(&screen->form.body, &muted, why_nothing(home));
    }
    if (!has_typed(home) && !shows_paste(home))
        add_places(screen, &style);
}

/* The hit that an item stands for; false: it is none. */
static bool hit_of(const struct home *home, unsigned value, struct search_hit *hit)
{
    const unsigned index = value & ~(unsigned)OF_MASK;

    if ((value & OF_MASK) == OF_HITS && index < home->hits.count)
        *hit = home->hits.items[index];
    else if ((value & OF_MASK) == OF_RECENT && index < home->recent_count)
        *hit = (struct search_hit){.flow = home->recent[index], .error = "", .why = ""};
    else
        return false;
    return true;
}

/* What is known of a flow before it is read: its errors and its words. */
static void add_flow(struct lines *lines, const struct lines_style *style,
                     const struct library_entry *flow)
{
    const struct error_ref *error;
    const struct value_node *word;
    struct buffer text = {0};

    lines_blank(lines);
    lines_printf(lines, style, "A guided walk: %s", flow->id);
    flow_each (error, flow->errors) {
        buffer_clear(&text);
        flow_error_text(&text, error);
        lines_text(lines, style, buffer_text(&text));
    }
    buffer_clear(&text);
    flow_each (word, flow->keywords)
        buffer_printf(&text, "%s%s", text.length ? ", " : "", word->text);
    if (text.length) {
        lines_blank(lines);
        lines_text(lines, style, buffer_text(&text));
    }
    buffer_free(&text);
}

static void beside(const struct screen *screen, struct lines *lines,
                   const struct lines_style *style)
{
    const struct home *home = (const struct home *)screen;
    const struct item *item = form_focused(&screen->form);
    struct lines_style heading = *style;
    struct buffer text = {0};
    struct search_hit hit;

    if (!item || !hit_of(home, item->value, &hit))
        return;
    heading.role = ROLE_HEADING;
    if (hit.known) {
        page_catalog(&text, hit.known);
        lines_prose(lines, style, buffer_text(&text), NULL);
    } else {
        search_hit_label(&text, &hit);
        lines_text(lines, &heading, buffer_text(&text));
    }
    if (hit.flow)
        add_flow(lines, style, hit.flow);
    buffer_free(&text);
}

static struct effect choose(const struct home *home, unsigned value)
{
    const struct context *context = home->screen.context;
    const unsigned index = value & ~(unsigned)OF_MASK;
    struct effect begin = {EFFECT_BEGIN,
                           .begin.typed = buffer_text(&home->screen.field.text)};

    switch (value & OF_MASK) {
    case OF_ALL:
        return (struct effect){EFFECT_OPEN, .open = sessions_new(context)};
    case OF_TRAINING:
    case OF_PRACTICE:
        return (struct effect){.kind = EFFECT_TRAIN, .practises = (value & OF_MASK) == OF_PRACTICE};
    case OF_FIGURES:
        return (struct effect){.kind = EFFECT_SHOW_FIGURES};
    case OF_SESSIONS:
        return (struct effect){EFFECT_RESUME, .text = context->unfinished->items[index].id};
    default:
        hit_of(home, value, &begin.begin.hit);
        return begin;
    }
}

static bool changes_text(enum action action)
{
    return action == ACTION_INSERT || action == ACTION_ERASE || action == ACTION_DELETE ||
           action == ACTION_CLEAR;
}

/* Lays out more before the focus comes to the last that is laid out: each has two lines or more. */
static void lay_more(struct home *home, enum action action)
{
    struct form *form = &home->screen.form;
    const size_t rows = (size_t)home->screen.rows;

    if (home->laid >= home->hits.count ||
        (action != ACTION_LAST && form->focus + rows / 2 < form->item_count))
        return;
    home->laid = action == ACTION_LAST ? home->hits.count : home->laid + 2 * rows;
    if (action == ACTION_LAST)
        form->focus = SIZE_MAX; /* the last, once it is there */
    home->screen.is_stale = true;
}

static struct effect update(struct screen *screen, enum action action, int key)
{
    struct home *home = (struct home *)screen;
    const struct item *item = form_focused(&screen->form);
    const bool was_empty = screen->field.text.length == 0;

    if (action == ACTION_CLEAR && was_empty)
        buffer_free(&home->pasted);
    if (action == ACTION_TRAIN)
        return choose(home, OF_TRAINING);
    if (action == ACTION_PRACTISE)
        return choose(home, OF_PRACTICE);
    if (action == ACTION_SESSIONS)
        return choose(home, OF_ALL);
    if (action == ACTION_FIGURES)
        return choose(home, OF_FIGURES);
    if (action == ACTION_CHOOSE && item)
        return choose(home, item->value);
    if (!filter_update(screen, action, key))
        return (struct effect){.kind = EFFECT_NONE};
    if (changes_text(action)) {
        home->is_stale = true;
        home->laid = 0;
    } else {
        lay_more(home, action);
    }
    return (struct effect){.kind = EFFECT_NONE};
}

/* Lines, and what is too long for the field, are kept as they are. */
static bool paste(struct screen *screen, const char *text)
{
    struct home *home = (struct home *)screen;
    size_t length = strlen(text), end = length;

    while (end > 0 && (text[end - 1] == '\n' || text[end - 1] == '\r'))
        end--;
    screen->editing = screen->is_stale = true;
    home->is_stale = true;
    home->laid = screen->form.focus = 0;
    if (strcspn(text, "\r\n") >= end && screen->field.text.length + end <= FIELD_MOST)
        return false;
    field_set(&screen->field, "");
    buffer_free(&home->pasted);
    buffer_append(&home->pasted, text, length);
    return true;
}

static void free_home(struct screen *screen)
{
    struct home *home = (struct home *)screen;

    buffer_free(&home->query.folded);
    buffer_free(&home->pasted);
}

static const struct screen_class home_class = {
    .name = "home",
    .wide = true,
    .bindings = bindings,
    .build = build,
    .beside = beside,
    .update = update,
    .paste = paste,
    .view = screen_view,
    .free = free_home,
};

void home_refresh(struct screen *screen)
{
    ((struct home *)screen)->is_stale = true;
}

struct screen *home_new(const struct context *context, const struct search *search)
{
    struct home *home = screen_new(sizeof *home, &home_class, context);

    home->search = search;
    home->is_stale = home->screen.editing = true;
    return &home->screen;
}
