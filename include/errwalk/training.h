/* SPDX-License-Identifier: MIT */
/*
 * Training: a walk through a scenario.
 *
 * A training is a walk (errwalk/walk.h) whose session began with a scenario, and a policy of it: what
 * can be done comes from walk_choices as in any walk, and walk_commit does what the mode asks for. At
 * each step the trainee looks, which shows what is found there and costs its minutes on a simulated
 * clock, and then answers. At an ending a cause is named before it is decided.
 *
 *   learn     a wrong answer is shown at once, with the reason, and taken back: try again
 *   practise  a wrong answer leads on; the trainee may go back
 *   exam      no way back and no hints; the debrief waits for the trainer where a key was set, and
 *             it is handed in as it stands when its time is up
 *
 * A case stays within its one flow: an ending that refers to another is an end.
 *
 * The seed shuffles the order of answers and picks the caller's wordings, the same for the same
 * seed; 0 leaves both as written. Strings and pointers given out belong to the training, the walk
 * or the library.
 */
#ifndef ERRWALK_TRAINING_H
#define ERRWALK_TRAINING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/diag.h"
#include "errwalk/flow.h"
#include "errwalk/library.h"
#include "errwalk/scenario.h"
#include "errwalk/session.h"
#include "errwalk/status.h"
#include "errwalk/walk.h"

struct training;

/*
 * A training of a scenario of the library, or of a file where `scenario` ends in .yaml. Library and
 * walk are borrowed. STATUS_NO: there is no such scenario. STATUS_INVALID: it is broken or does not
 * fit its flow (`faults` may say more).
 */
enum status training_new(struct library *library, struct walk *walk, const char *scenario,
                         struct diag_list *faults, struct training **training);

/* The training of a walk that was resumed (walk_resume). STATUS_NO: its session is no training.
 * STATUS_INVALID: its scenario is gone or was changed since. */
enum status training_resume(struct library *library, struct walk *walk, struct diag_list *faults,
                            struct training **training);

/* NULL is allowed. The walk stays, without the policy; free it afterwards. */
void training_free(struct training *training);

/* Takes the variant that a seed picks, before the start; training_start and training_resume do it by
 * themselves. What was asked of the scenario before is not valid any more. */
void training_pick(struct training *training, int64_t seed);

const struct scenario *training_scenario(const struct training *training);

/* The scenario as its file has it, with all variants. */
const struct scenario *training_written(const struct training *training);
struct walk *training_walk(const struct training *training);
enum training_mode training_mode(const struct training *training);

/* How a training begins. `lock` is training_lock of the trainer's key, or "" for none. Lock and limit
 * are of exams alone. */
struct training_options {
    enum training_mode mode;
    const char *trainee;
    int64_t seed;
    const char *lock;
    unsigned limit; /* real minutes that it may take; 0: any */
    const char *shift; /* the plan of the shift that it is a call of (errwalk/shift.h); NULL or "": none */
    unsigned call;     /* which caller of it, from 0 */
};

/* It is the call that is on in a shift, as that stands now: it can be put on hold. Borrowed as long as the
 * training; NULL: none. */
struct shift;
void training_set_shift(struct training *training, const struct shift *shift);

/* The event that begins it; before that only scenario and walk can be asked. */
enum status training_start(struct training *training, const struct training_options *options,
                           struct event *event);

/*
 * Begins a training as another was up to before one of its events, in mode practise: for trying
 * again from there. The events are committed again, so a score counts what was done before, too.
 * STATUS_INVALID: the other was of another scenario, or its events do not fit any more; the walk
 * then stands where they stopped.
 */
enum status training_replay(struct training *training, const struct session *earlier,
                            unsigned number);

/* The caller's first words, CommonMark. */
const char *training_opening(const struct training *training);

/* Whole minutes spent, and allowed. */
unsigned training_minutes(const struct training *training);
unsigned training_allowed(const struct training *training);

/* What a good agent needs: the minutes of the good path, and of its longest step. 0 where it cannot be
 * known. */
