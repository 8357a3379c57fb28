/* SPDX-License-Identifier: MIT */
/*
 * The trail as it is shown: a block that was called and came back is one entry of it.
 */
#include <config.h>

#include "errwalk/memory.h"
#include "errwalk/moment.h"
#include "errwalk/session.h"

static bool is_open(const struct session *session, const struct event *call)
{
    const struct event *open = session_call(session, NULL);

    while (open && open != call)
        open = session_call(session, open);
    return open == call;
}

/* The outermost call that an event was in and that came back since, or NULL. */
static const struct event *finished_call(const struct session *session, const struct event *event)
{
    const struct event *call = session_call(session, event), *found = NULL;

    for (; call && !is_open(session, call); call = session_call(session, call))
        found = call;
    return found;
}

/* How a call came back. */
static const struct event *return_of(const struct session *session, const struct event *call)
{
    size_t i;

    for (i = call->number; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);

        if (event->kind == EVENT_RETURNED && session_stands(session, event) &&
            session_call(session, event) == call)
            return event;
    }
    return NULL;
}

size_t session_entries(const struct session *session, struct session_entry **entries)
{
    size_t trail_count, count = 0, i;
    const struct event *const *trail = session_trail(session, &trail_count);

    *entries = memory_alloc((trail_count + 1) * sizeof **entries);
    for (i = 0; i < trail_count; i++) {
        const struct event *call = finished_call(session, trail[i]);

        if (!call || !count || (*entries)[count - 1].call != call)
            (*entries)[count++] = (struct session_entry){
                .event = trail[i],
                .call = call,
                .returned = call ? return_of(session, call) : NULL,
            };
    }
    return count;
}
