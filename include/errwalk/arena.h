/* SPDX-License-Identifier: MIT */
/*
 * Arena: memory that is given out piece by piece and freed at once.
 *
 * A flow lives in one, so that its nodes can point at each other without anyone owning them.
 */
#ifndef ERRWALK_ARENA_H
#define ERRWALK_ARENA_H

#include <stddef.h>

struct arena;

/* An empty arena. The caller owns it. */
struct arena *arena_new(void);

/* Frees all that was ever given out. NULL is allowed. */
void arena_free(struct arena *arena);

/* `size` zeroed bytes aligned for any type. The arena owns them. */
void *arena_alloc(struct arena *arena, size_t size);

/* A NUL-terminated copy of the first `length` bytes of `text`. The arena owns it. */
char *arena_copy(struct arena *arena, const char *text, size_t length);

#endif
