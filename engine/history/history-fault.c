/* SPDX-License-Identifier: MIT */
/*
 * What can be wrong with a history, as one line that says what a person can do about it.
 */
#include <config.h>

#include "history-private.h"

#include <errno.h>
#include <string.h>

/* `what` follows "history FILE". */
static const struct {
    const char *what, *remedy;
} faults[HISTORY_FAULT_COUNT] = {
    [HISTORY_DENIED] = {"may not be opened", "check the permissions of it and of its directory"},
    [HISTORY_READ_ONLY] = {"can be read but not written", "make it and its directory writable"},
    [HISTORY_FULL] = {"has no room to grow", "free some space or raise the limit"},
    [HISTORY_FOREIGN] = {"is not a history of errwalk", "move it away"},
    [HISTORY_NEWER] = {"is from a newer errwalk", "update errwalk"},
    [HISTORY_CORRUPT] = {"is damaged", "save what is left: errwalk sessions --salvage=FILE"},
    [HISTORY_NO_LOCKS] = {"is on a file system that cannot lock", "move it to another"},
    [HISTORY_BUSY] = {"is held by another process", "try again"},
    [HISTORY_NOT_OWN] = {"has this session only to read",
                         "copy what stands with 'errwalk resume', which begins a session that continues it"},
    [HISTORY_GONE] = {"was removed or replaced while it was in use", "put it back"},
    [HISTORY_BROKEN] = {"cannot be used", "try again"},
};

const char *history_detail(const struct history *history)
{
    return buffer_text(&history->detail);
}

enum status history_fail(struct history *history, enum history_fault fault, const char *detail)
{
    struct buffer says = {0};

    buffer_clear(&history->detail);
    buffer_string(&history->detail, detail ? detail : faults[fault].what);
    buffer_printf(&says, "history %s %s", history->shown, faults[fault].what);
    if (detail)
        buffer_printf(&says, " (%s)", detail);
    buffer_printf(&says, "; %s%s", faults[fault].remedy,
                  fault == HISTORY_NOT_OWN ? "" : ", or use --history=FILE or --no-history");
    buffer_free(&history->says);
    history->says = says;
    history->fault = fault;
    return STATUS_IO;
}

static enum history_fault fault_of_errno(int error)
{
    static const struct {
        int error;
        enum history_fault fault;
    } known[] = {
        {EACCES, HISTORY_DENIED},       {EPERM, HISTORY_DENIED},    {EROFS, HISTORY_READ_ONLY},
        {ENOSPC, HISTORY_FULL},         {EDQUOT, HISTORY_FULL},     {EFBIG, HISTORY_FULL},
        {EISDIR, HISTORY_FOREIGN},      {ELOOP, HISTORY_FOREIGN},   {ENOLCK, HISTORY_NO_LOCKS},
        {EOPNOTSUPP, HISTORY_NO_LOCKS}, {ENOSYS, HISTORY_NO_LOCKS},
    };
    size_t i;

    for (i = 0; i < sizeof known / sizeof *known; i++) {
        if (known[i].error == error)
            return known[i].fault;
    }
    return HISTORY_BROKEN;
}

enum status history_fail_system(struct history *history)
{
    int error = errno;

    return history_fail(history, fault_of_errno(error),
                        error == ELOOP ? "it is a symbolic link" : strerror(error));
}

/* By the extended code first, then by the primary one. HISTORY_FINE: the system's error says it. */
static enum history_fault fault_of_sqlite(int code)
{
    static const struct {
        int code;
        enum history_fault fault;
    } known[] = {
        {SQLITE_READONLY_DBMOVED, HISTORY_GONE},
        {SQLITE_IOERR_SHORT_READ, HISTORY_CORRUPT},
        {SQLITE_PERM, HISTORY_DENIED},
        {SQLITE_AUTH, HISTORY_DENIED},
        {SQLITE_READONLY, HISTORY_READ_ONLY},
        {SQLITE_FULL, HISTORY_FULL},
        {SQLITE_NOTADB, HISTORY_FOREIGN},
        {SQLITE_CORRUPT, HISTORY_CORRUPT},
        {SQLITE_FORMAT, HISTORY_CORRUPT},
        {SQLITE_ERROR, HISTORY_CORRUPT}, /* a table or column that is not there */
        {SQLITE_SCHEMA, HISTORY_CORRUPT},
        {SQLITE_PROTOCOL, HISTORY_NO_LOCKS},
        {SQLITE_NOLFS, HISTORY_FULL},
        {SQLITE_BUSY, HISTORY_BUSY},
        {SQLITE_LOCKED, HISTORY_BUSY},
        {SQLITE_IOERR, HISTORY_FINE},
        {SQLITE_CANTOPEN, HISTORY_FINE},
    };
    size_t i;

    for (i = 0; i < sizeof known / sizeof *known; i++) {
        if (known[i].code == code || known[i].code == (code & 0xff))
            return known[i].fault;
    }
    return HISTORY_BROKEN;
}

enum status history_fail_as(struct history *history, const struct history *other)
{
    buffer_clear(&history->says);
    buffer_string(&history->says, buffer_text(&other->says));
    history->fault = other->fault;
    return STATUS_IO;
}

bool history_is_corrupt(const struct history *history, enum status status)
{
    return status == STATUS_IO && history->fault == HISTORY_CORRUPT;
}

enum status history_fail_sqlite(struct history *history)
{
    /* SQLite forgets the system's error when a commit fails. */
    int error = errno ? errno : sqlite3_system_errno(history->db);
    int code = sqlite3_extended_errcode(history->db);
    enum history_fault fault = fault_of_sqlite(code);

    if ((code & 0xff) == SQLITE_BUSY && history->has_no_locks)
        fault = HISTORY_NO_LOCKS;
    if (fault != HISTORY_FINE)
        return history_fail(history, fault, sqlite3_errmsg(history->db));
    if (error == 0)
        return history_fail(history, HISTORY_BROKEN, sqlite3_errmsg(history->db));
    errno = error;
    return history_fail_system(history);
}

enum history_fault history_fault(const struct history *history)
{
    return history->fault;
}

const char *history_message(const struct history *history)
{
    return buffer_text(&history->says);
}
