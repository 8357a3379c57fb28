/* SPDX-License-Identifier: MIT */
/*
 * Random: bytes that nobody can foretell, from the system.
 */
#ifndef ERRWALK_RANDOM_H
#define ERRWALK_RANDOM_H

#include <stdbool.h>
#include <stddef.h>

/* Fills `bytes`. False where the system gives none; what is there then means nothing. */
bool random_bytes(void *bytes, size_t length);

#endif
