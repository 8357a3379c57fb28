/* SPDX-License-Identifier: MIT */
/*
 * What the files of history share: the connection, the one way in which it fails, and sessions as
 * rows.
 */
#ifndef ERRWALK_HISTORY_PRIVATE_H
#define ERRWALK_HISTORY_PRIVATE_H

#include <sqlite3.h>
#include <sys/types.h>

#include "errwalk/arena.h"
#include "errwalk/buffer.h"
#include "errwalk/history.h"
#include "errwalk/session-id.h"

/* "Errw" at its place in a database's header. */
#define HISTORY_APPLICATION 0x45727277

/* The tables of this version of errwalk; older ones are converted. */
enum { HISTORY_VERSION = 4 };

enum { HISTORY_DIGEST = 32 }; /* SHA-256 */

/* A session on its way to the disk. */
struct history_log {
    struct session *session; /* NULL: none */
    size_t stored;           /* how many of its events are in the database */
    int64_t key;             /* of its rows, where some are */
    unsigned char digest[HISTORY_DIGEST]; /* of the last of them; zeros before the first */
};

struct history {
    char *path;        /* for the system and SQLite */
    const char *shown; /* as the person named it; a part of path */
    char *lock_path;
    sqlite3 *db;       /* NULL: not open */
    dev_t device;      /* of the file that is open */
    ino_t inode;
    int presence;              /* shares the byte that says that somebody has it open; -1: none */
    int lock;                  /* holds the claim; -1: none */
    char session[SESSION_ID_SIZE]; /* the session that is claimed, or "" */
    struct history_log walked; /* that session, or one of which only `started` is there, held back */
    bool was_checked;          /* before the first write */
    bool is_damaged;           /* its pages do not fit together: nothing is written any more */
    bool ended_uncleanly;      /* whoever had it open last did not close it */
    int64_t waits_since;       /* milliseconds: when SQLite began to wait for a lock */
    bool has_no_locks;         /* and gave up because the system gives none */
    struct arena *found;       /* the strings of the last export found */
    history_progress *progress;
    void *progress_context;
    enum history_fault fault;
    struct buffer says,
        detail; /* what history_message gives; the part of it that tells what happened */
};

/* history-fault.c: each remembers what was wrong and returns STATUS_IO. `detail` may be NULL. The
 * others take it from errno, which is to be 0 before SQLite is called. */
enum status history_fail(struct history *history, enum history_fault fault, const char *detail);
enum status history_fail_system(struct history *history);
enum status history_fail_sqlite(struct history *history);

/* What happened, without the file and what to do. */
const char *history_detail(const struct history *history);

/* Takes over what failed of another. */
enum status history_fail_as(struct history *history, const struct history *other);

/* Whether the last failure is damage that the session at hand alone may have. */
bool history_is_corrupt(const struct history *history, enum status status);

/* history-file.c */

/* Makes the directory of the file where it is missing. */
enum status history_make_directory(struct history *history);

/* Looks at the file and remembers which it is. Where there is none: STATUS_NO, or with `create` it
 * is made. */
enum status history_look(struct history *history, bool create);

/* Whether a file that SQLite has opened, and not read yet, is a history. STATUS_NO: it is empty. */
enum status history_check_header(struct history *history, sqlite3_file *file);

/* HISTORY_GONE unless the path still names the file that is open. */
enum status history_still_there(struct history *history);

/* Whether the file lies on a file system of another machine, where WAL's shared memory does not
 * work. */
bool history_is_remote(const struct history *history);

/* Whether the log of a database that nobody has open is there, as after kill -9. */
bool history_left_open(const struct history *history);

/* The version of the tables in the file, read before SQLite has it open; 0 where there is none. */
int history_peek_version(const struct history *history);

/* A path beside that of the database. The caller owns it. */
char *history_beside(const struct history *history, const char *suffix);

/* history-memory.c: before the first connection. */
void history_use_memory(void);

/* history-open.c */

/* Opens the database unless it is open. Where there is none: STATUS_NO, or with `create` it is made
 * in its directory, which is there. */
enum status history_open(struct history *history, bool create);

enum status history_execute(struct history *history, const char *sql);

/* A statement whose parameters are bound in their order: `types` has a letter for each, i an
 * int64_t, s a text. Texts must live as long as the statement, or until the next history_bind. */
