/* SPDX-License-Identifier: MIT */
/*
 * Routes: which edges of a flow no walk can take.
 */
#ifndef ERRWALK_ROUTES_H
#define ERRWALK_ROUTES_H

#include "errwalk/edges.h"

/* Sets `fit` of every edge: proves of routes that no value takes them. Facts that are looked at after
 * the step that asks for them are followed from step to step as far as a fixed room holds them;
 * linear in steps, edges and conditions. */
void routes_prove(struct edges *edges);

#endif
