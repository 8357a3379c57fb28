/* SPDX-License-Identifier: MIT */
/*
 * Session: one walk, as the list of what happened.
 *
 * A session is its events. State (where it stands, what is known, how it ended) is a fold over
 * them and is never set in another way; undo, resume, transcript and statistics read the one list.
 * An event holds question and answer as they were written then, with facts not put in, so that
 * reading it never needs the flow.
 */
#ifndef ERRWALK_SESSION_H
#define ERRWALK_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/event.h"
#include "errwalk/flow.h"
#include "errwalk/status.h"

struct session;

/* A session without events. The caller owns it. */
struct session *session_new(void);

/* NULL is allowed. */
void session_free(struct session *session);

/*
 * Adds an event and folds it in. STATUS_INVALID when it does not fit where the session stands (an
 * answer at a step where it is not, a second `started`, an outcome that is not due, anything but
 * undo, note or referral after the end): then the session is unchanged.
 */
enum status session_apply(struct session *session, const struct event *event);

/* Takes the last so many events away as if they had never been applied: they could not be saved. */
void session_retract(struct session *session, size_t events);

/* A new session of that id that goes on from another: it has those events that stand, with their times,
 * and names no files. The caller owns it. */
struct session *session_continue(const struct session *from, const char *id);

size_t session_count(const struct session *session);
const struct event *session_event(const struct session *session, size_t index);

/* Whether an event still counts: it was not taken back. Notes and exports always do. */
bool session_stands(const struct session *session, const struct event *event);

const char *session_id(const struct session *session);   /* "" before `started` */
const char *session_flow(const struct session *session); /* id of the flow it is in, or "" */
const char *session_step(const struct session *session); /* id of the step it is at, or "" */
enum outcome session_outcome(const struct session *session);

/* Whether nothing is left to decide: a fix that worked, or failed with nowhere to go, or a referral
 * without a flow. What remains is the `ended` event. */
bool session_end_is_due(const struct session *session);

/* The outcome of that event; OUTCOME_UNFINISHED while there is something to decide, and after it. */
enum outcome session_due(const struct session *session);

/* The event that led to where it stands: the last standing one of started, answered, typed, tried,
 * referred, ended. NULL before `started`. */
const struct event *session_last(const struct session *session);

/* The standing events among answered, typed, tried and referred, oldest first: the trail. Owned
 * by the session, valid until it changes. */
const struct event *const *session_trail(const struct session *session, size_t *count);

/* An entry of the trail as it is shown: an event of it, or all of a block that was called and came back. */
struct session_entry {
    const struct event *event;    /* the first of the trail in it */
    const struct event *call;     /* that of a block; else NULL */
    const struct event *returned; /* how it came back; else NULL */
};

/* The entries, oldest first, for memory_free. Returns how many there are. */
size_t session_entries(const struct session *session, struct session_entry **entries);

/* Questions answered on the trail. */
size_t session_done(const struct session *session);

/* Whether an event of the trail is a person's answer: not a referral that a step makes by itself. */
bool session_is_answer(const struct event *event);

/* An event of the trail as an answer in words; a sensitive one reads "(not shown)". */
const char *session_answer_text(const struct event *event);

/* The notes as they read now, in the order in which they were made: of each the last `noted` event,
 * and none of one that was removed. Owned by the session, valid until it changes. */
const struct event *const *session_notes(const struct session *session, size_t *count);

/* The event that made the note which this one edits; itself where it made one. */
const struct event *session_note_original(const struct session *session, const struct event *note);

/* The event that edits or removes a note, or NULL. */
const struct event *session_note_edit(const struct session *session, const struct event *note);

/* Appends the text of a note as one line: its own lines with "; " between them. */
void session_note_line(struct buffer *out, const char *text);

/* Whether the item of `do` at the step where the session stands is ticked. */
bool session_ticked(const struct session *session, unsigned item);

enum { EVENT_PASTED_MOST = 65536 }; /* bytes of what may be pasted at once */

/* The `called` event of the innermost call that was open before an event, or where that is NULL is
 * open now; NULL where there is none. Its `flow` and `step` are whence it was called. */
const struct event *session_call(const struct session *session, const struct event *before);

/* The step where it stood before an event, or where that is NULL stands now, by its path: its id, in a
 * block with those of the steps that call it before it, as in "identify/call-back". Valid as long as
 * the event is. */
const char *session_path(const struct session *session, const struct event *before);

/* When the result of the fix where the session stands shows, in seconds since 1970: counted from the
 * last tick there, else from when the walk came there. 0: it does not wait. */
int64_t session_waits_until(const struct session *session);

/* The `started` event of a training; NULL of any other walk. */
const struct event *session_training(const struct session *session);

/* Minutes spent on the simulated clock. What was taken back was spent, too. */
double session_minutes(const struct session *session);

/* The latest standing diagnosis, or NULL. */
const struct event *session_diagnosis(const struct session *session);

/* Whether a training must name a cause before it goes on at the ending where it stands. */
bool session_needs_diagnosis(const struct session *session);

/* Whether the debrief of an exam was released. */
bool session_is_released(const struct session *session);

/* Whether the walk has entered this flow and has not gone back to before it. */
bool session_entered(const struct session *session, const char *flow);

#endif
