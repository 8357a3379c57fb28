/* SPDX-License-Identifier: MIT */
/*
 * A flow for Graphviz. Every name and label is a quoted string, which sink_dot makes the inside of.
 */
#include <config.h>

#include "diagram.h"

#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/sink.h"
#include "errwalk/text.h"

enum { BOX_CELLS = 28, ARROW_CELLS = 20 }; /* a line of a label */

static const char *const shapes[STEP_KIND_COUNT] = {
    [STEP_ASK] = "box",   [STEP_INPUT] = "box",        [STEP_FIX] = "ellipse",
    [STEP_REFER] = "cds", [STEP_ESCALATE] = "octagon", [STEP_ROUTE] = "diamond",
    [STEP_CALL] = "component", [STEP_RETURN] = "ellipse", [STEP_WEIGH] = "hexagon",
};

/* How a state is drawn, beside what a step's label says. */
static const char *const looks[MAP_STATE_COUNT] = {
    [MAP_OPEN] = "",
    [MAP_TRAIL] = ", penwidth=3, color=\"#0b57d0\"",
    [MAP_HERE] = ", penwidth=6, color=\"#0b57d0\"",
    [MAP_OUT] = ", style=dashed, color=gray50, fontcolor=gray40",
};

static void put_quoted(struct buffer *out, const char *text, size_t length)
{
    buffer_char(out, '"');
    sink_dot(out, text, length);
    buffer_char(out, '"');
}

static void put_name(struct buffer *out, const char *name)
{
    put_quoted(out, name, strlen(name));
}

/* The label broken into lines, which Graphviz does not do. */
static void put_label(struct buffer *out, const struct buffer *label, size_t cells)
{
    struct buffer broken = {0};
    struct text_line *lines;
    size_t count, i;

    text_wrap(buffer_text(label), label->length, cells, &lines, &count);
    for (i = 0; i < count; i++) {
        buffer_string(&broken, i ? "\n" : "");
        buffer_append(&broken, buffer_text(label) + lines[i].offset, lines[i].length);
    }
    put_quoted(out, buffer_text(&broken), broken.length);
    buffer_free(&broken);
    memory_free(lines);
}

static void put_step(struct buffer *out, const struct map *map, const struct step *step,
                     const struct diagram_options *options)
{
    struct buffer label = {0};

    diagram_step_label(&label, map, step, options);
    buffer_string(out, "  ");
    put_name(out, step->node.id);
    buffer_printf(out, " [shape=%s, label=", shapes[step->kind]);
    put_label(out, &label, BOX_CELLS);
    buffer_printf(out, "%s];\n", looks[map->steps[step->index]]);
    buffer_free(&label);
}

static void put_edge(struct buffer *out, const struct map *map, const struct step *from, size_t row,
                     const struct diagram_options *options)
{
    struct buffer label = {0};

    diagram_edge_label(&label, map, row, options);
    buffer_string(out, "  ");
    put_name(out, from->node.id);
    buffer_string(out, " -> ");
    put_name(out, map->outline->rows[row].step->node.id);
    buffer_string(out, " [label=");
    put_label(out, &label, ARROW_CELLS);
    buffer_printf(out, "%s];\n", looks[map->edges[row]]);
    buffer_free(&label);
}

void diagram_dot(struct buffer *out, const struct map *map, const struct diagram_options *options)
{
    const struct outline_row *rows = map->outline->rows;
    struct buffer title = {0};
    const struct step *step;

    buffer_string(out, "digraph ");
    put_name(out, map->flow->id);
    buffer_string(out, " {\n  label=");
    diagram_line(&title, map->flow->title, options);
    if (options->notes) {
        buffer_char(&title, '\n');
        options->notes->flow(options->notes->context, &title);
    }
    put_quoted(out, buffer_text(&title), title.length);
    buffer_string(out, ";\n  labelloc=t;\n  fontname=\"sans-serif\";\n"
                       "  node [fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\"];\n");
    flow_each (step, map->flow->first) {
        size_t shown = map->outline->shown[step->index], row;

        put_step(out, map, step, options);
        for (row = shown + 1; row < rows[shown].end; row = rows[row].end)
            put_edge(out, map, step, row, options);
    }
    buffer_string(out, "}\n");
    buffer_free(&title);
}
