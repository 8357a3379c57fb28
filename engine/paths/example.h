/* SPDX-License-Identifier: MIT */
/*
 * Example: a text that a pattern matches, for the common patterns: literals, classes, groups,
 * alternatives, repetitions.
 */
#ifndef ERRWALK_FLOW_EXAMPLE_H
#define ERRWALK_FLOW_EXAMPLE_H

#include <stdbool.h>

#include "errwalk/buffer.h"

/* Appends a short one. False where the pattern has parts that are not understood; what was appended
 * is then of no use. Whether it does match is for the caller to see: boundaries and anchors are
 * passed over. */
bool example_of(const char *pattern, struct buffer *out);

#endif
