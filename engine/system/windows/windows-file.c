/* SPDX-License-Identifier: MIT */
/*
 * Files and directories by the calls of POSIX. They are opened so that others may rename and remove them meanwhile,
 * as elsewhere; a directory can be opened, too.
 */
#include <config.h>

#include "windows-private.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <windows.h>

enum { SHARED = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE };

static DWORD creation(int flags)
{
    if (flags & O_CREAT)
        return flags & O_EXCL ? CREATE_NEW : flags & O_TRUNC ? CREATE_ALWAYS : OPEN_ALWAYS;
    return flags & O_TRUNC ? TRUNCATE_EXISTING : OPEN_EXISTING;
}

static DWORD rights(int flags)
{
    if (flags & O_APPEND)
        return FILE_APPEND_DATA | FILE_READ_ATTRIBUTES | SYNCHRONIZE;
    return flags & O_RDWR ? GENERIC_READ | GENERIC_WRITE : flags & O_WRONLY ? GENERIC_WRITE : GENERIC_READ;
}

static bool is_link(HANDLE handle)
{
    BY_HANDLE_FILE_INFORMATION about;

    return GetFileInformationByHandle(handle, &about) && about.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT;
}

static int open_wide(const wchar_t *path, int flags)
{
    DWORD attributes = FILE_FLAG_BACKUP_SEMANTICS | (flags & O_NOFOLLOW ? FILE_FLAG_OPEN_REPARSE_POINT : 0);
    HANDLE handle = CreateFileW(path, rights(flags), SHARED, NULL, creation(flags),
                                FILE_ATTRIBUTE_NORMAL | attributes, NULL);
    int file;

    if (handle == INVALID_HANDLE_VALUE)
        return windows_fail();
    if (flags & O_NOFOLLOW && is_link(handle)) {
        CloseHandle(handle);
        errno = ELOOP;
        return -1;
    }
    file = _open_osfhandle((intptr_t)handle, _O_BINARY | _O_NOINHERIT | (flags & (O_APPEND | O_RDWR | O_WRONLY)));
    if (file < 0)
        CloseHandle(handle);
    return file;
}

int windows_open(const char *path, int flags, ...)
{
    wchar_t *wide = windows_path(path);
    int file = wide ? open_wide(wide, flags) : -1;

    free(wide);
    return file;
}

/* Windows counts tenths of microseconds since 1601. */
static struct timespec time_of(FILETIME time)
{
    const int64_t ticks = (int64_t)time.dwHighDateTime << 32 | time.dwLowDateTime, second = 10000000;
    const int64_t since = ticks - 11644473600 * second;

    return (struct timespec){.tv_sec = (time_t)(since / second), .tv_nsec = (long)(since % second * 100)};
}

static int about_handle(HANDLE handle, struct stat *about)
{
    BY_HANDLE_FILE_INFORMATION found;

    *about = (struct stat){0};
    if (GetFileType(handle) != FILE_TYPE_DISK) {
        about->st_mode = GetFileType(handle) == FILE_TYPE_CHAR ? S_IFCHR : S_IFIFO;
        return handle == INVALID_HANDLE_VALUE ? windows_fail_with(ERROR_INVALID_HANDLE) : 0;
    }
    if (!GetFileInformationByHandle(handle, &found))
        return windows_fail();
    about->st_dev = found.dwVolumeSerialNumber;
    about->st_ino = (uint64_t)found.nFileIndexHigh << 32 | found.nFileIndexLow;
    about->st_size = (int64_t)found.nFileSizeHigh << 32 | found.nFileSizeLow;
    about->st_mtim = time_of(found.ftLastWriteTime);
    about->st_ctim = time_of(found.ftCreationTime);
    if (found.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY)
        about->st_mode = S_IFDIR | 0700;
    else
        about->st_mode = S_IFREG | (found.dwFileAttributes & FILE_ATTRIBUTE_READONLY ? 0400 : 0600);
    if (found.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT)
        about->st_mode = (mode_t)((about->st_mode & 0777) | S_IFLNK);
    return 0;
}

