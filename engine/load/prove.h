/* SPDX-License-Identifier: MIT */
/*
 * Prove: what can be said of a flow only when all of it is read.
 */
#ifndef ERRWALK_FLOW_PROVE_H
#define ERRWALK_FLOW_PROVE_H

#include "loader.h"

/* prove.c: what can be said only when all is read. */
void loader_prove(struct loader *loader);

/* facts.c: facts are known where they are used, and fit for it. */
void facts_prove(struct loader *loader);

/* prove.c: "did you mean 'x'?" for an id of a list, or NULL. */
const char *loader_meant(struct loader *loader, const char *id, const struct node *list,
                         char hint[NEAREST_HINT]);

/* graph.c: edges, cycles, what is reached, and the questions left. */
void graph_prove(struct loader *loader);

/* prove-weigh.c: items of weigh steps, and the chances that causes have. Before the graph. */
void weigh_prove(struct loader *loader);

/* prove.c: whether a cause of the flow has this id; a fault at the place where none has. */
bool loader_cause(struct loader *loader, const char *id, struct diag_place place);

/* link.c: the questions left from each step, where it calls blocks or weighs. */
void loader_count_questions(struct tree *tree);

#endif
