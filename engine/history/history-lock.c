/* SPDX-License-Identifier: MIT */
/*
 * Which process walks which session: a lock on one byte of a file beside the database, at the place
 * that is made of the session's id. Another byte, which all share that have the database open, tells
 * whether somebody else is there.
 */
#include <config.h>

#include "history-private.h"

#include <errno.h>
#include <string.h>

#include "errwalk/lock.h"

/* 12 characters of an id make a place; behind them all is the byte of those who have it open. */
enum { PLACE_LETTERS = 12, DIGIT_BITS = 5 };

#define PRESENCE ((off_t)1 << PLACE_LETTERS * DIGIT_BITS)

static off_t place_of(const char *id)
{
    off_t place = 0;

    for (id = session_id_ending(id, PLACE_LETTERS); *id; id++) {
        int digit = session_id_digit(*id);

        place = place << DIGIT_BITS | (digit < 0 ? 0 : digit);
    }
    return place;
}

enum status history_enter(struct history *history, bool to_write)
{
    int file = history->presence >= 0 ? history->presence : lock_open(history->lock_path, true);
    enum lock_result taken;

    if (file < 0) /* whoever only reads does without, as where nothing can be made */
        return to_write ? history_fail_system(history) : STATUS_OK;
    history->presence = file;
    taken = lock_take(file, PRESENCE, 1);
    if (taken == LOCK_TAKEN && history_left_open(history))
        history->ended_uncleanly = true;
    if (taken != LOCK_FAILED)
        taken = lock_share(file, PRESENCE, 1);
    return taken == LOCK_FAILED ? history_fail_system(history) : STATUS_OK;
}

enum status history_open_lock(struct history *history, int *descriptor)
{
    int file = lock_open(history->lock_path, true);

    if (file < 0)
        return history_fail_system(history);
    *descriptor = file;
    return STATUS_OK;
}

static enum status take(struct history *history, int descriptor, off_t from, off_t length)
{
    switch (lock_take(descriptor, from, length)) {
    case LOCK_TAKEN:
        return STATUS_OK;
    case LOCK_HELD:
        return STATUS_NO;
    default:
        return history_fail_system(history);
    }
}

enum status history_lock(struct history *history, int descriptor, const char *id)
{
    return take(history, descriptor, place_of(id), 1);
}

enum status history_lock_all(struct history *history, int descriptor)
{
    return take(history, descriptor, 0, PRESENCE);
}

enum status history_lock_sync(struct history *history, int descriptor)
{
    return take(history, descriptor, PRESENCE + 1, 1);
}

void history_take_lock(struct history *history, int descriptor, const char *id)
{
    lock_close(history->lock);
    history->lock = descriptor;
    memmove(history->session, id, strlen(id) + 1);
}

bool history_is_locked(const struct history *history, const char *id)
{
    int file = lock_open(history->lock_path, false);
    bool locked = file >= 0 && lock_is_held(file, place_of(id), 1);

    lock_close(file);
    return locked;
}

static enum status refuse_only_read(struct history *history, int64_t key)
{
    bool only_read = false;
    enum status status = history_is_only_read(history, key, &only_read);

    return status == STATUS_OK && only_read ? history_fail(history, HISTORY_NOT_OWN, NULL) : status;
}

enum status history_claim(struct history *history, const char *id)
{
    enum status status = history_open(history, false);
    const bool is_held = strcmp(history->session, id) == 0;
    struct history_log log = {0};
    int descriptor = -1;

    if (status == STATUS_NO || !session_id_is_valid(id))
        return STATUS_INVALID;
    if (status != STATUS_OK || (is_held && history->walked.stored))
        return status;
    if (!is_held)
        status = history_open_lock(history, &descriptor);
    if (!is_held && status == STATUS_OK)
        status = history_lock(history, descriptor, id);
    if (status == STATUS_OK) {
        status = history_read(history, id, &log);
        status = status == STATUS_NO ? STATUS_INVALID : status;
    }
    if (status == STATUS_OK)
        status = refuse_only_read(history, log.key);
    if (status != STATUS_OK) {
        history_log_free(&log);
        lock_close(descriptor);
        return status;
    }
    history_log_free(&history->walked);
    history->walked = log; /* in place of one that has only started, where the lock is still that of before */
    if (!is_held)
        history_take_lock(history, descriptor, id);
    return STATUS_OK;
}
