/* SPDX-License-Identifier: MIT */
/*
 * Replay: where a session that was walked would have gone in another version of its flow.
 *
 * The answers are those that stand. They are given to the flow step by step, from its first step on,
 * as far as they fit; nothing is asked and nothing is stored.
 */
#ifndef ERRWALK_REPLAY_H
#define ERRWALK_REPLAY_H

#include "errwalk/buffer.h"
#include "errwalk/flow.h"
#include "errwalk/session.h"

enum replay_stop {
    REPLAY_ENDED,      /* with what was answered at `end` */
    REPLAY_UNANSWERED, /* `end` asks what the session did not answer */
    REPLAY_MISFIT,     /* what was answered at `end` fits no more */
    REPLAY_STOP_COUNT
};

struct replay {
    enum replay_stop stop;
    const struct step *end;
    struct buffer way; /* "who=one, restarted=no, restart" */
};

/* The answers that the session gave in the flow `id`, in this version of it. STATUS_NO: it did not
 * come to that flow. buffer_free(&replay->way) when done. */
enum status replay_session(const struct session *session, const char *id, const struct flow *flow,
                           struct replay *replay);

#endif
