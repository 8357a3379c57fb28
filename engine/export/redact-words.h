/* SPDX-License-Identifier: MIT */
/*
 * Words: what redaction must know of words to tell names from them. Case does not matter.
 */
#ifndef ERRWALK_EXPORT_REDACT_WORDS_H
#define ERRWALK_EXPORT_REDACT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a word, its case aside, stands in a sorted table. */
bool words_listed(const char *const *table, size_t count, const char *text, size_t length);

/* Whether a word is a given name of people, and no word of English. */
bool words_given(const char *text, size_t length);

/* Whether letters before a hyphen and digits are no machine: "UTF" of UTF-16. */
bool words_standard(const char *text, size_t length);

/* Whether a word is no name of anyone's: a common one, or one that is the same everywhere
 * (Administrator). */
bool words_common(const char *text, size_t length);

/* Whether a name ends in this when it is that of a file: "exe". */
bool words_extension(const char *text, size_t length);

/* Whether names of machines end in this: "com", "local", any two letters. */
bool words_top_level(const char *text, size_t length);

/* Whether a name with dots is one that everyone knows, or is below such a one:
 * "learn.microsoft.com". */
bool words_public_domain(const char *text, size_t length);

/* Whether a word before a backslash is no domain of anyone's: the last of "NT AUTHORITY", "HKLM".
 */
bool words_builtin_domain(const char *text, size_t length);

#endif
