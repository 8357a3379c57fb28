/* SPDX-License-Identifier: MIT */
/*
 * Guessers: trainees who walk a training by a habit, good ones and lazy ones, to see what each habit
 * is worth.
 */
#ifndef ERRWALK_TESTS_GUESSERS_H
#define ERRWALK_TESTS_GUESSERS_H

#include "errwalk/buffer.h"
#include "errwalk/score.h"
#include "errwalk/training.h"

struct guesser {
    const char *name;
    enum training_mode mode;
    bool looks;                                  /* at everything that can be looked at */
    enum { PICK_RIGHT, PICK_FIRST, PICK_LAST, PICK_RANDOM, PICK_UNSURE, PICK_ESCALATION } picks;
    bool tries_all; /* in their order, until one is right: in mode learn */
    bool detours;   /* once: gives a wrong answer, looks at where it leads, and goes back */
    unsigned least, most; /* points that it earns in every scenario: whoever looks and then
                                     guesses, in the mean of shuffled runs */
};

extern const struct guesser guessers[]; /* ended by a NULL name */

/* What a guesser earns in a scenario with a seed; `events` gets an array of what is stored of it. */
void guesser_walk(const struct guesser *guesser, const char *scenario, int64_t seed,
                  struct score *score, struct buffer *events);

#endif
