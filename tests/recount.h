/* SPDX-License-Identifier: MIT */
/*
 * The score of a training, computed once more by what errwalk/score.h says of it: from the events as they
 * are stored, as JSON, and with nothing of the engine's own score.
 */
#ifndef ERRWALK_TESTS_RECOUNT_H
#define ERRWALK_TESTS_RECOUNT_H

#include <stdbool.h>

/* Tenths of the parts by their names in exports, in the order of score.h's table. */
enum {
    RECOUNT_EVIDENCE,
    RECOUNT_PATH,
    RECOUNT_HARM,
    RECOUNT_ENDING,
    RECOUNT_CALIBRATION,
    RECOUNT_REQUIRED,
    RECOUNT_HINTS,
    RECOUNT_VERIFICATION,
    RECOUNT_COUNT
};

extern const char *const recount_names[RECOUNT_COUNT];

/* `events` is an array of bodies. False where it is no training by the third rule. */
bool recount(const char *events, unsigned tenths[RECOUNT_COUNT]);

#endif
