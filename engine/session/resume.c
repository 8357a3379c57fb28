/* SPDX-License-Identifier: MIT */
/*
 * Going on with a session after its flow may have been edited: what still fits, and what does not.
 *
 * The hash of a flow's file says at once that nothing changed; else each standing event is held
 * against the flow as it is now. Nobody is ever walked down a branch that they did not choose.
 */
#include <config.h>

#include "errwalk/walk.h"

#include <string.h>

#include "errwalk/moment.h"
#include "choices-private.h"

static bool same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

/* The flow that a session entered: of the library, or the file that it was found in. */
static enum status find_flow(const struct walk *walk, const struct event *entered,
                             struct diag_list *faults, const struct flow **flow)
{
    enum status status = library_flow(walk->library, entered->to_flow, faults, flow);

    if (status == STATUS_NO && *entered->path)
        status = library_add_file(walk->library, entered->path, faults, flow);
    return status;
}

/* Where routes ask for a value that was not saved, all that can be seen is that the step still has a
 * way to where the walk went. */
static bool has_way(const struct step *step, const char *to)
{
    const struct route *route;

    flow_each(route, step->routes) {
        if (same(route->to.id, to))
            return true;
    }
    return same(step->to.id, to);
}

/* Whether a weigh step still has the item; it may also have had nothing left. */
static bool holds(const struct step *weigh, const char *id)
{
    return weigh->kind == STEP_WEIGH && (!*id || flow_item(weigh, id));
}

/* Whether the event led to where a way leads now, over what is decided without asking. */
static bool leads_to(const struct step *step, const struct event *event, struct moment before)
{
    struct moment_facts facts = {.moment = before, .about = event};
    const struct step *to = flow_decided(step, moment_value, &facts);

    buffer_free(&facts.text);
    if (facts.sensitive && !*event->via)
        return true;
    if (*event->via)
        return to && same(to->node.id, event->via) && holds(to, event->to);
    return same(to ? to->node.id : "", event->to);
}

/* Where an answer leads now, and whether it reads as it did. */
static bool answered_fits(const struct step *step, const struct event *event, struct moment before)
{
    const struct answer *answer = flow_answer(step, event->answer);

    return answer && same(answer->say, event->say) && leads_to(answer->to.step, event, before);
}

static bool typed_fits(const struct step *step, const struct event *event, struct moment before)
{
    struct moment_facts facts = {.moment = before, .about = event};
    const struct step *to;

    if (step->kind != STEP_INPUT || !same(step->fact, event->fact))
        return false;
    to = flow_route(step, moment_value, &facts);
    buffer_free(&facts.text);
    return facts.sensitive && to && to->kind != STEP_ROUTE ? has_way(step, *event->via ? event->via
                                                                                     : event->to)
                                                           : leads_to(to, event, before);
}

static bool tried_fits(const struct step *step, const struct event *event, struct moment before)
{
    const struct target *to = &step->if_not;

    if (step->kind != STEP_FIX)
        return false;
    if (same(event->answer, fix_result_names[FIX_WORKED]))
        return !*event->to;
    if (same(event->answer, fix_result_names[FIX_WORSE]) && step->if_worse.step)
        to = &step->if_worse;
    return leads_to(to->step, event, before);
}

static bool referred_fits(const struct walk *walk, const struct event *event, struct moment before)
{
    struct diag_list faults = {0};
    const struct flow *flow = NULL;
    bool fits;

    if (!*event->to_flow)
        return true;
    fits = find_flow(walk, event, &faults, &flow) == STATUS_OK &&
           leads_to(flow->first, event, before);
    diag_list_free(&faults);
    return fits;
}

/* Whether an event fits the flow as it is, at the moment before it. */
static bool fits(const struct walk *walk, const struct flow *flow, const struct event *event,
                 struct moment before)
{
    const struct step *step = flow_step(flow, event->step);

    if (!step || step->kind != event->step_kind || !same(step->text, event->question))
        return false;
    if (*event->to && !*event->to_flow && !flow_step(flow, event->to))
        return false;
    switch (event->kind) {
    case EVENT_ANSWERED:
        return answered_fits(step, event, before);
    case EVENT_TYPED:
        return typed_fits(step, event, before);
    case EVENT_TRIED:
        return tried_fits(step, event, before);
    case EVENT_CHOSEN:
    case EVENT_DEFERRED:
        step = flow_step(flow, event->via);
        return step && holds(step, event->to);
    case EVENT_REFERRED:
        return referred_fits(walk, event, before);
    default:
        return true;
    }
}

static bool leads_on(const struct session *session, const struct event *event)
{
    static const unsigned kinds = 1u << EVENT_ANSWERED | 1u << EVENT_TYPED | 1u << EVENT_TRIED |
                                  1u << EVENT_REFERRED | 1u << EVENT_CHOSEN | 1u << EVENT_DEFERRED;

    return kinds >> event->kind & 1 && session_stands(session, event);
}

/* The first event of the trail, or that chose between items, that does not fit; `*flow` ends as the flow
 * where the walk stands. */
