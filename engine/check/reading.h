/* SPDX-License-Identifier: MIT */
/*
 * Reading: how hard a text is to read, by LIX.
 *
 * C. H. Björnsson, Läsbarhet, Stockholm 1968: words in a sentence on average, plus how many words
 * of a hundred have more than six letters. It needs no syllables and so no language; above 60 is
 * very difficult. Names (ERROR_LOGON_FAILURE, LSA, 0x556, lsass.exe) count as short words: what
 * they are called is not the author's choice.
 */
#ifndef ERRWALK_FLOW_READING_H
#define ERRWALK_FLOW_READING_H

#include <stdbool.h>
#include <stddef.h>

enum {
    READING_HARD = 60,       /* LIX above this is very difficult */
    READING_LEAST_WORDS = 10 /* of fewer words LIX says nothing */
};

/* Zero-initialise it. */
struct reading {
    unsigned words, long_words, sentences;
    bool unknown; /* in a script for which LIX is not made: without upper and lower case */
};

/* Counts a block of text, whose end ends a sentence. */
void reading_add(struct reading *reading, const char *text, size_t length);

/* The LIX of all that was counted; 0 where it says nothing. */
unsigned reading_lix(const struct reading *reading);

#endif
