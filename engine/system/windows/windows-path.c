/* SPDX-License-Identifier: MIT */
/*
 * Names of files: UTF-8 with either slash here, UTF-16 with backslashes there. A long path gets the prefix that
 * takes the limit of 260 characters away, and a name that would open a device instead of a file is refused.
 */
#include <config.h>

#include "windows-private.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

enum { LONG_PATH = MAX_PATH - 16 }; /* with room for a name of a temporary file */

wchar_t *windows_wide(const char *text)
{
    int length = MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, text, -1, NULL, 0);
    wchar_t *wide = length > 0 ? malloc((size_t)length * sizeof *wide) : NULL;

    if (!wide) {
        errno = length > 0 ? ENOMEM : EILSEQ;
        return NULL;
    }
    MultiByteToWideChar(CP_UTF8, 0, text, -1, wide, length);
    return wide;
}

char *windows_narrow(const wchar_t *wide)
{
    int length = WideCharToMultiByte(CP_UTF8, 0, wide, -1, NULL, 0, NULL, NULL);
    char *text = length > 0 ? malloc((size_t)length) : NULL;

    if (!text) {
        errno = length > 0 ? ENOMEM : EILSEQ;
        return NULL;
    }
    WideCharToMultiByte(CP_UTF8, 0, wide, -1, text, length, NULL, NULL);
    return text;
}

static bool is_separator(char c)
{
    return c == '/' || c == '\\';
}

/* Whether a part of a path is CON, nul.yaml, "COM1 .txt"… */
static bool is_device(const char *name, size_t length)
{
    static const char *const devices[] = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"};
    size_t stem = 0, i;

    while (stem < length && name[stem] != '.' && name[stem] != ':')
        stem++;
    while (stem && name[stem - 1] == ' ')
        stem--;
    for (i = 0; i < sizeof devices / sizeof *devices; i++) {
        if (strlen(devices[i]) == stem && _strnicmp(name, devices[i], stem) == 0)
            return true;
    }
    return stem == 4 && (_strnicmp(name, "COM", 3) == 0 || _strnicmp(name, "LPT", 3) == 0) &&
           name[3] >= '1' && name[3] <= '9';
}

static bool names_device(const char *path)
{
    while (*path) {
        size_t length = 0;

        while (path[length] && !is_separator(path[length]))
            length++;
        if (is_device(path, length))
            return true;
        path += length + (path[length] != '\0');
    }
    return false;
}

/* The path from its root; for free(). */
static wchar_t *full(const wchar_t *path)
{
    DWORD length = GetFullPathNameW(path, 0, NULL, NULL);
    wchar_t *whole = length ? malloc(length * sizeof *whole) : NULL;

    if (whole)
        GetFullPathNameW(path, length, whole, NULL);
    else
        windows_fail();
    return whole;
}

/* Takes the path over. */
static wchar_t *lift_limit(wchar_t *path)
{
    static const wchar_t device[] = L"\\\\?\\", share[] = L"\\\\?\\UNC";
    bool is_share = path[0] == L'\\' && path[1] == L'\\';
    size_t length = wcslen(path);
    wchar_t *lifted;

    if (length < LONG_PATH || wcsncmp(path, device, 4) == 0 || wcsncmp(path, L"\\\\.\\", 4) == 0)
        return path;
    lifted = malloc((length + sizeof share / sizeof *share + 1) * sizeof *lifted);
    if (lifted) {
        wcscpy(lifted, is_share ? share : device);
        wcscat(lifted, is_share ? path + 1 : path);
    }
    free(path);
    return lifted;
}

wchar_t *windows_path(const char *path)
{
    wchar_t *wide, *whole, *at;

    if (!*path || names_device(path)) {
        errno = *path ? ENODEV : ENOENT;
        return NULL;
    }
    wide = windows_wide(path);
    if (!wide)
        return NULL;
    for (at = wide; *at; at++)
        *at = *at == L'/' ? L'\\' : *at;
    whole = full(wide);
    free(wide);
    return whole ? lift_limit(whole) : NULL;
}

wchar_t *windows_path_of(int file)
{
    HANDLE handle = (HANDLE)_get_osfhandle(file);
    DWORD length = handle == INVALID_HANDLE_VALUE ? 0 : GetFinalPathNameByHandleW(handle, NULL, 0, 0);
    wchar_t *path = length ? malloc((length + 1) * sizeof *path) : NULL;

    if (path)
        GetFinalPathNameByHandleW(handle, path, length + 1, 0);
    else
        windows_fail();
    return path;
}

wchar_t *windows_path_at(int directory, const char *name)
{
    wchar_t *above, *wide, *path = NULL;

    if (directory == AT_FDCWD || (*name && name[1] == ':') || is_separator(*name))
        return windows_path(name);
    if (names_device(name)) {
        errno = ENODEV;
        return NULL;
    }
    above = windows_path_of(directory);
    wide = above ? windows_wide(name) : NULL;
    if (wide)
        path = malloc((wcslen(above) + wcslen(wide) + 2) * sizeof *path);
    if (path) {
        wcscpy(path, above);
        if (wcscmp(wide, L".") != 0) {
            wcscat(path, L"\\");
            wcscat(path, wide);
        }
    }
    free(above);
    free(wide);
    return path;
}

/* With forward slashes, as errwalk shows paths, and without a prefix that nobody typed. */
char *realpath(const char *path, char *resolved)
{
    wchar_t *wide = windows_path(path), *at;
    const wchar_t *from = wide;
    char *real;

    if (!wide)
        return NULL;
    if (GetFileAttributesW(wide) == INVALID_FILE_ATTRIBUTES) {
        windows_fail();
        free(wide);
        return NULL;
    }
    if (wcsncmp(from, L"\\\\?\\UNC\\", 8) == 0) {
        wide[6] = L'\\';
        from += 6;
    } else if (wcsncmp(from, L"\\\\?\\", 4) == 0) {
        from += 4;
    }
    for (at = wide; *at; at++)
        *at = *at == L'\\' ? L'/' : *at;
    real = windows_narrow(from);
    free(wide);
    if (real && resolved) {
        strcpy(resolved, real);
        free(real);
        return resolved;
    }
    return real;
}