static int about_path(wchar_t *path, struct stat *about, DWORD flags)
{
    HANDLE handle;
    int result;

    if (!path)
        return -1;
    handle = CreateFileW(path, FILE_READ_ATTRIBUTES, SHARED, NULL, OPEN_EXISTING,
                         FILE_FLAG_BACKUP_SEMANTICS | flags, NULL);
    free(path);
    if (handle == INVALID_HANDLE_VALUE)
        return windows_fail();
    result = about_handle(handle, about);
    CloseHandle(handle);
    return result;
}

int stat(const char *path, struct stat *about)
{
    return about_path(windows_path(path), about, 0);
}

int lstat(const char *path, struct stat *about)
{
    return about_path(windows_path(path), about, FILE_FLAG_OPEN_REPARSE_POINT);
}

int fstat(int file, struct stat *about)
{
    return about_handle((HANDLE)_get_osfhandle(file), about);
}

int fstatat(int directory, const char *name, struct stat *about, int flags)
{
    return about_path(windows_path_at(directory, name), about,
                      flags & AT_SYMLINK_NOFOLLOW ? FILE_FLAG_OPEN_REPARSE_POINT : 0);
}

/* What may be written is known only by opening it; of a directory, by what its attributes say. */
static int may_use(wchar_t *path, int mode)
{
    DWORD attributes;
    HANDLE handle;

    if (!path)
        return -1;
    attributes = GetFileAttributesW(path);
    if (attributes == INVALID_FILE_ATTRIBUTES || !(mode & W_OK) || attributes & FILE_ATTRIBUTE_DIRECTORY) {
        free(path);
        return attributes == INVALID_FILE_ATTRIBUTES ? windows_fail() : 0;
    }
    handle = CreateFileW(path, GENERIC_WRITE, SHARED, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
    free(path);
    if (handle == INVALID_HANDLE_VALUE)
        return windows_fail();
    CloseHandle(handle);
    return 0;
}

int access(const char *path, int mode)
{
    return may_use(windows_path(path), mode);
}

int faccessat(int directory, const char *name, int mode, int flags)
{
    (void)flags;
    return may_use(windows_path_at(directory, name), mode);
}

/* 0, or -1 with errno, of a call that takes a path, which is freed. */
static int call(BOOL (*WINAPI act)(const wchar_t *path), wchar_t *path)
{
    int result = path && act(path) ? 0 : -1;

    if (path && result != 0)
        windows_fail();
    free(path);
    return result;
}

static BOOL WINAPI make_directory(const wchar_t *path)
{
    return CreateDirectoryW(path, NULL);
}

int mkdir(const char *path, mode_t mode)
{
    (void)mode;
    return call(make_directory, windows_path(path));
}

int unlink(const char *path)
{
    return call(DeleteFileW, windows_path(path));
}

int unlinkat(int directory, const char *name, int flags)
{
    (void)flags;
    return call(DeleteFileW, windows_path_at(directory, name));
}

int chmod(const char *path, mode_t mode)
{
    (void)path, (void)mode;
    return 0;
}

int fchmod(int file, mode_t mode)
{
    (void)file, (void)mode;
    return 0;
}

mode_t umask(mode_t mode)
{
    (void)mode;
    return 0;
}

uid_t geteuid(void)
{
    return 0;
}

/* A directory cannot be synced, and need not be: its journal is the file system's. */
int fsync(int file)
{
    HANDLE handle = (HANDLE)_get_osfhandle(file);

    if (FlushFileBuffers(handle))
        return 0;
    if (GetLastError() == ERROR_ACCESS_DENIED || GetLastError() == ERROR_INVALID_HANDLE) {
        errno = EINVAL;
        return -1;
    }
    return windows_fail();
}

ssize_t pread(int file, void *bytes, size_t length, off_t from)
{
    OVERLAPPED at = {.Offset = (DWORD)from, .OffsetHigh = (DWORD)((uint64_t)from >> 32)};
    DWORD got = 0;

    if (ReadFile((HANDLE)_get_osfhandle(file), bytes, (DWORD)length, &got, &at) || GetLastError() == ERROR_HANDLE_EOF)
        return (ssize_t)got;
    return windows_fail();
}

ssize_t write(int file, const void *bytes, size_t length)
{
    DWORD put = 0;

    if (WriteFile((HANDLE)_get_osfhandle(file), bytes, (DWORD)length, &put, NULL))
        return (ssize_t)put;
    return windows_fail();
}
