/* SPDX-License-Identifier: MIT */
/*
 * Executable: where the running program lies, so that an unpacked archive and a build that is not
 * installed find what belongs to them.
 */
#ifndef ERRWALK_EXECUTABLE_H
#define ERRWALK_EXECUTABLE_H

#include <stdbool.h>

enum { EXECUTABLE_SIZE = 4096 }; /* with its NUL */

/* The program's file, links resolved; false where the system does not tell. */
bool executable_file(char path[EXECUTABLE_SIZE]);

/* The directory of the program's file, links resolved; false where the system does not tell. */
bool executable_directory(char path[EXECUTABLE_SIZE]);

#endif
