/* SPDX-License-Identifier: MIT */
/*
 * Patterns: PCRE2 with limits on match effort and depth, so that a pattern from a hostile flow
 * costs milliseconds and not hours.
 */
#ifndef ERRWALK_PATTERN_H
#define ERRWALK_PATTERN_H

#include <stddef.h>

#include "errwalk/status.h"

struct pattern;

/*
 * Compiles a pattern (UTF, matched anywhere unless anchored). STATUS_INVALID: `error` gets the
 * reason and `*offset` the byte in the pattern. The caller owns `*pattern`, for pattern_free.
 */
enum status pattern_new(const char *text, struct pattern **pattern, char *error, size_t error_size,
                        size_t *offset);

/* The same for what commands print: ^ and $ match at each line. */
enum status pattern_new_lines(const char *text, struct pattern **pattern, char *error,
                              size_t error_size, size_t *offset);

/* How many groups it captures. */
unsigned pattern_groups(const struct pattern *pattern);

/* STATUS_OK: matches. STATUS_NO: does not. STATUS_INVALID: gave up at the limit. */
enum status pattern_match(const struct pattern *pattern, const char *text);

struct pattern_span {
    size_t offset, length; /* in bytes */
};

/*
 * The first match in `length` bytes of valid UTF-8 that begins at byte `from` or later; what is
 * before `from` is looked at only by the pattern's lookbehinds. `spans` gets `count` spans: of
 * the match, then of its groups; one that took no part in it has length 0. Returns as
 * pattern_match does.
 */
enum status pattern_find(const struct pattern *pattern, const char *text, size_t length,
                         size_t from, struct pattern_span *spans, size_t count);

/* NULL is allowed. */
void pattern_free(struct pattern *pattern);

#endif
