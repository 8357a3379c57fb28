/* SPDX-License-Identifier: MIT */
/*
 * A file with thousands of wrong ids must not cost thousands of searches: the look stops when it
 * was long enough for any file that a person wrote.
 */
#include <config.h>

#include "errwalk/did-you-mean.h"

#include <stdio.h>
#include <string.h>

#include "errwalk/text.h"

enum { MOST_COMPARED = 50000 };

struct candidates {
    const struct node *next;
    size_t length;
    size_t *compared;
};

/* Ids much longer or shorter are not near. */
static const char *next_id(void *context)
{
    struct candidates *candidates = context;
    const struct node *node;
    size_t length;

    while ((node = candidates->next) && *candidates->compared < MOST_COMPARED) {
        candidates->next = node->next;
        *candidates->compared += 1;
        length = strlen(node->id);
        if (length <= candidates->length + candidates->length / 3 + 1 &&
            candidates->length <= length + length / 2 + 1)
            return node->id;
    }
    return NULL;
}

const char *nearest_id(const char *id, const struct node *list, size_t *compared,
                       char hint[NEAREST_HINT], const struct node **meant)
{
    struct candidates candidates = {list, strlen(id), compared};
    const char *nearest = text_nearest(id, next_id, &candidates);

    if (!nearest)
        return NULL;
    snprintf(hint, NEAREST_HINT, "did you mean '%s'?", nearest);
    while (meant && list && list->id != nearest)
        list = list->next;
    if (meant)
        *meant = list;
    return hint;
}
