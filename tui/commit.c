/* SPDX-License-Identifier: MIT */
/*
 * An event comes before all else: the screen moves on only when it is stored, and where it could not be,
 * its effect is held until the person has decided.
 */
#include <config.h>

#include "commit.h"
#include "tui/screens/screens.h"

void commit_hold(struct loop *loop, const struct effect *effect)
{
    loop->held = *effect;
    loop->is_held = true;
    loop_open(loop, fault_new(&loop->context));
}

bool commit_event(struct loop *loop, const struct event *event)
{
    const struct effect effect = {EFFECT_COMMIT, .event = *event};
    enum status status = walk_commit(loop->context.walk, event);

    if (status == STATUS_IO && !loop->is_held)
        commit_hold(loop, &effect);
    else if (status == STATUS_OK)
        loop_lay_out(loop);
    return status == STATUS_OK;
}

bool commit_effect(struct loop *loop, const struct effect *effect)
{
    enum status status;

    status = walk_commit(loop->context.walk, &effect->event);
    if (status == STATUS_OK && loop->context.training)
        loop->context.feedback = *training_feedback(loop->context.training);
    if (status == STATUS_IO && walk_is_stored(loop->context.walk))
        commit_hold(loop, effect);
    else if (status != STATUS_OK)
        loop_message(loop, "This does not fit here any more.");
    return status == STATUS_OK;
}
