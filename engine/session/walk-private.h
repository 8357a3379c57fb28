/*
 * What the files of this directory share of a walk.
 */
#ifndef ERRWALK_WALK_PRIVATE_H
#define ERRWALK_WALK_PRIVATE_H

#include "errwalk/walk.h"

struct walk {
    struct library *library;
    struct clock *clock;
    struct session *session;
    struct walk_store store;
    const struct flow *flow; /* where the session stands; the library owns it */
    const struct step *step;
};

/* Appends the text without the blanks around it. */
void walk_trim(struct buffer *out, const char *text);

#endif
