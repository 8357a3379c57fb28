/* SPDX-License-Identifier: MIT */
/*
 * Effect: the one thing that a screen asks the loop to do. The kind says which, and which member
 * holds what it is done with. Strings are borrowed until the next update.
 */
#ifndef ERRWALK_TUI_EFFECT_H
#define ERRWALK_TUI_EFFECT_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/search.h"
#include "errwalk/session.h"
#include "errwalk/status.h"

struct screen;

enum effect_kind {
    EFFECT_NONE,
    /* What is done to the session; nothing is done that is not stored. */
    EFFECT_COMMIT,           /* store and apply `event`, and show what follows from it */
    EFFECT_SAVE_NOTE,        /* the same with a note; then close */
    EFFECT_SAVE_NOTE_AND_QUIT,    /* the same; then quit */
    EFFECT_DISCARD_DRAFT,    /* forget the draft of the note `number`, and close */
    EFFECT_DISCARD_AND_QUIT, /* the same; then quit */
    EFFECT_RETRY,            /* close, and carry out again what could not be stored */
    EFFECT_UNRECORDED,       /* the same, and store nothing from now on */
    /* What shows. */
    EFFECT_OPEN,    /* show `open` above this screen; it is the loop's from now on */
    EFFECT_REPLACE, /* close, and show `open` */
    EFFECT_CLOSE,   /* this screen is done with; what it was writing is kept as a draft */
    EFFECT_MESSAGE,    /* show `text` once above the keys */
    EFFECT_PRESS,   /* close, then do what `key` does below */
    EFFECT_FIND,    /* `text` was sought: say how often it is there; "": go on to the next */
    /* What goes out. */
    EFFECT_COPY, /* send `text` to the terminal's clipboard */
    EFFECT_SAVE_TRANSCRIPT, /* write a transcript as `save` says, and close */
    EFFECT_ROLEPLAY,  /* tell the other end of the call: the trouble `text`; NULL: what is found */
    /* What is done with the history. */
    EFFECT_SHOW_TRANSCRIPT, /* of the session `text` */
    EFFECT_SEARCH,          /* for the sessions with the words of `text` in their texts */
    EFFECT_LIST_OLDER,           /* list more sessions, from before those that are */
    EFFECT_DELETE_SESSION,          /* the session `text`, and close */
    EFFECT_COUNT_SESSIONS,       /* count them again; `whole_team`: pulled ones, too */
    EFFECT_SHOW_FIGURES,         /* the same, and show what that comes to */
    /* What ends the wizard. */
    EFFECT_QUIT,   /* after what has to be asked before */
    EFFECT_LEAVE,  /* at once */
    EFFECT_CHOOSE, /* with the choice `chosen` */
    EFFECT_RESUME, /* to go on with the session `text`; NULL: with the one that was offered */
    EFFECT_NEXT,   /* at once, to go on with another case */
    EFFECT_REPLAY, /* to train again from before the event `number` */
    EFFECT_TRAIN,  /* to choose a scenario and train on it */
    EFFECT_BEGIN,  /* to begin what `begin` leads to */
    EFFECT_COUNT
};

struct effect {
    enum effect_kind kind;
    union {
        struct event event;
        const char *text;
        struct screen *open;
        unsigned number;
        size_t chosen;
        bool practises; /* of EFFECT_TRAIN: what is due again, as `errwalk train --next` */
        bool whole_team;
        int key;
        struct {
            const struct session *session; /* NULL: that of the walk */
            const char *file;
            bool redact;
        } save;
        struct {
            struct search_hit hit;
            const char *typed; /* what it was found by */
        } begin;
    };
};

/* The effect of an event that was made: none where it could not be. */
struct effect effect_of(enum status status, const struct event *event);

#endif
