/* SPDX-License-Identifier: MIT */
/*
 * The system's time and randomness, or a fixed sequence of both for tests.
 */
#include <config.h>

#include "errwalk/clock.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "errwalk/random.h"

enum status clock_init(struct clock *clock)
{
    const char *fixed = getenv("ERRWALK_TEST_CLOCK");
    int64_t start = 0;

    if (fixed && *fixed && clock_parse(fixed, &start) != STATUS_OK)
        return STATUS_INVALID;
    *clock = (struct clock){.fixed = fixed && *fixed, .now = start, .random = 1};
    return STATUS_OK;
}

int64_t clock_peek(const struct clock *clock)
{
    return clock->fixed ? clock->now : (int64_t)time(NULL);
}

int64_t clock_now(struct clock *clock)
{
    int64_t now = clock_peek(clock);

    clock->now += clock->fixed;
    return now;
}

int64_t clock_booted(const struct clock *clock)
{
#ifdef CLOCK_BOOTTIME
    const clockid_t since_boot = CLOCK_BOOTTIME; /* it counts what a machine sleeps, too */
#else
    const clockid_t since_boot = CLOCK_MONOTONIC;
#endif
    struct timespec up, now;

    if (clock->fixed)
        return clock->booted;
    if (clock_gettime(since_boot, &up) != 0 || clock_gettime(CLOCK_REALTIME, &now) != 0)
        return 0;
    return (int64_t)now.tv_sec - (int64_t)up.tv_sec;
}

int64_t clock_milliseconds(const struct clock *clock, int64_t at)
{
    struct timespec now = {0};

    if (!clock->fixed)
        clock_gettime(CLOCK_REALTIME, &now);
    return at * 1000 + now.tv_nsec / 1000000;
}

/* SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). */
static uint64_t next_fixed(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

enum status clock_random(struct clock *clock, void *bytes, size_t length)
{
    unsigned char *out = bytes;
    if (clock->fixed) {
        while (length--)
            *out++ = (unsigned char)next_fixed(&clock->random);
        return STATUS_OK;
    }
    return random_bytes(bytes, length) ? STATUS_OK : STATUS_IO;
}

void clock_format(int64_t when, char text[CLOCK_TEXT])
{
    time_t seconds = (time_t)when;
    struct tm parts;

    if (!gmtime_r(&seconds, &parts) || strftime(text, CLOCK_TEXT, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
        memcpy(text, "0000-00-00T00:00:00Z", CLOCK_TEXT);
}

void clock_format_minute(int64_t when, char text[CLOCK_TEXT])
{
    time_t seconds = (time_t)when;
    struct tm parts;

    if (!localtime_r(&seconds, &parts) || strftime(text, CLOCK_TEXT, "%Y-%m-%d %H:%M", &parts) == 0)
        memcpy(text, "0000-00-00 00:00", sizeof "0000-00-00 00:00");
}

void clock_format_local(int64_t when, int64_t now, char text[CLOCK_TEXT])
{
    time_t then = (time_t)when, today = (time_t)now;
    struct tm at, day;

    localtime_r(&then, &at);
    localtime_r(&today, &day);
    strftime(text, CLOCK_TEXT,
             at.tm_year == day.tm_year && at.tm_yday == day.tm_yday ? "%H:%M" : "%Y-%m-%d %H:%M",
             &at);
}

/* `digits` decimal digits and nothing else. */
static bool read_digits(const char **text, int digits, unsigned *value)
{
    unsigned sum = 0;

    while (digits--) {
        if (**text < '0' || **text > '9')
            return false;
        sum = sum * 10 + (unsigned)(*(*text)++ - '0');
    }
    *value = sum;
    return true;
}

static bool read_mark(const char **text, char mark)
{
    if (**text != mark)
        return false;
    (*text)++;
    return true;
}

enum status clock_parse(const char *text, int64_t *when)
{
    unsigned year, month, day, hour = 0, minute = 0, second = 0;
    char again[CLOCK_TEXT];
    const char *at = text;
    struct tm parts;
    int64_t result;

    if (!read_digits(&at, 4, &year) || !read_mark(&at, '-') || !read_digits(&at, 2, &month) ||
        !read_mark(&at, '-') || !read_digits(&at, 2, &day) || month < 1 || month > 12)
        return STATUS_INVALID;
    if (*at && (!read_mark(&at, 'T') || !read_digits(&at, 2, &hour) || !read_mark(&at, ':') ||
                !read_digits(&at, 2, &minute) || !read_mark(&at, ':') ||
                !read_digits(&at, 2, &second) || !read_mark(&at, 'Z')))
        return STATUS_INVALID;
    if (*at)
        return STATUS_INVALID;
    parts = (struct tm){.tm_year = (int)year - 1900, .tm_mon = (int)month - 1, .tm_mday = (int)day,
                        .tm_hour = (int)hour, .tm_min = (int)minute, .tm_sec = (int)second};
    result = (int64_t)timegm(&parts);
    clock_format(result, again); /* a day or hour that is not there reads differently */
    if (strncmp(again, text, strlen(text)) != 0)
        return STATUS_INVALID;
    *when = result;
    return STATUS_OK;
}
