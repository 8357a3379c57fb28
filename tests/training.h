/* SPDX-License-Identifier: MIT */
/*
 * Training as tests do it: a scenario of the source tree with a fixed clock, and commands as text.
 */
#ifndef ERRWALK_TESTS_TRAINING_H
#define ERRWALK_TESTS_TRAINING_H

#include "errwalk/clock.h"
#include "errwalk/training.h"

struct trained {
    struct clock clock;
    struct library *library;
    struct walk *walk;
    struct training *training;
    struct training_feedback feedback; /* of the last commit */
};

/* Opens a scenario by its id or its file; `directory` holds more flows, or is NULL. */
bool trained_open(struct trained *trained, const char *directory, const char *scenario);

/* Starts as trainee Kim; an exam is locked with the key "open sesame". */
bool trained_start(struct trained *trained, enum training_mode mode, int64_t seed);

/* Commits an event and notes what was reported of it. */
enum status trained_commit(struct trained *trained, const struct event *event);

void trained_close(struct trained *trained);

/* Carries out a command: `l` to look, `h` for a hint, `?CAUSE:PERCENT:STEP` to diagnose, `<` to go back, `!`
 * to abandon, or a reply. */
enum status trained_act(struct trained *trained, const char *command);

/* Carries out commands with blanks between them; false, and the test has failed, where one is not. */
bool trained_act_all(struct trained *trained, const char *commands);

#endif
