/* SPDX-License-Identifier: MIT */
/*
 * Index: ids of every map of a flow in one hash table, so that a key seen before is found at once
 * however many there are.
 */
#ifndef ERRWALK_INDEX_H
#define ERRWALK_INDEX_H

#include <stddef.h>
#include <stdint.h>

#include "errwalk/node.h"
#include "errwalk/status.h"

struct index_slot {
    const struct node *node; /* NULL: free */
    uint32_t hash, map;
};

/* Zero-initialise it; index_free when done. */
struct index {
    struct index_slot *slots;
    size_t count, capacity;
    uint64_t seed;
};

void index_free(struct index *index);

/* The node of a map with this id, or NULL. */
const struct node *index_find(const struct index *index, uint32_t map, const char *id);

/* Adds a node by its id. `*there` gets the one that has the id already (which is kept), else NULL.
 */
void index_add(struct index *index, uint32_t map, const struct node *node,
               const struct node **there);

#endif
