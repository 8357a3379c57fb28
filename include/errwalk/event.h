/* SPDX-License-Identifier: MIT */
/*
 * Event: one thing that happened in a session.
 *
 * It holds question and answer as they were written then, with facts not put in, so that reading it
 * never needs the flow.
 */
#ifndef ERRWALK_EVENT_H
#define ERRWALK_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "errwalk/code.h"
#include "errwalk/flow.h"

enum event_kind {
    EVENT_STARTED,  /* the walk began: problem, flow entered */
    EVENT_ANSWERED, /* an answer was chosen */
    EVENT_TYPED,    /* a value was typed */
    EVENT_TICKED,   /* an item of `do` was ticked off, or not any more */
    EVENT_TRIED,    /* a fix was tried, with its result */
    EVENT_NOTED,    /* a note was made; edited or removed, where it names another */
    EVENT_UNDONE,   /* gone back to before an earlier event; notes stay */
    EVENT_REFERRED, /* the walk went on in another flow, or would have */
    EVENT_ENDED,    /* the walk ended, with its outcome */
    EVENT_EXPORTED, /* a transcript was written to a file */
    EVENT_LOOKED,    /* in a training: what is found at the step was looked at */
    EVENT_HINTED,    /* in a training: a hint was taken */
    EVENT_DIAGNOSED, /* in a training: a cause was named, before an ending */
    EVENT_HEARD,     /* in a role-play: the caller brought something up */
    EVENT_RELEASED,  /* the debrief of an exam was released */
    EVENT_PASTED,   /* what a command printed was pasted */
    EVENT_CALLED,   /* the walk went into a block, to come back */
    EVENT_RETURNED, /* it came back from a block */
    EVENT_CHOSEN,   /* another item of a weigh step was taken than the one it proposed */
    EVENT_DEFERRED, /* an item of a weigh step was put off until nothing else is left */
    EVENT_SWITCHED, /* in a shift: the call was taken, put on hold, or time passed */
    EVENT_KIND_COUNT
};

extern const char *const event_kind_names[EVENT_KIND_COUNT]; /* "started", … */

enum outcome {
    OUTCOME_UNFINISHED, /* not ended yet */
    OUTCOME_RESOLVED,
    OUTCOME_REFERRED, /* to an error for which there is no flow */
    OUTCOME_ESCALATED,
    OUTCOME_UNRESOLVED, /* nothing left to try */
    OUTCOME_ABANDONED,  /* the person said so */
    OUTCOME_COUNT
};

extern const char *const outcome_names[OUTCOME_COUNT]; /* "unfinished", … */

/* The texts of an event. Each is "" where its kind has none. */
#define EVENT_TEXTS(X) \
    X(session)  /* started: the session's id */ \
    X(error)    /* started: name of the problem's error; referred, tried: that of the other error */ \
    X(flow)     /* id of the flow it happened in */ \
    X(step)     /* id of the step it happened at */ \
    X(question) /* what the step asks, or the fix, or what is escalated, as written */ \
    X(answer)   /* answer id, typed value, fix result, note, outcome, format of an export; \
                   diagnosed: the cause's id; switched: what became of the call; heard: that of what was brought up; pasted: the \
                   answer it proposes; returned: the id of the return */ \
    X(say)      /* the answer as written; because of a referral; file of an export; ended: why, \
                   where it was handed in; looked: what \
                   was found; heard: what was said; hinted: the hint; diagnosed: the cause's title */ \
    X(fact)     /* typed: the fact's name */ \
    X(to)       /* id of the step it led to; "" at an end */ \
    X(to_flow)  /* started, referred, called: id of the flow entered; "" where there is none; \
                   returned: id of the flow that called */ \
    X(title)    /* started, referred, called: title of the flow entered */ \
    X(path)     /* started, referred, called: file of the flow entered, as it was found */ \
    X(sha256)   /* started, referred, called: hash of that file; exported: of what was written */ \
    X(via)      /* chosen, deferred, and what leads to an item of a weigh step: that step's id */ \
    X(because)  /* where `via` is: why this item came next, as it was shown */ \
    X(by)       /* who walked, where it was no person at errwalk's own screen or line: "serve", or
                   "serve: " and what the client calls itself */ \
    X(verified) /* tried, where it worked and `by` is set: "person" or "tool", who saw it work */ \
    X(pasted)   /* pasted: the text, cleaned, values of sensitive facts masked */ \
    X(facts)    /* pasted: what was read from it, a line each: FACT, a tab, value; called and \
                   returned: what is given and brought back, a line each: the name where it goes, \
                   a tab, the name where it comes from */ \
    X(continues) /* started: the session that it goes on from, a `#`, and the number of the last \
                    event taken over; else "" */ \
    X(related)  /* tried, referred, ended: related errors, a line each: NAME (CODE), a tab, flow */ \
    X(causes)   /* tried, referred, ended: the causes that the step names, a line each: ID, a tab, \
                   title; diagnosed: other causes that may be true: ID, a tab, percent, a tab, title */ \
    X(scenario) /* started: id of the scenario; "" where it is no training, as all below */ \
    X(mode)     /* started: "learn", "practise" or "exam" */ \
    X(trainee)  /* started: who trains, as they named themselves; "" where they did not */ \
    X(lock)     /* started: hash of the key that releases the debrief of an exam; "" for none */ \
    X(solution) /* started: the truth of the scenario as JSON, for the score (errwalk/solution.h) */ \
    X(shift)    /* started: the plan of the shift that it is a call of (errwalk/shift.h); else "" */ \
    X(evidence) /* diagnosed: id of the step whose evidence decided it */

/* Strings of an event that is given to a function are borrowed for the call; those of an event that
 * a session gives out belong to the session. Minutes are decimals with up to six places
 * (buffer_decimal writes them). */
struct event {
    enum event_kind kind;
    unsigned number; /* from 1 in its session; given by session_apply */
    int64_t at;      /* seconds since 1970-01-01T00:00:00Z */
    struct code code; /* of `error` */
    enum step_kind step_kind; /* of `step` */
    unsigned target;          /* switched: the minute of the shift; undone: number of the first event taken back; noted: of the event
                               * whose text it replaces (by "": removes), 0 for a new note */
    unsigned item;            /* ticked: which item, from 0; started, in a shift: which of its callers,
                               * from 0; switched: its number in the shift, from 1 */
    double minutes; /* looked, hinted, tried in a training: what it cost on the simulated clock */
    double wait;    /* leads to a fix: minutes until its result shows; 0 for none */
    unsigned percent; /* diagnosed: how sure, from 0 to 100 */
    int64_t seed;     /* started, of a training: what answers and wordings were shuffled by */
    unsigned found;   /* looked, and decisions of a training: which case of what is found it was by, from
                       * 1; 0: what stands at the step itself */
    unsigned harm;    /* the same of the harm that it does */
    unsigned limit;   /* started: real minutes that an exam may take; 0: any */
    int64_t booted;   /* started, where there is a limit: when the machine came up, by its clock then, in
                       * seconds since 1970; 0: not known */
    bool on;                  /* ticked; exported: redacted */
    bool sensitive;           /* typed: `answer` must not be written anywhere; pasted: neither
                               * `pasted` nor `facts` */
#define EVENT_TEXT(name) const char *name;
    EVENT_TEXTS(EVENT_TEXT)
#undef EVENT_TEXT
};

/* An event of a kind with every text "" and no code. */
struct event event_make(enum event_kind kind);

#endif
