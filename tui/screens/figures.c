/* SPDX-License-Identifier: MIT */
/*
 * What happened over all sessions: flows by how often they were walked, and the figures of one of them in
 * the words of `errwalk stats`, as tables or on the flow as a tree.
 */
#include <config.h>

#include <string.h>

#include "errwalk/diagram.h"
#include "errwalk/memory.h"
#include "errwalk/stats-formats.h"
#include "errwalk/text.h"
#include "screens.h"

enum { INDENT = 4, BAR = 20, BAR_FROM = 60 /* columns */ };

/* Lines that are laid out already, below a heading; those at the edge have a role of their own. */
static void add_text(struct lines *lines, const struct lines_style *style, enum role edge,
                     struct buffer *text)
{
    struct lines_style plain = *style;
    char *taken = buffer_take(text), *line = taken, *end;
    size_t blanks;

    plain.walk = NULL;
    for (end = line + strlen(line); line < end; line += strlen(line) + 1) {
        line[strcspn(line, "\n")] = '\0';
        blanks = strspn(line, " ");
        plain.indent = style->indent + (unsigned)blanks; /* where a line goes on as well */
        plain.role = line == taken ? ROLE_HEADING : blanks ? style->role : edge;
        if (line[blanks])
            lines_text(lines, &plain, line + blanks);
        else
            lines_blank(lines);
    }
    memory_free(taken);
}

static void add_tables(struct lines *lines, const struct lines_style *style, struct stats_flow *flow)
{
    const struct sink_terminal terminal = {.ascii = style->canvas->ascii};
    const struct stats_result one = {.flows = flow, .count = 1};
    const struct stats_view view = {
        .terminal = &terminal, .ascii = style->canvas->ascii, .width = style->width, .filter = &stats_filter_all};
    struct buffer text = {0};

    stats_format_named("text")->write(&text, &one, &view);
    add_text(lines, style, ROLE_STRONG, &text);
}

static void add_tree(struct lines *lines, const struct lines_style *style,
                     const struct stats_flow *flow)
{
    struct diagram_notes notes;
    const struct diagram_options options = {.width = style->width, .notes = &notes};
    struct buffer text = {0};
    struct stats_tree tree;
    struct map *map = NULL;

    map_new(flow->flow, NULL, &map);
    stats_tree_new(&tree, flow, map->outline);
    notes = stats_notes(&tree);
    diagram_draw(&text, diagram_format_named("text"), map, &options);
    stats_tree_free(&tree);
    map_free(map);
    add_text(lines, style, style->role, &text);
}

struct one_flow {
    struct screen screen;
    struct stats_flow *flow;
    bool is_tree;
};

static struct one_flow *one_of(const struct screen *screen)
{
    union {
        const struct screen *screen;
        struct one_flow *one;
    } as = {.screen = screen};

    return as.one;
}

static bool can_tree(const struct screen *screen)
{
    return one_of(screen)->flow->flow && !one_of(screen)->is_tree;
}

static bool can_tables(const struct screen *screen)
{
    return one_of(screen)->is_tree;
}

static const struct binding one_bindings[] = {
    {ACTION_DETAILS, {'m', '\t'}, "tree", "show the figures on the flow as a tree", can_tree},
    {ACTION_DETAILS, {'m', '\t'}, "tables", "show the figures in tables", can_tables},
    KEYS_READER,
    {ACTION_HELP, {'?', KEYS_FUNCTION(KEY_F(1))}, "help", "show these keys", NULL},
    {.action = ACTION_NONE},
};

static void build_one(struct screen *screen, struct lines_style style)
{
    const struct one_flow *one = one_of(screen);

    if (one->is_tree)
        add_tree(&screen->form.body, &style, one->flow);
    else
        add_tables(&screen->form.body, &style, one->flow);
}

static struct effect update_one(struct screen *screen, enum action action, int key)
{
    (void)key;
    if (action == ACTION_DETAILS) {
        one_of(screen)->is_tree = !one_of(screen)->is_tree;
        screen->is_stale = true;
        form_update(&screen->form, ACTION_FIRST);
    } else {
        form_update(&screen->form, action);
    }
    return (struct effect){.kind = EFFECT_NONE};
}

static struct screen *one_new(const struct context *context, struct stats_flow *flow)
{
    static const struct screen_class one_class = {
        .name = "figures of a flow",
        .overlay = true,
        .bindings = one_bindings,
        .build = build_one,
        .update = update_one,
        .view = screen_view,
    };
    struct one_flow *one = screen_new(sizeof *one, &one_class, context);

    one->flow = flow;
    return &one->screen;
}

static bool has_team(const struct screen *screen)
{
    return screen->context->options->team && screen->context->figures.state == FIGURES_COUNTED;
}

static bool can_team(const struct screen *screen)
{
    return has_team(screen) && !screen->context->figures.whole_team;
}

static bool can_own(const struct screen *screen)
{
    return has_team(screen) && screen->context->figures.whole_team;
}

