/* SPDX-License-Identifier: MIT */
/*
 * Where the kernel knows no locks of an open file but those of a process: a second holder in the same process is found
 * in a list, and a file is not closed while another holder has locks on it, since closing any would free them all.
 * flock(2) is no way out: it has no ranges, and sessions are ranges of one file.
 */
#include <config.h>

#include "errwalk/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FLAGS = O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY };

struct range {
    struct range *next;
    off_t from, length; /* 0: to the end */
    short type;
};

struct holder {
    struct holder *next;
    int file;
    dev_t device;
    ino_t inode;
    bool is_closed; /* but for its descriptor */
    struct range *ranges;
};

static struct holder *holders;

static struct holder *find(int file)
{
    struct holder *holder = holders;

    while (holder && (holder->file != file || holder->is_closed))
        holder = holder->next;
    return holder;
}

static bool overlap(const struct range *range, off_t from, off_t length)
{
    return (!length || range->from < from + length) && (!range->length || from < range->from + range->length);
}

/* Whether another holder of the file in this process has any of it, or only what cannot be shared. */
static bool is_held_here(const struct holder *own, off_t from, off_t length, short type)
{
    const struct holder *other;
    const struct range *range;

    for (other = holders; other; other = other->next) {
        if (other == own || other->device != own->device || other->inode != own->inode)
            continue;
        for (range = other->ranges; range; range = range->next) {
            if (overlap(range, from, length) && (type == F_WRLCK || range->type == F_WRLCK))
                return true;
        }
    }
    return false;
}

static void let_go(struct holder *holder, off_t from, off_t length)
{
    struct range **at = &holder->ranges;

    while (*at) {
        struct range *range = *at;

        if (range->from == from && range->length == length) {
            *at = range->next;
            free(range);
        } else {
            at = &range->next;
        }
    }
}

int lock_open(const char *path, bool create)
{
    int file = open(path, FLAGS);

    if (file < 0 && errno == ENOENT && create) {
        file = open(path, FLAGS | O_CREAT, 0600);
        if (file >= 0)
            fchmod(file, 0600);
    }
    return file;
}

/* The holder of an open file, with its first lock. */
static struct holder *begin(int file)
{
    struct holder *holder = find(file);
    struct stat about;

    if (holder || fstat(file, &about) != 0)
        return holder;
    holder = calloc(1, sizeof *holder);
    if (!holder)
        return NULL;
    *holder = (struct holder){holders, file, about.st_dev, about.st_ino, false, NULL};
    holders = holder;
    return holder;
}

static struct flock kernel_range(short type, off_t from, off_t length)
{
    return (struct flock){.l_type = type, .l_whence = SEEK_SET, .l_start = from, .l_len = length};
}

/* Closes what was closed before, where nobody in this process has that file open any more. */
static void close_all(dev_t device, ino_t inode)
{
    struct holder **at = &holders, *holder;

    for (holder = holders; holder; holder = holder->next) {
        if (holder->device == device && holder->inode == inode && !holder->is_closed)
            return;
    }
    while ((holder = *at) != NULL) {
        if (holder->device == device && holder->inode == inode) {
            *at = holder->next;
            close(holder->file);
            free(holder);
        } else {
            at = &holder->next;
        }
    }
}

void lock_close(int file)
{
    struct holder *holder = file < 0 ? NULL : begin(file);

    if (!holder)
        return;
    while (holder->ranges) {
        struct flock free_again = kernel_range(F_UNLCK, holder->ranges->from, holder->ranges->length);

        if (!is_held_here(holder, free_again.l_start, free_again.l_len, F_WRLCK))
            fcntl(file, F_SETLK, &free_again);
        let_go(holder, free_again.l_start, free_again.l_len);
    }
    holder->is_closed = true;
    close_all(holder->device, holder->inode);
}

static enum lock_result set(int file, short type, off_t from, off_t length)
{
    struct flock wanted = kernel_range(type, from, length);
    struct holder *holder = begin(file);
    struct range *range;

    if (!holder)
        return LOCK_FAILED;
    if (is_held_here(holder, from, length, type))
        return LOCK_HELD;
    range = calloc(1, sizeof *range);
    if (!range)
        return LOCK_FAILED;
    if (fcntl(file, F_SETLK, &wanted) != 0) {
        free(range);
        return errno == EAGAIN || errno == EACCES ? LOCK_HELD : LOCK_FAILED;
    }
    let_go(holder, from, length);
    *range = (struct range){holder->ranges, from, length, type};
    holder->ranges = range;
    return LOCK_TAKEN;
}

enum lock_result lock_take(int file, off_t from, off_t length)
{
    return set(file, F_WRLCK, from, length);
}

enum lock_result lock_share(int file, off_t from, off_t length)
{
    return set(file, F_RDLCK, from, length);
}

bool lock_is_held(int file, off_t from, off_t length)
{
    struct flock wanted = kernel_range(F_WRLCK, from, length);
    const struct holder *holder = begin(file);

    return holder && (is_held_here(holder, from, length, F_WRLCK) ||
                      (fcntl(file, F_GETLK, &wanted) == 0 && wanted.l_type != F_UNLCK));
}
