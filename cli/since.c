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

bool since_read(const char *text, int64_t now, int64_t *since)
{
    int64_t age;

    *since = INT64_MIN;
    if (!text || clock_parse(text, since) == STATUS_OK)
        return true;
    age = since_age(text);
    if (age < 0) {
        output_error("--since takes a date such as 2026-11-22, or an age such as 7d or 12h");
        return false;
    }
    *since = now - age;
    return true;
}
