/* SPDX-License-Identifier: MIT */
/*
 * A flow as an outline to be read, by eye or aloud: an answer, below it where it leads, all of that
 * a level further in. What a line would draw elsewhere is said in words.
 */
#include <config.h>

#include "diagram.h"

#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/text.h"

enum { LEVEL = 2, LEVEL_SHARE = 6 }; /* cells a level; a level for so many columns of the width */

struct outlining {
    struct buffer *out;
    const struct map *map;
    const struct diagram_options *options;
    size_t indent; /* of what is written now */
};

/* A text below `lead`, which its other lines are set in under. */
static void write_text(const struct outlining *outlining, const char *lead, const struct buffer *text)
{
    struct buffer *out = outlining->out;
    size_t hang = text_width(lead, strlen(lead)), count, i;
    struct text_line *lines;

    text_wrap(buffer_text(text), text->length, outlining->options->width - outlining->indent - hang,
              &lines, &count);
    for (i = 0; i < count; i++) {
        buffer_repeat(out, " ", outlining->indent);
        if (i)
            buffer_repeat(out, " ", hang);
        else
            buffer_string(out, lead);
        buffer_append(out, buffer_text(text) + lines[i].offset, lines[i].length);
        buffer_char(out, '\n');
    }
    memory_free(lines);
}

/* What the way means to the session, where the step that it leads to does not say it. */
static const char *way_words(const struct map *map, size_t row)
{
    const struct outline_row *at = &map->outline->rows[row];

    if (map->edges[row] == MAP_TRAIL)
        return " (your answer)";
    if (map->edges[row] == MAP_OUT && (at->refers || map->steps[at->step->index] != MAP_OUT))
        return " (ruled out)";
    return "";
}

static void write_way(const struct outlining *outlining, size_t row, unsigned levels)
{
    const struct outline_row *at = &outlining->map->outline->rows[row];
    struct buffer label = {0}, text = {0};

    if (at->depth > levels)
        buffer_printf(&text, "(level %u) ", at->depth);
    outline_label(&label, at);
    diagram_line(&text, buffer_text(&label), outlining->options);
    diagram_edge_note(&text, row, outlining->options);
    buffer_string(&text, way_words(outlining->map, row));
    write_text(outlining, "- ", &text);
    buffer_free(&label);
    buffer_free(&text);
}

static void write_note(const struct outlining *outlining, const char *lead, const struct step *step)
{
    const struct diagram_notes *notes = outlining->options->notes;
    struct buffer note = {0};

    if (notes)
        notes->step(notes->context, step, &note);
    if (note.length)
        write_text(outlining, lead, &note);
    buffer_free(&note);
}

static void write_step(const struct outlining *outlining, size_t row)
{
    const struct outline_row *at = &outlining->map->outline->rows[row];
    const struct step *step = at->step;
    const char *state = map_state_names[outlining->map->steps[step->index]];
    struct buffer text = {0};

    if (at->refers)
        buffer_printf(&text, "see %s: ", step->node.id);
    if (*outline_kinds[step->kind])
        buffer_printf(&text, "%s: ", outline_kinds[step->kind]);
    diagram_line(&text, step->text, outlining->options);
    if (!at->refers)
        buffer_printf(&text, " [%s]", step->node.id);
    if (*state && (!at->refers || outlining->map->edges[row] == MAP_TRAIL))
        buffer_printf(&text, " (%s)", state);
    write_text(outlining, row ? "  " : "", &text);
    if (!at->refers)
        write_note(outlining, row ? "  " : "", step);
    buffer_free(&text);
}

void diagram_text(struct buffer *out, const struct map *map, const struct diagram_options *options)
{
    struct outlining outlining = {out, map, options, 0};
    unsigned levels = (unsigned)(options->width / LEVEL_SHARE);
    struct buffer title = {0};
    size_t row;

    diagram_line(&title, map->flow->title, options);
    buffer_printf(&title, " [%s]", map->flow->id);
    write_text(&outlining, "", &title);
    if (options->notes) {
        buffer_clear(&title);
        options->notes->flow(options->notes->context, &title);
        write_text(&outlining, "", &title);
    }
    buffer_char(out, '\n');
    for (row = 0; row < map->outline->count; row++) {
        unsigned depth = map->outline->rows[row].depth;

        if (depth > 0) {
            outlining.indent = LEVEL * ((depth < levels ? depth : levels) - 1);
            write_way(&outlining, row, levels);
        }
        write_step(&outlining, row);
    }
    buffer_free(&title);
}
