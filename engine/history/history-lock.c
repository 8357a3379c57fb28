/*
 * Which process walks which session: a lock on one byte of a file beside the database, at the place
 * that is the session's id as a number. Locks of an open file description belong to whoever has it
 * open, so the kernel frees them with the process, and another descriptor of the same process
 * counts as another holder.
 */
#include <config.h>

#include "history-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOCK_FLAGS = O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY };

/* The 40 bits of an id. */
static off_t place_of(const char *id)
{
    static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
    off_t place = 0;
    const char *digit;

    for (; *id; id++) {
        digit = strchr(alphabet, *id);
        place = place << 5 | (digit ? digit - alphabet : 0);
    }
    return place;
}

static struct flock byte_of(const char *id)
{
    return (struct flock){
        .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = place_of(id), .l_len = 1};
}

enum status history_open_lock(struct history *history, int *descriptor)
{
    int file = open(history->lock_path, LOCK_FLAGS);

    if (file < 0 && errno == ENOENT) {
        file = open(history->lock_path, LOCK_FLAGS | O_CREAT, 0600);
        if (file >= 0)
            fchmod(file, 0600);
    }
    if (file < 0)
        return history_fail_system(history);
    *descriptor = file;
    return STATUS_OK;
}

enum status history_lock(struct history *history, int descriptor, const char *id)
{
    struct flock byte = byte_of(id);

    if (fcntl(descriptor, F_OFD_SETLK, &byte) == 0)
        return STATUS_OK;
    if (errno == EAGAIN || errno == EACCES)
        return STATUS_NO;
    if (errno == EINVAL)
        errno = EOPNOTSUPP; /* so says a kernel or a file system that knows no such locks */
    return history_fail_system(history);
}

void history_close_lock(int descriptor)
{
    if (descriptor >= 0)
        close(descriptor);
}

void history_take_lock(struct history *history, int descriptor, const char *id, int64_t stored)
{
    history_close_lock(history->lock);
    history->lock = descriptor;
    history->stored = stored;
    memmove(history->session, id, strlen(id) + 1);
}

bool history_is_locked(const struct history *history, const char *id)
{
    int file = open(history->lock_path, LOCK_FLAGS);
    struct flock byte = byte_of(id);
    bool locked = file >= 0 && fcntl(file, F_OFD_GETLK, &byte) == 0 && byte.l_type != F_UNLCK;

    history_close_lock(file);
    return locked;
}

enum status history_claim(struct history *history, const char *id)
{
    enum status status = history_open(history, false);
    int64_t stored = 0;
    int descriptor = -1;

    if (status == STATUS_NO || strlen(id) != HISTORY_ID_LENGTH)
        return STATUS_INVALID;
    if (status != STATUS_OK || strcmp(history->session, id) == 0)
        return status;
    status = history_open_lock(history, &descriptor);
    if (status == STATUS_OK)
        status = history_lock(history, descriptor, id);
    if (status == STATUS_OK)
        status = history_count(history, id, &stored);
    if (status == STATUS_OK && stored == 0)
        status = STATUS_INVALID;
    if (status != STATUS_OK) {
        history_close_lock(descriptor);
        return status;
    }
    session_free(history->held);
    history->held = NULL;
    history_take_lock(history, descriptor, id, stored);
    return STATUS_OK;
}
