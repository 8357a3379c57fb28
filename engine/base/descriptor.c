/* SPDX-License-Identifier: MIT */
/*
 * A call is made again after a signal, and where it took a part only.
 */
#include <config.h>

#include "errwalk/descriptor.h"

#include <errno.h>
#include <unistd.h>

ssize_t descriptor_read(int descriptor, void *bytes, size_t length)
{
    ssize_t got;

    do
        got = read(descriptor, bytes, length);
    while (got < 0 && errno == EINTR);
    return got;
}

bool descriptor_write(int descriptor, const char *bytes, size_t length)
{
    while (length) {
        ssize_t put = write(descriptor, bytes, length);

        if (put < 0 && errno == EINTR)
            continue;
        if (put == 0)
            errno = EIO;
        if (put <= 0)
            return false;
        bytes += put;
        length -= (size_t)put;
    }
    return true;
}
