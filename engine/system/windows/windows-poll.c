/* SPDX-License-Identifier: MIT */
/*
 * Waiting for a line and for a message at once: Windows cannot wait for a pipe of another's making, so that each is
 * asked in turn.
 */
#include <config.h>

#include <errno.h>
#include <io.h>
#include <poll.h>
#include <stdint.h>
#include <unistd.h>
#include <windows.h>

#include "windows-private.h"

enum { TURN = 20 /* milliseconds */ };

/* An instance of packet_listen that nobody has opened. */
static bool is_listening(HANDLE pipe)
{
    return !PeekNamedPipe(pipe, NULL, 0, NULL, NULL, NULL) && GetLastError() == ERROR_BAD_PIPE;
}

/* One of packet_listen that somebody has opened, which makes it ready: it reads bytes, and does not wait. */
static bool is_listener(HANDLE pipe)
{
    DWORD mode;

    return GetNamedPipeHandleStateW(pipe, &mode, NULL, NULL, NULL, NULL, 0) && mode & PIPE_NOWAIT &&
           !(mode & PIPE_READMODE_MESSAGE);
}

/* Reading would not wait, be it for what ended it. */
static bool is_ready(int file)
{
    HANDLE handle = (HANDLE)_get_osfhandle(file);
    DWORD count = 0;

    if (isatty(file))
        return windows_is_typed(handle);
    if (GetFileType(handle) != FILE_TYPE_PIPE)
        return true;
    if (is_listening(handle))
        return false;
    return is_listener(handle) || !PeekNamedPipe(handle, NULL, 0, NULL, &count, NULL) || count > 0;
}

static int count_ready(struct pollfd *files, unsigned count)
{
    int ready = 0;
    unsigned i;

    for (i = 0; i < count; i++) {
        files[i].revents = files[i].fd >= 0 && is_ready(files[i].fd) ? POLLIN : 0;
        ready += files[i].revents != 0;
    }
    return ready;
}

int poll(struct pollfd *files, unsigned count, int milliseconds)
{
    const uint64_t start = GetTickCount64();
    int ready = count_ready(files, count);

    while (!ready && (milliseconds < 0 || GetTickCount64() - start < (uint64_t)milliseconds)) {
        Sleep(TURN);
        if (windows_was_interrupted()) {
            errno = EINTR;
            return -1;
        }
        ready = count_ready(files, count);
    }
    return ready;
}
