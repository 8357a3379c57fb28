/* SPDX-License-Identifier: MIT */
/*
 * Locks of an open file description; see the header, and lock-process.c for systems without them.
 */
#include <config.h>

#include "errwalk/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FLAGS = O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY };

static struct flock range(short type, off_t from, off_t length)
{
    return (struct flock){
        .l_type = type, .l_whence = SEEK_SET, .l_start = from, .l_len = length};
}

int lock_open(const char *path, bool create)
{
    int file = open(path, FLAGS);

    if (file < 0 && errno == ENOENT && create) {
        file = open(path, FLAGS | O_CREAT, 0600);
        if (file >= 0)
            fchmod(file, 0600);
    }
    return file;
}

void lock_close(int file)
{
    if (file >= 0)
        close(file);
}

static enum lock_result set(int file, short type, off_t from, off_t length)
{
    struct flock wanted = range(type, from, length);

    if (fcntl(file, F_OFD_SETLK, &wanted) == 0)
        return LOCK_TAKEN;
    if (errno == EAGAIN || errno == EACCES)
        return LOCK_HELD;
    if (errno == EINVAL)
        errno = EOPNOTSUPP; /* so says a kernel or a file system that knows no such locks */
    return LOCK_FAILED;
}

enum lock_result lock_take(int file, off_t from, off_t length)
{
    return set(file, F_WRLCK, from, length);
}

enum lock_result lock_share(int file, off_t from, off_t length)
{
    return set(file, F_RDLCK, from, length);
}

bool lock_is_held(int file, off_t from, off_t length)
{
    struct flock wanted = range(F_WRLCK, from, length);

    return fcntl(file, F_OFD_GETLK, &wanted) == 0 && wanted.l_type != F_UNLCK;
}
