/* SPDX-License-Identifier: MIT */
/*
 * Weighing: what a moment of a session says of a weigh step of its flow: how likely each cause is by
 * then, what is left, what comes next, and why, in words.
 *
 * Evidence is all that stands of this visit of the flow: answers of questions that tell something, fixes
 * that failed, or made it worse where that leads to a weigh step. Items that were answered or tried are
 * done; those put off come back when nothing else is left.
 */
#ifndef ERRWALK_WEIGHING_H
#define ERRWALK_WEIGHING_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"
#include "errwalk/moment.h"
#include "errwalk/weigh-step.h"

struct weighing {
    struct weigh_step *weigh;
    struct weigh_state state;
    struct weigh_choice choice;  /* all that is left, as if nothing had been put off */
    struct weigh_candidate best; /* what comes next; WEIGH_NOTHING where nothing is left */
    bool *put_off;               /* by the flow's steps: items that were put off, and are left */
    const bool *done;            /* by the flow's steps: what was answered or tried */
};

/* Weighs at a moment, with an event that is about to happen taken as if it had (NULL: none is).
 * weighing_free when done. Linear in the events of the visit; a choice may take 50 ms. */
struct weighing *weighing_new(struct moment moment, const struct event *about,
                              const struct flow *flow, const struct step *step);
void weighing_free(struct weighing *weighing); /* NULL is allowed */

/* Sets by the steps' index what was answered or tried on this visit of the flow where it stands. */
void weighing_done(struct moment moment, const struct flow *flow, bool *done);

/* The step that comes next, or NULL. */
const struct step *weighing_next(const struct weighing *weighing);

/* The candidate that a step is, of those that are left, or NULL. */
const struct weigh_candidate *weighing_candidate(const struct weighing *weighing,
                                                 const struct step *item);

/* Whether a step is an item of the weigh step that was neither answered nor tried. */
bool weighing_is_left(const struct weighing *weighing, const struct step *item);

/* How likely a cause is, from 0 to 1, by its place in the flow; 0 where nothing fits. */
double weighing_chance(const struct weighing *weighing, size_t cause);

/* In how many minutes more an item ends on average than the best of what is left. */
double weighing_extra(const struct weighing *weighing, const struct step *item);

/* Appends one line: why `item` comes next ("Next because it settles 1 in 3 and takes 5 min; …"). For an
 * item that is not the best: that it was taken instead. */
void weighing_because(const struct weighing *weighing, const struct step *item, struct buffer *out);

/* Appends what a candidate takes, settles and comes to: "5 min, settles 1 in 3, 12 min in all". */
void weighing_candidate_text(const struct weighing *weighing,
                             const struct weigh_candidate *candidate, struct buffer *out);

/* Appends minutes for people, "5 min", "1.5 min"; and a chance, "1 in 3". */
void weighing_minutes(struct buffer *out, double minutes);
void weighing_odds(struct buffer *out, double chance);

#endif
