/* SPDX-License-Identifier: MIT */
/*
 * The events that a walk makes of what happens at the step where it stands. Nothing here changes it.
 */
#include <config.h>

#include <string.h>

#include "choices-private.h"
#include "errwalk/moment.h"
#include "errwalk/pattern.h"

const char *const walk_result_says[FIX_RESULT_COUNT] = {
    [FIX_WORKED] = "Yes, it works now",
    [FIX_FAILED] = "No, it did not help",
    [FIX_SKIPPED] = "I could not do it",
    [FIX_WORSE] = "It is worse now",
};

struct event event_here(const struct flow *flow, const struct step *step, enum event_kind kind)
{
    struct event event = event_make(kind);

    event.flow = flow->id;
    event.step = step->node.id;
    event.step_kind = step->kind;
    event.question = step->text;
    return event;
}

struct event walk_event_here(const struct walk *walk, enum event_kind kind)
{
    return event_here(walk->flow, walk->step, kind);
}

bool walk_may_decide(const struct walk *walk)
{
    return walk->step && session_outcome(walk->session) == OUTCOME_UNFINISHED &&
           !session_end_is_due(walk->session);
}

void walk_enter_flow(struct event *event, const struct flow *flow)
{
    event->to_flow = flow->id;
    event->to = flow->first->node.id;
    event->title = flow->title;
    event->path = flow->path;
    event->sha256 = flow->sha256;
}

struct event event_start(const struct flow *flow, const char *error, struct code code)
{
    struct event started = event_make(EVENT_STARTED);

    walk_enter_flow(&started, flow);
    started.error = error;
    started.code = code;
    if (!*error && !code.present && flow->errors) {
        started.error = flow->errors->name;
        started.code = flow->errors->code;
    }
    return started;
}

enum status walk_start(const struct walk *walk, const struct flow *flow, const char *error,
                       struct code code, struct event *event)
{
    if (walk->step)
        return STATUS_NO;
    *event = event_start(flow, error, code);
    return STATUS_OK;
}

/* Blanks around a value are left out: they do not matter to its type either. */
enum status walk_route_value(const struct walk *walk, const char *value, const char **to)
{
    const struct step *step = walk->step;
    struct buffer trimmed = {0};
    struct event typed = walk_event_here(walk, EVENT_TYPED);
    struct moment_facts facts = {.moment = moment_now(walk->session), .about = &typed};
    enum status status = STATUS_OK;

    if (!value_fits(step->type, value))
        return STATUS_NO;
    walk_trim(&trimmed, value);
    typed.fact = step->fact;
    typed.answer = buffer_text(&trimmed);
    if (step->pattern && pattern_match(step->pattern, typed.answer) != STATUS_OK)
        status = STATUS_NO;
    else
        *to = flow_route(step, moment_value, &facts)->node.id;
    buffer_free(&facts.text);
    buffer_free(&trimmed);
    return status;
}

enum status walk_export(const struct walk *walk, const char *format, const char *file,
                        const char *sha256, bool redacted, struct event *event)
{
    if (!walk->step)
        return STATUS_NO;
    *event = walk_event_here(walk, EVENT_EXPORTED);
    event->answer = format;
    event->say = file;
    event->sha256 = sha256;
    event->on = redacted;
    return STATUS_OK;
}
