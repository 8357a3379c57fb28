/* SPDX-License-Identifier: MIT */
/*
 * Where a session stands in its flows, and how an event comes to be part of it.
 */
#include <config.h>

#include "errwalk/walk.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/arena.h"
#include "errwalk/memory.h"
#include "errwalk/moment.h"
#include "errwalk/path.h"
#include "errwalk/session-id.h"
#include "choices-private.h"

enum { MOST_FOLLOWING = 16 }; /* events of one commit: calls within calls */

struct walk *walk_new(struct library *library, struct clock *clock)
{
    struct walk *walk = memory_alloc(sizeof *walk);

    walk->library = library;
    walk->clock = clock;
    walk->session = session_new();
    walk->choices = choices_new(walk);
    walk->weighing = memory_alloc(sizeof *walk->weighing);
    return walk;
}

void walk_free(struct walk *walk)
{
    if (!walk)
        return;
    choices_free(walk->choices);
    weighing_free(*walk->weighing);
    weighing_free(walk->weighed);
    memory_free(walk->weighing);
    session_free(walk->session);
    memory_free(walk);
}

void walk_forget(struct walk *walk, struct weighing *weighing)
{
    choices_forget(walk->choices);
    weighing_free(*walk->weighing);
    *walk->weighing = weighing;
}

/* The weigh step that led where the walk stands, or NULL. */
static const struct step *find_weigh(const struct walk *walk)
{
    const struct event *last = session_last(walk->session);

    return walk->step && last && *last->via && strcmp(last->to, walk->step->node.id) == 0 &&
                   session_outcome(walk->session) == OUTCOME_UNFINISHED
               ? flow_step(walk->flow, last->via)
               : NULL;
}

const struct weighing *walk_weighing(const struct walk *walk)
{
    const struct step *weigh = find_weigh(walk);

    if (!weigh || weigh->kind != STEP_WEIGH)
        return NULL;
    if (!*walk->weighing || (*walk->weighing)->weigh->step != weigh) {
        weighing_free(*walk->weighing);
        *walk->weighing = weighing_new(moment_now(walk->session), NULL, walk->flow, weigh);
    }
    return *walk->weighing;
}

const char *walk_because(const struct walk *walk)
{
    const struct walk_policy *policy = &walk->policy;
    bool is_hidden = policy->hides_reasons && policy->hides_reasons(policy->context);

    return find_weigh(walk) && !is_hidden ? session_last(walk->session)->because : "";
}

void walk_set_store(struct walk *walk, const struct walk_store *store)
{
    walk->store = store ? *store : (struct walk_store){0};
}

bool walk_is_stored(const struct walk *walk)
{
    return walk->store.commit != NULL;
}

bool walk_is_cut_off(const struct walk *walk)
{
    return walk->was_stored && !walk_is_stored(walk);
}

const char *walk_store_message(const struct walk *walk)
{
    return walk->store.says ? walk->store.says(walk->store.context) : "";
}

const struct session *walk_session(const struct walk *walk)
{
    return walk->session;
}

const struct flow *walk_flow(const struct walk *walk)
{
    return walk->flow;
}

const struct step *walk_step(const struct walk *walk)
{
    return walk->step;
}

const struct flow *walk_entered(const struct walk *walk, const char *id)
{
    struct diag_list faults = {0};
    const struct flow *flow = NULL;

    if (walk->flow && strcmp(walk->flow->id, id) == 0)
        return walk->flow;
    if (session_entered(walk->session, id))
        library_flow(walk->library, id, &faults, &flow);
    diag_list_free(&faults);
    return flow;
}

const char *walk_error(const struct walk *walk)
{
    return moment_error(moment_now(walk->session));
}

struct code walk_code(const struct walk *walk)
{
    return moment_code(moment_now(walk->session));
}

/* Whether all ways through a block lead back. */
static bool comes_back(const struct flow *block)
{
    const struct step *step;

    flow_each(step, block->first) {
        if (step->kind == STEP_FIX || step->kind == STEP_ESCALATE)
            return false;
    }
    return true;
}

