/* SPDX-License-Identifier: MIT */
/*
 * Known: the value of each fact and which event gave it, as a map that shares what did not change.
 *
 * Adding to it makes a new map and leaves the old one as it was, so that each moment of a session
 * keeps its own. It is a search tree over the bits of a hash: both adding and finding take as long as
 * the logarithm of the facts.
 */
#ifndef ERRWALK_SESSION_KNOWN_H
#define ERRWALK_SESSION_KNOWN_H

#include "errwalk/arena.h"
#include "errwalk/event.h"

struct known {
    const struct known *below[2];
    const char *fact, *value; /* of an answer its id */
    const struct event *event;
};

/* The map with one fact more, or with another value for it (NULL: it is not known any more); NULL is
 * the empty map. Texts and event
 * are borrowed, the arena owns the rest. */
const struct known *known_with(const struct known *known, struct arena *arena, const char *fact,
                               const char *value, const struct event *event);

/* What is known of a fact, or NULL. */
const struct known *known_find(const struct known *known, const char *fact);

#endif
