/* SPDX-License-Identifier: MIT */
/*
 * Practice: what is to be trained again, and when.
 *
 * Each step of a scenario that was first got wrong in some training is in a box (Leitner's), computed from the
 * trainings alone: wrong puts it into the first, right, once it is due, into the next; the further the box, the
 * longer until it is due again. Right before that moves nothing: whoever repeats a case at once remembers it.
 * The diagnosis is a step, too. What was never wrong is in no box, nor what an exam withholds.
 *
 *   box              1   2   3   4   5
 *   due after days   1   3   7  14  30
 */
#ifndef ERRWALK_PRACTICE_H
#define ERRWALK_PRACTICE_H

#include <stddef.h>
#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/results.h"

enum { PRACTICE_BOXES = 5 };

extern const unsigned practice_days[PRACTICE_BOXES];

/* Texts belong to the results. */
struct practice_step {
    const char *scenario, *title;
    const char *step, *question; /* `step` is "" for the diagnosis */
    size_t wrong, right;         /* how often; right: since it was wrong last */
    unsigned box;                /* from 1 */
    int64_t last, due;           /* when it moved last, and when it is to be trained again */
};

struct practice {
    struct practice_step *steps; /* in the order in which they were first got wrong */
    size_t count, capacity;
};

/* Of one trainee by the name, or of all where that is NULL; practice_free in any case. */
void practice_compute(const struct results *results, const char *trainee, struct practice *practice);
void practice_free(struct practice *practice);

/* How many steps of a scenario are due. */
size_t practice_due(const struct practice *practice, const char *scenario, int64_t now);

/* When the first of its steps is due (NULL: of any scenario); INT64_MAX where it has none. */
int64_t practice_first_due(const struct practice *practice, const char *scenario);

/* Appends why a scenario is due, a line for each step. */
void practice_why(const struct practice *practice, const char *scenario, int64_t now,
                  struct buffer *out);

#endif
