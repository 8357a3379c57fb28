/* SPDX-License-Identifier: MIT */
/*
 * A file has a temporary name here until it gets its own. What a process leaves that was ended is not open any more:
 * opening it without sharing shows that, and the next that writes there removes it.
 */
#include <config.h>

#include "errwalk/private-file.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <windows.h>

#include "windows-private.h"

enum { TRIES = 100, SHARED = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE };

/* Removes it, if nobody has it open. */
static void remove_left(int directory, const wchar_t *name)
{
    char *narrow = windows_narrow(name);
    wchar_t *path = narrow ? windows_path_at(directory, narrow) : NULL;
    HANDLE handle = path ? CreateFileW(path, GENERIC_READ | DELETE, 0, NULL, OPEN_EXISTING,
                                       FILE_FLAG_DELETE_ON_CLOSE | FILE_FLAG_OPEN_REPARSE_POINT, NULL)
                         : INVALID_HANDLE_VALUE;

    if (handle != INVALID_HANDLE_VALUE)
        CloseHandle(handle);
    free(path);
    free(narrow);
}

static void sweep(int directory)
{
    wchar_t *pattern = windows_path_at(directory, ".errwalk-*.tmp");
    WIN32_FIND_DATAW found;
    HANDLE search = pattern ? FindFirstFileW(pattern, &found) : INVALID_HANDLE_VALUE;
    bool more = search != INVALID_HANDLE_VALUE;

    for (; more; more = FindNextFileW(search, &found))
        remove_left(directory, found.cFileName);
    if (search != INVALID_HANDLE_VALUE)
        FindClose(search);
    free(pattern);
}

static int create(int directory, const char *name)
{
    wchar_t *path = windows_path_at(directory, name);
    HANDLE handle;
    int file;

    if (!path)
        return -1;
    handle = CreateFileW(path, GENERIC_WRITE, SHARED, NULL, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, NULL);
    free(path);
    if (handle == INVALID_HANDLE_VALUE)
        return windows_fail();
    file = _open_osfhandle((intptr_t)handle, _O_BINARY | _O_NOINHERIT | _O_WRONLY);
    if (file < 0)
        CloseHandle(handle);
    return file;
}

int private_file_open(struct private_file *file, int directory)
{
    int attempt;

    *file = (struct private_file){.directory = directory, .descriptor = -1};
    sweep(directory);
    for (attempt = 0; attempt < TRIES && file->descriptor < 0; attempt++) {
        snprintf(file->name, sizeof file->name, ".errwalk-%lu-%d.tmp", GetCurrentProcessId(), attempt);
        file->descriptor = create(directory, file->name);
        if (file->descriptor < 0 && errno != EEXIST)
            break;
    }
    if (file->descriptor >= 0)
        return 0;
    *file->name = '\0';
    errno = errno == EEXIST ? EAGAIN : errno;
    return -1;
}

int private_file_publish(struct private_file *file, const char *name, bool replace)
{
    wchar_t *from = windows_path_at(file->directory, file->name), *to = windows_path_at(file->directory, name);
    int result = from && to &&
                         MoveFileExW(from, to, MOVEFILE_WRITE_THROUGH | (replace ? MOVEFILE_REPLACE_EXISTING : 0))
                     ? 0
                     : -1;

    if (from && to && result != 0)
        windows_fail();
    free(from);
    free(to);
    if (result == 0)
        *file->name = '\0';
    return result;
}

void private_file_close(struct private_file *file)
{
    int error = errno;

    if (file->descriptor >= 0)
        close(file->descriptor);
    if (*file->name)
        unlinkat(file->directory, file->name, 0);
    file->descriptor = -1;
    errno = error;
}
