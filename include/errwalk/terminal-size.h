/* SPDX-License-Identifier: MIT */
/*
 * Terminal size: how many cells a terminal has.
 */
#ifndef ERRWALK_TERMINAL_SIZE_H
#define ERRWALK_TERMINAL_SIZE_H

#include <stdbool.h>

/* Of the terminal that standard output is. False where it is none or does not say; then nothing is
 * changed. */
bool terminal_size(int *height, int *width);

#endif
