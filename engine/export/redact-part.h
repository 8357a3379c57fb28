/* SPDX-License-Identifier: MIT */
/*
 * Part: a piece of a text, and whether it may be the name of a person or machine. Texts are valid
 * UTF-8.
 */
#ifndef ERRWALK_EXPORT_REDACT_PART_H
#define ERRWALK_EXPORT_REDACT_PART_H

#include <stdbool.h>
#include <stddef.h>

struct part {
    const char *text;
    size_t length;
};

/* Without what ends a sentence, or marks the account of a machine. */
struct part part_trim(struct part part);

/* Whether all of it is of these characters. */
bool part_consists(struct part part, const char *characters);

/* Whether it begins so, in any case. */
bool part_begins(struct part part, const char *prefix);

bool part_is_capitalised(struct part part);
size_t part_count_dots(struct part part);

/* Whether it is the name of a file, by its ending. */
bool part_is_file(struct part part);

/* Whether a word may be a name at all: no number, code, version, error, file or common word. */
bool part_is_name(struct part part);

/* Whether a word has what words of everyday do not have: digits, capitals, marks. */
bool part_is_shaped(struct part part);

/* A name with dots of a machine or domain, and not of a file, a version, a type (System.IO) or an
 * abbreviation (e.g).
 */
bool part_is_full_name(struct part part);

/* The word that a text begins with, of the characters of names; it may be empty. */
struct part part_word_at(const char *text);

#endif
