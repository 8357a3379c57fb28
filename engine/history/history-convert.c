/* SPDX-License-Identifier: MIT */
/*
 * An older database becomes one of this version. The new one is made beside it, and when it is
 * complete its pages take the place of the old ones in one transaction: until that has been committed
 * the old one is what it was, and whoever has it open is not hurt. A conversion that is cut off is
 * begun again by the next errwalk.
 */
#include <config.h>

#include "history-private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "errwalk/lock.h"
#include "errwalk/memory.h"

enum { WAIT_MILLISECONDS = 5000, PAUSE_MILLISECONDS = 50, PAGES_AT_ONCE = 1000 };

/* What has come over. */
struct conversion {
    struct history *from, *to;
    int version;
    int64_t installation;
    size_t sessions;
    bool is_damaged;
};

static void report(struct history *history, const char *what, size_t done, size_t all)
{
    if (history->progress)
        history->progress(history->progress_context, what, done, all);
}

/* Older errwalks lock each session that they write: with all of them locked nobody else does. */
static enum status lock_out(struct history *history, int descriptor)
{
    int waited = 0;
    enum status status;

    while ((status = history_lock_all(history, descriptor)) == STATUS_NO &&
           waited < WAIT_MILLISECONDS) {
        sqlite3_sleep(PAUSE_MILLISECONDS);
        waited += PAUSE_MILLISECONDS;
    }
    return status == STATUS_NO
               ? history_fail(history, HISTORY_BUSY,
                              "it is to be converted, and another errwalk is walking")
               : status;
}

static enum status convert_session(struct conversion *conversion, const char *id)
{
    struct session *session = NULL;
    size_t rows;
    enum status status =
        history_old_session(conversion->from, conversion->version, id, &session, &rows);

    if (status != STATUS_OK)
        return status;
    if (session_count(session) < rows || !rows)
        conversion->is_damaged = true;
    if (session_count(session)) {
        status = history_build_add(conversion->to, session, conversion->installation);
        conversion->sessions++;
    }
    session_free(session);
    return status;
}

static enum status convert_all(struct conversion *conversion)
{
    struct buffer ids = {0};
    size_t count = 0, i, at = 0;
    enum status status =
        history_old_ids(conversion->from, &ids, &count, &conversion->is_damaged);

    for (i = 0; status == STATUS_OK && i < count; i++) {
        report(conversion->from, "Converting the history", i, count);
        status = convert_session(conversion, ids.bytes + at);
        at += strlen(ids.bytes + at) + 1;
    }
    buffer_free(&ids);
    return status;
}

/* That the new one has what came over, before the old one is given up. */
static enum status verify(struct conversion *conversion)
{
    struct history *to = conversion->to;
    sqlite3_stmt *statement = NULL;
    int64_t sessions = -1;
    enum status status = history_ask(to, &statement, "SELECT count(*) FROM session", "");

    status = history_take_number(to, status, statement, &sessions);
    if (status == STATUS_OK && sessions != (int64_t)conversion->sessions)
        status = history_fail(to, HISTORY_BROKEN, "the conversion is not complete");
    return status;
}

/* The pages of one database into the place of those of another, in one transaction. */
static enum status copy_pages(struct history *history, const char *what, sqlite3 *to, sqlite3 *from)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    int code = backup ? SQLITE_OK : SQLITE_ERROR;

    errno = 0;
    while (code == SQLITE_OK) {
        code = sqlite3_backup_step(backup, PAGES_AT_ONCE);
        report(history, what,
               (size_t)(sqlite3_backup_pagecount(backup) - sqlite3_backup_remaining(backup)),
               (size_t)sqlite3_backup_pagecount(backup));
    }
    if (backup)
        sqlite3_backup_finish(backup);
    return code == SQLITE_DONE ? STATUS_OK : STATUS_IO;
}

static enum status replace(struct conversion *conversion)
{
    struct history *history = conversion->from;

    if (copy_pages(history, "Putting the converted history in place", history->db,
                   conversion->to->db) != STATUS_OK)
        return history_fail_sqlite(history);
    sqlite3_wal_checkpoint_v2(history->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    return STATUS_OK;
}

/* Where something did not come over, the old one stays beside the new. */
static enum status keep_old(struct history *history)
{
    struct history old = {.path = history_beside(history, "-damaged")};
    enum status status;

    old.shown = old.path;
    status = history_build_file(&old);
    if (status == STATUS_OK)
        status = history_connect(&old, old.path, SQLITE_OPEN_READWRITE, &old.db);
    if (status == STATUS_OK &&
        copy_pages(history, "Keeping the damaged history", old.db, history->db) != STATUS_OK)
        status = history_fail_sqlite(&old);
    if (status != STATUS_OK)
        history_fail_as(history, &old);
    sqlite3_close(old.db);
    buffer_free(&old.says);
    buffer_free(&old.detail);
    memory_free(old.path);
    return status;
}

static enum status page_size(struct history *history, int64_t *size)
{
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, &statement, "PRAGMA page_size", "");

    return history_take_number(history, status, statement, size);
}

static enum status run(struct conversion *conversion)
{
    struct history *from = conversion->from, *to = conversion->to;
    int64_t size = 4096;
    enum status status = page_size(from, &size);

    if (status != STATUS_OK)
        return status;
    status = history_build_begin(to, size, &conversion->installation);
    if (status == STATUS_OK)
        status = convert_all(conversion);
    status = history_build_end(to, status);
    if (status == STATUS_OK)
        status = verify(conversion);
    if (status == STATUS_IO && from->fault == HISTORY_FINE)
        return history_fail_as(from, to);
    if (status == STATUS_OK && conversion->is_damaged)
        status = keep_old(from);
    if (status != STATUS_OK)
        return status;
    unlink(to->path); /* it is open: however this ends, no copy of the history is left */
    return replace(conversion);
}

/* Under the lock; another process may have been quicker. */
static enum status convert_locked(struct history *history, int version)
{
    struct history to = {.lock = -1, .presence = -1};
    struct conversion conversion = {.from = history, .to = &to, .version = version};
    sqlite3_stmt *statement = NULL;
    int64_t now = 0;
    enum status status = history_ask(history, &statement, "PRAGMA user_version", "");

    status = history_take_number(history, status, statement, &now);
    if (status != STATUS_OK || now != version)
        return status;
    to.path = history_beside(history, "-new");
    to.shown = to.path;
    unlink(to.path); /* of a conversion that was cut off */
    history->fault = HISTORY_FINE;
    status = run(&conversion);
    sqlite3_close(to.db);
    unlink(to.path);
    buffer_free(&to.says);
    buffer_free(&to.detail);
    memory_free(to.path);
    return status;
}

enum status history_convert(struct history *history, int version)
{
    int descriptor = -1;
    enum status status = history_open_lock(history, &descriptor);

    if (status == STATUS_OK)
        status = lock_out(history, descriptor);
    if (status == STATUS_OK)
        status = convert_locked(history, version);
    lock_close(descriptor);
    return status;
}

enum status history_upgrade(struct history *history)
{
    int version = history_peek_version(history);

    return version > 0 && version < HISTORY_VERSION ? history_open(history, false) : STATUS_OK;
}
