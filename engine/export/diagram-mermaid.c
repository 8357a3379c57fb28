/* SPDX-License-Identifier: MIT */
/*
 * A flow for Mermaid. Every label is a quoted string, which sink_mermaid makes the inside of; names
 * of nodes are words that no keyword of Mermaid is.
 */
#include <config.h>

#include "diagram.h"

#include <string.h>

#include "errwalk/letters.h"
#include "errwalk/sink.h"

static const char *const shapes[STEP_KIND_COUNT][2] = {
    [STEP_ASK] = {"[", "]"},       [STEP_INPUT] = {"[", "]"},       [STEP_FIX] = {"([", "])"},
    [STEP_REFER] = {"[/", "/]"}, [STEP_ESCALATE] = {"{{", "}}"},
    [STEP_ROUTE] = {"{", "}"},     [STEP_CALL] = {"[[", "]]"},      [STEP_RETURN] = {"([", "])"},
    [STEP_WEIGH] = {"{", "}"},
};

static const char *const classes[MAP_STATE_COUNT] = {
    [MAP_OPEN] = "",
    [MAP_TRAIL] = ":::trail",
    [MAP_HERE] = ":::here",
    [MAP_OUT] = ":::ruledOut",
};

static const char *const arrows[MAP_STATE_COUNT] = {
    [MAP_OPEN] = "-->",
    [MAP_TRAIL] = "==>",
    [MAP_HERE] = "-->",
    [MAP_OUT] = "-.->",
};

/* Whether an id is of lower-case letters and digits with single hyphens between. */
static bool is_simple(const char *id)
{
    bool hyphen = true;

    for (; *id; id++) {
        if (*id == '-' ? hyphen : !letter_is_lower(*id) && !letter_is_digit(*id))
            return false;
        hyphen = *id == '-';
    }
    return !hyphen;
}

/* "sExactError" of "exact-error", "sStep_2" of "step-2": no two ids make the same. */
static void put_name(struct buffer *out, const struct step *step)
{
    const char *at = step->node.id;
    bool starts = true;

    if (!is_simple(at)) {
        buffer_printf(out, "t%zu", step->index);
        return;
    }
    buffer_char(out, 's');
    for (; *at; at++) {
        if (*at == '-') {
            starts = true;
            continue;
        }
        if (starts && letter_is_digit(*at) && at > step->node.id)
            buffer_char(out, '_');
        buffer_char(out, starts ? letter_upper(*at) : *at);
        starts = false;
    }
}

/* A note stands on a line of its own. */
static void put_label(struct buffer *out, const struct buffer *label)
{
    const char *text = buffer_text(label);
    const size_t line = strcspn(text, "\n");

    buffer_char(out, '"');
    sink_mermaid(out, text, line);
    if (line < label->length) {
        buffer_string(out, "<br/>");
        sink_mermaid(out, text + line + 1, label->length - line - 1);
    }
    buffer_char(out, '"');
}

static void put_step(struct buffer *out, const struct map *map, const struct step *step,
                     const struct diagram_options *options)
{
    struct buffer label = {0};

    diagram_step_label(&label, map, step, options);
    buffer_string(out, "  ");
    put_name(out, step);
    buffer_string(out, shapes[step->kind][0]);
    put_label(out, &label);
    buffer_printf(out, "%s%s\n", shapes[step->kind][1], classes[map->steps[step->index]]);
    buffer_free(&label);
}

static void put_edge(struct buffer *out, const struct map *map, const struct step *from, size_t row,
                     const struct diagram_options *options)
{
    struct buffer label = {0};

    diagram_edge_label(&label, map, row, options);
    buffer_string(out, "  ");
    put_name(out, from);
    buffer_printf(out, " %s|", arrows[map->edges[row]]);
    put_label(out, &label);
    buffer_string(out, "| ");
    put_name(out, map->outline->rows[row].step);
    buffer_char(out, '\n');
    buffer_free(&label);
}

void diagram_mermaid(struct buffer *out, const struct map *map,
                     const struct diagram_options *options)
{
    const struct outline_row *rows = map->outline->rows;
    const struct step *step;
    bool marked = false;
    size_t i;

    buffer_string(out, "flowchart TD\n");
    for (i = 0; i < map->outline->steps; i++)
        marked = marked || map->steps[i] != MAP_OPEN;
    flow_each (step, map->flow->first) {
        size_t shown = map->outline->shown[step->index], row;

        put_step(out, map, step, options);
        for (row = shown + 1; row < rows[shown].end; row = rows[row].end)
            put_edge(out, map, step, row, options);
    }
    if (marked)
        buffer_string(out, "  classDef trail stroke:#0b57d0,stroke-width:3px\n"
                           "  classDef here stroke:#0b57d0,stroke-width:6px\n"
                           "  classDef ruledOut stroke:#888,stroke-dasharray:5 5\n");
}
