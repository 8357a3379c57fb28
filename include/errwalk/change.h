/* SPDX-License-Identifier: MIT */
/*
 * Change: what an edit of a flow did to it.
 *
 * Two versions are compared field by field as the table of fields has them, steps and answers by
 * their ids. A renamed step is one that is gone and one that is new.
 */
#ifndef ERRWALK_CHANGE_H
#define ERRWALK_CHANGE_H

#include <stddef.h>

#include "errwalk/flow.h"
#include "errwalk/status.h"

enum change_kind {
    CHANGE_ADDED,
    CHANGE_REMOVED,
    CHANGE_TEXT,  /* a value is another */
    CHANGE_ORDER, /* the same ids in another order: `before` and `after` have them */
    CHANGE_KIND_COUNT
};

extern const char *const change_kind_names[CHANGE_KIND_COUNT]; /* "added", "removed", … */

struct change {
    enum change_kind kind;
    const char *path;   /* "diagnose/who/answers/all/to" */
    const char *before; /* "" where there was none */
    const char *after;  /* "" where there is none */
};

/* Owned by the list: changes_free. */
struct changes {
    struct change *items;
    size_t count, capacity;
    struct arena *arena;
};

/* In the order of the manual's fields. changes_free when done. */
void changes_find(const struct flow *before, const struct flow *after, struct changes *changes);
void changes_free(struct changes *changes);

#endif