/* Adds what is left where a call comes back to. */
static void add_left(const struct step *from, bool returns, unsigned *fewest, unsigned *most)
{
    unsigned least = 0, greatest = 0;
    const struct answer *exit;

    flow_each(exit, from->answers) {
        if (exit == from->answers || exit->to.step->fewest < least)
            least = exit->to.step->fewest;
        if (exit->to.step->most > greatest)
            greatest = exit->to.step->most;
    }
    *fewest += returns ? least : 0;
    *most += greatest;
}

/* Items of weigh steps that were come by do not come again. */
static unsigned most_left(const struct walk *walk)
{
    bool *done = memory_alloc(walk->flow->step_count + 1);
    unsigned most;

    weighing_done(moment_now(walk->session), walk->flow, done);
    most = flow_most_left(walk->flow, walk->step, done);
    memory_free(done);
    return most;
}

void walk_left(const struct walk *walk, unsigned *fewest, unsigned *most)
{
    const struct event *call = session_call(walk->session, NULL);
    const struct flow *block = walk->flow;

    *fewest = walk->step->fewest;
    *most = walk->flow->weighs ? most_left(walk) : walk->step->most;
    for (; call && block; call = session_call(walk->session, call)) {
        const struct flow *flow = walk_entered(walk, call->flow);
        const struct step *from = flow ? flow_step(flow, call->step) : NULL;

        if (from)
            add_left(from, comes_back(block), fewest, most);
        block = flow;
    }
}

size_t walk_done(const struct walk *walk)
{
    return session_done(walk->session);
}

void walk_ticks(const struct walk *walk, unsigned *ticked, unsigned *count)
{
    const struct instruction *item;

    *ticked = *count = 0;
    flow_each(item, walk->step->instructions)
        *ticked += session_ticked(walk->session, (*count)++);
}

void walk_expand(const void *context, const char *name, struct buffer *out)
{
    const struct walk *walk = context;
    struct moment now = moment_now(walk->session);

    moment_expand(&now, name, out);
}

void walk_expand_mark(const void *context, const char *name, struct buffer *out)
{
    const struct walk *walk = context;
    struct moment now = moment_now(walk->session);

    moment_expand_mark(&now, name, out);
}

static enum status make_id(struct clock *clock, int64_t at, char id[SESSION_ID_SIZE])
{
    unsigned char random[SESSION_ID_RANDOM];

    if (clock_random(clock, random, sizeof random) != STATUS_OK)
        return STATUS_IO;
    session_id_make(clock_milliseconds(clock, at), random, id);
    return STATUS_OK;
}

/* The related errors of a step as lines: an event must tell them without the flow. */
static void list_related(const struct walk *walk, const struct step *step, struct buffer *out)
{
    const struct error_ref *error;

    flow_each(error, step->related) {
        const struct library_entry *entry = library_by_ref(walk->library, error);

        buffer_string(out, out->length ? "\n" : "");
        flow_error_text(out, error);
        buffer_printf(out, "\t%s", entry ? entry->id : "");
    }
}

/* The causes that a step names, as lines, for the same reason. */
static void list_cause(const struct walk *walk, const char *id, struct buffer *out)
{
    const struct cause *cause;

    flow_each(cause, walk->flow->causes) {
        if (strcmp(cause->node.id, id) == 0)
            buffer_printf(out, "%s%s\t%s", out->length ? "\n" : "", cause->node.id, cause->title);
    }
}

static void list_causes(const struct walk *walk, const struct step *step, struct buffer *out)
{
    const struct value_node *name;
    const struct chance *cure;

    flow_each(name, step->causes)
        list_cause(walk, name->text, out);
    flow_each(cure, step->causes ? NULL : step->cures)
        list_cause(walk, cure->node.id, out);
}

/* The end that follows by itself from an event after which nothing is left to decide. */
static struct event make_end(const struct event *event, enum outcome outcome)
{
    struct event end = *event;

    end.kind = EVENT_ENDED;
    end.answer = outcome_names[outcome];
    end.say = end.error = "";
    end.minutes = end.wait = 0;
    end.to = end.to_flow = end.via = end.because = end.verified = "";
    end.code = (struct code){0};
    return end;
}

