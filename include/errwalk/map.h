/* SPDX-License-Identifier: MIT */
/*
 * Map: the outline of a flow, and how a session stands to each of its steps and edges.
 *
 * Like all state it is a fold over the session's events; it is made again when they change.
 */
#ifndef ERRWALK_MAP_H
#define ERRWALK_MAP_H

#include <stdbool.h>

#include "errwalk/outline.h"
#include "errwalk/session.h"

enum map_state {
    MAP_OPEN,  /* may still be come to; without a session, all are */
    MAP_TRAIL, /* come by; of an edge: taken */
    MAP_HERE,  /* where the walk stands; of no edge */
    MAP_OUT,   /* ruled out: not come to from here without going back */
    MAP_STATE_COUNT
};

/* "", "on the trail", "you are here", "ruled out" */
extern const char *const map_state_names[MAP_STATE_COUNT];

struct map {
    const struct flow *flow;
    struct outline *outline;
    enum map_state *steps;       /* of each step, by its index */
    enum map_state *edges;       /* of each row of the outline */
    const struct event **events; /* of each step on the trail, by its index: what happened there last;
                                    NULL elsewhere. They belong to the session */
    size_t here; /* the row of MAP_HERE, or where the walk left this flow; else 0 */
};

/* The map of a flow; `session` may be NULL. What the session has of steps that are not in the flow
 * any more is left out. Linear in the flow and the trail. The caller owns it; the flow and the
 * session must outlive it, the session unchanged. */
void map_new(const struct flow *flow, const struct session *session, struct map **map);

/* NULL is allowed. */
void map_free(struct map *map);

/* The state of a row: that of its step, or where it only refers to the step, that of its edge. */
enum map_state map_row(const struct map *map, size_t row);

/* The step of the trail from which another answer would lead on towards this one, in the outline; the
 * first step where there is none. */
const struct step *map_branch(const struct map *map, const struct step *step);

#endif
