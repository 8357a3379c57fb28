/* SPDX-License-Identifier: MIT */
/*
 * The table of formats, and the texts that all of them show.
 */
#include <config.h>

#include "diagram.h"

#include <string.h>

#include "errwalk/prose.h"
#include "errwalk/sink.h"
#include "errwalk/text.h"

enum { LABEL_CELLS = 240 };

static const struct diagram_format formats[] = {
    {"text", {".txt"}, diagram_text},
    {"mermaid", {".mmd", ".mermaid"}, diagram_mermaid},
    {"dot", {".dot", ".gv"}, diagram_dot},
};

const struct diagram_format *diagram_format_named(const char *name)
{
    size_t i;

    for (i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    }
    return NULL;
}

const struct diagram_format *diagram_format_of_file(const char *path)
{
    size_t i;

    for (i = 0; i < sizeof formats / sizeof *formats; i++) {
        const char *const *ending;

        for (ending = formats[i].endings; *ending; ending++) {
            size_t length = strlen(*ending);

            if (strlen(path) > length && strcmp(path + strlen(path) - length, *ending) == 0)
                return &formats[i];
        }
    }
    return NULL;
}

void diagram_draw(struct buffer *out, const struct diagram_format *format, const struct map *map,
                  const struct diagram_options *options)
{
    format->draw(out, map, options);
}

void diagram_line(struct buffer *out, const char *text, const struct diagram_options *options)
{
    struct buffer expanded = {0};
    size_t from = out->length;

    if (options->expand)
        prose_expand(&expanded, text, options->expand, options->context);
    else
        buffer_string(&expanded, text);
    sink_text(out, buffer_text(&expanded), expanded.length);
    for (; from < out->length; from++) {
        if (out->bytes[from] == '\n')
            out->bytes[from] = ' ';
    }
    buffer_free(&expanded);
}

static void add_cut(struct buffer *out, const char *text, const struct diagram_options *options)
{
    struct buffer line = {0};
    size_t fits;

    diagram_line(&line, text, options);
    fits = text_fit(buffer_text(&line), line.length, LABEL_CELLS);
    buffer_append(out, buffer_text(&line), fits);
    buffer_string(out, fits < line.length ? "…" : "");
    buffer_free(&line);
}

void diagram_step_label(struct buffer *out, const struct map *map, const struct step *step,
                        const struct diagram_options *options)
{
    const char *state = map_state_names[map->steps[step->index]];
    struct buffer note = {0};

    if (*outline_kinds[step->kind])
        buffer_printf(out, "%s: ", outline_kinds[step->kind]);
    add_cut(out, step->text, options);
    if (*state)
        buffer_printf(out, " (%s)", state);
    if (options->notes)
        options->notes->step(options->notes->context, step, &note);
    if (note.length)
        buffer_printf(out, "\n%s", buffer_text(&note));
    buffer_free(&note);
}

void diagram_edge_label(struct buffer *out, const struct map *map, size_t row,
                        const struct diagram_options *options)
{
    struct buffer label = {0};

    outline_label(&label, &map->outline->rows[row]);
    add_cut(out, buffer_text(&label), options);
    diagram_edge_note(out, row, options);
    buffer_free(&label);
}

void diagram_edge_note(struct buffer *out, size_t row, const struct diagram_options *options)
{
    if (!options->notes)
        return;
    buffer_string(out, ": ");
    options->notes->edge(options->notes->context, row, out);
}
