/* SPDX-License-Identifier: MIT */
/*
 * Expanding a flow: its calls walked into, as one flow without calls.
 *
 * The steps of the flow come first, with the indices that they have; then those of each call's block,
 * once for each call, with ids that are paths (session_path) and facts that are named in the same way.
 * A call and a return of a block have become `route` steps that only lead on. What they pass is in
 * `with`, ours by theirs, where both are of one type, and in `gives` where they are not.
 */
#ifndef ERRWALK_CHECK_EXPAND_H
#define ERRWALK_CHECK_EXPAND_H

#include "errwalk/arena.h"
#include "errwalk/flow.h"

/* Steps of an expanded flow: a call for which there is no room stays one step with its exits. */
enum { EXPAND_STEPS = 4 * FLOW_MAX_STEPS };

/* The flow itself where no call leads anywhere. The arena owns what is made; texts are those of the
 * flows. It is not for flow_step. */
const struct flow *flow_expand(const struct flow *flow, struct arena *arena);

#endif
