/* SPDX-License-Identifier: MIT */
/*
 * Sequences: what terminals may send and no key stands for, made at random.
 */
#ifndef ERRWALK_TESTS_SEQUENCES_H
#define ERRWALK_TESTS_SEQUENCES_H

#include "errwalk/buffer.h"

/* Appends a few of them, some broken off. In them is much that would answer a question. `state` is
 * that of suite_random. */
void sequences_add(struct buffer *out, unsigned *state);

#endif
