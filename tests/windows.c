/* SPDX-License-Identifier: MIT */
/*
 * What suites use of POSIX, for those that run as programs of Windows. Nothing is blocked: there are no such signals.
 */
#include <config.h>

#include <direct.h>
#include <dirent.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <windows.h>

int setenv(const char *name, const char *value, int overwrite)
{
    (void)overwrite;
    return _putenv_s(name, value);
}

int unsetenv(const char *name)
{
    return _putenv_s(name, "");
}

char *mkdtemp(char *pattern)
{
    unsigned long number = GetTickCount() % 1000000, end = number + 100;

    for (; number < end; number++) {
        snprintf(pattern + strlen(pattern) - 6, 7, "%06lu", number % 1000000);
        if (mkdir(pattern, 0700) == 0)
            return pattern;
    }
    return NULL;
}

int sigprocmask(int how, const sigset_t *set, sigset_t *before)
{
    (void)how, (void)set, (void)before;
    return 0;
}

int remove(const char *path)
{
    return unlink(path) == 0 ? 0 : _rmdir(path);
}

int nftw(const char *path, int (*visit)(const char *path, const struct stat *about, int type, struct FTW *walk),
         int depth, int flags)
{
    DIR *directory = opendir(path);
    struct dirent *entry;
    char below[4096];

    while (directory && (entry = readdir(directory))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        snprintf(below, sizeof below, "%s/%s", path, entry->d_name);
        nftw(below, visit, depth, flags);
    }
    if (directory)
        closedir(directory);
    return visit(path, NULL, 0, NULL);
}
