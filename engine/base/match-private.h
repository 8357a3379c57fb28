/* SPDX-License-Identifier: MIT */
/*
 * What scoring a text and marking one share.
 */
#ifndef ERRWALK_BASE_MATCH_PRIVATE_H
#define ERRWALK_BASE_MATCH_PRIVATE_H

#include "errwalk/match.h"

/* A text by characters, for matching with gaps. */
struct match_run {
    uint32_t points[MATCH_NAME];
    size_t offsets[MATCH_NAME + 1];
    bool starts[MATCH_NAME];
    size_t count;
};

/* Appends the first cluster of a text as it is compared; returns its bytes. */
size_t match_fold_next(struct buffer *out, const char *text, size_t length);

/* How well a folded word is in a folded text as it stands; 0: nowhere. `*place` (may be NULL) gets
 * the offset where it stands best. */
int match_as_is(const char *word, const struct match_word *of, const char *text, size_t length,
                size_t *place);

/* The same of a word with gaps; 0 where it is not there or too scattered. `letters` gets the text
 * by characters; `places` (may be NULL), for each letter of the word, its index there. */
int match_with_gaps(const char *word, const struct match_word *of, const char *text, size_t length,
                    size_t *places, struct match_run *letters);

#endif
