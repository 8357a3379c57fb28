/* SPDX-License-Identifier: MIT */
/*
 * History: sessions on disk, event by event, in one SQLite database.
 *
 * The database is opened with the first thing asked of it, not before. Each commit is durable when
 * it returns. A session is walked by one process at a time: its lock is the kernel's and goes with
 * the process. A typed value that is sensitive is never written.
 *
 * Each event carries a digest that goes on from that of the one before, so that damage is found when
 * a session is read, and costs that session and no other. Nothing is written into a database whose
 * pages do not fit together. One of an older version is converted when it is opened.
 *
 * Anything can return STATUS_IO (history_fault says why; what was asked has then not been done). A
 * program that walks ignores SIGXFSZ, so that a limit of file size is a fault
 * too.
 */
#ifndef ERRWALK_HISTORY_H
#define ERRWALK_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/clock.h"
#include "errwalk/session-id.h"
#include "errwalk/session.h"
#include "errwalk/status.h"
#include "errwalk/walk.h"

struct history;

/* What is wrong with the storage. */
enum history_fault {
    HISTORY_FINE,
    HISTORY_DENIED,    /* file or directory may not be read or written */
    HISTORY_READ_ONLY, /* it can be read, not written */
    HISTORY_FULL,      /* no room, or over a limit of file size */
    HISTORY_FOREIGN,   /* a file, or a database, that is not errwalk's */
    HISTORY_NEWER,     /* written by a later version of errwalk */
    HISTORY_CORRUPT,
    HISTORY_NO_LOCKS, /* the file system cannot lock */
    HISTORY_BUSY,     /* another process holds it for too long */
    HISTORY_NOT_OWN,  /* the session is another installation's, or its end was lost: it is only read */
    HISTORY_GONE,     /* the file was removed or replaced while it was in use */
    HISTORY_BROKEN,   /* anything else; errno or SQLite says more */
    HISTORY_FAULT_COUNT
};

/* The place of history where none is named: $XDG_STATE_HOME/errwalk/history.db, or under
 * ~/.local/state. The caller owns it, for memory_free; NULL where there is no home. */
char *history_default_path(void);

/* History in a file, which is made with the first commit, its directory too (0700; the files are
 * 0600 under any umask). Nothing is opened yet. */
struct history *history_new(const char *path);

/* Closes it and lets go of the lock. NULL is allowed. */
void history_free(struct history *history);

/* Of the last call that returned STATUS_IO: what was wrong, and that as one line that names the
 * file and says what a person can do. */
enum history_fault history_fault(const struct history *history);
const char *history_message(const struct history *history);

/*
 * A store for walk_set_store, for one walk at a time: one that starts, or one that goes on with the
 * session that was claimed. `started` is kept back and written with the first event after it, in
 * the same transaction; the session's lock is taken then, and that of the session before is let go.
 * Each commit is one transaction.
 */
struct walk_store history_store(struct history *history);

/* Stores a session that has only started, which else waits for the event after it. */
enum status history_store_start(struct history *history);

/* One session of the list. Strings belong to the list. */
struct history_session {
    const char *id, *error, *flow, *title, *path;
    const char *ending; /* as much of the id's end as names it among all, SESSION_ID_SHOWN at least */
    const char *scenario, *mode, *trainee; /* of a training; else "" */
    struct code code;
    int64_t started, last; /* `last`: of its latest event */
    int64_t due;                 /* session_waits_until */
    int64_t place;               /* in the list, for history_filter.before */
    enum outcome outcome;
    size_t questions; /* answered and standing */
    size_t events;
    bool pulled; /* from the team's store: another installation began it */
};

/* Zeros but for `since` and `outcome`: everything. */
struct history_filter {
    const char *problem; /* part of the name of the error it began with or of the flow's id, in any case,
                            or the error's code in any base; NULL: any */
    const char *search;  /* words that all occur in notes, answers, questions, titles, or facts not sensitive,
                            in any case, as they are or as parts of others; NULL: any */
    int64_t since;       /* started at or after; INT64_MIN: any */
    int outcome;         /* an enum outcome; -1: any */
    bool trainings;      /* only these */
    bool own;            /* only those that were begun by this installation, not pulled ones */
    int64_t before;      /* only what comes after the session at this place; 0: from the first on */
    size_t most;         /* so many; 0: all */
    bool counts_all;     /* `all` of the list is wanted */
};

/* The sessions that the filter lets through, by their start, newest first. No database yet: none.
 * What is damaged is left out and counted. `*list` is freed by history_list_free. */
struct history_list {
    struct history_session *items;
    size_t count;
    bool more;      /* than `most` */
    size_t damaged; /* of those that were looked at */
    size_t all;     /* sessions that there are, whatever the filter */
    struct arena *arena;
};
enum status history_list(struct history *history, const struct history_filter *filter,
                         struct history_list *list);

/* Adds the next page to a list that has `more`: as many as `most` says. After a failure the list is
 * as it was. */
enum status history_list_more(struct history *history, const struct history_filter *filter,
                              struct history_list *list);
void history_list_free(struct history_list *list);

/* Gives all trainings, each folded from its events, the oldest first, to `take`, which owns them;
 * what it returns but STATUS_OK ends it and is returned. No database yet: none. */