static const struct event *find_misfit(const struct walk *walk, const struct session *session,
                                       const struct flow **flow)
{
    struct diag_list faults = {0};
    const struct event *misfit = NULL;
    size_t count = session_count(session), i;

    for (i = 0; i < count && !misfit; i++) {
        const struct event *event = session_event(session, i);

        if (!leads_on(session, event))
            continue;
        if (!same((*flow)->id, event->flow)) /* it was called, or came back */
            library_flow(walk->library, event->flow, &faults, flow);
        if (!fits(walk, *flow, event, moment_before(session, event)))
            misfit = event;
        else if (event->kind == EVENT_REFERRED && *event->to_flow)
            find_flow(walk, event, &faults, flow);
    }
    if (!misfit && !same((*flow)->id, session_flow(session)))
        library_flow(walk->library, session_flow(session), &faults, flow);
    diag_list_free(&faults);
    return misfit;
}

/* Whether a call, or a return, is still there and leads to where it led. */
static bool passage_fits(const struct walk *walk, const struct session *session,
                         const struct event *event, const struct flow *flow)
{
    const struct event *call = session_call(session, event);
    const struct step *step = flow_step(flow, event->step);
    const struct flow *caller = NULL;
    struct diag_list faults = {0};
    const struct answer *exit;

    if (event->kind == EVENT_CALLED)
        return step && step->kind == STEP_CALL && step->block && same(step->call, event->to_flow) &&
               leads_to(step->block->first, event, moment_before(session, event));
    if (!step || step->kind != STEP_RETURN || !call)
        return false;
    library_flow(walk->library, call->flow, &faults, &caller);
    diag_list_free(&faults);
    step = caller ? flow_step(caller, call->step) : NULL;
    exit = step && step->kind == STEP_CALL ? flow_answer(step, event->answer) : NULL;
    return exit && leads_to(exit->to.step, event, moment_before(session, event));
}

/* The event that led to the first call or return which does not fit; NULL: all do. These follow by
 * themselves, so that what led there is what is dropped. */
static const struct event *find_misled(const struct walk *walk, const struct session *session,
                                       const struct flow **flow)
{
    const struct event *led = session_event(session, 0);
    struct diag_list faults = {0};
    size_t i;

    for (i = 0; i < session_count(session); i++) {
        const struct event *event = session_event(session, i);
        bool passes = event->kind == EVENT_CALLED || event->kind == EVENT_RETURNED;
        const struct flow *there = NULL;

        if (!session_stands(session, event))
            continue;
        if (passes)
            library_flow(walk->library, event->flow, &faults, &there);
        if (passes && !(there && passage_fits(walk, session, event, there))) {
            library_flow(walk->library, led->flow, &faults, flow);
            diag_list_free(&faults);
            return led;
        }
        if (session_is_answer(event) && *event->to && !passes)
            led = event;
    }
    diag_list_free(&faults);
    return NULL;
}

enum status walk_resume(struct walk *walk, struct session *session, struct diag_list *faults,
                        const struct event **misfit)
{
    const struct event *started = session_event(session, 0);
    const struct flow *flow = NULL, *misled_in = NULL;
    const struct event *first, *misled;
    enum status status;

    if (!started)
        return STATUS_NO;
    status = find_flow(walk, started, faults, &flow);
    if (status != STATUS_OK)
        return status == STATUS_NO ? STATUS_INVALID : status;
    misled = find_misled(walk, session, &misled_in);
    if (misled == started || !leads_to(flow->first, started, moment_before(session, started)))
        return STATUS_INVALID;
    session_free(walk->session);
    walk->session = session;
    walk->was_stored = true;
    first = find_misfit(walk, session, &flow);
    if (misled && misled_in && (!first || misled->number < first->number)) {
        first = misled;
        flow = misled_in;
    }
    walk->flow = flow;
    walk->step = first ? flow_step(flow, first->step) : flow_step(flow, session_step(session));
    if (!walk->step)
        walk->step = flow_step(flow, started->to);
    *misfit = first;
    walk_forget(walk, NULL);
    return STATUS_OK;
}

struct event walk_drop(const struct walk *walk, const struct event *misfit)
{
    struct event event = walk_event_here(walk, EVENT_UNDONE);

    event.target = misfit->number;
    return event;
}

const struct event *walk_earlier(const struct walk *walk)
{
    struct moment now = moment_now(walk->session);
    size_t i = now.count;

    if (!walk->step || session_outcome(walk->session) != OUTCOME_UNFINISHED)
        return NULL;
    while (i--) {
        const struct event *event = session_event(walk->session, i);

        if ((event->kind == EVENT_ANSWERED || event->kind == EVENT_TYPED ||
             event->kind == EVENT_TRIED) &&
            !moment_stands(now, event) && same(event->flow, walk->flow->id) &&
            same(event->step, walk->step->node.id) && !event->sensitive)
            return fits(walk, walk->flow, event, now) ? event : NULL;
    }
    return NULL;
}
