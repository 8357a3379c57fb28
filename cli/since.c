/* SPDX-License-Identifier: MIT */
/*
 * Times and ages as options take them.
 */
#include <config.h>

#include "since.h"

#include <stdlib.h>

#include "errwalk/clock.h"

#include "output.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };

int64_t since_age(const char *text)
{
    char *unit;
    long number = strtol(text, &unit, 10);

    if (unit == text || number < 0 || number > 100000 || !*unit || unit[1])
        return -1;
    switch (*unit) {
    case 'd':
        return (int64_t)number * DAY;
    case 'h':
        return (int64_t)number * HOUR;
    case 'm':
        return (int64_t)number * MINUTE;
    default:
        return -1;
    }
}

static bool read_time(const char *option, const char *text, int64_t now, int64_t *when)
{
    int64_t age;

    if (!text || clock_parse(text, when) == STATUS_OK)
        return true;
    age = since_age(text);
    if (age < 0) {
        output_error("%s takes a date such as 2026-11-22, or an age such as 7d or 12h", option);
        return false;
    }
    *when = now - age;
    return true;
}

bool since_read(const char *text, int64_t now, int64_t *since)
{
    *since = INT64_MIN;
    return read_time("--since", text, now, since);
}

bool until_read(const char *text, int64_t now, int64_t *until)
{
    *until = INT64_MAX;
    return read_time("--until", text, now, until);
}
