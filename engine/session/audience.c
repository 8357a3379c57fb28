/* SPDX-License-Identifier: MIT */
/*
 * Who walks: what a flow says of it to begin with, and answers from then on.
 */
#include <config.h>

#include <string.h>

#include "errwalk/walk.h"

/* What an event of the trail says of it; 0: nothing. */
static unsigned said_by(const struct walk *walk, const struct event *event)
{
    const struct flow *flow = walk_entered(walk, *event->to_flow ? event->to_flow : event->flow);
    const struct step *step = flow ? flow_step(flow, event->step) : NULL;
    const struct answer *answer = NULL;

    if (*event->to_flow)
        return flow ? flow->audience : 0;
    if (event->kind == EVENT_ANSWERED && step)
        answer = flow_answer(step, event->answer);
    return answer ? answer->audience : 0;
}

unsigned walk_audience(const struct walk *walk)
{
    const struct session *session = walk_session(walk);
    size_t count, i;
    const struct event *const *trail = session_trail(session, &count);
    unsigned audience = session_count(session) ? said_by(walk, session_event(session, 0)) : 0;

    for (i = 0; i < count; i++) {
        unsigned said = said_by(walk, trail[i]);

        audience = said ? said : audience;
    }
    return audience;
}

const char *walk_needs(const struct walk *walk, const struct instruction *item)
{
    static const char *const needs[AUDIENCE_COUNT] = {
        [AUDIENCE_USER] = "needs whoever has the problem",
        [AUDIENCE_AGENT] = "needs the help desk",
        [AUDIENCE_ADMIN] = "needs an administrator",
        [AUDIENCE_DEVELOPER] = "needs a developer",
    };

    return item->needs_place.line && !(walk_audience(walk) & 1u << item->needs) ? needs[item->needs]
                                                                                : "";
}