static const struct binding bindings[] = {
    {ACTION_CHOOSE, {KEYS_ENTER, KEYS_FUNCTION(KEY_RIGHT)}, "read", "read the figures of the flow",
     screen_on_choice},
    {ACTION_TEAM, {'t'}, "team", "count pulled sessions of the team, too", can_team},
    {ACTION_TEAM, {'t'}, "own", "count only the sessions of this machine", can_own},
    {ACTION_CLOSE, {0x1b, 'q', 'b', KEYS_FUNCTION(KEY_BACKSPACE), KEYS_FUNCTION(KEY_LEFT)}, "close",
     "back", NULL},
    KEYS_MOVE,
    KEYS_FIND,
    {ACTION_REPAINT, {KEYS_CTRL('L')}, NULL, "redraw the screen", NULL},
    {ACTION_HELP, {'?', KEYS_FUNCTION(KEY_F(1))}, "help", "show these keys", NULL},
    {ACTION_QUIT, {KEYS_CTRL('C')}, NULL, "leave", NULL},
    {.action = ACTION_NONE},
};

static const char *why_nothing(const struct figures *figures)
{
    switch (figures->state) {
    case FIGURES_COUNTING:
        return "The sessions are being counted.";
    case FIGURES_FAILED:
        return "The history cannot be read.";
    case FIGURES_COUNTED:
        return "No walk is there to count yet. Walk through a problem, then look here again: how walks "
               "ended, where people left and which fixes worked. Trainings do not count.";
    default:
        return "No history is kept, so there is nothing to count. Start errwalk without --no-history.";
    }
}

/* "11 walks, resolved 4 of 10 (40 %), 2 min, 2 questions", and the share as a bar. */
static void add_flow(struct form *form, const struct lines_style *style,
                     const struct stats_flow *flow, unsigned index)
{
    struct lines_style detail = *style;
    struct buffer name = {0}, words = {0};

    detail.role = ROLE_MUTED;
    detail.indent = INDENT;
    buffer_printf(&name, "%s [%s]", *flow->title ? flow->title : flow->id, flow->id);
    form_choice(form, style, false, index, 0, buffer_text(&name));
    stats_flow_words(&words, flow);
    if (style->width >= BAR_FROM && stats_ended(flow)) {
        buffer_string(&words, "  ");
        stats_bar(&words, (double)stats_resolved(flow) / (double)stats_ended(flow), BAR,
                  style->canvas->ascii);
    }
    lines_text(&form->body, &detail, buffer_text(&words));
    form_extend(form);
    buffer_free(&name);
    buffer_free(&words);
}

static void add_damaged(struct lines *lines, const struct lines_style *style, size_t damaged)
{
    if (!damaged)
        return;
    lines_blank(lines);
    lines_printf(lines, style, "%zu damaged session%s left out; 'errwalk sessions --check' says more.",
                 damaged, damaged == 1 ? " is" : "s are");
}

static void build(struct screen *screen, struct lines_style style)
{
    const struct figures *figures = &screen->context->figures;
    const size_t count = figures->result ? figures->result->count : 0;
    struct lines_style heading = style, muted = style;
    size_t i;

    style.walk = NULL;
    heading.role = ROLE_HEADING;
    muted.role = ROLE_MUTED;
    lines_text(&screen->form.head, &heading,
               figures->whole_team ? "What happened, over all sessions of the team"
                                   : "What happened, over all sessions");
    for (i = 0; i < count; i++)
        add_flow(&screen->form, &style, &figures->result->flows[i], (unsigned)i);
    if (!count)
        lines_text(&screen->form.body, &muted, why_nothing(figures));
    add_damaged(&screen->form.body, &muted, figures->damaged);
}

static struct stats_flow *focused(const struct screen *screen)
{
    const struct stats_result *result = screen->context->figures.result;
    const struct item *item = form_focused(&screen->form);

    return result && item && item->value < result->count ? &result->flows[item->value] : NULL;
}

static void beside(const struct screen *screen, struct lines *lines,
                   const struct lines_style *style)
{
    struct stats_flow *flow = focused(screen);

    if (flow)
        add_tables(lines, style, flow);
}

static struct effect update(struct screen *screen, enum action action, int key)
{
    struct stats_flow *flow = focused(screen);

    (void)key;
    if (form_update(&screen->form, action))
        return (struct effect){.kind = EFFECT_NONE};
    if (action == ACTION_TEAM)
        return (struct effect){EFFECT_COUNT_SESSIONS, .whole_team = !screen->context->figures.whole_team};
    if (!flow)
        return (struct effect){.kind = EFFECT_NONE};
    return (struct effect){EFFECT_OPEN, .open = one_new(screen->context, flow)};
}

static const struct screen_class figures_class = {
    .name = "figures",
    .overlay = true,
    .wide = true,
    .bindings = bindings,
    .build = build,
    .beside = beside,
    .update = update,
    .view = screen_view,
};

struct screen *figures_new(const struct context *context)
{
    return screen_new(sizeof(struct screen), &figures_class, context);
}
