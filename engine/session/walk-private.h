/*
 * What the files of this directory share of a walk.
 */
#ifndef ERRWALK_WALK_PRIVATE_H
#define ERRWALK_WALK_PRIVATE_H

#include "errwalk/walk.h"

struct walk {
    struct library *library;
    struct clock *clock;
    struct session *session;
    struct walk_store store;
    bool was_stored; /* more than the start was kept at one time */
    const struct flow *flow; /* where the session stands; the library owns it */
    const struct step *step;
};

/* walk-commands.c: an event at a step, with what it asks, and the start of a flow with an error ("" and
 * no code: the flow's own). */
struct event event_here(const struct flow *flow, const struct step *step, enum event_kind kind);
struct event event_start(const struct flow *flow, const char *error, struct code code);

/* walk-commands.c: an event at the step where the walk stands, with what that step asks. */
struct event walk_make_here(const struct walk *walk, enum event_kind kind);

/* walk-commands.c: whether something is left to decide there. */
bool walk_may_decide(const struct walk *walk);

/* Appends the text without the blanks around it. */
void walk_trim(struct buffer *out, const char *text);

#endif
