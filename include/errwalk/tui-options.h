/* SPDX-License-Identifier: MIT */
/*
 * Tui options: what the caller of the wizard decides, and its screens look at.
 */
#ifndef ERRWALK_TUI_OPTIONS_H
#define ERRWALK_TUI_OPTIONS_H

#include <stdbool.h>

#include "errwalk/buffer.h"
#include "errwalk/roleplay.h"
#include "errwalk/history.h"
#include "errwalk/theme.h"
#include "errwalk/training.h"

struct tui_options {
    bool color; /* use the terminal's colours where it has them; false after --color=never, NO_COLOR */
    const struct theme *theme; /* what is to look otherwise, or NULL */
    bool ascii; /* draw with ASCII alone; a locale that is not UTF-8 says so by itself */
    bool goes_back; /* a list that is left leads back to what was before it; else it ends the program */
    bool mouse; /* clicks choose, the wheel scrolls; the terminal cannot select text then */
    const char *transcript; /* file that the caller writes a transcript to afterwards, or NULL */
    bool redact;            /* transcripts are shown and written redacted, until the person switches */
    unsigned keep;          /* kinds of names that redaction leaves, as in struct export_options */
    bool team;              /* the history has sessions of a team */
    const struct tui_watch *watch; /* NULL: nothing is watched */
    struct history *offers; /* a walk that has only started offers to go on with an unfinished session of
                               its flow from here; NULL: it does not. Looked into after the first paint */
    struct roleplay *roleplay; /* of the agent with a training, else of the caller; NULL: none */
    struct training *training; /* of the walk, where it is one; NULL: it is none */
};

/* What came of a look at a file that is being written. */
enum tui_news {
    TUI_NO_NEWS,
    TUI_RELOADED, /* the walk goes on in the new version of its flow */
    TUI_BROKEN,   /* the file is broken; the walk is as it was */
    TUI_NEWS_COUNT
};

/* A file that is being written while it is walked. `look` is called several times a second, while no
 * key comes; it may change the walk. `says` gets one line to show, `faults` what is wrong with
 * the file ("" for nothing). */
struct tui_watch {
    void *context;
    enum tui_news (*look)(void *context, struct buffer *says, struct buffer *faults);
};

/* One line of a list to choose from. */
struct tui_choice {
    const char *text;   /* what it is */
    const char *detail; /* shown muted below it, or "" */
};

/* What a caller plays. */
struct tui_caller {
    const struct scenario *scenario;
    const struct flow *flow;
};

/* Where errwalk begins without a problem: what can be resumed, and what can be begun. */
struct tui_home {
    struct history *history; /* NULL: there are no sessions */
    struct clock *clock;     /* when an export is noted in the history */
    struct search *search;   /* it is read as far as it was not */
};

/* What a walk begins with. */
struct tui_start {
    const char *flow; /* id, of the library */
    char *error;      /* its problem, for memory_free; "" and no code: the flow's own */
    struct code code;
    bool trains; /* a training instead: its scenario is still to be chosen; `flow` is NULL */
    bool practises; /* the same, and it is what is due to be practised again */
};

#endif
