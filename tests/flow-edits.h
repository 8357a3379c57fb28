/* SPDX-License-Identifier: MIT */
/*
 * Edits: bad flows made from a good one, so that the fixed twin of each is proved to load.
 */
#ifndef ERRWALK_TESTS_FLOW_EDITS_H
#define ERRWALK_TESTS_FLOW_EDITS_H

#include <stddef.h>

struct library;

struct edit {
    const char *find, *replace,
        *expected; /* expected: "E014 38:12, W002 4:1", all faults in order */
};

/* tests/flows/load/good.yaml. */
const char *edit_good(size_t *length);

/* All faults of a text, loaded and checked on 2026-11-23; valid until the next call. */
const char *edit_faults(const char *bytes, size_t length);

/* The same for a flow that may refer to those of a library. */
const char *edit_faults_among(const char *bytes, size_t length, struct library *library);

/* The same as edit_expect, of one code alone; edit_expect leaves W019 out: in the good flow some facts
 * are used that some ways do not have. */
void edit_expect_only(const char *code, const struct edit *edits, size_t count);

/* Replaces the first `find` of the good flow in each row and compares the faults. */
void edit_expect(const struct edit *edits, size_t count);

#endif
