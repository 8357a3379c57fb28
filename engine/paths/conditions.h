/* SPDX-License-Identifier: MIT */
/*
 * Conditions as domains: which values of its fact a condition of a route lets through.
 */
#ifndef ERRWALK_CHECK_CONDITIONS_H
#define ERRWALK_CHECK_CONDITIONS_H

#include "errwalk/flow.h"
#include "errwalk/index.h"

#include "domain.h"

/* Gives texts and errors their keys. Zero-initialise it; value_keys_free when done. */
struct value_keys {
    struct arena *arena;
    struct index index;
    uint64_t count;
};

void value_keys_free(struct value_keys *keys);

/* The key of a value; false where it is not of the type. */
bool value_keys_of(struct value_keys *keys, enum value_type type, const char *text, uint64_t *key);

/* All keys of a type. */
struct interval value_keys_all(enum value_type type);

/* All values that may meet the condition, and values that surely do. */
void condition_domains(struct value_keys *keys, const struct condition *condition,
                       struct domain *may, struct domain *sure);

#endif
