/* SPDX-License-Identifier: MIT */
/*
 * What names this machine; see the header.
 */
#include <config.h>

#include "errwalk/machine.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__FreeBSD__) || defined(__APPLE__)
#include <sys/sysctl.h>
#endif

#if defined(_WIN32) || defined(__CYGWIN__)
const bool machine_is_unix = false;
#else
const bool machine_is_unix = true;
#endif

static bool take_line(char text[MACHINE_SIZE], const char *from)
{
    size_t length = strcspn(from, "\r\n");

    if (length == 0 || length >= MACHINE_SIZE)
        return false;
    memcpy(text, from, length);
    text[length] = '\0';
    return true;
}

static bool read_line(const char *path, char text[MACHINE_SIZE])
{
    char line[MACHINE_SIZE + 1];
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    ssize_t got = file < 0 ? -1 : read(file, line, sizeof line - 1);

    if (file >= 0)
        close(file);
    if (got <= 0)
        return false;
    line[got] = '\0';
    return take_line(text, line);
}

bool machine_name(char text[MACHINE_SIZE])
{
    const char *test = getenv("ERRWALK_TEST_MACHINE");

    if (test)
        return take_line(text, test);
#if defined(__FreeBSD__) || defined(__APPLE__)
    {
        size_t length = MACHINE_SIZE - 1;

        if (sysctlbyname(
#ifdef __APPLE__
                "kern.uuid",
#else
                "kern.hostuuid",
#endif
                text, &length, NULL, 0) == 0 && length > 0) {
            text[length] = '\0';
            return *text != '\0';
        }
        return false;
    }
#else
    return read_line("/etc/machine-id", text) || read_line("/var/lib/dbus/machine-id", text);
#endif
}
