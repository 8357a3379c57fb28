/* SPDX-License-Identifier: MIT */
/*
 * The connection to the database: opened with the first thing that needs it, set up so that a
 * commit that returned is on the disk, and spoken to through a few functions that report every
 * failure in one way.
 */
#include <config.h>

#include "history-private.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <time.h>

enum { BUSY_MILLISECONDS = 5000, NO_LOCKS_MILLISECONDS = 500, PAUSE_MILLISECONDS = 5 };

static int64_t milliseconds(void)
{
    struct timespec now = {0};

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/*
 * What SQLite asks while another process holds the database. To it a file system that gives no locks
 * is the same, and only errno tells the two apart.
 */
static int wait_for_lock(void *context, int times)
{
    struct history *history = context;
    const bool refused = errno == ENOLCK;
    const int64_t now = milliseconds();

    if (times == 0)
        history->waits_since = now;
    history->has_no_locks = refused;
    if (now - history->waits_since >= (refused ? NO_LOCKS_MILLISECONDS : BUSY_MILLISECONDS))
        return 0;
    sqlite3_sleep(PAUSE_MILLISECONDS);
    return 1;
}

/* What SQLite should not do for whoever might have written into the file: no triggers, no views, no
 * names that silently become strings. */
static void harden(sqlite3 *db)
{
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_extended_result_codes(db, 1);
}

/* Each is of the connection, not of the file. Nothing is mapped, so that a file that is cut off is
 * an error and not a signal; nothing that is sorted goes into a temporary file. */
static const char settings[] = "PRAGMA trusted_schema = OFF;"
                               "PRAGMA foreign_keys = ON;"
                               "PRAGMA synchronous = FULL;"
                               "PRAGMA secure_delete = ON;"
                               "PRAGMA cell_size_check = ON;"
                               "PRAGMA mmap_size = 0;"
                               "PRAGMA temp_store = MEMORY;";

enum status history_connect(struct history *history, const char *path, int flags, sqlite3 **db)
{
    history_use_memory();
    errno = 0;
    if (sqlite3_open_v2(path, db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, NULL) !=
        SQLITE_OK)
        return history_fail_sqlite(history);
    harden(*db);
    sqlite3_busy_handler(*db, wait_for_lock, history);
    return STATUS_OK;
}

/* Opens the file and sees that it is ours before anything is read or written through it. */
static enum status open_checked(struct history *history, bool create)
{
    sqlite3_file *file = NULL;
    enum status status =
        history_connect(history, history->path, SQLITE_OPEN_READWRITE, &history->db);

    if (status == STATUS_OK)
        status = history_still_there(history);
    if (status != STATUS_OK)
        return status;
    if (sqlite3_file_control(history->db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
        !file->pMethods)
        return history_fail(history, HISTORY_BROKEN, NULL);
    status = history_check_header(history, file);
    return status == STATUS_NO && create ? STATUS_OK : status;
}

/* WAL may have come with the file from another machine. */
static enum status leave_wal(struct history *history)
{
    return history_is_remote(history) ? history_execute(history, "PRAGMA journal_mode = DELETE")
                                      : STATUS_OK;
}

static void close_database(struct history *history)
{
    sqlite3_close_v2(history->db); /* a pass that rests may still have statements */
    history->db = NULL;
}

enum status history_open(struct history *history, bool create)
{
    enum status status = STATUS_OK;

    if (history->db && !sqlite3_db_readonly(history->db, "main"))
        return STATUS_OK;
    close_database(history); /* it may be writable by now */
    if (create)
        status = history_enter(history, true);
    if (status == STATUS_OK)
        status = history_look(history, create);
    if (status == STATUS_OK)
        status = create ? STATUS_OK : history_enter(history, false);
    if (status == STATUS_OK)
        status = open_checked(history, create);
    if (status == STATUS_OK)
        status = history_execute(history, settings);
    if (status == STATUS_OK)
        status = leave_wal(history);
    if (status == STATUS_OK)
        status = history_migrate(history);
    if (status != STATUS_OK)
        close_database(history);
    return status;
}

enum status history_execute(struct history *history, const char *sql)
{
    errno = 0;
    return sqlite3_exec(history->db, sql, NULL, NULL, NULL) == SQLITE_OK
               ? STATUS_OK
               : history_fail_sqlite(history);
}

static int bind_all(sqlite3_stmt *statement, const char *types, va_list values)
{
    int i, code = SQLITE_OK;

    for (i = 0; types[i] && code == SQLITE_OK; i++) {
        if (types[i] == 'i')
            code = sqlite3_bind_int64(statement, i + 1, va_arg(values, int64_t));
        else
            code = sqlite3_bind_text(statement, i + 1, va_arg(values, const char *), -1,
                                     SQLITE_STATIC);
    }
    return code;
}

enum status history_ask(struct history *history, sqlite3_stmt **statement, const char *sql,
                        const char *types, ...)
{
    enum status status = STATUS_OK;
    va_list values;

    errno = 0;
    *statement = NULL;
    va_start(values, types);
    if (sqlite3_prepare_v2(history->db, sql, -1, statement, NULL) != SQLITE_OK ||
        bind_all(*statement, types, values) != SQLITE_OK) {
        status = history_fail_sqlite(history);
        sqlite3_finalize(*statement);
        *statement = NULL;
    }
    va_end(values);
    return status;
}

enum status history_bind(struct history *history, sqlite3_stmt *statement, const char *types, ...)
{
    va_list values;
    int code;

    sqlite3_reset(statement);
    va_start(values, types);
    code = bind_all(statement, types, values);
    va_end(values);
    return code == SQLITE_OK ? STATUS_OK : history_fail_sqlite(history);
}

enum status history_step(struct history *history, sqlite3_stmt *statement, bool *row)
{
    int code;

    errno = 0;
    code = sqlite3_step(statement);
    *row = code == SQLITE_ROW;
    return code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : history_fail_sqlite(history);
}

enum status history_run(struct history *history, sqlite3_stmt *statement)
{
    bool row;
    enum status status = history_step(history, statement, &row);

    sqlite3_reset(statement);
    return status;
}

enum status history_take_number(struct history *history, enum status status,
                                sqlite3_stmt *statement, int64_t *number)
{
    bool row = false;

    if (status == STATUS_OK)
        status = history_step(history, statement, &row);
    if (row)
        *number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return status;
}

const char *history_column(sqlite3_stmt *statement, int column)
{
    const unsigned char *text = sqlite3_column_text(statement, column);

    return text ? (const char *)text : "";
}

enum status history_begin(struct history *history)
{
    return history_execute(history, "BEGIN IMMEDIATE");
}

enum status history_end(struct history *history, enum status status)
{
    if (status == STATUS_OK)
        status = history_still_there(history);
    if (status == STATUS_OK)
        status = history_execute(history, "COMMIT");
    if (!sqlite3_get_autocommit(history->db))
        sqlite3_exec(history->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

enum status history_scrub(struct history *history)
{
    enum status status = history_execute(history, "VACUUM");

    errno = 0;
    if (status == STATUS_OK &&
        sqlite3_wal_checkpoint_v2(history->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) !=
            SQLITE_OK)
        status = history_fail_sqlite(history);
    return status;
}
