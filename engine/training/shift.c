/* SPDX-License-Identifier: MIT */
/*
 * The fold of a shift: its `switched` events in the order of their numbers, whichever session they are in,
 * and then what time has done to the callers; and its score.
 */
#include <config.h>

#include "errwalk/shift.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/memory.h"
#include "errwalk/text.h"

const char shift_taken[] = "taken", shift_held[] = "held", shift_waited[] = "waited";

const char *const shift_part_names[SHIFT_PART_COUNT] = {
    [SHIFT_ENDINGS] = "endings", [SHIFT_SERVICE] = "service", [SHIFT_NO_HARM] = "harm"};

const char *const shift_part_titles[SHIFT_PART_COUNT] = {
    [SHIFT_ENDINGS] = "The right endings",
    [SHIFT_SERVICE] = "Taken in time, and helped",
    [SHIFT_NO_HARM] = "No harm done"};

const unsigned shift_weights[SHIFT_PART_COUNT] = {
    [SHIFT_ENDINGS] = 40, [SHIFT_SERVICE] = 30, [SHIFT_NO_HARM] = 30};

enum { HELPED = 600 /* tenths that a call must be worth */, PRIORITIES = 3 };

/* A `switched` event and the call that it is of. */
struct change {
    const struct event *event;
    struct shift_call *call;
};

struct changes {
    struct change *items;
    size_t count;
};

static int by_number(const void *a, const void *b)
{
    const struct change *one = a, *other = b;

    return one->event->item < other->event->item ? -1 : one->event->item > other->event->item;
}

static size_t count_events(const struct session *const *sessions, size_t count)
{
    size_t i, sum = 0;

    for (i = 0; i < count; i++)
        sum += session_count(sessions[i]);
    return sum;
}

static void add_changes(struct shift *shift, const struct session *session, struct changes *changes)
{
    const struct event *started = session_training(session);
    struct shift_call *call;
    size_t i;

    if (!started || started->item >= shift->plan->count)
        return;
    call = &shift->calls[started->item];
    call->session = session;
    for (i = 0; i < session_count(session); i++) {
        if (session_event(session, i)->kind == EVENT_SWITCHED)
            changes->items[changes->count++] = (struct change){session_event(session, i), call};
    }
}

static void change(struct shift *shift, const struct change *change)
{
    struct shift_call *call = change->call;
    const char *what = change->event->answer;

    if (change->event->target > shift->minute)
        shift->minute = change->event->target;
    if (strcmp(what, shift_taken) == 0) {
        if (call->state != SHIFT_ON_HOLD) {
            call->taken = shift->minute;
            call->is_in_time = call->taken <= call->caller->arrives + call->caller->target;
        }
        call->state = SHIFT_TALKING;
    } else if (strcmp(what, shift_held) == 0) {
        call->state = SHIFT_ON_HOLD;
        call->since = shift->minute;
        call->holds++;
    }
}

/* Minutes that were spent in a call after an event. */
static unsigned spent_after(const struct session *session, const struct event *event)
{
    double minutes = 0;
    size_t i;

    for (i = event->number; i < session_count(session); i++)
        minutes += session_event(session, i)->minutes;
    return (unsigned)minutes;
}

/* What is on at last has moved the clock on; what has ended is not on any more. */
static void settle(struct shift *shift, const struct changes *changes)
{
    const struct change *last = changes->count ? &changes->items[changes->count - 1] : NULL;
    size_t i;

    if (last && strcmp(last->event->answer, shift_taken) == 0)
        shift->minute += spent_after(last->call->session, last->event);
    for (i = 0; i < shift->plan->count; i++) {
        struct shift_call *call = &shift->calls[i];

        if (call->session && session_outcome(call->session) != OUTCOME_UNFINISHED)
            call->state = SHIFT_ENDED;
    }
    shift->switches = last ? last->event->item : 0;
    shift->latest = last ? last->call->session : NULL;
}

/* What time does to whoever is not talked to. */
static void wait(struct shift *shift, struct shift_call *call)
{
    const struct shift_caller *caller = call->caller;

    if (call->state == SHIFT_TO_COME && shift->minute >= caller->arrives) {
        call->state = SHIFT_WAITING;
        call->since = caller->arrives;
    }
    if ((call->state == SHIFT_WAITING || call->state == SHIFT_ON_HOLD) &&
        shift->minute >= call->since + caller->patience)
        call->state = SHIFT_HUNG_UP;
    /* Its session is ended by whoever goes on with the shift. */
    if (call->state == SHIFT_ENDED && *session_last(call->session)->say &&
        session_outcome(call->session) == OUTCOME_ABANDONED)
        call->state = SHIFT_HUNG_UP;
    shift->waiting += call->state == SHIFT_WAITING || call->state == SHIFT_ON_HOLD;
    shift->is_over = shift->is_over && call->state >= SHIFT_ENDED;
}

void shift_fold(const struct shift_plan *plan, const struct session *const *sessions, size_t count,
                struct shift *shift)
{
    struct changes changes = {
        .items = memory_alloc((count_events(sessions, count) + 1) * sizeof *changes.items)};
    size_t i;

