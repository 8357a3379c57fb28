/* SPDX-License-Identifier: MIT */
/*
 * Walk: a session on its way through flows.
 *
 * A walk looks at the flow where the session stands; what can be done there, and the event of each, is
 * the list of errwalk/choices.h. An event changes nothing before walk_commit: it stamps the time,
 * stores the event (where a store is set), applies it, and adds what follows by itself (the end after
 * a fix that worked).
 */
#ifndef ERRWALK_WALK_H
#define ERRWALK_WALK_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/answers.h"
#include "errwalk/buffer.h"
#include "errwalk/choices.h"
#include "errwalk/clock.h"
#include "errwalk/diag.h"
#include "errwalk/flow.h"
#include "errwalk/library.h"
#include "errwalk/session.h"
#include "errwalk/status.h"

struct problem;
struct walk;
struct weighing;

/* A walk with an empty session. Library and clock are borrowed for its life. NULL when memory ran
 * out. */
struct walk *walk_new(struct library *library, struct clock *clock);

/* NULL is allowed. */
void walk_free(struct walk *walk);

const struct session *walk_session(const struct walk *walk);

/* The flow and the step where the session stands; NULL before the start. */
const struct flow *walk_flow(const struct walk *walk);
const struct step *walk_step(const struct walk *walk);

/* A flow that the walk has come to, by its id; NULL where it cannot be had any more. */
const struct flow *walk_entered(const struct walk *walk, const char *flow);

/* The problem that it is at: of the start or of the last referral to an error, as in
 * "ERROR_LOGON_FAILURE"; "" and no code where none is known. */
const char *walk_error(const struct walk *walk);
struct code walk_code(const struct walk *walk);

/* The event that begins with a flow of the library; `error` and `code` are the problem ("" and no code:
 * the flow's own is taken). It borrows from the flow and the arguments. STATUS_NO: it has begun. */
enum status walk_start(const struct walk *walk, const struct flow *flow, const char *error,
                       struct code code, struct event *event);

enum { WALK_NOTE_MOST = 16384 }; /* bytes */

/* What a person says of a fix, in words: "It works now", … */
extern const char *const walk_result_says[FIX_RESULT_COUNT];

/* The problems that a message may mean, as problem_find. */
size_t walk_meant(const struct walk *walk, const char *message, struct problem *found, size_t max);

/* A transcript was written to a file: `format` is its form's name, `sha256` that of what was
 * written. */
enum status walk_export(const struct walk *walk, const char *format, const char *file,
                        const char *sha256, bool redacted, struct event *event);

/* Where events are kept as they happen. */
struct walk_store {
    /* Keeps all of them or none; anything but STATUS_OK undoes the commit. */
    enum status (*commit)(void *context, const struct event *events, size_t count);
    /* Why the last commit failed with STATUS_IO and what a person can do, in one line. */
    const char *(*says)(void *context);
    /* The event of this number, from 1, that somebody else has added since; NULL: none. The store owns
     * it until the next call. May be NULL. */
    const struct event *(*added)(void *context, size_t number);
    void *context;
};

/* `store` is copied; NULL: events are kept no longer, as when a person goes on without. */
void walk_set_store(struct walk *walk, const struct walk_store *store);

/* Whether events are kept somewhere, so that leaving loses nothing. */
bool walk_is_stored(const struct walk *walk);

/* Whether what was done first was kept, but nothing is any more. */
bool walk_is_cut_off(const struct walk *walk);

/* What the store says of its last failure; "" without a store. */
const char *walk_store_message(const struct walk *walk);

/*
 * Goes on with a stored session, which the walk owns from now on, in place of its empty one. Its
 * flows are taken from the library, or from the files that it began with. An event fits when its
 * step and answer exist, read the same and lead to the same step. `*misfit` is the first standing
 * event that does not, or NULL; it and the trail after it must be dropped (walk_drop) before the
 * walk goes on. STATUS_INVALID: a flow is gone or broken, or begins elsewhere now (`faults` may say
 * more); then the session is not taken and stays the caller's.
 */
enum status walk_resume(struct walk *walk, struct session *session, struct diag_list *faults,
                        const struct event **misfit);