enum status history_trainings(struct history *history,
                              enum status (*take)(void *context, struct session *session),
                              void *context);

/*
 * A pass over each session that is no training, folded from its events, the newest first, and one that
 * continues another before that. Of the filter, `since` and `own` count. One session is in memory at a
 * time. A pass may rest between two, while other things are asked of the history, but must be freed before
 * that. Damaged sessions are left out and counted. No database yet: none.
 */
struct history_pass;
struct history_passed {
    size_t done, all; /* sessions that it came by, of those that there are, trainings as well */
    size_t damaged;
};
enum status history_pass_new(struct history *history, const struct history_filter *filter,
                             struct history_pass **pass);
void history_pass_free(struct history_pass *pass); /* NULL is allowed */

/* The next session, which is the pass's until it is asked again. STATUS_NO: there are no more. */
enum status history_pass_next(struct history_pass *pass, const struct session **session);
const struct history_passed *history_pass_done(const struct history_pass *pass);

/* The problem of a session: "ERROR_LOGON_FAILURE (1326)", or the flow's id; of a training its
 * scenario and mode. Of a pulled one it says that it is. */
void history_problem_text(struct buffer *out, const struct history_session *session);

/* The id of the session that a name means: an exact id, else a unique ending, else a unique
 * beginning, of SESSION_ID_NAME_LEAST characters, in any case and with Crockford's leniency; "" is
 * the latest unfinished one, or else the latest. STATUS_NO: there is none. STATUS_INVALID: several. */
enum status history_find(struct history *history, const char *name, char id[SESSION_ID_SIZE]);

/* The latest unfinished session that began with this flow and that nobody walks, for offering to go
 * on. STATUS_NO: none. */
enum status history_unfinished(struct history *history, const char *flow, char id[SESSION_ID_SIZE]);

/* Takes the session's lock until history_free, another claim or a start. Claim before loading: what
 * is loaded then is what the walk goes on with. STATUS_NO: another process walks it.
 * STATUS_INVALID: there is no such session. HISTORY_NOT_OWN: it is only read. */
enum status history_claim(struct history *history, const char *id);

/* Claims a session for a walk that goes on with it, as history_claim does; `resumed` is then its id. Of
 * one that is only read (HISTORY_NOT_OWN), a new session is begun and claimed that continues it:
 * session_continue. A training of another is refused. */
enum status history_resume(struct history *history, const char *id, struct clock *clock,
                           char resumed[SESSION_ID_SIZE]);

/* The session as it was stored. STATUS_NO: there is none. STATUS_IO, HISTORY_CORRUPT: its events do
 * not fold. */
enum status history_load(struct history *history, const char *id, struct session **session);

/* Adds an export to a session that is not being walked, or its release to an exam that has ended,
 * whoever still looks at it; an export of one that is only read is noted beside it. STATUS_NO: there is
 * none. STATUS_INVALID: it is being walked, or the event does not fit. */
enum status history_append(struct history *history, const char *id, const struct event *event);

/* Removes one session, or those that started before a time and are not being walked; their bytes
 * are overwritten, in the log too. STATUS_NO: there is none. STATUS_INVALID: it is being walked.
 * STATUS_IO may also mean that it is removed and its bytes could not all be overwritten. */
enum status history_delete(struct history *history, const char *id);
enum status history_purge(struct history *history, int64_t before, size_t *removed);

/* The latest export whose bytes had this hash: of which session, when, in which form, to which
 * file, redacted or not. STATUS_NO: no session of this history wrote it. Strings belong to the
 * history until the next call. */
struct history_export {
    const char *session, *format, *file;
    int64_t at;
    bool redacted;
};
enum status history_find_export(struct history *history, const char *sha256,
                                struct history_export *found);

/* What may take long: converting an older history, checking all of it. `done` of `all`. */
typedef void history_progress(void *context, const char *what, size_t done, size_t all);
void history_set_progress(struct history *history, history_progress *progress, void *context);

/* Converts a history of an older version now, and not with the first thing asked of it. */
enum status history_upgrade(struct history *history);

/* Looks through all of it. `found` is given each fault: the id of the session that it costs, or NULL
 * for the database itself, and what it is. STATUS_NO: there is no database. */
typedef void history_finding(void *context, const char *id, const char *what);
struct history_checked {
    size_t sessions, events; /* that were read */
    size_t damaged, faults;  /* sessions; of the database */
};
enum status history_check(struct history *history, history_finding *found, void *context,
                          struct history_checked *result);

/* Saves into a new history each session's events from the first on whose digests hold. `lost` is
 * given each session that is not all there: how many events were saved of how many. STATUS_NO: there
 * is no database. STATUS_INVALID: the file is there already. */
typedef void history_loss(void *context, const char *id, size_t saved, size_t all);
struct history_salvaged {
    size_t sessions, events, lost_sessions, lost_events;
};
enum status history_salvage(struct history *history, const char *file, history_loss *lost,
                            void *context, struct history_salvaged *result);

/* The UUID of the installation that sessions are begun by here. Where the disk was copied to another
 * machine, that has one of its own. */
enum { HISTORY_UUID = sizeof "00000000-0000-4000-8000-000000000000" };
enum status history_installation_uuid(struct history *history, char uuid[HISTORY_UUID]);

#endif
