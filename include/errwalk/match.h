/* SPDX-License-Identifier: MIT */
/*
 * Match: whether a text has what a person typed, and how well.
 *
 * Words are compared without case, accents and other marks of letters, and widths. Each word has to
 * occur: as it is, anywhere in the text; or without its English ending, where a word begins; or, from
 * three letters on, with gaps in the text's name, from the start of a word there and without passing
 * a whole word over. What begins a word and what runs on scores most, gaps cost. Work
 * is bounded for any input: a word of more than MATCH_LETTERS letters is not looked for with gaps,
 * and gaps only in MATCH_NAME letters of a name; all else is linear. Typed text and texts are
 * UTF-8.
 */
#ifndef ERRWALK_MATCH_H
#define ERRWALK_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/arena.h"
#include "errwalk/buffer.h"

enum { MATCH_WORDS = 16, MATCH_LETTERS = 32, MATCH_NAME = 256 };

/* Which letters, and which pairs of letters, a text has: says fast that a word is not in it. */
struct match_letters {
    uint64_t single, pairs[4];
};

struct match_word {
    size_t offset, length, points; /* in `folded`; length in characters */
    size_t stem; /* bytes without an English ending: "printers" is found by "print"; 0: it has none */
    struct match_letters letters, stem_letters;
};

/* Zero-initialise it; buffer_free(&query.folded) when done. */
struct match_query {
    struct buffer folded;
    struct match_word words[MATCH_WORDS];
    size_t count, left_out; /* words; of those beyond MATCH_WORDS nothing is looked for */
};

/* A text ready to be looked into: a name, and what else it is found by. */
struct match_text {
    const char *text; /* folded: the name, a newline, the rest */
    size_t name, length;
    struct match_letters letters;
    uint64_t name_letters, name_starts, starts; /* `starts`: letters that begin a word */
};

/* Appends a text as it is compared. */
void match_fold(struct buffer *out, const char *text, size_t length);

/* Takes the words of what was typed. */
void match_query_set(struct match_query *query, const char *typed);

/* Makes a text ready; its folded form is put into the arena. */
void match_text_make(struct match_text *text, struct arena *arena, const char *name,
                     const char *rest);

/* What is asked of a text. */
enum match_way {
    MATCH_PLAIN,     /* all words, as they are or without their ending */
    MATCH_SCATTERED, /* all words, with gaps where they are not there as they are */
    MATCH_SOME       /* at least a third of the words, where a word begins */
};

/* How well the text has the words of the query, above 0; 0 for not at all. A query without words gives
 * 0. */
int match_score(const struct match_query *query, const struct match_text *text,
                enum match_way way);

/* The bytes of `text`, as it is shown, that match words of the query: puts up to `max` pieces of
 * whole clusters into `pieces`, from left to right. Returns how many; 0 also where memory runs out.
 * */
struct match_piece {
    size_t offset, length;
};
size_t match_pieces(const struct match_query *query, const char *text, struct match_piece *pieces,
                    size_t max);

#endif
