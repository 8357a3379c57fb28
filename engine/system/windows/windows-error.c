/* SPDX-License-Identifier: MIT */
/*
 * Errors of Windows as those of POSIX, and the words for them: msvcrt has none for the numbers that MinGW adds.
 */
#include <config.h>

#include "windows-private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static const struct {
    DWORD error;
    int number;
} rows[] = {
    {ERROR_FILE_NOT_FOUND, ENOENT},
    {ERROR_PATH_NOT_FOUND, ENOENT},
    {ERROR_BAD_NETPATH, ENOENT},
    {ERROR_BAD_NET_NAME, ENOENT},
    {ERROR_INVALID_NAME, ENOENT},
    {ERROR_INVALID_DRIVE, ENOENT},
    {ERROR_ACCESS_DENIED, EACCES},
    {ERROR_SHARING_VIOLATION, EACCES},
    {ERROR_LOCK_VIOLATION, EACCES},
    {ERROR_WRITE_PROTECT, EROFS},
    {ERROR_FILE_EXISTS, EEXIST},
    {ERROR_ALREADY_EXISTS, EEXIST},
    {ERROR_DIR_NOT_EMPTY, ENOTEMPTY},
    {ERROR_DIRECTORY, ENOTDIR},
    {ERROR_DISK_FULL, ENOSPC},
    {ERROR_HANDLE_DISK_FULL, ENOSPC},
    {ERROR_TOO_MANY_OPEN_FILES, EMFILE},
    {ERROR_FILENAME_EXCED_RANGE, ENAMETOOLONG},
    {ERROR_NOT_ENOUGH_MEMORY, ENOMEM},
    {ERROR_OUTOFMEMORY, ENOMEM},
    {ERROR_BROKEN_PIPE, EPIPE},
    {ERROR_NO_DATA, EPIPE},
    {ERROR_PIPE_NOT_CONNECTED, EPIPE},
    {ERROR_INVALID_HANDLE, EBADF},
    {ERROR_INVALID_PARAMETER, EINVAL},
    {ERROR_NOT_SUPPORTED, ENOSYS},
    {ERROR_CANT_RESOLVE_FILENAME, ELOOP},
    {ERROR_OPERATION_ABORTED, EINTR},
};

int windows_fail_with(unsigned long error)
{
    size_t i;

    errno = EIO;
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].error == error)
            errno = rows[i].number;
    }
    return -1;
}

int windows_fail(void)
{
    return windows_fail_with(GetLastError());
}

/* In the words of POSIX, and a name of a device in those that say what to do. */
static const struct {
    int number;
    const char *words;
} messages[] = {
    {ENODEV, "Windows keeps this name for a device; take another"},
    {EILSEQ, "Invalid or incomplete multibyte or wide character"},
    {EINTR, "Interrupted system call"},
    {EIO, "Input/output error"},
    {ENOTSUP, "Operation not supported"},
    {EOPNOTSUPP, "Operation not supported"},
    {ELOOP, "Too many levels of symbolic links"},
    {EOVERFLOW, "Value too large for defined data type"},
    {ETIMEDOUT, "Connection timed out"},
    {ECONNREFUSED, "Connection refused"},
    {EADDRINUSE, "Address already in use"},
    {ENAMETOOLONG, "File name too long"},
    {ENOTEMPTY, "Directory not empty"},
    {ENOSYS, "Function not implemented"},
    {EAGAIN, "Resource temporarily unavailable"},
    {ENOMEM, "Cannot allocate memory"},
    {EXDEV, "Invalid cross-device link"},
    {EPERM, "Operation not permitted"},
    {ENOLCK, "No locks available"},
};

#undef strerror

char *windows_strerror(int number)
{
    static char words[64];
    size_t i;

    for (i = 0; i < sizeof messages / sizeof *messages; i++) {
        if (messages[i].number == number) {
            strcpy(words, messages[i].words);
            return words;
        }
    }
    return strerror(number);
}
