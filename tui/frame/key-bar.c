/* SPDX-License-Identifier: MIT */
/*
 * The bar is laid out from the live key table each time that it is drawn, or clicked on.
 */
#include <config.h>

#include "key-bar.h"

#include <string.h>

#include "errwalk/text.h"

#include "bindings.h"

enum { BETWEEN = 2 /* cells */ };

/* Where one of the keys stands. */
struct place {
    const struct binding *binding; /* NULL: there is no more */
    unsigned x, width, key_width;
};

/* How far the bar is laid out. */
struct bar {
    const struct screen *screen;
    const struct binding *next;
    struct buffer key; /* the name of the one that was laid out last */
    unsigned columns, x;
    unsigned kept; /* cells for those to come that keep their place */
};

/* Help and the way back keep their places whatever else there is room for, and so does quitting by
 * a letter. */
static bool keeps_place(const struct binding *binding)
{
    return binding->action == ACTION_HELP || binding->action == ACTION_CLOSE ||
           (binding->action == ACTION_QUIT && binding->keys[0] >= ' ');
}

static bool is_in_bar(const struct binding *binding, const struct screen *screen)
{
    return binding->name && bindings_live(binding, screen);
}

/* "Enter choose". */
static struct place measure(struct bar *bar, const struct binding *binding)
{
    struct place place = {.binding = binding, .x = bar->x};

    buffer_clear(&bar->key);
    keys_name(&bar->screen->context->canvas, &bar->key, binding->keys[0]);
    place.key_width = (unsigned)text_width(buffer_text(&bar->key), bar->key.length);
    place.width = place.key_width + 1 + (unsigned)text_width(binding->name, strlen(binding->name));
    return place;
}

static struct bar begin(const struct screen *screen, unsigned columns)
{
    struct bar bar = {.screen = screen, .next = screen->class->bindings, .columns = columns};
    const struct binding *binding;

    for (binding = bar.next; binding->action != ACTION_NONE; binding++) {
        if (is_in_bar(binding, screen) && keeps_place(binding))
            bar.kept += measure(&bar, binding).width + BETWEEN;
    }
    return bar;
}

/* Rows are in the order of how much they are wanted: of those that do not keep their place, the
 * first that fit come before. */
static struct place next_place(struct bar *bar)
{
    for (; bar->next->action != ACTION_NONE; bar->next++) {
        const bool keep = keeps_place(bar->next);
        struct place place;

        if (!is_in_bar(bar->next, bar->screen))
            continue;
        place = measure(bar, bar->next);
        if (bar->x + place.width + (keep ? 0 : bar->kept) > bar->columns)
            continue;
        bar->next++;
        bar->x += place.width + BETWEEN;
        bar->kept -= keep ? place.width + BETWEEN : 0;
        return place;
    }
    return (struct place){0};
}

void key_bar_draw(const struct screen *screen, int y, WINDOW *window)
{
    const struct canvas *canvas = &screen->context->canvas;
    struct bar bar = begin(screen, (unsigned)getmaxx(window));
    struct place place;

    while ((place = next_place(&bar)).binding) {
        canvas_string(window, canvas, y, (int)place.x, place.key_width, ROLE_KEY,
                      buffer_text(&bar.key));
        canvas_string(window, canvas, y, (int)(place.x + place.key_width) + 1,
                      place.width - place.key_width - 1, ROLE_MUTED, place.binding->name);
    }
    buffer_free(&bar.key);
}

int key_bar_at(const struct screen *screen, int columns, int x)
{
    struct bar bar = begin(screen, (unsigned)columns);
    struct place place;
    int key = 0;

    while (!key && (place = next_place(&bar)).binding) {
        if (x >= (int)place.x && x < (int)(place.x + place.width))
            key = place.binding->keys[0];
    }
    buffer_free(&bar.key);
    return key;
}
