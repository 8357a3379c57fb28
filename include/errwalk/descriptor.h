/* SPDX-License-Identifier: MIT */
/*
 * Descriptor: read(2) and write(2) where a signal is no reason to stop.
 */
#ifndef ERRWALK_DESCRIPTOR_H
#define ERRWALK_DESCRIPTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* As read(2), again after a signal. */
ssize_t descriptor_read(int descriptor, void *bytes, size_t length);

/* All of it, or false with errno. */
bool descriptor_write(int descriptor, const char *bytes, size_t length);

#endif
