/* SPDX-License-Identifier: MIT */
/*
 * Terminal: takes it over, reports what comes from it, and gives it back as it was.
 *
 * Signals become entries of a pipe that is polled beside the keys, so that nothing is lost between
 * two looks. One terminal is open at a time, since signals belong to the process.
 */
#ifndef ERRWALK_TUI_TERMINAL_H
#define ERRWALK_TUI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/status.h"

enum terminal_event {
    TERMINAL_KEY,       /* a key: see key-codes.h */
    TERMINAL_PASTED,    /* a text was pasted: see terminal_pasted */
    TERMINAL_POINTED,   /* the mouse did something: see terminal_pointed */
    TERMINAL_RESIZED,   /* the window has another size, which curses knows already */
    TERMINAL_SIGNALLED, /* a signal asks the program to end */
    TERMINAL_READY,     /* what is watched can be read */
    TERMINAL_IDLE,      /* nothing came for as long as was waited */
    TERMINAL_GONE,      /* there is nobody at the other end any more */
    TERMINAL_EVENT_COUNT
};

/* Sets the terminal up for curses; `mouse`: the terminal reports its mouse, which takes away its
 * own way to select text. STATUS_IO when it cannot be; nothing is changed then. */
enum status terminal_open(bool mouse);

bool terminal_is_open(void);

/* As tui_possible. */
bool terminal_possible(void);

/* Leaves the terminal as it was found, and shows what was written to standard error meanwhile.
 * Nothing is done while it is closed. */
void terminal_close(void);

/* Another descriptor to wait for, until the next call; -1: none. */
void terminal_watch(int descriptor);

/* Waits for what comes next, at most so many milliseconds (-1: for ever). `*value` gets the key, or
 * the signal. An interrupt comes as the key Ctrl-C. A suspension happens within. */
enum terminal_event terminal_next(int milliseconds, int *value);

/* Whether nothing waits: terminal_next would block now. */
bool terminal_is_idle(void);

/* The text of the last TERMINAL_PASTED in UTF-8, without its NULs; of more than 1 MiB the start,
 * and then terminal_paste_was_cut says so. Valid until the next event. */
const char *terminal_pasted(void);
bool terminal_paste_was_cut(void);

enum terminal_pointer { POINTER_CLICK, POINTER_UP, POINTER_DOWN, POINTER_COUNT };

/* What the last TERMINAL_POINTED was, and where. */
enum terminal_pointer terminal_pointed(int *y, int *x);

/* Whether it may know OSC 52 (its clipboard), or passes over what it does not know. */
bool terminal_takes_commands(void);

/* Sends text to it. */
void terminal_copy(const char *text);

#endif
