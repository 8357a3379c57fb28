/* SPDX-License-Identifier: MIT */
/* A tree of files, for the tests: what is below a directory comes before it. */
#ifndef ERRWALK_WINDOWS_FTW_H
#define ERRWALK_WINDOWS_FTW_H

#include <sys/stat.h>

enum { FTW_DEPTH = 1, FTW_PHYS = 2 };

struct FTW {
    int base, level;
};

int nftw(const char *path, int (*visit)(const char *path, const struct stat *about, int type, struct FTW *walk),
         int depth, int flags);

#endif
