/* SPDX-License-Identifier: MIT */
/*
 * Named pipes in message mode, which wait for nothing. Their names are in one space for the whole machine, not in a
 * directory: the name is made of the path, only this user and only this machine can open it, whoever listens is the
 * first to have it, and whoever connects looks whose it is. The listener is an instance that nobody has opened yet,
 * and reads bytes; once somebody has, it is the peer and reads messages, and the next instance is the listener.
 */
#include <config.h>

#include "errwalk/packet.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdlib.h>
#include <unistd.h>
#include <windows.h>

#include <aclapi.h>
#include <sddl.h>

#include "windows-private.h"

enum { ROOM = 4 * PACKET_MOST, INSTANCES = 4, NAME = 256 };

static const wchar_t space[] = L"\\\\.\\pipe", prefix[] = L"\\errwalk+";

/* The user of this process, for free(). */
static TOKEN_USER *own_user(void)
{
    HANDLE token;
    DWORD size = 0;
    TOKEN_USER *user = NULL;

    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token))
        return NULL;
    GetTokenInformation(token, TokenUser, NULL, 0, &size);
    user = malloc(size);
    if (user && !GetTokenInformation(token, TokenUser, user, size, &size)) {
        free(user);
        user = NULL;
    }
    CloseHandle(token);
    return user;
}

/* Owned by this user, and open to nobody else; for LocalFree(). */
static PSECURITY_DESCRIPTOR own_only(void)
{
    TOKEN_USER *user = own_user();
    wchar_t *sid = NULL, text[2 * NAME + 32];
    PSECURITY_DESCRIPTOR descriptor = NULL;

    if (user && ConvertSidToStringSidW(user->User.Sid, &sid)) {
        _snwprintf(text, sizeof text / sizeof *text, L"O:%lsD:P(A;;GA;;;%ls)", sid, sid);
        ConvertStringSecurityDescriptorToSecurityDescriptorW(text, SDDL_REVISION_1, &descriptor, NULL);
    }
    LocalFree(sid);
    free(user);
    return descriptor;
}

static bool is_own(HANDLE pipe)
{
    TOKEN_USER *user = own_user();
    PSECURITY_DESCRIPTOR descriptor = NULL;
    PSID owner = NULL;
    bool own = user &&
               GetSecurityInfo(pipe, SE_KERNEL_OBJECT, OWNER_SECURITY_INFORMATION, &owner, NULL, NULL, NULL,
                               &descriptor) == ERROR_SUCCESS &&
               owner && EqualSid(owner, user->User.Sid);

    LocalFree(descriptor);
    free(user);
    return own;
}

static bool put_name(wchar_t name[NAME], const char *path)
{
    wchar_t *wide = windows_path(path), *at;
    bool fits = wide && wcslen(space) + wcslen(prefix) + wcslen(wide) < NAME;

    if (wide && !fits)
        errno = ENAMETOOLONG;
    for (at = wide; at && *at; at++)
        *at = *at == L'\\' || *at == L':' ? L'+' : *at;
    if (fits) {
        wcscpy(name, space);
        wcscat(name, prefix);
        wcscat(name, wide);
    }
    free(wide);
    return fits;
}

/* Takes the handle over. */
static int descriptor_of(HANDLE pipe)
{
    int file = pipe == INVALID_HANDLE_VALUE ? windows_fail()
                                            : _open_osfhandle((intptr_t)pipe, _O_BINARY | _O_NOINHERIT | _O_RDWR);

    if (file < 0 && pipe != INVALID_HANDLE_VALUE)
        CloseHandle(pipe);
    return file;
}

static int create(const wchar_t *name, DWORD first)
{
    SECURITY_ATTRIBUTES security = {.nLength = sizeof security, .lpSecurityDescriptor = own_only()};
    HANDLE pipe = INVALID_HANDLE_VALUE;

    if (security.lpSecurityDescriptor)
        pipe = CreateNamedPipeW(name, PIPE_ACCESS_DUPLEX | first,
                                PIPE_TYPE_MESSAGE | PIPE_READMODE_BYTE | PIPE_NOWAIT | PIPE_REJECT_REMOTE_CLIENTS,
                                INSTANCES, ROOM, ROOM, 0, &security);
    LocalFree(security.lpSecurityDescriptor);
    return descriptor_of(pipe);
}

