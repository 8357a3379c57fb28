/* SPDX-License-Identifier: MIT */
/* MinGW's header, with the calls and flags of POSIX that errwalk uses. */
#ifndef ERRWALK_WINDOWS_FCNTL_H
#define ERRWALK_WINDOWS_FCNTL_H

#include_next <fcntl.h>

#include <sys/types.h>

/* Files are not inherited and not waited for here; what is no flag of open there is none here. */
#define O_CLOEXEC 0
#define O_NONBLOCK 0
#define O_NOCTTY 0
#define O_NOFOLLOW 0x01000000
#define O_DIRECTORY 0x02000000
#define AT_FDCWD (-100)
#define AT_SYMLINK_NOFOLLOW 0x100
#define AT_EACCESS 0x200

/* Paths are UTF-8, a file is bytes. */
int windows_open(const char *path, int flags, ...);
#define open windows_open

#endif
