/*
 * The tables, as the steps that lead from each version to the next. A step that was released never
 * changes: what comes later is a new step, and tests/history has a database of each version to
 * open.
 *
 * A row is an event with a column for each of its fields; nothing is kept of a session as a whole.
 */
#include <config.h>

#include "history-private.h"

#include <stdio.h>

/* From the version that is the index to the next. The columns `session` and `number` name the
 * event; `session` is in every row and not only in that of `started`. */
static const char *const steps[] = {
    "CREATE TABLE event ("
    " session TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL,"
    " code INTEGER NOT NULL, step_kind TEXT NOT NULL, target INTEGER NOT NULL,"
    " item INTEGER NOT NULL, \"on\" INTEGER NOT NULL, sensitive INTEGER NOT NULL,"
    " error TEXT NOT NULL, flow TEXT NOT NULL, step TEXT NOT NULL, question TEXT NOT NULL,"
    " answer TEXT NOT NULL, say TEXT NOT NULL, fact TEXT NOT NULL, \"to\" TEXT NOT NULL,"
    " to_flow TEXT NOT NULL, title TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,"
    " related TEXT NOT NULL,"
    " checksum INTEGER NOT NULL,"
    " PRIMARY KEY (session, number)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX started ON event (to_flow) WHERE number = 1;",
    /* Trainings. */
    "ALTER TABLE event ADD COLUMN minutes INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE event ADD COLUMN percent INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE event ADD COLUMN seed INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE event ADD COLUMN scenario TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE event ADD COLUMN mode TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE event ADD COLUMN trainee TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE event ADD COLUMN lock TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE event ADD COLUMN solution TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE event ADD COLUMN evidence TEXT NOT NULL DEFAULT '';",
    /* Weigh steps, blocks, pasted evidence. */
    "ALTER TABLE event ADD COLUMN wait INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE event ADD COLUMN via TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE event ADD COLUMN because TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE event ADD COLUMN pasted TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE event ADD COLUMN facts TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE event ADD COLUMN continues TEXT NOT NULL DEFAULT '';",
    /* A code and its family. */
    "ALTER TABLE event ADD COLUMN family TEXT NOT NULL DEFAULT '';",
};

enum { CURRENT_VERSION = sizeof steps / sizeof *steps };

static enum status read_version(struct history *history, int64_t *version)
{
    return history_number(history, "PRAGMA user_version", NULL, version);
}

static enum status take_steps(struct history *history, int64_t version)
{
    enum status status = STATUS_OK;
    char stamp[128];

    snprintf(stamp, sizeof stamp, "PRAGMA application_id = %d; PRAGMA user_version = %d",
             HISTORY_APPLICATION, CURRENT_VERSION);
    for (; status == STATUS_OK && version < CURRENT_VERSION; version++)
        status = history_execute(history, steps[version]);
    return status == STATUS_OK ? history_execute(history, stamp) : status;
}

/*
 * A new database changes to WAL once its tables are there, so that the header names errwalk from
 * its first byte on. Later it is left as it is: a person may have set another mode. Two processes
 * that do it at once get BUSY whatever the timeout, and where it cannot be done at all, a rollback
 * journal serves.
 */
static void enter_wal(struct history *history)
{
    enum { TRIES = 100, PAUSE_MILLISECONDS = 10 };
    int tries = TRIES;

    if (history_is_remote(history))
        return;
    while (tries-- && (sqlite3_exec(history->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL) &
                       0xff) == SQLITE_BUSY)
        sqlite3_sleep(PAUSE_MILLISECONDS);
}

enum status history_migrate(struct history *history)
{
    int64_t before = 0, version = 0;
    enum status status = read_version(history, &before);

    if (status != STATUS_OK || before == CURRENT_VERSION)
        return status;
    if (before > CURRENT_VERSION)
        return history_fail(history, HISTORY_NEWER, NULL);
    if (before < 0)
        return history_fail(history, HISTORY_CORRUPT, "it has no version");
    status = history_begin(history);
    if (status != STATUS_OK)
        return status;
    status = read_version(history, &version); /* another process may have been quicker */
    if (status == STATUS_OK && version < CURRENT_VERSION)
        status = take_steps(history, version);
    status = history_end(history, status);
    if (status == STATUS_OK && version == 0)
        enter_wal(history);
    return status;
}
