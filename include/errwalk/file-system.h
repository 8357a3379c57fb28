/* SPDX-License-Identifier: MIT */
/*
 * File system: whether a file is on this machine.
 */
#ifndef ERRWALK_FILE_SYSTEM_H
#define ERRWALK_FILE_SYSTEM_H

#include <stdbool.h>

/* Whether a file is on a file system that other machines may write to as well, where locks and shared
 * memory may not reach them. True also where that cannot be told. */
bool file_system_is_remote(const char *path);

#endif
