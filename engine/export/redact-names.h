/* SPDX-License-Identifier: MIT */
/*
 * Names: what redaction has found, and texts with those names masked.
 *
 * First all names are added, then they are sorted, then texts are masked. Case does not matter, a
 * name is matched as a whole word, and the longest name wins.
 */
#ifndef ERRWALK_EXPORT_REDACT_NAMES_H
#define ERRWALK_EXPORT_REDACT_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/arena.h"
#include "errwalk/buffer.h"
#include "errwalk/redact-list.h"

struct name;

/* Zero-initialise it but for `arena`, which owns the names and is borrowed; names_free when done.
 */
struct names {
    struct arena *arena;
    unsigned keep; /* kinds that stay readable: bits 1 << kind */
    struct name *items;
    size_t count, capacity;
    size_t used[REDACT_KIND_COUNT]; /* masks given of each kind */
};

void names_free(struct names *names);

/* A name that is masked unless its kind is kept. Found again as another kind that is not kept, it
 * is masked as that. */
void names_add(struct names *names, enum redact_kind kind, const char *text, size_t length);

/* A word that is never masked, whatever else it is found as. */
void names_protect(struct names *names, const char *text);

/* Between the last name and the first text. */
void names_sort(struct names *names);

/* Appends a text with its names masked. A mask is numbered and listed when it is first used. */
void names_mask(struct names *names, const char *text, struct buffer *out,
                struct redact_list *list);

#endif
