/* SPDX-License-Identifier: MIT */
/*
 * Moment: a session as it stood after so many of its events.
 *
 * Whatever is asked about a session is asked of a moment of it: where it stood, which error it was
 * at, what a fact's value was, what stood, what the notes read. A screen asks of now, a transcript of
 * the moment at which a question was read, a condition of the moment at which it is decided; so they
 * cannot differ.
 *
 * A moment is two words and owns nothing; pass it by value. It is valid as long as its session is
 * and has that many events. Each question costs the same at every moment of a session, and does not
 * depend on how many events there are, but where it says so.
 */
#ifndef ERRWALK_MOMENT_H
#define ERRWALK_MOMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/arena.h"
#include "errwalk/buffer.h"
#include "errwalk/session.h"

struct moment {
    const struct session *session;
    size_t count; /* of its events, the first so many have happened */
};

struct moment moment_now(const struct session *session);

/* Just before, and just after, an event that belongs to the session. */
struct moment moment_before(const struct session *session, const struct event *event);
struct moment moment_after(const struct session *session, const struct event *event);

/* Where it stood: ids of flow and step, "" before `started`. */
const char *moment_flow(struct moment moment);
const char *moment_step(struct moment moment);
enum outcome moment_outcome(struct moment moment);

/* Whether an event had happened and counted: it was not taken back by then. Notes and exports
 * always count. */
bool moment_stands(struct moment moment, const struct event *event);

/*
 * The latest standing event of each sort, or NULL. Those before it are found by asking the moment
 * before it: `moment_decision(moment_before(session, decision))`.
 */
const struct event *moment_last(struct moment moment);      /* what led to where it stands */
const struct event *moment_decision(struct moment moment);  /* of the trail */
const struct event *moment_entrance(struct moment moment);  /* what entered a flow */
const struct event *moment_diagnosis(struct moment moment); /* in a training */

/* What the visit of the flow began with where it stood: a block that was called there is a visit of its
 * own. NULL before `started`. */
const struct event *moment_visit(struct moment moment);

/* Whether a flow had been entered, and not left by going back. */
bool moment_has_entered(struct moment moment, const char *flow);

/* Each flow that was entered and not left by going back, once, in the order in which they were: the
 * event that did, or NULL past the last. Linear in the events. */
const struct event *moment_entered(struct moment moment, size_t index);

/* The error that it was at: that of the start, or of the last referral to an error, as in
 * "ERROR_LOGON_FAILURE"; "" and no code where none is known. */
const char *moment_error(struct moment moment);
struct code moment_code(struct moment moment);

/*
 * The standing event that gave a fact its value, or NULL: `typed` or `pasted` for a fact of that
 * name, `answered` for a question whose step has that name, on this visit of the flow. A block knows
 * what its call gives; after it all is known that was, and what it brings back. For errwalk's own
 * facts it is NULL.
 */
const struct event *moment_given(struct moment moment, const char *fact);

/*
 * Puts the value of {{fact}} into a text: what was typed, the words of what was answered, or one of
 * errwalk's own: `error`, `code`, `notes` (as they read then, on one line). They fit
 * prose_options.expand; `moment` is a const struct moment.
 */
void moment_expand(const void *moment, const char *fact, struct buffer *out); /* else "not known" */

/* In a command, so that no one pastes one with words in it that look like a value, and in a map,
 * whose steps are yet to come: what is not known stays a mark to be replaced, <fact>. */
void moment_expand_mark(const void *moment, const char *fact, struct buffer *out);

/* In what is written down: a sensitive value reads [redacted]. */
void moment_expand_record(const void *moment, const char *fact, struct buffer *out);

/* What conditions are decided by: the facts of a moment, and one that is about to be typed. */
struct moment_facts {
    struct moment moment;
    const struct event *about; /* to happen, and to be taken as if it had; NULL: nothing is */
    bool sensitive;            /* whether a sensitive value was asked for; one from a store is "" */
    struct buffer text;        /* of the value that was asked for last; buffer_free when done */
};

/* The value of a fact as conditions compare it (of an answer its id), or NULL where it is not known.
 * Valid until the next one is asked for. It fits flow_route; `facts` is a struct moment_facts. */
const char *moment_value(void *facts, const char *fact);

/*
 * What was found of a cause that an ending names: nothing yet, or its fix was skipped; its fix did not
 * help; its fix worked.
 */
enum cause_state { CAUSE_SUSPECTED, CAUSE_FAILED, CAUSE_CONFIRMED, CAUSE_STATE_COUNT };

extern const char *const cause_state_names[CAUSE_STATE_COUNT]; /* "suspected", … */

struct moment_cause {
    const char *id, *title;
    enum cause_state state;
};

/* The same for people: "A logon ID was reused (its fix did not help)". */
void moment_cause_text(struct buffer *out, const struct moment_cause *cause);

/* The causes that the endings on the trail name, in the order in which they came up. Where one is
 * confirmed, those that were suspected only are not among them. Linear in the events; the arena owns
 * what is found. */
size_t moment_causes(struct moment moment, struct arena *arena, struct moment_cause **causes);

/* How many notes had been made, and one of them in that order, as it read: the last event that edited
 * it, or NULL where it had been removed. Takes as long as it was edited often. */
size_t moment_note_count(struct moment moment);
const struct event *moment_note(struct moment moment, size_t index);

#endif
