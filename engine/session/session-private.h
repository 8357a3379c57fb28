/* SPDX-License-Identifier: MIT */
/*
 * A session as its own files see it.
 */
#ifndef ERRWALK_SESSION_PRIVATE_H
#define ERRWALK_SESSION_PRIVATE_H

#include "errwalk/arena.h"
#include "errwalk/session.h"
#include "known.h"

/* What happened whatever is taken back. */
struct lasting {
    size_t notes; /* made */
    double minutes;
    bool released;
};

/*
 * What the fold makes of the events up to one of them. Each member for events is the latest that
 * stands; the one before it is that of the state before it.
 */
struct state {
    const char *flow, *step;
    const char *path; /* of the step: with those that call the block it is in */
    const struct event *last;
    const struct event *decision;  /* of the trail */
    const struct event *entrance;  /* what entered a flow */
    const struct event *problem;   /* what named the error */
    const struct event *tick, *diagnosis;
    const struct event *standing;  /* of all that can be taken back */
    const struct event *call;      /* the innermost one that is open */
    const struct known *typed;     /* facts, also pasted, given and brought back */
    const struct known *answered;  /* questions, by step, on this visit of the flow */
    size_t trail_count, done;      /* how many decisions, and questions answered among them */
    enum outcome outcome;
    enum outcome due; /* how it must end, where nothing is left to decide */
    struct lasting lasting;
};

struct record {
    struct event event;
    unsigned taken_back; /* number of the event that took it back; 0: it stands */
    unsigned edited;     /* of a note: number of the event that takes its place; 0: it reads so */
    struct state after;
};

struct session {
    struct arena *arena; /* the records and all that they hold */
    struct record **records;
    const struct event **trail; /* now: as many as the last state says */
    const struct event **original_notes; /* as they were written */
    const struct event **notes; /* the notes as they read now */
    size_t note_count;
    size_t count, capacity, trail_capacity, original_capacity, note_capacity;
};

/* The state after the first so many events. */
const struct state *session_state(const struct session *session, size_t count);

/* That of now, and that before an event of the session. */
static inline const struct state *session_now(const struct session *session)
{
    return session_state(session, session->count);
}

static inline const struct state *session_before(const struct session *session,
                                                 const struct event *event)
{
    return session_state(session, event->number - 1);
}

/* Whether an event happened, or is to happen, at the step where the session stands. */
bool session_is_here(const struct session *session, const struct event *event);

/* Whether an event of the session happened there on this visit: a block may be called again. */
bool session_was_here(const struct session *session, const struct event *event);

/* Whether it began as a training. */
bool session_is_training(const struct session *session);

#endif
