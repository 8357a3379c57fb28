/* SPDX-License-Identifier: MIT */
/*
 * Process: what a system wants of a program that starts.
 */
#ifndef ERRWALK_PROCESS_H
#define ERRWALK_PROCESS_H

/* Before anything is read or written: sets the locale, sees to it that no file takes the place of a standard stream
 * that is closed, and makes a reader that went away and a file that may not grow errors to report. */
void process_start(void);

/* The arguments in UTF-8 where the system has them otherwise, else what main was called with. They stay. */
char **process_arguments(int *count, char **arguments);

#endif
