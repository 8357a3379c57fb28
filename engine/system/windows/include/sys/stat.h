/* SPDX-License-Identifier: MIT */
/* A stat of our own: numbers of files that tell them apart, times to a fraction of a second. */
#ifndef ERRWALK_WINDOWS_STAT_H
#define ERRWALK_WINDOWS_STAT_H

#include_next <sys/stat.h>

#include <sys/types.h>
#include <time.h>

#undef stat
#undef fstat
#define stat windows_stat
#define fstat windows_fstat
#define lstat windows_lstat
#define fstatat windows_fstatat
#define mkdir windows_mkdir
#define chmod windows_chmod
#define umask windows_umask

#define S_IFLNK 0xa000
#define S_IFSOCK 0xc000
#define S_ISLNK(mode) (((mode) & 0xf000) == S_IFLNK)
#define S_ISSOCK(mode) (((mode) & 0xf000) == S_IFSOCK)

struct stat {
    dev_t st_dev;
    ino_t st_ino;
    mode_t st_mode; /* 0600 or 0700: what the profile's access list amounts to */
    uid_t st_uid;   /* 0: all are taken for the person's */
    int64_t st_size;
    struct timespec st_mtim, st_ctim;
};

int stat(const char *path, struct stat *about);
int lstat(const char *path, struct stat *about);
int fstat(int file, struct stat *about);
int fstatat(int directory, const char *name, struct stat *about, int flags);
int mkdir(const char *path, mode_t mode);

/* Modes are the access list's to say; nothing is changed. */
int chmod(const char *path, mode_t mode);
int fchmod(int file, mode_t mode);
mode_t umask(mode_t mode);

#endif
