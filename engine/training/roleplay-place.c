/* SPDX-License-Identifier: MIT */
/*
 * The directory is $XDG_RUNTIME_DIR/errwalk, or one beside the history where there is none or where
 * others could enter it. A socket has the id of its scenario as its name, and a lock file beside it
 * that says whether somebody waits there, also where a socket is no file.
 */
#include <config.h>

#include "roleplay-place.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "errwalk/history.h"
#include "errwalk/lock.h"
#include "errwalk/memory.h"
#include "errwalk/packet.h"
#include "errwalk/path.h"

#define SUFFIX ".call"
#define LOCK_SUFFIX ".lock"

/* A directory, no link, of this user, that nobody else can enter. */
static bool is_private(const char *path)
{
    struct stat found;

    return lstat(path, &found) == 0 && S_ISDIR(found.st_mode) && found.st_uid == geteuid() &&
           (found.st_mode & 077) == 0;
}

/* All directories of a path that are not there. */
static void make_directories(char *path)
{
    char *slash;

    for (slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
    mkdir(path, 0700);
}

static enum status beside_history(struct buffer *path)
{
    char *history = history_default_path();
    bool has_home = history != NULL;

    if (has_home)
        buffer_append(path, history, path_directory(history));
    buffer_string(path, "/call");
    memory_free(history);
    errno = ENOENT;
    return has_home ? STATUS_OK : STATUS_IO;
}

static enum status find_directory(struct buffer *path)
{
    const char *runtime = getenv("XDG_RUNTIME_DIR");
    enum status status = STATUS_OK;

    buffer_clear(path);
    if (runtime && path_is_absolute(runtime) && is_private(runtime))
        buffer_printf(path, "%s/errwalk", runtime);
    else
        status = beside_history(path);
    if (status != STATUS_OK)
        return status;
    make_directories(path->bytes);
    errno = EPERM;
    return is_private(path->bytes) ? STATUS_OK : STATUS_IO;
}

enum status roleplay_place_find(const char *scenario, struct roleplay_place *place)
{
    struct roleplay_place found = {.lock = -1};
    struct buffer path = {0};
    enum status status = find_directory(&path);
    size_t name = path.length + 1;

    if (status == STATUS_OK) {
        buffer_printf(&path, "/%s" SUFFIX, scenario);
        status = strlen(scenario) > ROLEPLAY_ID_MOST || *scenario == '.' || !*scenario ||
                         path.length >= sizeof found.path
                     ? STATUS_INVALID
                     : STATUS_OK;
    }
    if (status == STATUS_OK) {
        memcpy(found.path, path.bytes, path.length + 1);
        for (; found.path[name]; name++) {
            if (found.path[name] == '/')
                found.path[name] = '+';
        }
        *place = found;
    }
    buffer_free(&path);
    return status;
}

static int open_lock(const char *path, bool create)
{
    char lock[PACKET_PATH + sizeof LOCK_SUFFIX];

    snprintf(lock, sizeof lock, "%s" LOCK_SUFFIX, path);
    return lock_open(lock, create);
}

static enum status take_lock(struct roleplay_place *place)
{
    int lock = open_lock(place->path, true);
    enum lock_result result = lock < 0 ? LOCK_FAILED : lock_take(lock, 0, 0);

    if (result != LOCK_TAKEN) {
        lock_close(lock);
        return result == LOCK_HELD ? STATUS_NO : STATUS_IO;
    }
    place->lock = lock;
    return STATUS_OK;
}

/* Whether somebody waits there. */
static bool is_taken(const struct roleplay_place *place)
{
    int lock = open_lock(place->path, false);
    bool taken = lock >= 0 && lock_is_held(lock, 0, 0);

    lock_close(lock);
    return taken;
}

/* Nobody listens at a socket whose lock is ours. What is no socket of this user is left alone. */
static void remove_stale(const char *path)
{
    struct stat found;

    if (lstat(path, &found) == 0 && S_ISSOCK(found.st_mode) && found.st_uid == geteuid())
        unlink(path);
}

enum status roleplay_place_listen(struct roleplay_place *place, int *listener)
{
    enum status status = take_lock(place);

    if (status != STATUS_OK)
        return status;
    remove_stale(place->path);
    *listener = packet_listen(place->path);
    if (*listener >= 0)
        return STATUS_OK;
    lock_close(place->lock);
    place->lock = -1;
    return STATUS_IO;
}

enum status roleplay_place_connect(const struct roleplay_place *place, int *peer)
{
    *peer = packet_connect(place->path);
    return *peer >= 0 ? STATUS_OK : STATUS_NO;
}

enum status roleplay_place_accept(int listener, int *peer)
{
    *peer = packet_accept(listener);
    return *peer >= 0 ? STATUS_OK : STATUS_NO;
}

/* The lock file stays: whoever removed it might remove another's. */
void roleplay_place_leave(struct roleplay_place *place)
{
    if (place->lock < 0)
        return;
    remove_stale(place->path);
    lock_close(place->lock);
    place->lock = -1;
}

/* The id that a lock file's name stands for, where somebody holds it. */
static void put_id(struct buffer *out, const char *name)
{
    static const char whole_suffix[] = SUFFIX LOCK_SUFFIX;
    size_t length = strlen(name), end = sizeof whole_suffix - 1, i;
    struct roleplay_place place;
    char id[ROLEPLAY_ID_MOST + 1];

    if (length <= end || length - end >= sizeof id || strcmp(name + length - end, whole_suffix) != 0)
        return;
    for (i = 0; i < length - end; i++)
        id[i] = name[i] == '+' ? '/' : name[i];
    id[i] = '\0';
    if (roleplay_place_find(id, &place) == STATUS_OK && is_taken(&place))
        buffer_printf(out, "%s\n", id);
}

enum status roleplay_place_list(struct buffer *out)
{
    struct buffer path = {0};
    enum status status = find_directory(&path);
    DIR *directory = status == STATUS_OK ? opendir(path.bytes) : NULL;
    struct dirent *entry;

    while (directory && (entry = readdir(directory)))
        put_id(out, entry->d_name);
    if (status == STATUS_OK && !directory)
        status = STATUS_IO;
    if (directory)
        closedir(directory);
    buffer_free(&path);
    return status;
}
