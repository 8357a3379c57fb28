/* SPDX-License-Identifier: MIT */
/*
 * Text: UTF-8 as people see it: clusters, cells, lines; and names that are nearly right.
 *
 * Rules and widths are Unicode's by way of libunistring (UAX #11, #14, #29). All lengths are bytes
 * unless they say cells. Input is valid UTF-8 unless a function says otherwise; text_check tells.
 */
#ifndef ERRWALK_TEXT_H
#define ERRWALK_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/status.h"

/* Whether `length` bytes are UTF-8. If not, `*bad` (may be NULL) is the offset of the first that is
 * not part of a character. */
bool text_check(const char *text, size_t length, size_t *bad);

/* Bytes of the character at the start of the text, and the character in `*point`; 0 at its end. A
 * byte that is no part of a character reads as U+FFFD. */
size_t text_point(const char *text, size_t length, uint32_t *point);

/* How many code points `length` bytes hold. */
size_t text_points(const char *text, size_t length);

/* How many cells the text takes on one line of a terminal. */
size_t text_width(const char *text, size_t length);

/* Bytes of the grapheme cluster at the start of the text; 0 at its end. `*cells` (may be NULL) gets
 * its width: 0, 1 or 2, and more only where a script writes several letters as one cluster. */
size_t text_cluster(const char *text, size_t length, unsigned *cells);

/* Bytes from the start that fit into `cells`, in whole clusters. */
size_t text_fit(const char *text, size_t length, size_t cells);

/* A character that no reader sees or that reorders what is around it: C0 and C1 controls except
 * newline and tab, bidirectional controls, default-ignorable characters, unassigned separators. */
bool text_is_hidden(uint32_t point);

/* Whether a character is hidden and out of place between its neighbours (0: none). Joiners
 * between letters of scripts that use them or in an emoji, and variation selectors after a base,
 * are at home. */
bool text_hides(uint32_t previous, uint32_t point, uint32_t next);

/* Whether a character only joins emoji into one picture: a joiner between two, a skin tone. */
bool text_joins_emoji(uint32_t previous, uint32_t point, uint32_t next);

/* The place of the first hidden character that is out of place. False when there is none. */
bool text_find_hidden(const char *text, size_t length, size_t *offset, uint32_t *point);

/* Offsets of the lines that a text breaks into. Newlines break; a line holds no newline; blanks at
 * its end are left out. */
struct text_line {
    size_t offset, length;
};

/* Breaks the text into lines of at most `cells`, by UAX #14, a word longer than a line by clusters.
 * `*lines` is the caller's, for memory_free; an empty text has one empty line. */
void text_wrap(const char *text, size_t length, size_t cells, struct text_line **lines,
               size_t *count);

/* The same for a command, which breaks at blanks alone. A line that is wider than `cells` breaks into
 * ones of at most `cells` less `mark`, which is room for a mark that it goes on; a word that is wider
 * stays whole. */
void text_wrap_command(const char *text, size_t length, size_t cells, size_t mark,
                       struct text_line **lines, size_t *count);

/* Before what goes on from the line above. */
#define TEXT_GOES_ON "\xe2\x86\xb3"

/* What stands between a line and the one before it. */
enum text_break {
    TEXT_BREAK_HARD,   /* a newline, or nothing that belongs together */
    TEXT_BREAK_BLANK,  /* a blank, which is left out where a line is wrapped */
    TEXT_BREAK_WITHIN, /* nothing: the word goes on, or the script has no blanks */
    TEXT_BREAK_COUNT
};

/* How the line of this index came to begin where it does. */
enum text_break text_break_before(const char *text, const struct text_line *lines, size_t index);

/* The edit distance (insert, delete, replace, swap neighbours) of two names in bytes, case
 * ignored; more than `limit` gives limit + 1. */
size_t text_distance(const char *a, const char *b, size_t limit);

/* The name nearest to `wanted`, or NULL where none is near enough to be meant (a third of its
 * length, at least one). `next` yields the candidates one by one and NULL at the end. */
const char *text_nearest(const char *wanted, const char *(*next)(void *context), void *context);

/* The ending of a regular English noun for so many: "" for one, else "s". */
const char *text_plural(double count);

#endif