/* The event that drops a misfit and all that came after it. */
struct event walk_drop(const struct walk *walk, const struct event *misfit);

/* The answer that was given at this step before it was taken back, if it still fits: to be offered
 * again. NULL where there is none. */
const struct event *walk_earlier(const struct walk *walk);

/* An event at the step where the walk stands, with what that step asks. */
struct event walk_event_here(const struct walk *walk, enum event_kind kind);

/* Whether something is left to decide there. */
bool walk_may_decide(const struct walk *walk);

/* Takes over what was added to a walk that has ended from elsewhere, as the release of an exam. Returns
 * whether there was something. */
bool walk_catch_up(struct walk *walk);

/* The clock that it was made with. */
const struct clock *walk_clock(const struct walk *walk);

/* Who walks, for `by` of all events from now on; borrowed. "": a person. */
void walk_set_by(struct walk *walk, const char *by);

/* Stamps, stores and applies an event and what follows from it. After a failure the session stands
 * as before. */
enum status walk_commit(struct walk *walk, const struct event *event);

/* The value of {{name}} for texts: a typed fact, `error`, `code`, `notes`; "not known" otherwise.
 * Its signature fits prose_options.expand; `walk` is a const struct walk. */
void walk_expand(const void *walk, const char *name, struct buffer *out);

/* The same where what is not known stays a mark to be replaced, <name>: in a command, so that no one
 * pastes one with words in it that look like a value, and in a map, whose steps are yet to come. */
void walk_expand_mark(const void *walk, const char *name, struct buffer *out);

/* How many items of `do` the step has where the walk stands, and how many of them are ticked. */
void walk_ticks(const struct walk *walk, unsigned *ticked, unsigned *count);

/* Who walks, as a set of bits of enum audience: what a flow says to begin with, and an answer from then
 * on. 0: not known. */
unsigned walk_audience(const struct walk *walk);

/* What an item of the step needs that whoever walks is not known to be, as in "needs an administrator";
 * "" where nothing is missing. */
const char *walk_needs(const struct walk *walk, const struct instruction *item);

/* What was pasted last at the step: each line of it that matches, what that means, and a remark on all of
 * it. False where nothing was pasted. It is as untrusted as what was pasted. */
enum walk_evidence_part { EVIDENCE_LINE, EVIDENCE_MEANING, EVIDENCE_REMARK };
typedef void walk_evidence_reader(void *context, enum walk_evidence_part part, const char *text);
bool walk_read_evidence(const struct walk *walk, walk_evidence_reader *read, void *context);

/* The same as lines of text. */
bool walk_evidence(const struct walk *walk, struct buffer *out);

/* When to look again at a fix that shows only after a while, as in "14:35"; false where nothing waits. */
bool walk_look_again(const struct walk *walk, char when[CLOCK_TEXT]);

/* What is weighed where a weigh step led the walk to where it stands; NULL anywhere else. Owned by the
 * walk, until something is committed. */
const struct weighing *walk_weighing(const struct walk *walk);

/* Why the step came next, as a weigh step said it when it led there; else "". */
const char *walk_because(const struct walk *walk);

/* Questions answered on the trail. */
size_t walk_done(const struct walk *walk);

/* The fewest and the most questions left to an ending, this one counted; behind a block those of where it
 * comes back to as well. */
void walk_left(const struct walk *walk, unsigned *fewest, unsigned *most);

/* How many of a person's answers a walk kept in another version of its flow, and how many not. */
struct walk_reloaded {
    size_t kept, dropped;
};

/*
 * Begins again in another version of the flow that it began with, a session of its own that has the
 * answers, ticks and notes of the one before as far as they fit, in their order. For walks that are
 * not stored. Where it fails, the walk is as it was.
 */
enum status walk_reload(struct walk *walk, const struct flow *flow, struct walk_reloaded *reloaded);

/*
 * Walks without asking as far as the answers go; a referral needs no answer. STATUS_INVALID with a
 * fault placed in the answers when one does not fit: the walk stands at that step.
 */
enum status walk_feed(struct walk *walk, const struct answers *answers, struct diag_list *faults);

#endif