enum status history_ask(struct history *history, sqlite3_stmt **statement, const char *sql,
                        const char *types, ...);
enum status history_bind(struct history *history, sqlite3_stmt *statement, const char *types, ...);

/* The next row; `*row` is false after the last. */
enum status history_step(struct history *history, sqlite3_stmt *statement, bool *row);

/* Runs a statement that gives no row, and resets it. */
enum status history_run(struct history *history, sqlite3_stmt *statement);

/* The first value of a statement's first row, which is freed; unchanged where it has none. Takes
 * over the status of history_ask. */
enum status history_take_number(struct history *history, enum status status,
                                sqlite3_stmt *statement, int64_t *number);

/* The text or bytes of a column; "" where it has none. */
const char *history_column(sqlite3_stmt *statement, int column);

/* A write transaction; history_end commits where `status` is STATUS_OK and the file is still there,
 * and otherwise takes all of it back. */
enum status history_begin(struct history *history);
enum status history_end(struct history *history, enum status status);

/* Overwrites what was deleted and empties the log. secure_delete alone is not enough: pages that
 * were split keep copies of rows that moved on. */
enum status history_scrub(struct history *history);

/* Opens a connection to any file as a database of ours is opened. */
enum status history_connect(struct history *history, const char *path, int flags, sqlite3 **db);

/* history-inspect.c: before the first write of this process. Nothing is written into a database
 * whose pages do not fit together. */
enum status history_check_before_writing(struct history *history);

/* history-schema.c */

/* Makes the tables of a new database, or has those of an older version converted. */
enum status history_migrate(struct history *history);

/* The tables and the stamp of this version, into an empty database, within a transaction. */
enum status history_make_tables(struct history *history);

/* history-convert.c: brings a database of an older version to this one. */
enum status history_convert(struct history *history, int version);

/* history-old.c: sessions as the versions 1 and 2 had them. */

/* The ids of all sessions by their first time, each with its NUL, as far as they can be read. */
enum status history_old_ids(struct history *history, struct buffer *ids, size_t *sessions,
                            bool *damaged);

/* A session's events from the first on, as far as they are as they were written and fit together;
 * how many its rows are. */
enum status history_old_session(struct history *history, int version, const char *id,
                                struct session **session, size_t *rows);

/* history-installation.c: the number of this installation, which is made where there is none, or
 * where the database came here with a copied disk. Within a transaction. */
enum status history_installation(struct history *history, int64_t *number);

/* That number, where it is there. STATUS_NO: it has to be made. */
enum status history_own_installation(struct history *history, int64_t *number);

/* history-own.c: whether a session is only read: another installation began it, or its last events were
 * lost. */
enum status history_is_only_read(struct history *history, int64_t key, bool *only_read);

/* Notes an export of such a session beside it. Within a transaction. */
enum status history_note_export(struct history *history, int64_t key, const struct event *event);

/* history-body.c: an event as the text that is stored. What is sensitive must have been taken out.
 * Reading borrows its texts from `texts` until the next time. False: it is no body. */
void history_write_body(struct buffer *out, const struct event *event);
bool history_read_body(const char *body, size_t length, struct buffer *texts, struct event *event);

/* history-event.c */

/* The digest of a body after that of the one before, in place. */
void history_chain(unsigned char digest[HISTORY_DIGEST], const char *body, size_t length);

/* The event without what must not be written. */
struct event history_without_secrets(const struct event *event);

/* Adds the events of a log that are not stored yet to its rows; `digest` is then that of the
 * last. The log stays as it is. */
enum status history_insert(struct history *history, const struct history_log *log,
                           unsigned char digest[HISTORY_DIGEST]);

/* One body with its digest, by a statement that inserts session, number, body and digest. */
enum status history_insert_body(struct history *history, sqlite3_stmt *statement, int64_t key,
                                size_t number, const char *body, size_t length,
                                const unsigned char *digest);

/* share.c: keeps how an event was pushed. */
struct share_event;
enum status history_keep_pushed(struct history *history, int64_t key, const struct share_event *event,
                                bool same_body);

/* All events of a key, which are to have digests that hold and to fit together. Where they do not:
 * HISTORY_CORRUPT, and the session has what holds; else STATUS_OK. The log owns its session. */
enum status history_read_log(struct history *history, int64_t key, struct history_log *log);

