/* SPDX-License-Identifier: MIT */
/*
 * Detached: a program that goes on by itself. It has no terminal and no open files of the one that starts
 * it, belongs to no job of the shell, and nobody waits for it.
 */
#ifndef ERRWALK_DETACHED_H
#define ERRWALK_DETACHED_H

#include <stdbool.h>

/* Starts a program with arguments, its name first, ended by NULL. False where it cannot be started; what
 * becomes of it later is not told. */
bool detached_start(const char *file, const char *const *arguments);

#endif
