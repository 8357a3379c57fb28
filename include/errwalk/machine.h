/* SPDX-License-Identifier: MIT */
/*
 * Machine: a name that this machine has and no other, and that a copy of its disk gets again. It is
 * confidential: only a hash of it may be written anywhere.
 */
#ifndef ERRWALK_MACHINE_H
#define ERRWALK_MACHINE_H

#include <stdbool.h>

enum { MACHINE_SIZE = 128 }; /* with its NUL */

/* Whether the numbers of errors on this machine are those of Unix rather than of Windows. */
extern const bool machine_is_unix;

/* False where the system gives none. ERRWALK_TEST_MACHINE stands in for it. */
bool machine_name(char text[MACHINE_SIZE]);

#endif
