/* SPDX-License-Identifier: MIT */
/*
 * The tables. `event` is what happened; all else can be had again from it. A database of an older
 * version is converted into these as a whole (history-convert.c); tests/history has one of each.
 */
#include <config.h>

#include "history-private.h"

#include <stdio.h>

enum { TABLES_OF_BODIES = 3 }; /* the version since which events are bodies with digests */

/* Keys of sessions are in the order of their start. The index of words has no text of its own, and
 * has the words of a session by its key. */
static const char tables[] =
    "CREATE TABLE installation ("
    " number INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, machine TEXT NOT NULL,"
    " since INTEGER NOT NULL) STRICT;"
    "CREATE TABLE session ("
    " key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, reversed TEXT NOT NULL UNIQUE,"
    " installation INTEGER NOT NULL REFERENCES installation,"
    " error TEXT NOT NULL, code INTEGER NOT NULL, family TEXT NOT NULL, flow TEXT NOT NULL, title TEXT NOT NULL,"
    " path TEXT NOT NULL, scenario TEXT NOT NULL, mode TEXT NOT NULL, trainee TEXT NOT NULL,"
    " started INTEGER NOT NULL, last INTEGER NOT NULL, due INTEGER NOT NULL,"
    " questions INTEGER NOT NULL, events INTEGER NOT NULL, outcome TEXT NOT NULL,"
    " digest BLOB NOT NULL, sum INTEGER NOT NULL) STRICT;"
    "CREATE INDEX session_outcome ON session (outcome);"
    "CREATE TABLE total (sessions INTEGER NOT NULL) STRICT;" /* counting them takes long */
    "INSERT INTO total VALUES (0);"
    "CREATE INDEX session_time ON session (last);"
    "CREATE INDEX session_last ON session (outcome, last);"
    "CREATE INDEX session_flow ON session (flow, outcome, last);"
    "CREATE INDEX session_training ON session (key) WHERE scenario <> '';"
    "CREATE TABLE event ("
    " session INTEGER NOT NULL REFERENCES session DEFERRABLE INITIALLY DEFERRED,"
    " number INTEGER NOT NULL, body TEXT NOT NULL, digest BLOB NOT NULL,"
    " PRIMARY KEY (session, number)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE export ("
    " sha256 TEXT NOT NULL, at INTEGER NOT NULL, session INTEGER NOT NULL,"
    " number INTEGER NOT NULL,"
    " PRIMARY KEY (sha256, at, session, number)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX export_session ON export (session);"
    "CREATE VIRTUAL TABLE words USING fts5 (folded, content = '', columnsize = 0, detail = none,"
    " tokenize = 'trigram case_sensitive 1');";

/*
 * What a team's store needs (version 4). `own` installations are those that this history has been of;
 * sessions of others were pulled. `sent`: so many events of a session are known to be in the store.
 * `cut`: its last events were lost, so that it is not written any more, unless the store has them.
 * `pushed` has events that the store has otherwise than they are here: its digest, and its body, NULL for
 * the same. They stand in another order than in `event`, so that nobody who looks for events in damaged
 * pages takes one for the other. A tombstone says of a session that it never comes back. `noted` has
 * exports of sessions that are only read. `sync` has one row from the first sync on.
 */
static const char team_tables[] =
    "ALTER TABLE installation ADD COLUMN own INTEGER NOT NULL DEFAULT 1;"
    "ALTER TABLE session ADD COLUMN sent INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE session ADD COLUMN cut INTEGER NOT NULL DEFAULT 0;"
    "CREATE TABLE pushed ("
    " session INTEGER NOT NULL, number INTEGER NOT NULL, digest BLOB NOT NULL, body TEXT,"
    " PRIMARY KEY (session, number)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE tombstone ("
    " installation TEXT NOT NULL, session TEXT NOT NULL,"
    " PRIMARY KEY (installation, session)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE noted ("
    " sha256 TEXT NOT NULL, at INTEGER NOT NULL, session INTEGER NOT NULL, format TEXT NOT NULL,"
    " file TEXT NOT NULL, redacted INTEGER NOT NULL) STRICT;"
    "CREATE INDEX noted_sha256 ON noted (sha256);"
    "CREATE INDEX noted_session ON noted (session);"
    "CREATE TABLE sync (last INTEGER NOT NULL, failing INTEGER NOT NULL, says TEXT NOT NULL) STRICT;";

static enum status stamp(struct history *history)
{
    char sql[128];

    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d",
             HISTORY_APPLICATION, HISTORY_VERSION);
    return history_execute(history, sql);
}

enum status history_make_tables(struct history *history)
{
    enum status status = history_execute(history, tables);

    if (status == STATUS_OK)
        status = history_execute(history, team_tables);
    return status == STATUS_OK ? stamp(history) : status;
}

static enum status read_version(struct history *history, int64_t *version)
{
    sqlite3_stmt *statement = NULL;
    enum status status = history_ask(history, &statement, "PRAGMA user_version", "");

    return history_take_number(history, status, statement, version);
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

static enum status begin_new(struct history *history)
{
    int64_t version = 0;
    enum status status = history_begin(history);

    if (status != STATUS_OK)
        return status;
    status = read_version(history, &version); /* another process may have been quicker */
    if (status == STATUS_OK && version == 0)
        status = history_make_tables(history);
    status = history_end(history, status);
    if (status == STATUS_OK)
        enter_wal(history);
    return status;
}

/* From version 3 on tables are only added to, in one transaction. */
static enum status extend(struct history *history)
{
    int64_t version = 0;
    enum status status = history_begin(history);

    if (status != STATUS_OK)
        return status;
    status = read_version(history, &version); /* another process may have been quicker */
    if (status == STATUS_OK && version == TABLES_OF_BODIES)
        status = history_execute(history, team_tables);
    if (status == STATUS_OK && version == TABLES_OF_BODIES)
        status = stamp(history);
    return history_end(history, status);
}

enum status history_migrate(struct history *history)
{
    int64_t version = 0;
    enum status status = read_version(history, &version);

    if (status != STATUS_OK || version == HISTORY_VERSION)
        return status;
    if (version > HISTORY_VERSION)
        return history_fail(history, HISTORY_NEWER, NULL);
    if (version < 0)
        return history_fail(history, HISTORY_CORRUPT, "it has no version");
    if (version == TABLES_OF_BODIES)
        return extend(history);
    return version ? history_convert(history, (int)version) : begin_new(history);
}
