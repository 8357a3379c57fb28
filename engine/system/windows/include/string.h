/* SPDX-License-Identifier: MIT */
/* What POSIX and GNU add to the header. */
#ifndef ERRWALK_WINDOWS_STRING_H
#define ERRWALK_WINDOWS_STRING_H

#include_next <string.h>

#define strerror windows_strerror

char *strerror(int number); /* in the words of POSIX, and with those of errwalk for device names */
char *strcasestr(const char *text, const char *part);
void *memmem(const void *text, size_t length, const void *part, size_t part_length);
#define strsignal(number) ((const char *)((void)(number), NULL))

#endif
