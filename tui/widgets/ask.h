/*
 * Ask: a question above a screen, with two or three replies. What a reply does is an effect.
 */
#ifndef ERRWALK_TUI_ASK_H
#define ERRWALK_TUI_ASK_H

#include "screen.h"

struct ask_reply {
    const char *text;
    unsigned flags; /* its effects; 0 ends the list */
};

/* What is asked. Its texts are copied; what `event` and `operand` point to must outlive it. */
struct ask {
    const char *title, *text; /* texts as they are; newlines break */
    const struct ask_reply *replies; /* a static table */
    bool must;           /* a reply has to be given: Esc is none */
    struct event event;  /* of EFFECT_COMMIT */
    const char *operand; /* text of the effects; may be NULL */
};

/* NULL: no memory. */
struct screen *ask_new(const struct context *context, const struct ask *ask);

#endif
