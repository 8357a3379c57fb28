/* SPDX-License-Identifier: MIT */
/*
 * The short answers: where the program lies, what names this machine, random bytes, and whether a file is on it.
 */
#include <config.h>

#include "errwalk/detached.h"
#include "errwalk/executable.h"
#include "errwalk/file-system.h"
#include "errwalk/machine.h"
#include "errwalk/random.h"
#include "errwalk/worker.h"

#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include <bcrypt.h>

#include "windows-private.h"

const bool machine_is_unix = false;

bool executable_file(char path[EXECUTABLE_SIZE])
{
    wchar_t wide[EXECUTABLE_SIZE];
    DWORD length = GetModuleFileNameW(NULL, wide, EXECUTABLE_SIZE);
    char *narrow = length && length < EXECUTABLE_SIZE ? windows_narrow(wide) : NULL, *at;
    bool fits = narrow && strlen(narrow) < EXECUTABLE_SIZE;

    for (at = narrow; at && *at; at++)
        *at = *at == '\\' ? '/' : *at;
    if (fits)
        memcpy(path, narrow, strlen(narrow) + 1);
    free(narrow);
    return fits;
}

bool executable_directory(char path[EXECUTABLE_SIZE])
{
    char *slash;

    if (!executable_file(path) || !(slash = strrchr(path, '/')))
        return false;
    *slash = '\0';
    return true;
}

/* There is no team's store for which something would have to run. */
bool detached_start(const char *file, const char *const *arguments)
{
    (void)file, (void)arguments;
    return false;
}

/* No process can be copied: all is done by this one. */
size_t worker_most(void)
{
    return 1;
}

bool worker_start(struct worker *worker, void (*work)(void *context, int results), void *context)
{
    (void)worker, (void)work, (void)context;
    return false;
}

int worker_wait(struct worker *worker)
{
    (void)worker;
    return 0;
}

void worker_stop(const struct worker *worker)
{
    (void)worker;
}

bool machine_name(char text[MACHINE_SIZE])
{
    const char *test = getenv("ERRWALK_TEST_MACHINE");
    DWORD size = MACHINE_SIZE;

    if (test) {
        if (!*test || strlen(test) >= MACHINE_SIZE)
            return false;
        strcpy(text, test);
        return true;
    }
    return RegGetValueA(HKEY_LOCAL_MACHINE, "SOFTWARE\\Microsoft\\Cryptography", "MachineGuid",
                        RRF_RT_REG_SZ, NULL, text, &size) == ERROR_SUCCESS &&
           *text;
}

bool random_bytes(void *bytes, size_t length)
{
    return BCryptGenRandom(NULL, bytes, (ULONG)length, BCRYPT_USE_SYSTEM_PREFERRED_RNG) == 0;
}

bool file_system_is_remote(const char *path)
{
    wchar_t *wide = windows_path(path), root[MAX_PATH];
    UINT kind = wide && GetVolumePathNameW(wide, root, MAX_PATH) ? GetDriveTypeW(root) : DRIVE_UNKNOWN;

    free(wide);
    return kind != DRIVE_FIXED && kind != DRIVE_REMOVABLE && kind != DRIVE_RAMDISK;
}
