/* SPDX-License-Identifier: MIT */
/*
 * Each system tells in another way where the running program lies.
 */
#include <config.h>

#include "errwalk/executable.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__APPLE__)
#include <mach-o/dyld.h>
#elif defined(__FreeBSD__)
#include <sys/sysctl.h>
#endif

/* The path as the system tells it; false where it does not. */
static bool tell_path(char path[PATH_MAX])
{
#if defined(__APPLE__)
    uint32_t size = PATH_MAX;

    return _NSGetExecutablePath(path, &size) == 0;
#elif defined(__FreeBSD__)
    int name[] = {CTL_KERN, KERN_PROC, KERN_PROC_PATHNAME, -1};
    size_t size = PATH_MAX;

    return sysctl(name, 4, path, &size, NULL, 0) == 0;
#else
    ssize_t length = readlink("/proc/self/exe", path, PATH_MAX - 1);

    if (length > 0)
        path[length] = '\0';
    return length > 0;
#endif
}

bool executable_file(char path[EXECUTABLE_SIZE])
{
    char told[PATH_MAX], resolved[PATH_MAX];
    size_t length;

    if (!tell_path(told) || !realpath(told, resolved))
        return false;
    length = strlen(resolved);
    if (length >= EXECUTABLE_SIZE)
        return false;
    memcpy(path, resolved, length + 1);
    return true;
}

bool executable_directory(char path[EXECUTABLE_SIZE])
{
    char *slash;

    if (!executable_file(path) || !(slash = strrchr(path, '/')))
        return false;
    *slash = '\0';
    return true;
}
