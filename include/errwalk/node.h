/* SPDX-License-Identifier: MIT */
/*
 * Node: an item of a list or a map of what was read from a file.
 */
#ifndef ERRWALK_NODE_H
#define ERRWALK_NODE_H

#include "errwalk/diag.h"

#define flow_each(item, list) for (item = (list); item; item = (const void *)item->node.next)

/* What every mapping and list item of a file begins with. */
struct node {
    void *next;              /* the next of its list, or NULL */
    const char *id;          /* its key; "" in a list */
    struct diag_place place; /* of its key, or of the item */
};

#endif
