/* SPDX-License-Identifier: MIT */
/*
 * Path: how a system writes the name of a file, and where it has a person's files. Nothing here looks at a disk.
 */
#ifndef ERRWALK_PATH_H
#define ERRWALK_PATH_H

#include <stdbool.h>
#include <stddef.h>

/* Between the directories of a list, as in ERRWALK_FLOWS. */
extern const char path_list_separator;

/* What ends a line of a file that is written for people. */
extern const char *const path_line_end;

/* Whether it means the same wherever the program runs: on Windows also with a drive, or of a share. */
bool path_is_absolute(const char *path);

/* Whether a character stands between the parts of a path. */
bool path_is_separator(char c);

/* What stands behind the last separator: the path itself where there is none, "" where it ends in one. */
const char *path_name(const char *path);

/* How much of a path is the directory that the file is in: 0 where it names none. A root keeps its separator, no
 * other directory has one at its end. */
size_t path_directory(const char *path);

enum path_kind {
    PATH_DATA,     /* flows */
    PATH_SETTINGS, /* errwalk.conf */
    PATH_STATE,    /* history */
    PATH_KIND_COUNT
};

/* The person's directory for a kind of files, as the environment has it: an absolute path, and in `*below` what comes
 * after it. NULL where there is none. */
const char *path_personal(enum path_kind kind, const char **below);

/* The directories that all people of the machine share, as a list, the first before the others. Not of PATH_STATE. */
const char *path_shared(enum path_kind kind);

#endif
