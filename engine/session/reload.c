/* SPDX-License-Identifier: MIT */
/*
 * A walk goes on in another version of its flow, as when the flow is being written.
 */
#include <config.h>

#include "errwalk/walk.h"

#include <string.h>

#include "choices-private.h"

static bool is_reply(const struct event *event)
{
    return event->kind == EVENT_ANSWERED || event->kind == EVENT_TYPED ||
           event->kind == EVENT_TRIED;
}

static enum status tick_again(const struct walk *walk, const struct event *old, struct event *event)
{
    const struct choice *item;

    walk_each(item, walk, CHOICE_TICK) {
        if (item->event.item == old->item && item->event.on == old->on)
            return walk_take(walk, item, NULL, event);
    }
    return STATUS_NO;
}

/* What the event was, repeated where the walk stands now. STATUS_NO: it does not fit there. */
static enum status repeat(const struct walk *walk, const struct event *old, struct event *event)
{
    if (old->kind == EVENT_NOTED)
        return old->target ? STATUS_NO
                           : walk_choose(walk, CHOICE_NOTE, NULL, old->answer, event);
    if (!walk->step || strcmp(old->step, walk->step->node.id) != 0 ||
        strcmp(old->flow, walk->flow->id) != 0)
        return STATUS_NO;
    switch (old->kind) {
    case EVENT_ANSWERED:
    case EVENT_TYPED:
    case EVENT_TRIED:
        return walk_reply(walk, old->answer, event);
    case EVENT_PASTED:
        return walk_choose(walk, CHOICE_PASTE, NULL, old->pasted, event);
    case EVENT_TICKED:
        return tick_again(walk, old, event);
    case EVENT_REFERRED:
        return walk->step->kind == STEP_REFER ? walk_reply(walk, "", event) : STATUS_NO;
    case EVENT_ENDED:
        return walk->step->kind == STEP_ESCALATE ? walk_reply(walk, "", event) : STATUS_NO;
    default:
        return STATUS_NO;
    }
}

static enum status go_again(struct walk *walk, const struct session *old,
                            struct walk_reloaded *reloaded)
{
    struct event event;
    enum status status = STATUS_OK;
    size_t i;

    for (i = 1; status == STATUS_OK && i < session_count(old); i++) {
        const struct event *past = session_event(old, i);

        if (!session_stands(old, past))
            continue;
        status = repeat(walk, past, &event);
        if (status == STATUS_OK)
            status = walk_commit(walk, &event);
        if (is_reply(past))
            *(status == STATUS_OK ? &reloaded->kept : &reloaded->dropped) += 1;
        if (status == STATUS_NO || status == STATUS_INVALID)
            status = STATUS_OK;
    }
    return status;
}

enum status walk_reload(struct walk *walk, const struct flow *flow, struct walk_reloaded *reloaded)
{
    struct session *old = walk->session, *new = session_new();
    const struct flow *old_flow = walk->flow;
    const struct step *old_step = walk->step;
    const struct event *started = session_event(old, 0);
    struct event event;
    enum status status;

    *reloaded = (struct walk_reloaded){0};
    walk->session = new;
    walk->flow = NULL;
    walk->step = NULL;
    walk_forget(walk, NULL);
    status = walk_start(walk, flow, started->error, started->code, &event);
    if (status == STATUS_OK)
        status = walk_commit(walk, &event);
    if (status == STATUS_OK)
        status = go_again(walk, old, reloaded);
    if (status == STATUS_OK) {
        session_free(old);
        return STATUS_OK;
    }
    session_free(new);
    walk->session = old;
    walk->flow = old_flow;
    walk->step = old_step;
    walk_forget(walk, NULL);
    return status;
}
