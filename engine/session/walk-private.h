/* SPDX-License-Identifier: MIT */
/*
 * What the files of this directory share of a walk.
 */
#ifndef ERRWALK_WALK_PRIVATE_H
#define ERRWALK_WALK_PRIVATE_H

#include "errwalk/arena.h"
#include "errwalk/choices.h"
#include "errwalk/weighing.h"
#include "errwalk/walk.h"

struct walk {
    struct library *library;
    struct clock *clock;
    struct session *session;
    struct walk_store store;
    struct walk_policy policy;
    const char *by; /* of all events from now on; NULL: a person */
    struct choices *choices; /* as they were asked for last */
    bool was_stored; /* more than the start was kept at one time */
    const struct flow *flow; /* where the session stands; the library owns it */
    const struct step *step;
    struct weighing **weighing; /* what leads where it stands, as weighed; NULL in it: not known yet */
    struct weighing *weighed;   /* by the event that is being committed */
    const struct flow_test *preferred; /* answers whose items come first at a weigh step, or NULL */
};

/* What is worked out of where the walk stands is to be worked out again. */
void walk_forget(struct walk *walk, struct weighing *weighing);

/* What a weigh step leads to: what is preferred, or where that is NULL what is best; NULL where nothing
 * is left. Writes why to `because`. */
const struct step *weigh_lead(const struct weighing *weighing, const struct step *preferred,
                              struct buffer *because);

/* reply.c: the item that answers prefer, or NULL. */
const struct step *walk_preferred(const struct walk *walk, const struct weighing *weighing);

/* walk-event.c: an event at a step, with what it asks, and the start of a flow with an error ("" and
 * no code: the flow's own). */
struct event event_here(const struct flow *flow, const struct step *step, enum event_kind kind);
struct event event_start(const struct flow *flow, const char *error, struct code code);

/* walk-event.c: the event enters a flow. */
void walk_enter_flow(struct event *event, const struct flow *flow);

/* Appends the text without the blanks around it. */
void walk_trim(struct buffer *out, const char *text);

/* passage.c: into the block of a `call`, and back from it by a `return` for which the call has an exit.
 * Texts are in the arena. */
struct event passage_called(const struct flow *flow, const struct step *step, struct arena *arena);
struct event passage_returned(const struct flow *flow, const struct step *step,
                              const struct flow *caller, const struct step *call,
                              struct arena *arena);

/* passage.c: what follows by itself where a walk stands that came to a `call` or a `return`: into the
 * block, back, or the end of a block that was walked by itself. Texts are in the arena. STATUS_NO:
 * nothing follows; STATUS_INVALID: the block is not there, or does not fit any more. */
enum status walk_passage(const struct walk *walk, const struct flow *flow, const struct step *step,
                         struct arena *arena, struct event *event);

#endif
