/* SPDX-License-Identifier: MIT */
/*
 * Locks on ranges of bytes of a file that is there for nothing else. The kernel frees them with the
 * process, however it ends. A lock belongs to the open file: another descriptor that was opened by
 * itself is another holder, in the same process too.
 */
#ifndef ERRWALK_LOCK_H
#define ERRWALK_LOCK_H

#include <stdbool.h>
#include <sys/types.h>

enum lock_result {
    LOCK_TAKEN,
    LOCK_HELD,   /* by another */
    LOCK_FAILED, /* errno says why: ENOLCK, or EOPNOTSUPP on a file system without locks */
};

/* Opens a lock file; with `create`, makes it (0600 under any umask) where it is missing. Never
 * through a symbolic link. -1 with errno. The caller closes it with lock_close. */
int lock_open(const char *path, bool create);

/* Frees its locks. -1 is allowed. */
void lock_close(int file);

/* Takes bytes for one holder, or shares them with others that share. Never waits. Taking again
 * changes one into the other. */
enum lock_result lock_take(int file, off_t from, off_t length);
enum lock_result lock_share(int file, off_t from, off_t length);

/* Whether another holder has or shares any of the bytes. */
bool lock_is_held(int file, off_t from, off_t length);

#endif
