/* SPDX-License-Identifier: MIT */
/*
 * Locks on ranges of bytes, which belong to the open file and go with it, as the kernel of Linux has them. Taking a
 * range again would stack a second lock there, so what this handle holds is let go first.
 */
#include <config.h>

#include "errwalk/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <unistd.h>
#include <windows.h>

#include "windows-private.h"

int lock_open(const char *path, bool create)
{
    return open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC | (create ? O_CREAT : 0), 0600);
}

void lock_close(int file)
{
    if (file >= 0)
        close(file);
}

static OVERLAPPED start(off_t from)
{
    return (OVERLAPPED){.Offset = (DWORD)from, .OffsetHigh = (DWORD)((uint64_t)from >> 32)};
}

/* Length 0: to the end of what a file can be. */
static DWORD low(off_t length)
{
    return length ? (DWORD)length : MAXDWORD;
}

static DWORD high(off_t length)
{
    return length ? (DWORD)((uint64_t)length >> 32) : MAXDWORD >> 1;
}

static enum lock_result set(int file, DWORD flags, off_t from, off_t length)
{
    HANDLE handle = (HANDLE)_get_osfhandle(file);
    OVERLAPPED at = start(from);

    UnlockFileEx(handle, 0, low(length), high(length), &at);
    if (LockFileEx(handle, LOCKFILE_FAIL_IMMEDIATELY | flags, 0, low(length), high(length), &at))
        return LOCK_TAKEN;
    if (GetLastError() == ERROR_LOCK_VIOLATION || GetLastError() == ERROR_IO_PENDING)
        return LOCK_HELD;
    windows_fail();
    return LOCK_FAILED;
}

enum lock_result lock_take(int file, off_t from, off_t length)
{
    return set(file, LOCKFILE_EXCLUSIVE_LOCK, from, length);
}

enum lock_result lock_share(int file, off_t from, off_t length)
{
    return set(file, 0, from, length);
}

bool lock_is_held(int file, off_t from, off_t length)
{
    enum lock_result result = set(file, LOCKFILE_EXCLUSIVE_LOCK, from, length);
    OVERLAPPED at = start(from);

    if (result == LOCK_TAKEN)
        UnlockFileEx((HANDLE)_get_osfhandle(file), 0, low(length), high(length), &at);
    return result == LOCK_HELD;
}
