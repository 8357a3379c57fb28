/* SPDX-License-Identifier: MIT */
/*
 * What the files of this directory share: names as Windows has them, and its errors as those of POSIX.
 */
#ifndef ERRWALK_SYSTEM_WINDOWS_PRIVATE_H
#define ERRWALK_SYSTEM_WINDOWS_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <wchar.h>

/* Sets errno from an error of Windows, or from GetLastError(). Returns -1. */
int windows_fail_with(unsigned long error);
int windows_fail(void);

/*
 * A path as the calls of Windows take it, without a limit to its length, for free(). NULL with errno: ENOENT for
 * "", EILSEQ for what is no UTF-8, ENODEV for a name that Windows keeps for a device.
 */
wchar_t *windows_path(const char *path);

/* A name in an open directory (a descriptor), or a path where that is AT_FDCWD. As above. */
wchar_t *windows_path_at(int directory, const char *name);

/* The path of an open file or directory, for free(). NULL with errno. */
wchar_t *windows_path_of(int file);

/* For free(). NULL with EILSEQ where it is no text. */
wchar_t *windows_wide(const char *text);
char *windows_narrow(const wchar_t *wide);

/* Whether Ctrl-C has been pressed since it has been watched for. */
bool windows_was_interrupted(void);

/* Whether a line has been begun at a console (a HANDLE), so that reading it shows it and waits for its end. */
bool windows_is_typed(void *console);

#endif
