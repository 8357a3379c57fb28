/* SPDX-License-Identifier: MIT */
/*
 * Replies as events of a session that nobody sees.
 */
#include <config.h>

#include "errwalk/dry-run.h"

#include "errwalk/arena.h"
#include "errwalk/follow.h"
#include "errwalk/moment.h"
#include "walk-private.h"

/* An event that leads to a weigh step leads to one of its items. */
static const struct step *weigh(const struct dry_run *run, const struct flow *flow,
                                const struct step *step, struct event *event, struct buffer *because)
{
    struct weighing *weighing = weighing_new(moment_now(run->session), event, flow, step);
    const struct step *item = weigh_lead(
        weighing, run->prefer ? run->prefer(run->context, weighing) : NULL, because);

    event->via = step->node.id;
    event->because = buffer_text(because);
    weighing_free(weighing);
    return item;
}

/* Applies an event that leads to a step of this flow. */
static void apply(const struct dry_run *run, const struct flow *flow, const struct step *step,
                  struct event *event)
{
    struct moment_facts facts = {.moment = moment_now(run->session), .about = event};
    const struct step *to = flow_decided(step, moment_value, &facts);
    struct buffer because = {0};

    if (to && to->kind == STEP_WEIGH)
        to = weigh(run, flow, to, event, &because);
    event->to = to ? to->node.id : "";
    session_apply(run->session, event);
    buffer_free(&facts.text);
    buffer_free(&because);
}

void dry_run_begin(struct dry_run *run, const struct flow *flow, const struct error_ref *error)
{
    dry_run_begin_by(run, flow, error, NULL, NULL);
}

void dry_run_begin_by(struct dry_run *run, const struct flow *flow, const struct error_ref *error,
                      const struct step *(*prefer)(void *context, const struct weighing *weighing),
                      void *context)
{
    static const struct error_ref none = {.name = ""};
    const struct error_ref *with = error ? error : &none;
    struct event started = event_start(flow, with->name, with->code);

    *run = (struct dry_run){.flow = flow,
                            .session = session_new(),
                            .step = flow->first,
                            .arena = arena_new(),
                            .prefer = prefer,
                            .context = context};
    apply(run, flow, flow->first, &started);
}

void dry_run_end(struct dry_run *run)
{
    session_free(run->session);
    arena_free(run->arena);
    *run = (struct dry_run){0};
}

static enum event_kind kind_of(const struct step *step, const char *reply)
{
    static const enum event_kind kinds[STEP_KIND_COUNT] = {
        [STEP_ASK] = EVENT_ANSWERED,   [STEP_INPUT] = EVENT_TYPED,    [STEP_FIX] = EVENT_TRIED,
        [STEP_REFER] = EVENT_REFERRED, [STEP_ESCALATE] = EVENT_ENDED,
    };

    return flow_answer(step, reply) ? EVENT_ANSWERED : kinds[step->kind];
}

/* The event without where it leads. */
static struct event make_event(const struct dry_run *run, const char *reply)
{
    const struct answer *answer = flow_answer(run->step, reply);
    struct event event = event_here(run->flow, run->step, kind_of(run->step, reply));

    event.answer = event.kind == EVENT_ENDED ? outcome_names[OUTCOME_ESCALATED] : reply;
    if (answer)
        event.say = answer->say;
    if (event.kind == EVENT_TYPED)
        event.fact = run->step->fact;
    return event;
}

/* A block is not walked here, and what it brings back may be anything: it is not known any more. */
static void forget_given(struct dry_run *run)
{
    struct event event = event_here(run->flow, run->step, EVENT_PASTED);
    struct buffer names = {0};
    const struct value_node *given;

    flow_each (given, run->step->gives)
        buffer_printf(&names, "%s%s", names.length ? "\n" : "", given->node.id);
    event.facts = buffer_text(&names);
    event.sensitive = true; /* of a paste nothing else is kept */
    if (names.length)
        session_apply(run->session, &event);
    buffer_free(&names);
}

const struct target *dry_run_reply(struct dry_run *run, const char *reply, bool *fits)
{
    struct moment_facts facts = {.about = NULL};
    struct buffer trimmed = {0};
    const struct target *to;
    struct event event;

    forget_given(run);
    facts.moment = moment_now(run->session);
    walk_trim(&trimmed, reply);
    event = make_event(run, buffer_text(&trimmed));
    facts.about = &event;
    to = flow_follow(run->step, buffer_text(&trimmed), moment_value, &facts, fits);
    if (*fits) {
        apply(run, run->flow, to ? to->step : NULL, &event);
        run->taken = to;
        to = *session_last(run->session)->to ? to : NULL;
        run->step = to ? to->step : run->step;
    }
    buffer_free(&trimmed);
    buffer_free(&facts.text);
    return to;
}

/* Into a block or back; the flow and step that it leads to are entered. */
static void pass(struct dry_run *run, struct event event, const struct flow *flow,
                 const struct step *step)
{
    apply(run, flow, step, &event);
    run->flow = flow;
    run->step = *session_last(run->session)->to ? step : flow_step(flow, session_step(run->session));
}

bool dry_run_enter(struct dry_run *run)
{
    struct dry_call *call;

    if (run->step->kind != STEP_CALL || !run->step->block)
        return false;
    call = arena_alloc(run->arena, sizeof *call);
    *call = (struct dry_call){run->calls, run->flow, run->step};
    run->calls = call;
    run->depth++;
    pass(run, passage_called(run->flow, run->step, run->arena), run->step->block,
         run->step->block->first);
    return true;
}

static const struct target *come_back(struct dry_run *run)
{
    const struct dry_call *call = run->calls;
    const struct answer *exit = call ? flow_answer(call->step, run->step->node.id) : NULL;

    if (!exit)
        return NULL;
    run->calls = call->outer;
    run->depth--;
    pass(run, passage_returned(run->flow, run->step, call->flow, call->step, run->arena), call->flow,
         exit->to.step);
    return &exit->to;
}

static void add_path(const struct dry_call *call, struct buffer *out)
{
    if (!call)
        return;
    add_path(call->outer, out);
    buffer_printf(out, "%s/", call->step->node.id);
}

void dry_run_path(const struct dry_run *run, struct buffer *out)
{
    dry_run_path_of(run, run->step, out);
}

void dry_run_path_of(const struct dry_run *run, const struct step *step, struct buffer *out)
{
    add_path(run->calls, out);
    buffer_string(out, step->node.id);
}

/* The item was found when the event was applied that leads there. */
static const struct target *take_item(struct dry_run *run)
{
    const struct target *to = flow_item(run->step, session_step(run->session));

    run->step = to->step;
    return to;
}

const struct target *dry_run_decide(struct dry_run *run)
{
    struct moment_facts facts = {.moment = moment_now(run->session)};
    const struct target *to;

    if (run->step->kind == STEP_RETURN)
        return come_back(run);
    if (run->step->kind == STEP_WEIGH)
        return take_item(run);
    if (run->step->kind != STEP_ROUTE)
        return NULL;
    to = flow_way(run->step, moment_value, &facts);
    buffer_free(&facts.text);
    run->step = to->step;
    return to;
}
