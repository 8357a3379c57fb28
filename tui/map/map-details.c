/* SPDX-License-Identifier: MIT */
/*
 * What a map says of one step: what it asks or has one do, how the walk stands to it, where it leads.
 */
#include <config.h>

#include "map-private.h"

#include "tui/frame/frame.h"

static const char *const kinds[STEP_KIND_COUNT] = {
    [STEP_ASK] = "Question",
    [STEP_INPUT] = "Question",
    [STEP_FIX] = "Ending: a fix",
    [STEP_REFER] = "Ending: continues with another error",
    [STEP_ESCALATE] = "Ending: an escalation",
    [STEP_ROUTE] = "Decided without asking",
    [STEP_CALL] = "Another flow, which comes back",
    [STEP_WEIGH] = "What costs least on average comes next",
    [STEP_RETURN] = "Ending: back to where it was called",
};

/* "Question · ruled out · 2 to 5 questions left" */
static void add_standing(struct lines *lines, const struct lines_style *style,
                         const struct map *map, const struct step *step)
{
    const char *dot = canvas_glyph(style->canvas, GLYPH_DOT);
    const char *state = map_state_names[map->steps[step->index]];
    struct lines_style muted = *style;
    struct buffer text = {0};

    muted.role = ROLE_MUTED;
    buffer_string(&text, kinds[step->kind]);
    if (*state)
        buffer_printf(&text, " %s %s", dot, state);
    if (step_is_question(step->kind) && step->fewest == step->most)
        buffer_printf(&text, " %s %u left", dot, step->fewest);
    else if (step_is_question(step->kind))
        buffer_printf(&text, " %s %u to %u left", dot, step->fewest, step->most);
    if (step->minutes > 0) {
        buffer_printf(&text, " %s about ", dot);
        buffer_decimal(&text, step->minutes);
        buffer_string(&text, " min");
    }
    buffer_printf(&text, " %s %s", dot, step->node.id);
    lines_text(lines, &muted, buffer_text(&text));
    buffer_free(&text);
}

static void add_answer(struct lines *lines, const struct lines_style *style, const char *answer)
{
    struct lines_style indented = *style;
    size_t line = lines->count;

    indented.indent = 13;
    indented.role = ROLE_STRONG;
    lines_text(lines, &indented, answer);
    lines_mark(lines, style->canvas, line, 0, ROLE_MUTED, "Your answer:");
}

/* Each edge, and the step that it leads to. */
static void add_ways(struct lines *lines, const struct lines_style *style, const struct map *map,
                     size_t row)
{
    const struct outline *outline = map->outline;
    size_t i;

    for (i = row + 1; i < outline->rows[row].end; i = outline->rows[i].end) {
        static const enum role roles[MAP_STATE_COUNT] = {
            [MAP_OPEN] = ROLE_PLAIN,
            [MAP_TRAIL] = ROLE_STRONG,
            [MAP_HERE] = ROLE_PLAIN,
            [MAP_OUT] = ROLE_MUTED,
        };
        struct lines_style way = *style;
        struct buffer text = {0};
        size_t line = lines->count;

        way.indent = 2;
        way.role = roles[map->edges[i]];
        outline_label(&text, &outline->rows[i]);
        buffer_printf(&text, " %s ", canvas_glyph(style->canvas, GLYPH_TRAIL));
        frame_step_name(&text, outline->rows[i].step->node.id);
        lines_text(lines, &way, buffer_text(&text));
        lines_mark(lines, style->canvas, line, 0, way.role,
                   map->edges[i] == MAP_TRAIL ? canvas_glyph(style->canvas, GLYPH_PASSED)
                   : map->edges[i] == MAP_OUT ? canvas_glyph(style->canvas, GLYPH_OUT)
                                              : "-");
        buffer_free(&text);
    }
}

void map_details(struct lines *lines, const struct lines_style *style, const struct map *map,
                 size_t row)
{
    const struct step *step = map->outline->rows[row].step;
    const struct event *event = map->events[step->index];
    struct lines_style heading = *style;
    const char *why = *step->why ? step->why : step->because;

    heading.role = ROLE_HEADING;
    lines_text(lines, &heading, step->text);
    add_standing(lines, style, map, step);
    if (event && session_is_answer(event))
        add_answer(lines, style, session_answer_text(event));
    add_ways(lines, style, map, map->outline->shown[step->index]);
    if (*why) {
        lines_blank(lines);
        lines_prose(lines, style, why, NULL);
    }
}

struct details {
    struct screen screen;
    const struct map *map; /* of the screen below */
    size_t row;
};

static const struct binding bindings[] = {
    {ACTION_CLOSE, {'d'}, NULL, "back", NULL},
    KEYS_READER,
    {ACTION_HELP, {'?', KEYS_FUNCTION(KEY_F(1))}, "help", "show these keys", NULL},
    {.action = ACTION_NONE},
};

static void build(struct screen *screen, struct lines_style style)
{
    const struct details *details = (const struct details *)screen;

    map_details(&screen->form.body, &style, details->map, details->row);
}

struct screen *map_details_new(const struct context *context, const struct map *map, size_t row)
{
    static const struct screen_class details_class = {
        .name = "a step",
        .overlay = true,
        .bindings = bindings,
        .build = build,
        .view = screen_view,
    };
    struct details *details = screen_new(sizeof *details, &details_class, context);

    details->map = map;
    details->row = row;
    return &details->screen;
}
