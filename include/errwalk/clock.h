/* SPDX-License-Identifier: MIT */
/*
 * Clock: the one door through which time and randomness come in.
 *
 * Everything that needs either is handed a `struct clock`. With ERRWALK_TEST_CLOCK set to a time
 * such as 2026-01-01T00:00:00Z, the clock starts there, moves on by one second each time it is
 * read, and its random bytes are a fixed sequence; so two runs can be compared to the byte.
 */
#ifndef ERRWALK_CLOCK_H
#define ERRWALK_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/status.h"

struct clock {
    bool fixed;      /* a test clock */
    int64_t now;     /* of a test clock: what the next reading gives, seconds since 1970 UTC */
    uint64_t random; /* of a test clock: the state of its generator */
    int64_t booted;  /* of a test clock: what clock_booted gives */
};

enum { CLOCK_TEXT = sizeof "2026-11-22T10:00:00Z" };

/* The system's clock, or the test clock where ERRWALK_TEST_CLOCK holds a time. STATUS_INVALID when
 * it holds something else; `*clock` is then untouched. */
enum status clock_init(struct clock *clock);

/* Seconds since 1970-01-01T00:00:00Z. */
int64_t clock_now(struct clock *clock);

/* The same; a test clock does not move on. For what is shown, which may be drawn any number of times. */
int64_t clock_peek(const struct clock *clock);

/* When the machine came up, by its clock as it is set now, in seconds since 1970; 0: not known. Of one
 * machine it never gets earlier, unless its clock is set back. */
int64_t clock_booted(const struct clock *clock);

/* A time that was read in milliseconds, those of now; of a test clock, none. */
int64_t clock_milliseconds(const struct clock *clock, int64_t at);

/* Fills `bytes`. STATUS_IO when the system has no randomness to give. */
enum status clock_random(struct clock *clock, void *bytes, size_t length);

/* ISO 8601 in UTC with seconds, as in 2026-11-22T10:00:00Z (RFC 3339). */
void clock_format(int64_t when, char text[CLOCK_TEXT]);

/* For lists that people read, in their time zone: 2026-11-22 10:00. */
void clock_format_minute(int64_t when, char text[CLOCK_TEXT]);

/* In the time zone of whoever reads it: 14:35, with the day before it where that is not the day of
 * `now`. */
void clock_format_local(int64_t when, int64_t now, char text[CLOCK_TEXT]);

/* Reads YYYY-MM-DD, or that with THH:MM:SSZ. STATUS_INVALID for anything else, and for a day that
 * no calendar has. */
enum status clock_parse(const char *text, int64_t *when);

#endif
