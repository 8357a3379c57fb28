/* SPDX-License-Identifier: MIT */
/*
 * Memory: the one door through which the program asks for it, and cmark, SQLite, jansson and PCRE2
 * as well.
 *
 * Running out of it ends the program: the terminal is put right, one line says so on standard
 * error, and the exit status is 4. Nothing that was stored is lost by that. So nobody checks for
 * NULL, and no function has a failure for it.
 */
#ifndef ERRWALK_MEMORY_H
#define ERRWALK_MEMORY_H

#include <stddef.h>

#include "errwalk/status.h"

/* `size` zeroed bytes. The caller owns them and gives them to memory_free. */
void *memory_alloc(size_t size);

/* Like realloc. New bytes are not zeroed. */
void *memory_realloc(void *old, size_t size);

/* A NUL-terminated copy of the first `length` bytes of `text`. The caller owns it. */
char *memory_copy(const char *text, size_t length);

/* NULL is allowed. */
void memory_free(void *block);

/* Makes room for one more item in a growing array: `*items` holds at least `count + 1` items of
 * `size` bytes afterwards. Always STATUS_OK. */
void memory_grow(void **items, size_t *capacity, size_t count, size_t size);

/* Ends the program as said above: for what a library without an allocator of ours reports. */
_Noreturn void memory_exhausted(void);

/* What puts the terminal right before that; NULL: nothing. It may call only what a signal handler
 * may call. */
void memory_on_exhaustion(void (*restore)(void));

#endif
