/* SPDX-License-Identifier: MIT */
/* Times of 64 bits, and the zone in TZ or that of the system. */
#ifndef ERRWALK_WINDOWS_TIME_H
#define ERRWALK_WINDOWS_TIME_H

#include_next <time.h>

#include <sys/types.h>

#undef gmtime_r
#undef localtime_r
#define gmtime_r windows_gmtime_r
#define localtime_r windows_localtime_r
#define clock_gettime windows_clock_gettime

#ifndef CLOCK_REALTIME
#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
#endif

struct tm *gmtime_r(const time_t *when, struct tm *parts);
struct tm *localtime_r(const time_t *when, struct tm *parts);
time_t timegm(struct tm *parts);
int clock_gettime(int which, struct timespec *now);

#endif
