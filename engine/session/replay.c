/* SPDX-License-Identifier: MIT */
/*
 * A walk without anyone: the trail's answers, looked up by step.
 */
#include <config.h>

#include "errwalk/replay.h"

#include <string.h>

#include "errwalk/follow.h"
#include "errwalk/memory.h"
#include "errwalk/moment.h"

struct player {
    const struct session *session;
    const struct event *const *trail;
    size_t count;
    const char *id;
    const struct flow *flow; /* that it is replayed in */
    bool *taken;             /* by its steps: items of weigh steps that were come by */
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

/* What comes next at a weigh step: of its items that the session answered the one that it came to first;
 * then its `else`, where the session ended there; else nobody knows, and it stays there. */
static const struct step *weigh(struct player *player, const struct step *weigh)
{
    const struct step *otherwise = weigh->otherwise.step;
    size_t i;

    for (i = 0; i < player->count; i++) {
        const struct event *event = player->trail[i];
        const struct step *item =
            strcmp(event->flow, player->id) == 0 ? flow_step(player->flow, event->step) : NULL;

        if (item && item->weighed_by == weigh && !player->taken[item->index]) {
            player->taken[item->index] = true;
            return item;
        }
    }
    return otherwise && strcmp(session_flow(player->session), player->id) == 0 &&
                   strcmp(session_step(player->session), otherwise->node.id) == 0
               ? otherwise
               : weigh;
}

/* Over steps that decide by themselves. */
static const struct step *decide(struct player *player, const struct step *to,
                                 struct moment_facts *facts)
{
    const struct step *step = flow_decided(to, moment_value, facts);

    return step && step->kind == STEP_WEIGH ? weigh(player, step) : step;
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
        next = to ? decide(player, to->step, &facts) : NULL;
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
static const struct step *begin(struct player *player)
{
    struct moment_facts facts = {.moment = moment_now(player->session)};
    const struct step *step;
    size_t i;

    for (i = session_count(player->session); i--;) {
        const struct event *event = session_event(player->session, i);

        if (strcmp(event->to_flow, player->id) == 0)
            facts.moment = moment_after(player->session, event);
    }
    step = decide(player, player->flow->first, &facts);
    buffer_free(&facts.text);
    return step;
}

enum status replay_session(const struct session *session, const char *id, const struct flow *flow,
                           struct replay *replay)
{
    struct player player = {.session = session, .id = id, .flow = flow};

    if (!session_entered(session, id))
        return STATUS_NO;
    player.trail = session_trail(session, &player.count);
    player.taken = memory_alloc(flow->step_count + 1);
    *replay = (struct replay){.end = begin(&player)};
    follow(&player, replay);
    memory_free(player.taken);
    return STATUS_OK;
}
