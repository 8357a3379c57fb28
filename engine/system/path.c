/* SPDX-License-Identifier: MIT */
/*
 * Names of files, and the places of the XDG Base Directory Specification. Where Windows has places of its own, they
 * stand behind those: who sets XDG_DATA_HOME means it.
 */
#include <config.h>

#include "errwalk/path.h"

#include <stdlib.h>
#include <string.h>

struct place {
    const char *variable, *otherwise, *below; /* below the directory that `otherwise` names */
    const char *shared, *shared_otherwise;    /* a variable with a list, and what stands in for it */
};

#ifdef _WIN32
static const struct place places[] = {
    [PATH_DATA] = {"XDG_DATA_HOME", "LOCALAPPDATA", "", "XDG_DATA_DIRS", "ProgramData"},
    [PATH_SETTINGS] = {"XDG_CONFIG_HOME", "APPDATA", "", "XDG_CONFIG_DIRS", "ProgramData"},
    [PATH_STATE] = {"XDG_STATE_HOME", "LOCALAPPDATA", "", NULL, NULL},
};
const char path_list_separator = ';';
const char *const path_line_end = "\r\n";
#else
static const struct place places[] = {
    [PATH_DATA] = {"XDG_DATA_HOME", "HOME", "/.local/share", "XDG_DATA_DIRS", "/usr/local/share:/usr/share"},
    [PATH_SETTINGS] = {"XDG_CONFIG_HOME", "HOME", "/.config", "XDG_CONFIG_DIRS", "/etc/xdg"},
    [PATH_STATE] = {"XDG_STATE_HOME", "HOME", "/.local/state", NULL, NULL},
};
const char path_list_separator = ':';
const char *const path_line_end = "\n";
#endif

bool path_is_separator(char c)
{
#ifdef _WIN32
    return c == '/' || c == '\\';
#else
    return c == '/';
#endif
}

/* How many bytes name a drive: 2 or 0. */
static size_t drive(const char *path)
{
#ifdef _WIN32
    return ((*path >= 'A' && *path <= 'Z') || (*path >= 'a' && *path <= 'z')) && path[1] == ':' ? 2 : 0;
#else
    (void)path;
    return 0;
#endif
}

bool path_is_absolute(const char *path)
{
    return path_is_separator(path[drive(path)]);
}

const char *path_name(const char *path)
{
    const char *name = path + drive(path), *at;

    for (at = name; *at; at++) {
        if (path_is_separator(*at))
            name = at + 1;
    }
    return name;
}

size_t path_directory(const char *path)
{
    const size_t root = drive(path) + path_is_absolute(path);
    size_t length = (size_t)(path_name(path) - path);

    while (length > root && path_is_separator(path[length - 1]))
        length--;
    return length;
}

const char *path_personal(enum path_kind kind, const char **below)
{
    const struct place *place = &places[kind];
    const char *named = getenv(place->variable), *other = getenv(place->otherwise);

    *below = "";
    if (named && path_is_absolute(named))
        return named;
    *below = place->below;
    return other && path_is_absolute(other) ? other : NULL;
}

const char *path_shared(enum path_kind kind)
{
    const struct place *place = &places[kind];
    const char *named = getenv(place->shared), *other = place->shared_otherwise;

    if (named && *named)
        return named;
#ifdef _WIN32
    other = getenv(other);
#endif
    return other ? other : "";
}
