/* SPDX-License-Identifier: MIT */
/*
 * Searching and times that msvcrt has not.
 */
#include <config.h>

#include <string.h>
#include <time.h>
#include <windows.h>

void *memmem(const void *text, size_t length, const void *part, size_t part_length)
{
    const char *at = text, *end = at + length;

    if (part_length == 0)
        return (void *)(uintptr_t)text;
    for (; at && (size_t)(end - at) >= part_length; at++) {
        at = memchr(at, *(const unsigned char *)part, (size_t)(end - at) - part_length + 1);
        if (!at)
            return NULL;
        if (memcmp(at, part, part_length) == 0)
            return (void *)(uintptr_t)at;
    }
    return NULL;
}

char *strcasestr(const char *text, const char *part)
{
    const size_t length = strlen(part);

    for (; strlen(text) >= length; text++) {
        if (_strnicmp(text, part, length) == 0)
            return (char *)(uintptr_t)text;
    }
    return NULL;
}

struct tm *gmtime_r(const time_t *when, struct tm *parts)
{
    return _gmtime64_s(parts, when) == 0 ? parts : NULL;
}

struct tm *localtime_r(const time_t *when, struct tm *parts)
{
    return _localtime64_s(parts, when) == 0 ? parts : NULL;
}

time_t timegm(struct tm *parts)
{
    return _mkgmtime64(parts);
}

int clock_gettime(int which, struct timespec *now)
{
    const int64_t second = 10000000, until_1970 = 11644473600;
    int64_t ticks;
    FILETIME time;

    if (which == CLOCK_MONOTONIC) {
        ticks = (int64_t)GetTickCount64() * (second / 1000);
    } else {
        GetSystemTimeAsFileTime(&time);
        ticks = ((int64_t)time.dwHighDateTime << 32 | time.dwLowDateTime) - until_1970 * second;
    }
    *now = (struct timespec){.tv_sec = (time_t)(ticks / second), .tv_nsec = (long)(ticks % second * 100)};
    return 0;
}
