/* SPDX-License-Identifier: MIT */
/*
 * A new database beside the history, filled at once: nobody sees it before it is complete, so that
 * it needs no journal.
 */
#include <config.h>

#include "history-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "errwalk/memory.h"

static const char settings[] = "PRAGMA journal_mode = OFF;"
                               "PRAGMA synchronous = OFF;"
                               "PRAGMA foreign_keys = ON;"
                               "PRAGMA cache_size = -65536;"
                               "PRAGMA temp_store = MEMORY;";

enum status history_build_file(struct history *built)
{
    struct stat about;
    int file = open(built->path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

    if (file < 0)
        return history_fail_system(built);
    fchmod(file, 0600);
    fstat(file, &about);
    close(file);
    built->device = about.st_dev;
    built->inode = about.st_ino;
    return STATUS_OK;
}

enum status history_build_begin(struct history *built, int64_t page_size, int64_t *installation)
{
    char sql[64];
    enum status status = history_build_file(built);

    if (status == STATUS_OK)
        status = history_connect(built, built->path, SQLITE_OPEN_READWRITE, &built->db);
    snprintf(sql, sizeof sql, "PRAGMA page_size = %lld", (long long)page_size);
    if (status == STATUS_OK)
        status = history_execute(built, sql);
    if (status == STATUS_OK)
        status = history_execute(built, settings);
    if (status == STATUS_OK)
        status = history_begin(built);
    if (status == STATUS_OK)
        status = history_make_tables(built);
    return status == STATUS_OK ? history_installation(built, installation) : status;
}

enum status history_build_add(struct history *built, struct session *session, int64_t installation)
{
    struct history_log log = {.session = session};
    enum status status = history_free_key(built, session_event(session, 0)->at, &log.key);

    if (status == STATUS_OK)
        status = history_insert(built, &log, log.digest);
    if (status == STATUS_OK)
        status = history_index(built, &log, 0);
    log.stored = session_count(session);
    if (status == STATUS_OK)
        status = history_put_summary(built, &log, installation);
    return status == STATUS_OK ? history_add_total(built, 1) : status;
}

enum status history_build_end(struct history *built, enum status status)
{
    int file;

    if (status == STATUS_OK) /* what came in bits is found faster in one piece */
        status = history_execute(built, "INSERT INTO words (words) VALUES ('optimize')");
    status = built->db ? history_end(built, status) : status;
    if (status == STATUS_OK)
        status = history_execute(built, "PRAGMA journal_mode = WAL");
    if (status != STATUS_OK)
        return status;
    file = open(built->path, O_RDWR | O_CLOEXEC); /* Windows syncs only what may be written */
    if (file < 0 || fsync(file) != 0)
        status = history_fail_system(built);
    if (file >= 0)
        close(file);
    return status;
}
