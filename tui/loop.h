/* SPDX-License-Identifier: MIT */
/*
 * Loop: the stack of screens. Keys do something to it in input.h; what a screen asks for is carried out
 * in perform.h.
 */
#ifndef ERRWALK_TUI_LOOP_H
#define ERRWALK_TUI_LOOP_H

#include <curses.h>

#include "errwalk/status.h"
#include "errwalk/tui-options.h"
#include "tui/frame/screen.h"

struct loop {
    struct context context;
    struct screen *top;
    int rows, columns;
    bool drew_message;
    unsigned opened, drawn; /* counts screens that came to the top: now, and when it was drawn last */
    enum effect_kind ended; /* by an effect of this kind; EFFECT_NONE: not yet. Then one of these: */
    char session[SESSION_ID_SIZE]; /* EFFECT_RESUME: the one to resume */
    unsigned replay;        /* EFFECT_REPLAY: the event before which the training is to go on */
    size_t chosen;          /* EFFECT_CHOOSE */
    struct tui_start start; /* EFFECT_TRAIN, EFFECT_BEGIN */
    struct search *search;    /* what home looks into */
    struct screen *home;      /* at the bottom of the stack */
    bool is_unlisted, is_unread; /* sessions; flows and the catalog */
    size_t read;              /* parts of these that were read */
    struct buffer message, written;
    struct history *history; /* whose sessions are shown; NULL: none */
    struct clock *clock;     /* for what is noted there */
    struct history_list sessions, unfinished, found;
    struct buffer searched, sought;
    struct stats *stats;           /* of what is counted; NULL: nothing is */
    struct stats_reading *reading; /* of its sessions; NULL: all are read */
    struct drafts drafts;
    /* What could not be stored, while the person is asked what to do. Its strings belong to the
     * screens below that question, or to what follows here. */
    struct effect held;
    bool is_held;
    int pressed; /* a key that is to be pressed once the screen that asked for it is closed; 0: none */
    struct buffer exported; /* file of the export that is held */
    char sha256[65];        /* of what was written there */
    /* Where OSC 52 goes; NULL: nowhere. */
    void (*copy)(void *context, const char *text);
    void *copy_context;
};

/* A loop over a walk, or over nothing yet (`walk` NULL: then loop_open gives it a screen).
 * The caller has set up the palette. loop_end when done. */
void loop_begin(struct loop *loop, struct walk *walk, const struct tui_options *options, int rows,
                int columns);
void loop_end(struct loop *loop);

/* Shows a screen above the others. NULL, of a map or a debrief that cannot be read: says so. */
void loop_open(struct loop *loop, struct screen *screen);

/* Closes the one on top, if it is not the last. */
void loop_close(struct loop *loop);

/* Shows the screen that fits where the walk stands, and no other. */
void loop_show_walk(struct loop *loop);

/* Lays all screens out again: what they show has changed. */
void loop_lay_out(struct loop *loop);

/* Shows a text once above the keys. It is copied. */
void loop_message(struct loop *loop, const char *text);

/* Sends a text to the terminal's clipboard, where there is one. */
void loop_copy(struct loop *loop, const char *text);

/* Keeps as a draft what the screen on top would lose. False where there is nothing; then a draft of
 * it is done with. */
bool loop_keep_text(struct loop *loop);

/* The same with all screens, and closes those that something is written on. */
void loop_save_drafts(struct loop *loop);

/* What waits for the first paint, so that it comes without I/O. */
void loop_painted(struct loop *loop);

/* The window has another size. */
void loop_resize(struct loop *loop, int rows, int columns);

/* Draws what shows: what did not change is not written (refresh.h). */
void loop_draw(struct loop *loop, WINDOW *window);

/* The terminal is gone, or the wizard ends: what was being written is kept as notes. */
void loop_keep_drafts(struct loop *loop);

/* Whether there is nothing more to do. */
bool loop_is_done(const struct loop *loop);

#endif
