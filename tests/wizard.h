/* SPDX-License-Identifier: MIT */
/*
 * Wizard: a walk on a screen of curses, driven by keys in a string.
 */
#ifndef ERRWALK_TESTS_WIZARD_H
#define ERRWALK_TESTS_WIZARD_H

#include "errwalk/clock.h"
#include "errwalk/library.h"
#include "errwalk/training.h"
#include "errwalk/walk.h"
#include "tui/loop.h"

struct wizard {
    struct library *library;
    struct clock clock;
    struct walk *walk;
    struct training *training; /* or NULL */
    struct tui_options options;
    struct loop loop;
    char copied[4096]; /* what was sent to the clipboard last */
};

/* Stands at the first question of tests/flows/wizard/walk.yaml, drawn on a new screen. The struct must
 * not move afterwards. */
void wizard_open(struct wizard *wizard, int rows, int columns, bool ascii);

/* The same for a flow of another directory of the source tree. */
void wizard_open_in(struct wizard *wizard, const char *flows, const char *id, int rows,
                    int columns, bool ascii);

/* The same at the first question of a scenario of tests/flows/train. An exam has the key "key". */
void wizard_train(struct wizard *wizard, int rows, int columns, bool ascii, const char *scenario,
                  enum training_mode mode);

void wizard_close(struct wizard *wizard);

/* Presses keys and draws after each: characters, or names as in "<Enter>", "<PgDn>", "<F1>". Stops
 * when the wizard is left. */
void wizard_press(struct wizard *wizard, const char *keys);

/* One key by its name or character; advances `*keys`. */
int wizard_key(const char **keys);

#endif
