/* SPDX-License-Identifier: MIT */
/*
 * The tree of what is known. Each node holds a fact itself; the next bit of the hash says on which
 * side of it the others are.
 */
#include <config.h>

#include "known.h"

#include <stdint.h>
#include <string.h>

/* FNV-1a. Once its bits are used up, all is on one side. */
static uint64_t hash_of(const char *text)
{
    uint64_t hash = 0xcbf29ce484222325U;

    while (*text)
        hash = (hash ^ (unsigned char)*text++) * 0x100000001b3U;
    return hash ^ hash >> 32;
}

const struct known *known_with(const struct known *known, struct arena *arena, const char *fact,
                               const char *value, const struct event *event)
{
    uint64_t hash = hash_of(fact);
    const struct known *root = NULL, **place = &root;
    struct known *copy;

    for (; known && strcmp(known->fact, fact) != 0; known = *place, hash >>= 1) {
        copy = arena_alloc(arena, sizeof *copy);
        *copy = *known;
        *place = copy;
        place = &copy->below[hash & 1];
    }
    copy = arena_alloc(arena, sizeof *copy);
    if (known)
        *copy = *known;
    copy->fact = fact;
    copy->value = value;
    copy->event = event;
    *place = copy;
    return root;
}

const struct known *known_find(const struct known *known, const char *fact)
{
    uint64_t hash = known ? hash_of(fact) : 0;

    for (; known && strcmp(known->fact, fact) != 0; hash >>= 1)
        known = known->below[hash & 1];
    return known && known->value ? known : NULL;
}
