/* SPDX-License-Identifier: MIT */
/* Directories with names in UTF-8, which MinGW's have in a code page. */
#ifndef ERRWALK_WINDOWS_DIRENT_H
#define ERRWALK_WINDOWS_DIRENT_H

enum { DT_UNKNOWN, DT_REG };
#define DT_REG DT_REG

typedef struct windows_directory DIR;

struct dirent {
    unsigned char d_type; /* DT_REG or DT_UNKNOWN */
    char d_name[1024];
};

DIR *opendir(const char *path);
struct dirent *readdir(DIR *directory);
int closedir(DIR *directory);
int dirfd(DIR *directory);

#endif
