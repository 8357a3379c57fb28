/* SPDX-License-Identifier: MIT */
/* The environment in UTF-8. */
#ifndef ERRWALK_WINDOWS_STDLIB_H
#define ERRWALK_WINDOWS_STDLIB_H

#include_next <stdlib.h>

#define getenv windows_getenv

char *getenv(const char *name);
int setenv(const char *name, const char *value, int overwrite);
int unsetenv(const char *name);
char *mkdtemp(char *pattern);
char *realpath(const char *path, char *resolved);

#endif
