/* SPDX-License-Identifier: MIT */
/*
 * Passages: into a block and back. They follow by themselves from an event that leads to a `call` or to
 * a `return`.
 */
#include <config.h>

#include <string.h>

#include "errwalk/arena.h"
#include "walk-private.h"

/* What is passed, a line each: the name where it goes, a tab, the name where it comes from. */
static const char *list_facts(struct arena *arena, const struct value_node *names)
{
    struct buffer lines = {0};
    const struct value_node *name;
    const char *copy;

    flow_each (name, names)
        buffer_printf(&lines, "%s%s\t%s", lines.length ? "\n" : "", name->node.id, name->text);
    copy = arena_copy(arena, buffer_text(&lines), lines.length);
    buffer_free(&lines);
    return copy;
}

struct event passage_called(const struct flow *flow, const struct step *step, struct arena *arena)
{
    struct event event = event_here(flow, step, EVENT_CALLED);

    walk_enter_flow(&event, step->block);
    event.facts = list_facts(arena, step->with);
    return event;
}

struct event passage_returned(const struct flow *flow, const struct step *step,
                              const struct flow *caller, const struct step *call,
                              struct arena *arena)
{
    struct event event = event_here(flow, step, EVENT_RETURNED);

    event.answer = step->node.id;
    event.say = step->text;
    event.to_flow = caller->id;
    event.to = flow_answer(call, step->node.id)->to.id;
    event.facts = list_facts(arena, call->gives);
    return event;
}

/* Where it was called from says where that leads. */
static bool make_returned(const struct walk *walk, const struct flow *flow, const struct step *step,
                          const struct event *call, struct arena *arena, struct event *event)
{
    struct diag_list faults = {0};
    const struct flow *caller = NULL;
    const struct step *from;

    library_flow(walk->library, call->flow, &faults, &caller);
    diag_list_free(&faults);
    from = caller ? flow_step(caller, call->step) : NULL;
    if (!from || !flow_answer(from, step->node.id))
        return false;
    *event = passage_returned(flow, step, caller, from, arena);
    return true;
}

/* A block that was walked by itself ends with its return. */
static struct event make_ended(const struct flow *flow, const struct step *step)
{
    struct event event = event_here(flow, step, EVENT_ENDED);

    event.answer = outcome_names[OUTCOME_RESOLVED];
    return event;
}

enum status walk_passage(const struct walk *walk, const struct flow *flow, const struct step *step,
                         struct arena *arena, struct event *event)
{
    const struct event *call = session_call(walk->session, NULL);

    if (session_outcome(walk->session) != OUTCOME_UNFINISHED)
        return STATUS_NO;
    if (step->kind == STEP_CALL && !step->block)
        return STATUS_INVALID; /* it is not there, or broken */
    if (step->kind == STEP_CALL)
        *event = passage_called(flow, step, arena);
    else if (step->kind == STEP_RETURN && !call)
        *event = make_ended(flow, step);
    else if (step->kind != STEP_RETURN)
        return STATUS_NO;
    else if (!make_returned(walk, flow, step, call, arena, event))
        return STATUS_INVALID;
    return STATUS_OK;
}
