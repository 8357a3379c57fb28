/* SPDX-License-Identifier: MIT */
/* MinGW's ino_t has 16 bits, which tell no two files apart. */
#ifndef ERRWALK_WINDOWS_TYPES_H
#define ERRWALK_WINDOWS_TYPES_H

#include_next <sys/types.h>

#include <stdint.h>

#define ino_t uint64_t
#define dev_t uint64_t

typedef unsigned uid_t;
typedef unsigned gid_t;

#endif
