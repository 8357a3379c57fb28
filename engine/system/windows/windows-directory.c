/* SPDX-License-Identifier: MIT */
/*
 * The names in a directory, in UTF-8. One that is too long for that is passed over.
 */
#include <config.h>

#include "windows-private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <windows.h>

struct windows_directory {
    HANDLE search;
    WIN32_FIND_DATAW next;
    bool has_next;
    int file;
    struct dirent entry;
};

static bool begin(DIR *directory)
{
    wchar_t *path = windows_path_of(directory->file);
    wchar_t *all = path ? realloc(path, (wcslen(path) + 3) * sizeof *all) : NULL;

    if (!all) {
        free(path);
        return false;
    }
    wcscat(all, L"\\*");
    directory->search = FindFirstFileW(all, &directory->next);
    free(all);
    directory->has_next = directory->search != INVALID_HANDLE_VALUE;
    return directory->has_next || windows_fail() == 0;
}

DIR *opendir(const char *path)
{
    DIR *directory = calloc(1, sizeof *directory);

    if (!directory)
        return NULL;
    directory->search = INVALID_HANDLE_VALUE;
    directory->file = open(path, O_RDONLY | O_DIRECTORY);
    if (directory->file >= 0 && begin(directory))
        return directory;
    closedir(directory);
    return NULL;
}

static bool take(DIR *directory)
{
    const WIN32_FIND_DATAW *next = &directory->next;
    const DWORD special = FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_REPARSE_POINT;

    directory->entry.d_type = next->dwFileAttributes & special ? DT_UNKNOWN : DT_REG;
    return WideCharToMultiByte(CP_UTF8, 0, next->cFileName, -1, directory->entry.d_name,
                               sizeof directory->entry.d_name, NULL, NULL) > 0;
}

struct dirent *readdir(DIR *directory)
{
    bool taken = false;

    while (directory->has_next && !taken) {
        taken = take(directory);
        directory->has_next = FindNextFileW(directory->search, &directory->next);
    }
    return taken ? &directory->entry : NULL;
}

int dirfd(DIR *directory)
{
    return directory->file;
}

int closedir(DIR *directory)
{
    int error = errno;

    if (directory->search != INVALID_HANDLE_VALUE)
        FindClose(directory->search);
    if (directory->file >= 0)
        close(directory->file);
    free(directory);
    errno = error;
    return 0;
}
