/* SPDX-License-Identifier: MIT */
/*
 * Replies: what to reply so that a walk takes given edges.
 *
 * Replies are tried as a walk would take them, so one that is found is right. None is found where
 * it would take more than the constants of the conditions, their neighbours, values that tests type
 * and examples: a pattern that is hard to meet, or a fact that only a session has.
 */
#ifndef ERRWALK_REPLIES_H
#define ERRWALK_REPLIES_H

#include "errwalk/edges.h"

struct replies;

/* An edge of a path, and the reply that takes it: NULL where none was found. */
struct hop {
    uint32_t edge;
    const char *reply; /* "" at a `route` step, which asks for none; owned by the flow or the replies; valid until replies_clear */
};

/* The edges, proved by routes_prove, outlive it. The caller owns `*replies`. */
void replies_new(const struct edges *edges, struct replies **replies);

/* NULL is allowed. */
void replies_free(struct replies *replies);

/*
 * Fills the replies of a path that begins at the first step. STATUS_OK: all were found.
 * STATUS_NO: some were not. Where facts are looked at later than they are asked for, quadratic in
 * the length of the path, else linear.
 */
enum status replies_fill(struct replies *replies, struct hop *hops, size_t count);

/* Goes on over steps that decide without asking, from the end of a path whose replies were all found;
 * the hops have room for one a step. Returns how long the path is then. */
size_t replies_extend(struct replies *replies, struct hop *hops, size_t count);

/* Forgets the replies that were found. */
void replies_clear(struct replies *replies);

#endif