/* Where the session stands in its flows. */
static enum status find_place(const struct walk *walk, const struct flow **flow,
                              const struct step **step)
{
    struct diag_list faults = {0};
    enum status status = STATUS_OK;

    *flow = walk->flow;
    if (!walk->flow || strcmp(walk->flow->id, session_flow(walk->session)) != 0)
        status = library_flow(walk->library, session_flow(walk->session), &faults, flow);
    diag_list_free(&faults);
    if (status != STATUS_OK)
        return status;
    *step = flow_step(*flow, session_step(walk->session));
    return *step ? STATUS_OK : STATUS_INVALID;
}

/* An event leads to a weigh step, and so to one of its items. */
static const struct step *weigh(struct walk *walk, struct event *event, const struct flow *flow,
                                const struct step *step, struct buffer *because)
{
    const struct step *item;

    weighing_free(walk->weighed);
    walk->weighed = weighing_new(moment_now(walk->session), event, flow, step);
    item = weigh_lead(walk->weighed, walk_preferred(walk, walk->weighed), because);
    event->via = step->node.id;
    event->because = buffer_text(because);
    event->to = "";
    return item;
}

const struct step *weigh_lead(const struct weighing *weighing, const struct step *preferred,
                              struct buffer *because)
{
    const struct step *item = preferred ? preferred : weighing_next(weighing);

    if (item)
        weighing_because(weighing, item, because);
    else
        buffer_string(because, "Nothing is left to try.");
    return item;
}

/* Completes an event by where it leads: over `route` steps, which decide by what is known once it has
 * happened, and to a fix that shows only after a while. A training has a clock of its own. */
static void settle(struct walk *walk, struct event *event, struct buffer *because)
{
    struct moment_facts facts = {.moment = moment_now(walk->session), .about = event};
    struct diag_list faults = {0};
    const struct flow *flow = walk->flow;
    const struct step *step;

    if (*event->to_flow)
        library_flow(walk->library, event->to_flow, &faults, &flow);
    diag_list_free(&faults);
    step = flow && *event->to ? flow_step(flow, event->to) : NULL;
    step = flow_decided(step, moment_value, &facts);
    buffer_free(&facts.text);
    if (step && step->kind == STEP_WEIGH)
        step = weigh(walk, event, flow, step, because);
    if (!step)
        return;
    event->to = step->node.id;
    event->wait = session_training(walk->session) || *event->scenario ? 0 : step->wait;
}

/* An event and what follows from it by itself. */
struct following {
    struct event events[MOST_FOLLOWING];
    size_t count; /* that were applied */
    struct arena *arena;
    struct buffer because[MOST_FOLLOWING]; /* of the events that a weigh step led on */
};

/* The event that follows from the last, where one does. */
static enum status follow(struct walk *walk, const struct flow *flow, const struct step *step,
                          struct following *following, struct event *event)
{
    enum status status;

    if (session_end_is_due(walk->session)) {
        *event = make_end(&following->events[following->count - 1], session_due(walk->session));
        event->flow = session_flow(walk->session);
        event->step = session_step(walk->session);
        return STATUS_OK;
    }
    status = walk_passage(walk, flow, step, following->arena, event);
    event->at = following->events[0].at;
    event->by = following->events[0].by;
    if (status == STATUS_OK)
        settle(walk, event, &following->because[following->count]);
    return status;
}

/* Applied before they are stored, because a store that has them cannot be made to forget them, and a
 * session can. STATUS_NO: nothing follows any more. */
static enum status apply_all(struct walk *walk, struct following *following, const struct flow **flow,
                             const struct step **step)
{
    enum status status = STATUS_OK;

    while (status == STATUS_OK) {
        struct event *event = &following->events[following->count];

        status = session_apply(walk->session, event);
        if (status != STATUS_OK)
            return status;
        following->count++;
        status = find_place(walk, flow, step);
        if (status != STATUS_OK)
            return status;
        if (following->count == MOST_FOLLOWING)
            return STATUS_INVALID;
        status = follow(walk, *flow, *step, following, event + 1);
    }
    return status;
}

