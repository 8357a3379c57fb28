/*
 * What the files of history share: the connection, the one way in which it fails, and events as
 * rows.
 */
#ifndef ERRWALK_HISTORY_PRIVATE_H
#define ERRWALK_HISTORY_PRIVATE_H

#include <sqlite3.h>
#include <sys/types.h>

#include "errwalk/arena.h"
#include "errwalk/buffer.h"
#include "errwalk/history.h"

enum { HISTORY_ID_LENGTH = 8 };

/* "Errw" at its place in a database's header. */
#define HISTORY_APPLICATION 0x45727277

struct history {
    char *path;        /* for the system and SQLite */
    const char *shown; /* as the person named it; a part of path */
    char *lock_path;
    sqlite3 *db;       /* NULL: not open */
    dev_t device;      /* of the file that is open */
    ino_t inode;
    int lock;                            /* holds the claim; -1: none */
    char session[HISTORY_ID_LENGTH + 1]; /* the session that is claimed, or "" */
    int64_t stored;                      /* its events in the database */
    struct session *held;                /* its only event is a `started` not written yet; or NULL */
    struct arena *found;                 /* the strings of the last export found */
    bool inspected; /* by history_inspect */
    enum history_fault fault;
    struct buffer says;
};

/* history-fault.c: each remembers what was wrong and returns STATUS_IO (or STATUS_NO_MEMORY).
 * `detail` may be NULL. The others take it from errno, which is to be 0 before SQLite is called. */
enum status history_fail(struct history *history, enum history_fault fault, const char *detail);
enum status history_fail_system(struct history *history);
enum status history_fail_sqlite(struct history *history);

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

/* history-open.c */

/* Opens the database unless it is open. Where there is none: STATUS_NO, or with `create` it is made
 * in its directory, which is there. */
enum status history_open(struct history *history, bool create);

enum status history_execute(struct history *history, const char *sql);

/* A statement with `text` bound to its parameter where it is not NULL. It must live as long. */
enum status history_ask(struct history *history, const char *sql, const char *text,
                        sqlite3_stmt **statement);

/* The next row; `*row` is false after the last. */
enum status history_step(struct history *history, sqlite3_stmt *statement, bool *row);

/* The one number that such a statement gives. */
enum status history_number(struct history *history, const char *sql, const char *text,
                           int64_t *number);

/* A write transaction; history_end commits where `status` is STATUS_OK and the file is still there,
 * and otherwise takes all of it back. */
enum status history_begin(struct history *history);
enum status history_end(struct history *history, enum status status);

/* Overwrites what was deleted and empties the log. secure_delete alone is not enough: pages that
 * were split keep copies of rows that moved on. */
enum status history_scrub(struct history *history);

/* history-inspect.c: sees once that the database is whole. */
enum status history_inspect(struct history *history);

/* history-schema.c: brings the tables to this version. */
enum status history_migrate(struct history *history);

/* history-event.c */

/* A statement that gives events, whose other clauses are `clauses`; `text` is bound to its
 * parameter where it is not NULL, and must live as long. */
enum status history_select(struct history *history, const char *clauses, const char *text,
                           sqlite3_stmt **statement);

/* The event in its row, with strings that live until the next step, and the id of its session.
 * HISTORY_CORRUPT where it is not as it was written. */
enum status history_read_event(struct history *history, sqlite3_stmt *statement,
                               struct event *event, const char **id);

/* How many events a session has: the number of its last. */
enum status history_count(struct history *history, const char *id, int64_t *count);

/* Adds events to a session that has `stored` of them. */
enum status history_insert(struct history *history, const char *id, int64_t stored,
                           const struct event *events, size_t count);

/* history-load.c */

/* history_load without history_inspect. */
enum status history_read(struct history *history, const char *id, struct session **session);

/* Folds the sessions of a statement of history_select, ordered by session and number, and gives
 * each to `take`, which owns it then. */
enum status history_fold(struct history *history, sqlite3_stmt *statement,
                         enum status (*take)(void *context, struct session *session),
                         void *context);

/* history-search.c */

/* Whether the session's texts have every word of the text, in any case. */
enum status history_has_words(const struct session *session, const char *words, bool *has);

/* Whether `part` is in the text, in any case. An empty one is. */
enum status history_has(const char *text, const char *part, bool *has);

/* history-lock.c */

/* A descriptor of the lock file, -1 before it. */
enum status history_open_lock(struct history *history, int *descriptor);

/* Locks a session until the descriptor is closed. STATUS_NO: it is locked elsewhere. */
enum status history_lock(struct history *history, int descriptor, const char *id);

/* Closes a descriptor, which may be -1. */
void history_close_lock(int descriptor);

/* Makes a locked session the one that is walked; the descriptor is the history's then. */
void history_take_lock(struct history *history, int descriptor, const char *id, int64_t stored);

/* Whether another process walks the session. */
bool history_is_locked(const struct history *history, const char *id);

#endif
