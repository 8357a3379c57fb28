/* SPDX-License-Identifier: MIT */
/* Lines of any length. */
#ifndef ERRWALK_WINDOWS_STDIO_H
#define ERRWALK_WINDOWS_STDIO_H

#include_next <stdio.h>

#include <sys/types.h>

#define remove windows_remove
#define getdelim windows_getdelim
#define getline windows_getline

int remove(const char *path); /* also a directory */

/* From a console in UTF-8; -1 with EINTR after Ctrl-C. */
ssize_t getdelim(char **line, size_t *capacity, int end, FILE *stream);
ssize_t getline(char **line, size_t *capacity, FILE *stream);

#endif
