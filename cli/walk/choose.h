/* SPDX-License-Identifier: MIT */
/*
 * Choose: screens or lines, and one of several things by either.
 */
#ifndef ERRWALK_CLI_CHOOSE_H
#define ERRWALK_CLI_CHOOSE_H

#include "errwalk/tui.h"

#include "cli/command.h"

/* Whether lines are wanted, or screens are not to be had. */
bool choose_plain(const struct options *options);

/* How the screens are drawn. */
struct tui_options choose_screens(const struct options *options);

/* Asks a question by a line, with no for an answer where nobody is there to ask. */
bool choose_yes(const char *question);

/*
 * Has one of the choices chosen: EXIT_DONE with its index; EXIT_NO when none was; EXIT_USAGE for a
 * reply that does not fit, from where it cannot be asked again; EXIT_FAULT.
 */
enum exit_code choose_one(const struct options *options, const char *title, const char *hint,
                          const struct tui_choice *choices, size_t count, size_t *chosen);

/* The signal that asked the program to end while a list was shown full-screen, or 0. */
int choose_signal(void);

/* Whether the last list that was shown full-screen was left by a person, with nothing chosen. */
bool choose_was_left(void);

#endif