int packet_listen(const char *path)
{
    wchar_t name[NAME];

    return put_name(name, path) ? create(name, FILE_FLAG_FIRST_PIPE_INSTANCE) : -1;
}

/* Somebody has opened it, and has not gone again. */
static bool is_connected(HANDLE pipe)
{
    DWORD error = ConnectNamedPipe(pipe, NULL) ? ERROR_PIPE_LISTENING : GetLastError();

    if (error == ERROR_NO_DATA) {
        DisconnectNamedPipe(pipe);
        ConnectNamedPipe(pipe, NULL);
    }
    return error == ERROR_PIPE_CONNECTED;
}

/* Another instance of the pipe. */
static int create_next(HANDLE pipe)
{
    union {
        FILE_NAME_INFO about;
        unsigned char bytes[sizeof(FILE_NAME_INFO) + NAME * sizeof(wchar_t)];
    } found;
    wchar_t name[NAME];
    size_t length;

    if (!GetFileInformationByHandleEx(pipe, FileNameInfo, &found, sizeof found))
        return windows_fail();
    length = found.about.FileNameLength / sizeof(wchar_t);
    if (wcslen(space) + length >= NAME) {
        errno = ENAMETOOLONG;
        return -1;
    }
    wcscpy(name, space);
    wcsncat(name, found.about.FileName, length);
    return create(name, 0);
}

static bool read_messages(HANDLE pipe)
{
    DWORD mode = PIPE_READMODE_MESSAGE | PIPE_NOWAIT;

    return SetNamedPipeHandleState(pipe, &mode, NULL, NULL);
}

/* Hands over what the listener has become, and puts another instance in its place. */
int packet_accept(int listener)
{
    HANDLE pipe = (HANDLE)_get_osfhandle(listener), duplicate;
    int next;

    if (!is_connected(pipe)) {
        errno = EAGAIN;
        return -1;
    }
    if (!read_messages(pipe) || !DuplicateHandle(GetCurrentProcess(), pipe, GetCurrentProcess(), &duplicate, 0, FALSE,
                                                 DUPLICATE_SAME_ACCESS))
        return windows_fail();
    next = create_next(pipe);
    if (next < 0 || dup2(next, listener) < 0) {
        CloseHandle(duplicate);
        return -1;
    }
    close(next);
    SetHandleInformation((HANDLE)_get_osfhandle(listener), HANDLE_FLAG_INHERIT, 0);
    return descriptor_of(duplicate);
}

int packet_connect(const char *path)
{
    wchar_t name[NAME];
    HANDLE pipe;

    if (!put_name(name, path))
        return -1;
    pipe = CreateFileW(name, GENERIC_READ | GENERIC_WRITE, 0, NULL, OPEN_EXISTING,
                       SECURITY_SQOS_PRESENT | SECURITY_ANONYMOUS, NULL);
    if (pipe == INVALID_HANDLE_VALUE)
        return windows_fail();
    if (is_own(pipe) && read_messages(pipe))
        return descriptor_of(pipe);
    CloseHandle(pipe);
    errno = EACCES;
    return -1;
}

/* A message gets through as a whole or not at all. */
bool packet_send(int socket, const void *bytes, size_t length)
{
    DWORD sent = 0;

    return length && length <= PACKET_MOST &&
           WriteFile((HANDLE)_get_osfhandle(socket), bytes, (DWORD)length, &sent, NULL) && sent == length;
}

ssize_t packet_receive(int socket, void *bytes, size_t size)
{
    DWORD got = 0;

    if (ReadFile((HANDLE)_get_osfhandle(socket), bytes, (DWORD)size, &got, NULL))
        return (ssize_t)got;
    switch (GetLastError()) {
    case ERROR_BROKEN_PIPE:
    case ERROR_PIPE_NOT_CONNECTED:
        return 0;
    case ERROR_NO_DATA: /* here it is no end: nothing has come yet */
        errno = EAGAIN;
        return -1;
    case ERROR_MORE_DATA:
        errno = EMSGSIZE;
        return -1;
    default:
        return windows_fail();
    }
}
