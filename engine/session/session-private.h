/*
 * A session as its own files see it.
 */
#ifndef ERRWALK_SESSION_PRIVATE_H
#define ERRWALK_SESSION_PRIVATE_H

#include "errwalk/arena.h"
#include "errwalk/session.h"

struct record {
    struct event event;
    bool stands;
};

/* What the fold makes of the events. */
struct state {
    const char *flow, *step;
    const struct event *last;
    size_t trail_count, note_count;
    enum outcome outcome;
    enum outcome due; /* how it must end, where nothing is left to decide */
    const struct event *diagnosis;
    bool released;
};

struct session {
    struct arena *arena; /* the records and their texts */
    struct record **records;
    const struct event **trail, **notes; /* as large as records */
    size_t count, capacity, trail_capacity, note_capacity;
    struct state state;
};

/* Whether an event happened at the step where the session stands. */
bool session_is_here(const struct session *session, const struct event *event);

/* Whether it began as a training. */
bool session_is_training(const struct session *session);

#endif
