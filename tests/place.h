/* SPDX-License-Identifier: MIT */
/*
 * Place: home over a history and a directory of flows, on a screen of curses, driven by keys in a
 * string.
 */
#ifndef ERRWALK_TESTS_PLACE_H
#define ERRWALK_TESTS_PLACE_H

#include "errwalk/clock.h"
#include "errwalk/history.h"
#include "errwalk/library.h"
#include "errwalk/search.h"
#include "errwalk/tui.h"
#include "tui/loop.h"

/* Sessions of tests/flows/session that can be in its history: three have ended, then three are
 * unfinished. */
enum { PLACE_WALKS = 6 };

/* Their ids, of the place that was opened last. */
extern char place_ids[PLACE_WALKS][SESSION_ID_SIZE];

struct place {
    struct history *history;
    struct library *library;
    struct clock clock;
    struct tui_options options;
    struct search *search;
    struct tui_home home;
    struct loop loop;
};

/* With the first `count` of these sessions, over tests/flows/session; all is read and drawn. The
 * struct must not move afterwards. */
void place_open(struct place *place, unsigned count, int rows, int columns, bool ascii);

/* The same over another directory of the source tree; with nothing read yet, unless it `waits`. */
void place_open_over(struct place *place, const char *flows, unsigned count, int rows, int columns,
                     bool ascii, bool waits);
void place_close(struct place *place);

/* As the wizard does while no key waits: reads all there is, and draws. */
void place_drain(struct place *place);

/* Presses keys and draws after each: as wizard_press. Stops when home is left. */
void place_press(struct place *place, const char *keys);

#endif
