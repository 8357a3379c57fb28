/* SPDX-License-Identifier: MIT */
/*
 * Problem: what a person names when asking for help, and the flow that is for it.
 */
#ifndef ERRWALK_PROBLEM_H
#define ERRWALK_PROBLEM_H

#include <stddef.h>
#include <stdint.h>

#include "errwalk/catalog.h"
#include "errwalk/library.h"
#include "errwalk/status.h"

/* One meaning of what was written. Strings belong to the library or last as long as the program. */
struct problem {
    const char *error;                 /* the error's name, or "" */
    struct code code;                  /* its code, or none */
    const struct catalog_entry *known; /* what the catalog has of it, or NULL */
    const struct library_entry *entry; /* the flow for it, or NULL */
    const char *why;                   /* why it was read so, a clause; "" where it is plain */
};

enum { PROBLEM_MOST = 9 };

/*
 * The problems that a text may mean, those with a flow first, then the likeliest: a flow's id or its title, an error's name
 * that a flow has, or any spelling that errwalk/decode.h reads. Readings that are far less likely
 * than the first are left out, and those of another platform than the error that the person is at,
 * `beside` (none: not known); so more than one means that a person should choose. Returns how many of at
 * most `max`.
 */
size_t problem_find(struct library *library, const char *text, struct code beside,
                    struct problem *found, size_t max);

/* The error whose name, with its prefix or without, is a slip or two away from a text, or NULL. */
const struct catalog_entry *problem_misspelt(const char *text);

/* What the catalog has of an error that a flow names, or NULL. */
const struct catalog_entry *problem_known(const struct error_ref *error);

#endif
