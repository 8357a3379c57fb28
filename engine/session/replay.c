/* SPDX-License-Identifier: MIT */
/*
 * A walk without anyone: the trail's answers, looked up by step.
 */
#include <config.h>

#include "errwalk/replay.h"

#include <string.h>

#include "errwalk/follow.h"
#include "errwalk/moment.h"

struct player {
    const struct session *session;
    const struct event *const *trail;
    size_t count;
    const char *id;
    const struct event *now; /* what is answered at the step */
};

/* How a block came back that was called at the step. */
static const struct event *find_return(const struct player *player, const char *step)
{
    struct moment now = moment_now(player->session);
    size_t i;

    for (i = 0; i < session_count(player->session); i++) {
        const struct event *event = session_event(player->session, i);
        const struct event *call = event->kind == EVENT_RETURNED && moment_stands(now, event)
                                       ? session_call(player->session, event)
                                       : NULL;

        if (call && strcmp(call->flow, player->id) == 0 && strcmp(call->step, step) == 0)
            return event;
    }
    return NULL;
}

static const struct event *find_answer(const struct player *player, const char *step)
{
    size_t i;

    for (i = 0; i < player->count; i++) {
        const struct event *event = player->trail[i];

        if (session_is_answer(event) && strcmp(event->flow, player->id) == 0 &&
            strcmp(event->step, step) == 0)
            return event;
    }
    return find_return(player, step);
}

/* A referral and an escalation are ends without an answer. */
static bool is_end(const struct step *step)
{
    return step->kind == STEP_REFER || step->kind == STEP_ESCALATE;
}

static void follow(struct player *player, struct replay *replay)
{
    struct moment_facts facts = {0};
    const struct target *to;
    const struct step *next;
    bool fits = true;

    for (;;) {
        player->now = find_answer(player, replay->end->node.id);
        if (!player->now || is_end(replay->end)) {
            buffer_string(&replay->way, replay->end->node.id);
            replay->stop = is_end(replay->end) ? REPLAY_ENDED : REPLAY_UNANSWERED;
            return;
        }
        facts.moment = moment_after(player->session, player->now);
        to = flow_follow(replay->end, player->now->answer, moment_value, &facts, &fits);
        next = to ? flow_decided(to->step, moment_value, &facts) : NULL;
        buffer_free(&facts.text);
        buffer_printf(&replay->way, "%s=%s%s", replay->end->node.id,
                      player->now->sensitive ? "…" : player->now->answer, to ? ", " : "");
        if (!to) {
            replay->stop = fits ? REPLAY_ENDED : REPLAY_MISFIT;
            return;
        }
        replay->end = next;
    }
}

/* Where a walk begins that came to the flow as this one did. */
static const struct step *begin(const struct session *session, const char *id,
                                const struct flow *flow)
{
    struct moment_facts facts = {.moment = moment_now(session)};
    const struct step *step;
    size_t i;

    for (i = session_count(session); i--;) {
        const struct event *event = session_event(session, i);

        if (strcmp(event->to_flow, id) == 0)
            facts.moment = moment_after(session, event);
    }
    step = flow_decided(flow->first, moment_value, &facts);
    buffer_free(&facts.text);
    return step;
}

enum status replay_session(const struct session *session, const char *id, const struct flow *flow,
                           struct replay *replay)
{
    struct player player = {.session = session, .id = id};

    if (!session_entered(session, id))
        return STATUS_NO;
    player.trail = session_trail(session, &player.count);
    *replay = (struct replay){.end = begin(session, id, flow)};
    follow(&player, replay);
    return STATUS_OK;
}
