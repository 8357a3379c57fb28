/* SPDX-License-Identifier: MIT */
/*
 * Ask: a question above a screen, with two or three replies. What a reply does is an effect.
 */
#ifndef ERRWALK_TUI_ASK_H
#define ERRWALK_TUI_ASK_H

#include "screen.h"

enum { ASK_REPLIES = 4 };

struct ask_reply {
    const char *text; /* a literal; NULL ends the list */
    struct effect effect;
};

/* What is asked. Title and text are copied; what the effects point to must outlive it. */
struct ask {
    const char *title, *text; /* texts as they are; newlines break */
    bool must;                /* a reply has to be given: Esc is none */
    struct ask_reply replies[ASK_REPLIES];
};

struct screen *ask_new(const struct context *context, const struct ask *ask);

#endif
