/* SPDX-License-Identifier: MIT */
/*
 * Since: times and ages as options take them.
 */
#ifndef ERRWALK_CLI_SINCE_H
#define ERRWALK_CLI_SINCE_H

#include <stdbool.h>
#include <stdint.h>

/* "90d", "12h" or "30m" in seconds; -1 for anything else. */
int64_t since_age(const char *text);

/* The value of --since, a date or an age; NULL: INT64_MIN. False after an error, which has been
 * reported. */
bool since_read(const char *text, int64_t now, int64_t *since);

/* The same of --until; NULL: INT64_MAX. */
bool until_read(const char *text, int64_t now, int64_t *until);

#endif
