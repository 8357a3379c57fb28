/*
 * Memory: the one door through which the engine asks for it.
 *
 * Running out is a failure like any other: every caller checks for NULL and passes
 * STATUS_NO_MEMORY on. That is testable because a test can make the n-th request fail.
 */
#ifndef ERRWALK_MEMORY_H
#define ERRWALK_MEMORY_H

#include <stddef.h>

#include "errwalk/status.h"

/* `size` zeroed bytes, or NULL. The caller owns them and gives them to memory_free. */
void *memory_alloc(size_t size);

/* Like realloc: NULL leaves `old` as it was. New bytes are not zeroed. */
void *memory_realloc(void *old, size_t size);

/* A NUL-terminated copy of the first `length` bytes of `text`, or NULL. The caller owns it. */
char *memory_copy(const char *text, size_t length);

/* NULL is allowed. */
void memory_free(void *block);

/*
 * Makes room for one more item in a growing array: after success `*items` holds at least
 * `count + 1` items of `size` bytes. STATUS_NO_MEMORY leaves all as it was.
 */
enum status memory_grow(void **items, size_t *capacity, size_t count, size_t size);

/* For tests: the request after `count` more successful ones fails, and so do all later ones,
 * until called again; -1 (as at start) lets all through. */
void memory_fail_after(long count);

#endif