/* The same of one key after the other: a statement for it, and texts that are used again. */
enum status history_ask_events(struct history *history, sqlite3_stmt **statement);
enum status history_read_events(struct history *history, sqlite3_stmt *statement, int64_t key,
                                struct buffer *texts, struct history_log *log);

/* history-summary.c: the one row that a list needs of a session, kept with its events. */

/* Keys are in the order of time: the least that a session may have which began then, and the first
 * of those that is free. */
int64_t history_least_key(int64_t started);
enum status history_free_key(struct history *history, int64_t started, int64_t *key);

/* The columns of a summary, for SELECT. */
extern const char history_summary_columns[];

/* Of a session's events; the strings are the session's. */
struct history_session history_summarise(const struct session *session, int64_t key);

/* So many sessions more. */
enum status history_add_total(struct history *history, int64_t sessions);

/* Writes the summary of a log whose events are all stored. */
enum status history_put_summary(struct history *history, const struct history_log *log,
                                int64_t installation);

/* The summary in a row that has its columns; its strings live until the next step. False: it is
 * damaged. `digest` may be NULL. */
bool history_read_summary(sqlite3_stmt *statement, struct history_session *summary,
                          unsigned char digest[HISTORY_DIGEST]);

/* history-load.c */

/* The key of a session. STATUS_NO: there is none. */
enum status history_key(struct history *history, const char *id, int64_t *key);

/* A session with its key, whole and as its summary says. STATUS_NO: there is none. */
enum status history_read(struct history *history, const char *id, struct history_log *log);

void history_log_free(struct history_log *log);

/* history-search.c: the index of words. */

/* Adds the texts of a session's events, from one on, to those of its key; or takes them out. */
enum status history_index(struct history *history, const struct history_log *log, size_t from);
enum status history_unindex(struct history *history, const struct history_log *log);

/* Makes the index again out of all events. */
enum status history_index_all(struct history *history);

/* A query of the index that every session with these words fits; "" where only reading helps. */
void history_words_query(struct buffer *query, const char *words);

/* Whether the session's texts have every word of the text, in any case. */
bool history_has_words(const struct session *session, const char *words);

/* Whether `part` is in the text, in any case. An empty one is. */
bool history_has(const char *text, const char *part);

/* history-lock.c */

/* Says that somebody has the database open, and sees that there are locks: where there are none,
 * SQLite waits for 10 seconds before it says so. */
enum status history_enter(struct history *history, bool to_write);

/* A descriptor of the lock file, -1 before it. */
enum status history_open_lock(struct history *history, int *descriptor);

/* Locks a session until the descriptor is closed, or all of them. STATUS_NO: it is locked
 * elsewhere. */
enum status history_lock(struct history *history, int descriptor, const char *id);
enum status history_lock_all(struct history *history, int descriptor);

/* Locks the history for a sync. STATUS_NO: another process syncs it. */
enum status history_lock_sync(struct history *history, int descriptor);

/* Makes a locked session the one that is walked; the descriptor is the history's then. */
void history_take_lock(struct history *history, int descriptor, const char *id);

/* Whether another process walks the session. */
bool history_is_locked(const struct history *history, const char *id);

/* history-build.c: a new database under a path, filled in one transaction. `built` is a history of
 * which only path, shown and the lock's descriptors are set. After a failure the file stays. */
enum status history_build_begin(struct history *built, int64_t page_size, int64_t *installation);
enum status history_build_add(struct history *built, struct session *session, int64_t installation);
enum status history_build_end(struct history *built, enum status status);

/* A new empty file at its path, 0600. */
enum status history_build_file(struct history *built);

/* history-carry.c: what of a damaged history is not in events, as far as it can be read, into the new
 * one: its installations, before any session, with the number of that of this machine; and what it notes
 * of sharing, after all. */
void history_carry_installations(struct history *from, struct history *to, int64_t *installation);
bool history_has_installation(struct history *history, int64_t number);
void history_carry_shared(struct history *from, struct history *to);

/* history-rows.c: the rows of a damaged database, past SQLite. */

/* Gives each row of the table of events that a file seems to hold, in no order. False from `take`
 * ends it. STATUS_IO with errno. */
struct history_row {
    int64_t key, number;
    const char *body; /* ends with a NUL */
    size_t length;
    const unsigned char *digest;
};
enum status history_scan_rows(const char *path, bool (*take)(void *context, const struct history_row *row),
                              void *context);

#endif
