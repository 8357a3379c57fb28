/*
 * A walk without anyone: the trail's answers, looked up by step.
 */
#include <config.h>

#include "errwalk/replay.h"

#include <string.h>

#include "errwalk/follow.h"

struct player {
    const struct event *const *trail;
    size_t count;
    const char *id;
    const struct event *now; /* what is answered at the step */
};

static const struct event *find_answer(const struct player *player, const char *step)
{
    size_t i;

    for (i = 0; i < player->count; i++) {
        const struct event *event = player->trail[i];

        if (session_is_answer(event) && strcmp(event->flow, player->id) == 0 &&
            strcmp(event->step, step) == 0)
            return event;
    }
    return NULL;
}

/* A fact as it was when the step was answered. */
static const char *find_fact(void *context, const char *name)
{
    const struct player *player = context;
    const char *value = NULL;
    size_t i;

    for (i = 0; i < player->count; i++) {
        if (strcmp(player->trail[i]->fact, name) == 0)
            value = player->trail[i]->answer;
        if (player->trail[i] == player->now)
            break;
    }
    return value;
}

static bool came_to(const struct session *session, const char *id)
{
    size_t i;

    for (i = 0; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);

        if (session_stands(session, event) && strcmp(event->to_flow, id) == 0)
            return true;
    }
    return false;
}

/* A referral and an escalation are ends without an answer. */
static bool is_end(const struct step *step)
{
    return step->kind == STEP_REFER || step->kind == STEP_ESCALATE;
}

static void follow(struct player *player, struct replay *replay)
{
    const struct target *to;
    bool fits = true;

    for (;;) {
        player->now = find_answer(player, replay->end->node.id);
        if (!player->now || is_end(replay->end)) {
            buffer_string(&replay->way, replay->end->node.id);
            replay->stop = is_end(replay->end) ? REPLAY_ENDED : REPLAY_UNANSWERED;
            return;
        }
        to = flow_follow(replay->end, player->now->answer, find_fact, player, &fits);
        buffer_printf(&replay->way, "%s=%s%s", replay->end->node.id,
                      player->now->sensitive ? "…" : player->now->answer, to ? ", " : "");
        if (!to) {
            replay->stop = fits ? REPLAY_ENDED : REPLAY_MISFIT;
            return;
        }
        replay->end = to->step;
    }
}

enum status replay_session(const struct session *session, const char *id, const struct flow *flow,
                           struct replay *replay)
{
    struct player player = {.id = id};

    if (!came_to(session, id))
        return STATUS_NO;
    player.trail = session_trail(session, &player.count);
    *replay = (struct replay){.end = flow->first};
    follow(&player, replay);
    if (!buffer_failed(&replay->way))
        return STATUS_OK;
    buffer_free(&replay->way);
    return STATUS_NO_MEMORY;
}
