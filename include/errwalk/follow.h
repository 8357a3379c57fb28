/* SPDX-License-Identifier: MIT */
/*
 * Follow: one step of a walk without a session, for what is proved about walks.
 */
#ifndef ERRWALK_FOLLOW_H
#define ERRWALK_FOLLOW_H

#include "errwalk/flow.h"

/* Where a value typed at an input step leads, as flow_route has it: the edge. */
const struct target *flow_way(const struct step *step,
                              const char *(*fact)(void *context, const char *name), void *context);

/*
 * Where a reply leads: an answer's id, a value, the result of a fix, `done` at an escalation. NULL
 * where the walk ends with it, and where it does not fit. `fact` gives the value of a fact, that of
 * this step too.
 */
const struct target *flow_follow(const struct step *step, const char *reply,
                                 const char *(*fact)(void *context, const char *name),
                                 void *context, bool *fits);

/* What would fit at a step, for a hint. */
void flow_name_replies(const struct step *step, struct buffer *out);

#endif
