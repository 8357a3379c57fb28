/* SPDX-License-Identifier: MIT */
/*
 * Home as tui_begin runs it, with a table of keys in the terminal's place.
 */
#include <config.h>

#include "place.h"

#include <string.h>

#include "history-fixture.h"
#include "readback.h"
#include "suite.h"
#include "tui/counting.h"
#include "tui/home-data.h"
#include "tui/input.h"
#include "wizard.h"

/* From 2026-01-01T00:00:00Z on, 1000 seconds apart; the last is the newest. */
static const struct {
    const char *flow, *commands;
} walks[PLACE_WALKS] = {
    {"main", "fix|0xabc|yes"},                         /* a: resolved */
    {"main", "*Der Schl\xc3\xbcssel fehlt|call|done"}, /* b: escalated */
    {"main", "fix|*nothing helps|!"},                  /* c: abandoned */
    {"types", "text|CAF\xc3\x89"},                     /* d: unfinished */
    {"main", "fix|0x3e7|no|<|<"},                      /* e: unfinished */
    {"other", "*markdown"},                            /* f: unfinished */
};

char place_ids[PLACE_WALKS][SESSION_ID_SIZE];

void place_drain(struct place *place)
{
    while (home_data_has_work(&place->loop))
        home_data_work(&place->loop);
    loop_draw(&place->loop, stdscr);
}

void place_open_over(struct place *place, const char *flows, unsigned count, int rows, int columns,
                     bool ascii, bool waits)
{
    const char *directory, *path = fixture_path();
    unsigned i;

    memset(place, 0, sizeof *place);
    place->clock = (struct clock){.fixed = true, .now = 1767300000};
    place->options = (struct tui_options){.color = true, .ascii = ascii};
    place->history = history_new(path);
    for (i = 0; i < count; i++)
        fixture_walk(place->history, walks[i].flow, i, walks[i].commands, place_ids[i]);
    history_free(place->history); /* lets go of the last */
    place->history = history_new(path);
    directory = suite_source(flows);
    library_new(&directory, 1, &place->library);
    place->search = search_new(place->library);
    suite_expect("search", place->search != NULL);
    place->home = (struct tui_home){
        .history = place->history, .clock = &place->clock, .search = place->search};
    readback_open(rows, columns);
    loop_begin(&place->loop, NULL, &place->options, rows, columns);
    home_data_begin(&place->loop, &place->home);
    loop_draw(&place->loop, stdscr);
    if (waits)
        place_drain(place);
}

void place_open(struct place *place, unsigned count, int rows, int columns, bool ascii)
{
    place_open_over(place, "tests/flows/session", count, rows, columns, ascii, true);
}

void place_close(struct place *place)
{
    loop_end(&place->loop);
    readback_close();
    search_free(place->search);
    library_free(place->library);
    history_free(place->history);
}

void place_press(struct place *place, const char *keys)
{
    while (*keys && !loop_is_done(&place->loop)) {
        input_key(&place->loop, wizard_key(&keys));
        while (counting_has_work(&place->loop))
            counting_work(&place->loop);
        if (!loop_is_done(&place->loop))
            loop_draw(&place->loop, stdscr);
    }
}
