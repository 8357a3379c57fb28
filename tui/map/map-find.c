/* SPDX-License-Identifier: MIT */
/*
 * Finding on a map looks at every row, also where it is folded or does not show: at its label, the
 * name and the id of its step, and on the row that shows the step at the step's text. A row is a
 * match as a whole.
 */
#include <config.h>

#include "map-private.h"

#include <string.h>

#include "errwalk/memory.h"
#include "tui/widgets/find.h"

#include "tui/widgets/matches.h"

/* One row as it is looked for, on a line that no needle reaches beyond. */
static void add_row(struct map_screen *map, size_t row)
{
    const struct outline_row *at = &map->tree.map->outline->rows[row];
    struct buffer label = {0}, name = {0}, folded = {0};

    map_row_text(map, row, &label, &name);
    buffer_printf(&label, " %s %s", buffer_text(&name), at->step->node.id);
    if (!at->refers)
        buffer_printf(&label, " %s", at->step->text);
    matches_needle(&folded, &map->screen.context->canvas, buffer_text(&label));
    map->text_at[row] = map->texts.length;
    buffer_append(&map->texts, buffer_text(&folded), folded.length);
    buffer_append(&map->texts, "", 1);
    buffer_free(&label);
    buffer_free(&name);
    buffer_free(&folded);
}

/* What all rows read, once. */
static void make_texts(struct map_screen *map)
{
    const size_t count = map->tree.map->outline->count;
    size_t row;

    if (map->text_at)
        return;
    map->text_at = memory_alloc(count * sizeof *map->text_at);
    for (row = 0; row < count; row++)
        add_row(map, row);
}

static bool is_match(const struct map_screen *map, size_t row)
{
    return strstr(map->texts.bytes + map->text_at[row], map->screen.form.needle.bytes) != NULL;
}

static void set(struct screen *screen, const char *sought)
{
    struct map_screen *map = (struct map_screen *)screen;
    struct form *form = &screen->form;
    size_t row;

    make_texts(map);
    buffer_clear(&form->needle);
    matches_needle(&form->needle, &screen->context->canvas, sought);
    form->here = form->found = 0;
    form->on_match = false;
    for (row = 0; form->needle.length && row < map->tree.map->outline->count; row++)
        form->found += is_match(map, row);
}

/* To the match of this number, from 1. */
static void lead_to(struct map_screen *map, size_t match)
{
    struct form *form = &map->screen.form;
    size_t row, left = match;

    for (row = 0; row < map->tree.map->outline->count; row++) {
        if (is_match(map, row) && --left == 0) {
            tree_reveal(&map->tree, row);
            map_focus(map, row);
            form->here = match;
            form->on_match = true;
            return;
        }
    }
}

/* The first from the focus on, or else the first of all. */
static void first(struct screen *screen)
{
    struct map_screen *map = (struct map_screen *)screen;
    size_t row, before = 0;

    if (!screen->form.found) {
        map_focus(map, screen->form.focus);
        return;
    }
    for (row = 0; row < screen->form.focus; row++)
        before += is_match(map, row);
    lead_to(map, before < screen->form.found ? before + 1 : 1);
}

static bool next(struct screen *screen, bool back)
{
    struct map_screen *map = (struct map_screen *)screen;
    const struct form *form = &screen->form;
    bool around;

    if (!form->found)
        return false;
    if (!form->on_match) {
        first(screen);
        return false;
    }
    around = back ? form->here <= 1 : form->here == form->found;
    if (around)
        lead_to(map, back ? form->found : 1);
    else
        lead_to(map, back ? form->here - 1 : form->here + 1);
    return around;
}

const struct screen_finder map_finder = {.set = set, .first = first, .next = next};
