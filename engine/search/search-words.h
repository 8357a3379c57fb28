/* SPDX-License-Identifier: MIT */
/*
 * Search words: what people call a thing, brought to one word, and words that say nothing.
 *
 * A directory of flows may have a file synonyms.tsv: on each line phrases that mean the same, with tabs
 * between; '#' begins a comment. A text that has one of them is found by all of them.
 */
#ifndef ERRWALK_SEARCH_WORDS_H
#define ERRWALK_SEARCH_WORDS_H

#include "errwalk/buffer.h"

struct search_words;

/* Without any synonym. The caller owns it. */
struct search_words *search_words_new(void);
void search_words_free(struct search_words *words);

/* Adds the synonyms of a directory; one without the file has none. */
void search_words_read(struct search_words *words, const char *directory);

/* Appends, each on a line, what stands for the phrases that a text has. */
void search_words_add(const struct search_words *words, const char *text, struct buffer *out);

/* Appends what was typed with one word for each such phrase, and without words that say nothing;
 * one that is alone stays. */
void search_words_query(const struct search_words *words, const char *typed, struct buffer *out);

#endif
