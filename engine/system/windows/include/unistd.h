/* SPDX-License-Identifier: MIT */
/* MinGW's header, with paths in UTF-8 and what of POSIX it lacks. */
#ifndef ERRWALK_WINDOWS_UNISTD_H
#define ERRWALK_WINDOWS_UNISTD_H

#include_next <unistd.h>

#include <stddef.h>
#include <sys/types.h>

#define access windows_access
#define unlink windows_unlink
#define isatty windows_isatty
#define read windows_read
#define write windows_write

int access(const char *path, int mode);
int faccessat(int directory, const char *name, int mode, int flags);
int unlink(const char *path);
int unlinkat(int directory, const char *name, int flags);
int fsync(int file);
ssize_t pread(int file, void *bytes, size_t length, off_t from);

/* Of a console, lines in UTF-8. */
ssize_t read(int file, void *bytes, size_t length);

/* A reader that went away is EPIPE, a full disk ENOSPC. */
ssize_t write(int file, const void *bytes, size_t length);

/* A console, and not the device NUL. */
int isatty(int file);

uid_t geteuid(void);

#endif
