/* SPDX-License-Identifier: MIT */
/*
 * Files that have no name before they are whole; see the header.
 */
#include <config.h>

#include "errwalk/private-file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "errwalk/lock.h"

enum { TRIES = 100, ONE_BYTE = 1 };

static const char pattern[] = ".errwalk-%ld-%d.tmp%n";

static void block_signals(struct private_file *file)
{
    static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    sigset_t all;
    size_t i;

    if (file->has_blocked)
        return;
    sigfillset(&all);
    for (i = 0; i < sizeof faults / sizeof *faults; i++)
        sigdelset(&all, faults[i]);
    sigprocmask(SIG_BLOCK, &all, &file->before);
    file->has_blocked = true;
}

/* Left by a process that is gone: its lock went with it. */
static bool is_left(int directory, const char *name)
{
    struct stat about;
    bool left;
    long process;
    int number, end = 0, file;

    if (sscanf(name, pattern, &process, &number, &end) != 2 || name[end] || !end)
        return false;
    if (fstatat(directory, name, &about, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(about.st_mode) ||
        about.st_uid != geteuid() || kill((pid_t)process, 0) == 0 || errno != ESRCH)
        return false;
    file = openat(directory, name, O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    left = file >= 0 && lock_take(file, 0, ONE_BYTE) == LOCK_TAKEN;
    lock_close(file);
    return left;
}

static void sweep(int directory)
{
    int again = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *listing = again < 0 ? NULL : fdopendir(again);
    struct dirent *entry;

    if (!listing && again >= 0)
        close(again);
    while (listing && (entry = readdir(listing)) != NULL) {
        if (is_left(directory, entry->d_name))
            unlinkat(directory, entry->d_name, 0);
    }
    if (listing)
        closedir(listing);
}

/* A name that is free; `make` gives it to the file and fails with EEXIST where it is not. */
static int take_name(struct private_file *file, int (*make)(struct private_file *file))
{
    int attempt, status = -1;

    block_signals(file);
    for (attempt = 0; attempt < TRIES; attempt++) {
        snprintf(file->name, sizeof file->name, ".errwalk-%ld-%d.tmp", (long)getpid(), attempt);
        status = make(file);
        if (status == 0 || errno != EEXIST)
            break;
    }
    if (status != 0) {
        *file->name = '\0';
        errno = errno == EEXIST ? EAGAIN : errno; /* not to be taken for the target being there */
    }
    return status;
}

static int create_named(struct private_file *file)
{
    file->descriptor = openat(file->directory, file->name,
                              O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file->descriptor >= 0)
        lock_take(file->descriptor, 0, ONE_BYTE);
    return file->descriptor >= 0 ? 0 : -1;
}

static int link_to(const struct private_file *file, const char *name)
{
    char path[PRIVATE_FILE_NAME];

    snprintf(path, sizeof path, "/proc/self/fd/%d", file->descriptor);
    return linkat(AT_FDCWD, path, file->directory, name, AT_SYMLINK_FOLLOW);
}

static int link_named(struct private_file *file)
{
    return link_to(file, file->name);
}

int private_file_open(struct private_file *file, int directory)
{
    *file = (struct private_file){.directory = directory, .descriptor = -1};
    sweep(directory);
#ifdef O_TMPFILE
    if (access("/proc/self/fd", X_OK) == 0)
        file->descriptor = openat(directory, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    if (file->descriptor >= 0)
        return 0;
#endif
    if (take_name(file, create_named) == 0)
        return 0;
    private_file_close(file);
    return -1;
}

/* A name that is not taken, for a file that has another. */
static int rename_new(const struct private_file *file, const char *name)
{
#if defined(HAVE_RENAMEAT2) && defined(RENAME_NOREPLACE)
    if (renameat2(file->directory, file->name, file->directory, name, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
#endif
    /* A file system that cannot do that can link. */
    if (linkat(file->directory, file->name, file->directory, name, 0) != 0)
        return -1;
    return unlinkat(file->directory, file->name, 0);
}

static mode_t usual_mode(void)
{
    mode_t mask = umask(077);

    umask(mask);
    return 0666 & ~mask;
}

int private_file_publish(struct private_file *file, const char *name, bool replace)
{
    int named;

    if (!*file->name && !replace) {
        named = link_to(file, name);
    } else {
        if (!*file->name && take_name(file, link_named) != 0)
            return -1;
        named = replace ? renameat(file->directory, file->name, file->directory, name)
                        : rename_new(file, name);
    }
    if (named != 0)
        return -1;
    *file->name = '\0';
    return fchmod(file->descriptor, usual_mode());
}

void private_file_close(struct private_file *file)
{
    int error = errno;

    if (*file->name)
        unlinkat(file->directory, file->name, 0);
    lock_close(file->descriptor);
    if (file->has_blocked)
        sigprocmask(SIG_SETMASK, &file->before, NULL);
    file->descriptor = -1;
    errno = error;
}
