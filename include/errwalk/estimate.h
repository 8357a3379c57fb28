/* SPDX-License-Identifier: MIT */
/*
 * Estimate: how likely a trainee holds the causes of a case to be, in percent.
 *
 * A diagnosis names one cause with a percentage, and may name others with theirs. What is left of 100
 * is spread evenly over the causes that were not named. In a `diagnosed` event the first is `answer`
 * with `percent`, the others are `causes`, a line each: ID, a tab, percent, a tab, title.
 */
#ifndef ERRWALK_ESTIMATE_H
#define ERRWALK_ESTIMATE_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/event.h"

/* How sure a trainee is, as they write it: a number from 0 to 100, with or without a percent sign.
 * False: it is none. */
bool estimate_percent(const char *text, unsigned *percent);

/* Another cause of a diagnosis, as parts of the text that it is read from. */
struct estimate {
    const char *id, *title;
    size_t id_length, title_length;
    unsigned percent;
};

/* The next of them; `rest` begins with the event's `causes` and moves on. False after the last. */
bool estimate_next(const char **rest, struct estimate *cause);

/*
 * How much better than spreading all evenly a diagnosis was, in ten thousandths: 10000 for the true
 * cause at 100 percent, 0 for what is no better than even. It is the Brier skill score, 1 less the
 * Brier score over all causes divided by that of spreading them evenly. `causes` is how many there are.
 */
unsigned estimate_skill(const struct event *diagnosed, const char *truth, size_t causes);

#endif
