/* SPDX-License-Identifier: MIT */
/*
 * Every: a way to each screen there is, for tests of what holds on all of them.
 */
#ifndef ERRWALK_TESTS_EVERY_H
#define ERRWALK_TESTS_EVERY_H

#include "place.h"
#include "wizard.h"

enum every_start {
    EVERY_WALK,   /* the first question of tests/flows/wizard/walk.yaml */
    EVERY_HOME,
    EVERY_CHOICE,   /* a list of three */
    EVERY_TRAINING, /* the first question of training/monday */
    EVERY_CALL,     /* a caller whom nobody has asked yet */
    EVERY_BROKEN,   /* the file of the first of these is being written, and wrong */
    EVERY_WIDE,     /* the first question of tests/flows/wide/wide.yaml */
    EVERY_TABLE,    /* the first question of tests/flows/table/table.yaml */
    EVERY_WEIGH,    /* the first question of tests/flows/weigh/sign-in.yaml */
    EVERY_START_COUNT
};

struct every {
    const char *class; /* its name */
    const char *golden; /* under tests/screens, without .txt */
    const char *keys;
    enum every_start from;
};

extern const struct every every[]; /* ended by a NULL class */

struct every_screen {
    enum every_start from;
    struct wizard wizard;
    struct place place;
    struct tui_options options;
    struct library *library; /* of a caller */
    struct scenario *scenario;
    struct tui_caller caller;
    struct loop own;
    struct loop *loop; /* of that which is open */
};

/* A new screen at such a start. The struct must not move afterwards. */
void every_open(struct every_screen *screen, enum every_start from, int rows, int columns, bool ascii);
void every_close(struct every_screen *screen);

/* Presses keys and draws after each. */
void every_press(struct every_screen *screen, const char *keys);

#endif
