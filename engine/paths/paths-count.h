/* SPDX-License-Identifier: MIT */
/*
 * The figures of all paths of a flow.
 */
#ifndef ERRWALK_CHECK_PATHS_COUNT_H
#define ERRWALK_CHECK_PATHS_COUNT_H

#include "errwalk/edges.h"
#include "errwalk/paths.h"

/* Of a flow, and the edges of it with its calls walked into, of which routes_prove said what they are. */
void paths_measure(const struct flow *flow, const struct edges *edges, struct paths_figures *figures);

#endif