unsigned training_good_minutes(const struct training *training, unsigned *longest);

/* The last event of having looked at the step where it stands, or NULL; where the case has changed since,
 * there is something to look at again. Its `say` is what was found, in
 * CommonMark: the caller's words as a quotation, outputs as fenced blocks with their place as info
 * string. */
const struct event *training_looked(const struct training *training);

/* The hints taken at this step, oldest first: the `nth` from 0, or NULL. */
const struct event *training_hint_taken(const struct training *training, size_t nth);

/* Whether a cause must be named before the ending where it stands is decided: CHOICE_DIAGNOSE. */
bool training_needs_diagnosis(const struct training *training);

/* How a diagnosis is written, for a person who has to. */
extern const char training_estimate_hint[];

/* Whether a trainee's line says how sure they are of a cause: a number from 0 to 100, and maybe other
 * causes with theirs, by the numbers or the ids of their choices, as in "70 2:20 4:10"; 100 in all. */
bool training_estimate(const struct training *training, const char *cause, const char *line);

/* The steps whose evidence was looked at, oldest first, each once: what a diagnosis can rest on.
 * Returns how many of `max` there are. */
size_t training_observations(const struct training *training, const struct event **found,
                             size_t max);

/* The event of what the caller of a role-play brings up, by its id under `trouble`. STATUS_NO: it was
 * heard already, or there is none. */
enum status training_hear(struct training *training, const char *trouble, struct event *event);

/* Not in an exam, and not once the training has ended: its debrief tells the truth, and whoever wants to
 * do better replays. */
bool training_goes_back(const struct training *training);

/* What is shown at once, in mode learn. */
struct training_feedback {
    bool is_given, right;
    const char *because; /* CommonMark; "" where the scenario says nothing */
};

/* Of what was committed last. In mode learn a wrong answer or diagnosis is taken back at once. */
const struct training_feedback *training_feedback(const struct training *training);

/* The hash of a trainer's key, for `lock`. The key protects nothing: who can read the session's
 * file can read all of it. */
enum { TRAINING_LOCK = 65 };
void training_lock(const char *key, char lock[TRAINING_LOCK]);

/* Whether a text is such a hash. */
bool training_is_lock(const char *text);

/* Whether score and debrief may be shown: it has ended, and is no exam that is still locked. Of the
 * latter it is said that it is handed in, not that it is done. */
bool training_is_open(const struct session *session);

/* The event that releases the debrief, or why there is none. For any training, without its scenario. */
enum training_refusal {
    TRAINING_RELEASES,
    TRAINING_NOT_LOCKED, /* no exam with a lock, or no training */
    TRAINING_NOT_ENDED,
    TRAINING_RELEASED_BEFORE,
    TRAINING_OTHER_KEY,
    TRAINING_REFUSAL_COUNT
};
enum training_refusal training_release(const struct session *session, const char *key,
                                       struct event *event);

/* Seconds left of the real time that an exam may take; TRAINING_NO_LIMIT where it may take any, and
 * once it has ended. The clock counts on while it is left, and one that is set back wins nothing. */
#define TRAINING_NO_LIMIT INT64_MAX
int64_t training_time_left(const struct training *training);

/* Whether it was handed in because its time was up. */
bool training_is_timed_out(const struct session *session);

/* Whether it has ended and its debrief is still locked. */
bool training_awaits_release(const struct session *session);

/*
 * What comes of time passing, and of a release from another terminal: to be asked for while nobody does
 * anything, and before what somebody does is taken. `says` gets a sentence. An exam whose time is up is
 * handed in by it; so it is by whatever is committed too late.
 */
enum training_news {
    TRAINING_NO_NEWS,
    TRAINING_WARNS,     /* little time is left */
    TRAINING_HANDED_IN, /* it has ended */
    TRAINING_RELEASED,  /* its debrief can be shown */
    TRAINING_NEWS_COUNT
};
enum training_news training_poll(struct training *training, struct buffer *says);

/* Whether any can come. */
bool training_has_news(const struct training *training);

#endif
