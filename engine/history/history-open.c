/*
 * The connection to the database: opened with the first thing that needs it, set up so that a
 * commit that returned is on the disk, and spoken to through a few functions that tell every
 * failure in one way.
 */
#include <config.h>

#include "history-private.h"

#include <errno.h>
#include <stdalign.h>
#include <stddef.h>
#include <string.h>

#include "errwalk/memory.h"

enum { BUSY_MILLISECONDS = 5000 };

/* SQLite asks how large a block is, so each begins with its size. */
struct block {
    alignas(max_align_t) size_t size;
    alignas(max_align_t) unsigned char bytes[];
};

static struct block *block_of(void *bytes)
{
    return (struct block *)((unsigned char *)bytes - offsetof(struct block, bytes));
}

static void *resize(void *bytes, int size)
{
    struct block *block =
        memory_realloc(bytes ? block_of(bytes) : NULL, sizeof *block + (size_t)size);

    block->size = (size_t)size;
    return block->bytes;
}

static void *take(int size)
{
    return resize(NULL, size);
}

static void give_back(void *bytes)
{
    memory_free(bytes ? block_of(bytes) : NULL);
}

static int size_of(void *bytes)
{
    return bytes ? (int)block_of(bytes)->size : 0;
}

static int round_up(int size)
{
    return (size + 7) & ~7;
}

static int start(void *context)
{
    (void)context;
    return SQLITE_OK;
}

static void stop(void *context)
{
    (void)context;
}

static const sqlite3_mem_methods allocator = {.xMalloc = take,
                                              .xFree = give_back,
                                              .xRealloc = resize,
                                              .xSize = size_of,
                                              .xRoundup = round_up,
                                              .xInit = start,
                                              .xShutdown = stop};

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
    sqlite3_busy_timeout(db, BUSY_MILLISECONDS);
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

/* Opens the file and sees that it is ours before anything is read or written through it. */
static enum status open_checked(struct history *history, bool create)
{
    enum { FLAGS = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE };
    sqlite3_file *file = NULL;
    enum status status;

    sqlite3_config(SQLITE_CONFIG_MALLOC, &allocator); /* refused, without harm, but the first time */
    errno = 0;
    if (sqlite3_open_v2(history->path, &history->db, FLAGS, NULL) != SQLITE_OK)
        return history_fail_sqlite(history);
    harden(history->db);
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
    sqlite3_close(history->db);
    history->db = NULL;
}

enum status history_open(struct history *history, bool create)
{
    enum status status;

    if (history->db && !sqlite3_db_readonly(history->db, "main"))
        return STATUS_OK;
    close_database(history); /* it may be writable by now */
    status = history_look(history, create);
    if (status != STATUS_OK)
        return status;
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

enum status history_ask(struct history *history, const char *sql, const char *text,
                        sqlite3_stmt **statement)
{
    sqlite3_stmt *asked = NULL;
    enum status status = STATUS_OK;

    errno = 0;
    if (sqlite3_prepare_v2(history->db, sql, -1, &asked, NULL) != SQLITE_OK ||
        (text && sqlite3_bind_text(asked, 1, text, -1, SQLITE_STATIC) != SQLITE_OK)) {
        status = history_fail_sqlite(history);
        sqlite3_finalize(asked);
        return status;
    }
    *statement = asked;
    return STATUS_OK;
}

enum status history_step(struct history *history, sqlite3_stmt *statement, bool *row)
{
    int code;

    errno = 0;
    code = sqlite3_step(statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return history_fail_sqlite(history);
    *row = code == SQLITE_ROW;
    return STATUS_OK;
}

enum status history_number(struct history *history, const char *sql, const char *text,
                           int64_t *number)
{
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, sql, text, &statement);
    bool row = false;

    if (status != STATUS_OK)
        return status;
    status = history_step(history, statement, &row);
    if (row)
        *number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return status;
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
