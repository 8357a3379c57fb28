/* SPDX-License-Identifier: MIT */
/*
 * getrandom(2) where it is, else getentropy(3), else the device.
 */
#include <config.h>

#include "errwalk/random.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#if defined(HAVE_GETRANDOM) || defined(HAVE_SYS_RANDOM_H)
#include <sys/random.h>
#endif

#if defined(HAVE_GETENTROPY)
enum { ENTROPY_MOST = 256 }; /* bytes of one call of getentropy */
#endif

/* Some of them: how many, or -1 with errno. */
static ssize_t get_some(void *bytes, size_t length)
{
#if defined(HAVE_GETRANDOM)
    return getrandom(bytes, length, 0);
#elif defined(HAVE_GETENTROPY)
    length = length < ENTROPY_MOST ? length : ENTROPY_MOST;
    return getentropy(bytes, length) == 0 ? (ssize_t)length : -1;
#else
    int device = open("/dev/urandom", O_RDONLY | O_CLOEXEC | O_NOCTTY);
    ssize_t got = device < 0 ? -1 : read(device, bytes, length);

    if (device >= 0)
        close(device);
    return got;
#endif
}

bool random_bytes(void *bytes, size_t length)
{
    unsigned char *out = bytes;

    while (length) {
        ssize_t got = get_some(out, length);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        out += got;
        length -= (size_t)got;
    }
    return true;
}
