/* SPDX-License-Identifier: MIT */
/*
 * Signals: what is done with them while the terminal is ours.
 */
#ifndef ERRWALK_TUI_SIGNALS_H
#define ERRWALK_TUI_SIGNALS_H

#include <stdbool.h>

/* Before newterm, which keeps its hands off signals that have a handler. False when there is no
 * pipe to be had. Signals that are ignored stay ignored. */
bool signals_open(void);

/* All as it was before. */
void signals_close(void);

/* To be polled for reading; then signals_take gives a signal, or 0 when there are no more. */
int signals_pipe(void);
int signals_take(void);

/* Stops the process as an unhandled SIGTSTP would; returns when it goes on. */
void signals_stop(void);

/* What is done before any signal ends the program: must only call what a signal handler may. One that
 * asks it to end and is not taken within 80 ms ends it so. */
void signals_on_death(void (*restore)(void));

#endif