    *shift = (struct shift){.plan = plan, .is_over = true};
    for (i = 0; i < plan->count; i++)
        shift->calls[i].caller = &plan->callers[i];
    for (i = 0; i < count; i++)
        add_changes(shift, sessions[i], &changes);
    if (changes.count)
        qsort(changes.items, changes.count, sizeof *changes.items, by_number);
    for (i = 0; i < changes.count; i++)
        change(shift, &changes.items[i]);
    settle(shift, &changes);
    for (i = 0; i < plan->count; i++)
        wait(shift, &shift->calls[i]);
    memory_free(changes.items);
}

unsigned shift_next_arrival(const struct shift *shift)
{
    unsigned next = UINT_MAX;
    size_t i;

    for (i = 0; i < shift->plan->count; i++) {
        if (shift->calls[i].state == SHIFT_TO_COME && shift->plan->callers[i].arrives < next)
            next = shift->plan->callers[i].arrives;
    }
    return next;
}

unsigned shift_waiting_at(const struct shift *shift, unsigned minute, unsigned *urgent)
{
    unsigned waiting = 0;
    size_t i;

    *urgent = PRIORITIES;
    for (i = 0; i < shift->plan->count; i++) {
        struct shift_call call = shift->calls[i];
        unsigned from = call.state == SHIFT_TO_COME ? call.caller->arrives : call.since;

        if (call.state > SHIFT_ON_HOLD || call.state == SHIFT_TALKING || minute < from ||
            minute >= from + call.caller->patience)
            continue;
        waiting++;
        if (call.caller->priority < *urgent)
            *urgent = call.caller->priority;
    }
    return waiting;
}

unsigned shift_end(const struct shift *shift)
{
    unsigned end = shift->minute;
    size_t i;

    for (i = 0; i < shift->plan->count; i++) {
        const struct shift_call *call = &shift->calls[i];
        unsigned from = call->state == SHIFT_TO_COME ? call->caller->arrives : call->since;

        if (call->state < SHIFT_ENDED && from + call->caller->patience > end)
            end = from + call->caller->patience;
    }
    return end;
}

struct event shift_switch(const struct shift *shift, const char *what, unsigned minute)
{
    struct event event = event_make(EVENT_SWITCHED);

    event.answer = what;
    event.item = shift->switches + 1;
    event.target = minute;
    return event;
}

void shift_call_text(struct buffer *out, const struct shift *shift, size_t index)
{
    const struct shift_call *call = &shift->calls[index];
    const unsigned passed = shift->minute - call->since;

    switch (call->state) {
    case SHIFT_TO_COME:
        buffer_string(out, "still to come");
        return;
    case SHIFT_WAITING:
    case SHIFT_ON_HOLD:
        buffer_printf(out, "priority %u, %s for %u of %u minutes", call->caller->priority,
                      call->state == SHIFT_WAITING ? "waits" : "on hold", passed,
                      call->caller->patience);
        if (call->state == SHIFT_WAITING)
            buffer_printf(out, "; to be taken within %u", call->caller->target);
        return;
    case SHIFT_TALKING:
        buffer_string(out, "on the line");
        return;
    case SHIFT_HUNG_UP:
        buffer_printf(out, "priority %u, %s", call->caller->priority,
                      call->session ? "hung up while on hold" : "hung up, was never taken");
        return;
    default:
        buffer_printf(out, "priority %u, %s, taken after %u minute%s%s", call->caller->priority,
                      outcome_names[session_outcome(call->session)],
                      call->taken - call->caller->arrives,
                      text_plural(call->taken - call->caller->arrives),
                      call->is_in_time ? "" : ": too late");
    }
}

static unsigned round_share(unsigned weight, uint64_t sum, uint64_t all)
{
    return all ? (unsigned)((2 * 10 * weight * sum + all) / (2 * all)) : 0;
}

enum status shift_score(const struct shift *shift, struct shift_score *score)
{
    enum { FULL = 1000 };
    uint64_t all = 0, sums[SHIFT_PART_COUNT] = {0};
    enum shift_part part;
    size_t i;

    *score = (struct shift_score){0};
    for (i = 0; i < shift->plan->count; i++) {
        const struct shift_call *call = &shift->calls[i];
        const unsigned counts = PRIORITIES + 1 - call->caller->priority;
        struct score earned;
        bool is_helped;

        all += counts;
        score->hung_up += call->state == SHIFT_HUNG_UP;
        if (call->state != SHIFT_ENDED || session_outcome(call->session) == OUTCOME_ABANDONED)
            continue;
        if (score_session(call->session, &earned) != STATUS_OK)
            return STATUS_INVALID;
        /* Half of that part is for the ending, the other for what was seen on the way. */
        is_helped = earned.tenths >= HELPED &&
                    2 * earned.parts[SCORE_ENDING].tenths >= 10 * earned.parts[SCORE_ENDING].of;
        score->helped += is_helped;
        score->in_time += is_helped && call->is_in_time;
        sums[SHIFT_ENDINGS] += counts * (is_helped ? FULL : 0);
        sums[SHIFT_SERVICE] += counts * (is_helped && call->is_in_time ? FULL : 0);
        sums[SHIFT_NO_HARM] += counts * (uint64_t)earned.parts[SCORE_HARM].tenths * FULL /
                               (10 * earned.parts[SCORE_HARM].of);
    }
    for (part = 0; part < SHIFT_PART_COUNT; part++) {
        score->parts[part] = round_share(shift_weights[part], sums[part], all * FULL);
        score->tenths += score->parts[part];
    }
    return STATUS_OK;
}
