/* SPDX-License-Identifier: MIT */
/* A number that nothing here fails with. */
#ifndef ERRWALK_WINDOWS_ERRNO_H
#define ERRWALK_WINDOWS_ERRNO_H

#include_next <errno.h>

#define EDQUOT 10069

#endif