static enum status apply_and_store(struct walk *walk, const struct event *event)
{
    struct following following = {.events = {*event}, .arena = arena_new()};
    size_t i;
    const struct flow *flow = walk->flow;
    const struct step *step = walk->step;
    enum status status = apply_all(walk, &following, &flow, &step);

    if (status == STATUS_NO)
        status = walk->store.commit ? walk->store.commit(walk->store.context, following.events,
                                                         following.count)
                                    : STATUS_OK;
    if (status != STATUS_OK && following.count)
        session_retract(walk->session, following.count);
    arena_free(following.arena);
    for (i = 0; i < MOST_FOLLOWING; i++)
        buffer_free(&following.because[i]);
    if (status != STATUS_OK)
        return status;
    walk->was_stored = walk->was_stored || (walk_is_stored(walk) && session_count(walk->session) > 1);
    walk->flow = flow;
    walk->step = step;
    walk_forget(walk, walk->weighed);
    walk->weighed = NULL;
    return STATUS_OK;
}

void walk_trim(struct buffer *out, const char *text)
{
    static const char blanks[] = " \t\r\n";
    const char *from = text + strspn(text, blanks);
    size_t length = strlen(from);

    while (length && strchr(blanks, from[length - 1]))
        length--;
    buffer_append(out, from, length);
}

void walk_set_by(struct walk *walk, const char *by)
{
    walk->by = by;
}

const struct clock *walk_clock(const struct walk *walk)
{
    return walk->clock;
}

bool walk_catch_up(struct walk *walk)
{
    size_t before = session_count(walk->session);
    const struct event *event;

    while (walk->store.added && session_outcome(walk->session) != OUTCOME_UNFINISHED) {
        event = walk->store.added(walk->store.context, session_count(walk->session) + 1);
        if (!event || session_apply(walk->session, event) != STATUS_OK)
            break;
    }
    return session_count(walk->session) > before;
}

/* What is committed in the place of what is wanted. */
static struct event admit(struct walk *walk, const struct event *wanted)
{
    struct event event = *wanted;

    walk_catch_up(walk);
    if (walk->policy.admit)
        walk->policy.admit(walk->policy.context, &event);
    return event;
}

enum status walk_commit(struct walk *walk, const struct event *event_wanted)
{
    const struct event admitted = admit(walk, event_wanted), *wanted = &admitted;
    size_t before = session_count(walk->session);
    struct event event = admitted;
    struct buffer answer = {0}, error = {0}, related = {0}, causes = {0}, because = {0};
    char id[SESSION_ID_SIZE], *absolute = NULL;
    enum status status = STATUS_OK;

    event.at = clock_now(walk->clock);
    event.by = walk->by ? walk->by : "";
    if (wanted->kind == EVENT_STARTED) {
        status = make_id(walk->clock, event.at, id);
        event.session = id;
    }
    if (*event.path && !path_is_absolute(event.path))
        absolute = realpath(event.path, NULL); /* it is resumed from other directories, too */
    if (absolute)
        event.path = absolute;
    walk_trim(&answer, wanted->answer);
    event.answer = buffer_text(&answer);
    walk_trim(&error, wanted->error);
    event.error = buffer_text(&error);
    settle(walk, &event, &because);
    if (walk->step && (wanted->kind == EVENT_TRIED || wanted->kind == EVENT_REFERRED ||
                       wanted->kind == EVENT_ENDED)) {
        list_related(walk, walk->step, &related);
        event.related = buffer_text(&related);
        list_causes(walk, walk->step, &causes);
        event.causes = buffer_text(&causes);
    }
    if (status == STATUS_OK)
        status = apply_and_store(walk, &event);
    if (status == STATUS_OK && walk->policy.committed)
        status = walk->policy.committed(walk->policy.context,
                                        session_event(walk->session, before));
    buffer_free(&answer);
    buffer_free(&because);
    buffer_free(&error);
    buffer_free(&related);
    buffer_free(&causes);
    free(absolute);
    return status;
}
