/*
 * The fold: how each kind of event changes where a session stands.
 *
 * One row of a table a kind says when it fits and what it does. Taking back folds the events that
 * still stand again from the first; there is no inverse of an event to keep in step.
 */
#include <config.h>

#include "errwalk/session.h"

#include <string.h>

#include "errwalk/memory.h"
#include "session-private.h"

const char *const event_kind_names[EVENT_KIND_COUNT] = {
    [EVENT_STARTED] = "started", [EVENT_ANSWERED] = "answered", [EVENT_TYPED] = "typed",
    [EVENT_TICKED] = "ticked",   [EVENT_TRIED] = "tried",       [EVENT_NOTED] = "noted",
    [EVENT_UNDONE] = "undone",   [EVENT_REFERRED] = "referred", [EVENT_ENDED] = "ended",
    [EVENT_EXPORTED] = "exported", [EVENT_LOOKED] = "looked",   [EVENT_HINTED] = "hinted",
    [EVENT_DIAGNOSED] = "diagnosed", [EVENT_HEARD] = "heard", [EVENT_RELEASED] = "released",
    [EVENT_PASTED] = "pasted",   [EVENT_CALLED] = "called",     [EVENT_RETURNED] = "returned",
    [EVENT_CHOSEN] = "chosen",   [EVENT_DEFERRED] = "deferred",
};

const char *const outcome_names[OUTCOME_COUNT] = {
    [OUTCOME_UNFINISHED] = "unfinished", [OUTCOME_RESOLVED] = "resolved",
    [OUTCOME_REFERRED] = "referred",     [OUTCOME_ESCALATED] = "escalated",
    [OUTCOME_UNRESOLVED] = "unresolved", [OUTCOME_ABANDONED] = "abandoned",
};

static const struct state before_start = {.flow = "", .step = ""};

struct event event_make(enum event_kind kind)
{
    return (struct event){
        .kind = kind,
        .code = -1,
#define EVENT_EMPTY(name) .name = "",
        EVENT_TEXTS(EVENT_EMPTY)
#undef EVENT_EMPTY
    };
}

struct session *session_new(void)
{
    struct session *session = memory_alloc(sizeof *session);

    if (!session)
        return NULL;
    session->state = before_start;
    session->arena = arena_new();
    if (!session->arena) {
        memory_free(session);
        return NULL;
    }
    return session;
}

void session_free(struct session *session)
{
    if (!session)
        return;
    arena_free(session->arena);
    memory_free(session->records);
    memory_free(session->trail);
    memory_free(session->notes);
    memory_free(session);
}

bool session_is_here(const struct session *session, const struct event *event)
{
    return session->count > 0 && strcmp(event->flow, session->state.flow) == 0 &&
           strcmp(event->step, session->state.step) == 0;
}

static bool may_decide(const struct session *session, const struct event *event)
{
    return session_is_here(session, event) && session->state.outcome == OUTCOME_UNFINISHED &&
           session->state.due == OUTCOME_UNFINISHED;
}

static bool fits_started(const struct session *session, const struct event *event)
{
    return session->count == 0 && *event->to_flow && *event->to;
}

static bool fits_edge(const struct session *session, const struct event *event)
{
    return may_decide(session, event) && *event->to;
}

bool session_is_training(const struct session *session)
{
    return session->count > 0 && *session->records[0]->event.scenario;
}

/* Whether a cause must be named first: at each ending anew, because a fix that failed is evidence. */
static bool needs_diagnosis(const struct session *session, const struct event *event)
{
    const struct event *diagnosis = session->state.diagnosis;

    return session_is_training(session) && !step_is_question(event->step_kind) &&
           !(diagnosis && session_is_here(session, diagnosis));
}

static bool fits_tried(const struct session *session, const struct event *event)
{
    return may_decide(session, event) && !needs_diagnosis(session, event);
}

static bool fits_training(const struct session *session, const struct event *event)
{
    return session_is_training(session) && may_decide(session, event);
}

static bool fits_diagnosed(const struct session *session, const struct event *event)
{
    return fits_training(session, event) && !step_is_question(event->step_kind) &&
           *event->answer && event->percent <= 100;
}

static bool fits_released(const struct session *session, const struct event *event)
{
    (void)event;
    return session_is_training(session) && *session->records[0]->event.lock &&
           session->state.outcome != OUTCOME_UNFINISHED && !session->state.released;
}

/* The place of a note as it reads now among the others; their count where there is none. */
static size_t note_index(const struct session *session, unsigned number)
{
    size_t i = 0;

    while (i < session->state.note_count && session->notes[i]->number != number)
        i++;
    return i;
}

static bool fits_noted(const struct session *session, const struct event *event)
{
    if (event->target)
        return note_index(session, event->target) < session->state.note_count;
    return session->count > 0 && *event->answer;
}

static bool fits_exported(const struct session *session, const struct event *event)
{
    return session->count > 0 && *event->answer;
}

static bool can_take_back(enum event_kind kind);

static bool fits_undone(const struct session *session, const struct event *event)
{
    const struct record *target;

    if (event->target < 1 || event->target > session->count)
        return false;
    target = session->records[event->target - 1];
    return target->stands && can_take_back(target->event.kind);
}

/* What is sensitive comes back from the disk without its text. */
static bool fits_pasted(const struct session *session, const struct event *event)
{
    return may_decide(session, event) && (*event->pasted || event->sensitive) &&
           strlen(event->pasted) <= EVENT_PASTED_MOST;
}

/* Calls are acyclic over all flows, so a block that is open is not called again from inside. */
static bool fits_called(const struct session *session, const struct event *event)
{
    const struct event *open = session_call(session, NULL);

    for (; open; open = session_call(session, open)) {
        if (strcmp(open->flow, event->to_flow) == 0)
            return false;
    }
    return may_decide(session, event) && *event->to_flow && *event->to &&
           strcmp(event->to_flow, event->flow) != 0;
}

static bool fits_returned(const struct session *session, const struct event *event)
{
    const struct event *open = session_call(session, NULL);

    return open && may_decide(session, event) && *event->to &&
           strcmp(open->flow, event->to_flow) == 0;
}

static bool fits_weighed(const struct session *session, const struct event *event)
{
    return fits_edge(session, event) && *event->via;
}

/* A referral may also leave a walk that has ended, but only for somewhere. */
static bool fits_referred(const struct session *session, const struct event *event)
{
    bool enters = *event->to_flow && *event->to;

    if (session_is_training(session)) /* a case stays within its flow */
        return !enters && fits_tried(session, event);
    return enters ? session_is_here(session, event) : may_decide(session, event);
}

static enum outcome outcome_named(const char *name)
{
    enum outcome outcome;

    for (outcome = OUTCOME_RESOLVED; outcome < OUTCOME_COUNT; outcome++) {
        if (strcmp(name, outcome_names[outcome]) == 0)
            return outcome;
    }
    return OUTCOME_UNFINISHED;
}

/* A person may give up anywhere and escalate at an escalation; any other end must be due. */
static bool fits_ended(const struct session *session, const struct event *event)
{
    enum outcome outcome = outcome_named(event->answer);

    if (!session_is_here(session, event) || session->state.outcome != OUTCOME_UNFINISHED)
        return false;
    if (session->state.due != OUTCOME_UNFINISHED)
        return outcome == session->state.due;
    return outcome == OUTCOME_ABANDONED ||
           (outcome == OUTCOME_ESCALATED && event->step_kind == STEP_ESCALATE &&
            !needs_diagnosis(session, event));
}

static void fold_nothing(struct session *session, const struct event *event)
{
    (void)session, (void)event;
}

static void fold_noted(struct session *session, const struct event *event)
{
    struct state *state = &session->state;
    size_t at;

    if (!event->target) {
        session->notes[state->note_count++] = event;
        return;
    }
    at = note_index(session, event->target);
    session->notes[at] = event;
    if (!*event->answer) {
        state->note_count--;
        memmove(&session->notes[at], &session->notes[at + 1],
                (state->note_count - at) * sizeof *session->notes);
    }
}

static enum outcome due_after(const struct event *event)
{
    if (event->kind == EVENT_REFERRED)
        return *event->to_flow ? OUTCOME_UNFINISHED : OUTCOME_REFERRED;
    if (*event->to)
        return OUTCOME_UNFINISHED;
    return strcmp(event->answer, fix_result_names[FIX_WORKED]) == 0 ? OUTCOME_RESOLVED
                                                                     : OUTCOME_UNRESOLVED;
}

static void fold_decision(struct session *session, const struct event *event)
{
    struct state *state = &session->state;

    session->trail[state->trail_count++] = event;
    state->last = event;
    state->due = due_after(event);
    if (*event->to)
        state->step = event->to;
}

static void fold_flow(struct session *session, const struct event *event)
{
    struct state *state = &session->state;

    state->last = event;
    state->outcome = OUTCOME_UNFINISHED;
    state->due = due_after(event);
    if (*event->to_flow) {
        state->flow = event->to_flow;
        state->step = event->to;
    }
}

/* Within the flow and without an answer. */
static void fold_weighed(struct session *session, const struct event *event)
{
    session->state.last = event;
    session->state.step = event->to;
}

static void fold_referred(struct session *session, const struct event *event)
{
    session->trail[session->state.trail_count++] = event;
    fold_flow(session, event);
}

static void fold_ended(struct session *session, const struct event *event)
{
    session->state.last = event;
    session->state.outcome = outcome_named(event->answer);
}

static void fold_diagnosed(struct session *session, const struct event *event)
{
    session->state.diagnosis = event;
}

static void fold_released(struct session *session, const struct event *event)
{
    (void)event;
    session->state.released = true;
}

static void fold_undone(struct session *session, const struct event *event);

/* `kept`: it happened whatever is taken back. */
static const struct {
    bool (*fits)(const struct session *session, const struct event *event);
    void (*fold)(struct session *session, const struct event *event);
    bool kept;
} rules[EVENT_KIND_COUNT] = {
    [EVENT_STARTED] = {fits_started, fold_flow, .kept = true},
    [EVENT_ANSWERED] = {fits_edge, fold_decision, .kept = false},
    [EVENT_TYPED] = {fits_edge, fold_decision, .kept = false},
    [EVENT_TICKED] = {may_decide, fold_nothing, .kept = false},
    [EVENT_TRIED] = {fits_tried, fold_decision, .kept = false},
    [EVENT_NOTED] = {fits_noted, fold_noted, .kept = true},
    [EVENT_UNDONE] = {fits_undone, fold_undone, .kept = true},
    [EVENT_REFERRED] = {fits_referred, fold_referred, .kept = false},
    [EVENT_ENDED] = {fits_ended, fold_ended, .kept = false},
    [EVENT_EXPORTED] = {fits_exported, fold_nothing, .kept = true},
    [EVENT_LOOKED] = {fits_training, fold_nothing, .kept = true},
    [EVENT_HINTED] = {fits_training, fold_nothing, .kept = true},
    [EVENT_DIAGNOSED] = {fits_diagnosed, fold_diagnosed, .kept = false},
    [EVENT_HEARD] = {fits_training, fold_nothing, .kept = true},
    [EVENT_RELEASED] = {fits_released, fold_released, .kept = true},
    [EVENT_PASTED] = {fits_pasted, fold_nothing, .kept = false},
    [EVENT_CALLED] = {fits_called, fold_flow, .kept = false},
    [EVENT_RETURNED] = {fits_returned, fold_flow, .kept = false},
    [EVENT_CHOSEN] = {fits_weighed, fold_weighed, .kept = false},
    [EVENT_DEFERRED] = {fits_weighed, fold_weighed, .kept = false},
};

static bool can_take_back(enum event_kind kind)
{
    return !rules[kind].kept;
}

static void fold_undone(struct session *session, const struct event *event)
{
    size_t i;

    for (i = event->target - 1; i < session->count; i++) {
        struct record *record = session->records[i];

        if (can_take_back(record->event.kind))
            record->stands = false;
    }
    session->state = before_start;
    for (i = 0; i < session->count; i++) {
        const struct record *record = session->records[i];

        if (record->stands && record->event.kind != EVENT_UNDONE)
            rules[record->event.kind].fold(session, &record->event);
    }
}

/* A record of the session's own with copies of all texts, or NULL. */
static struct record *copy_event(struct session *session, const struct event *event)
{
    struct record *record = arena_alloc(session->arena, sizeof *record);

    if (!record)
        return NULL;
    record->event = *event;
    record->event.number = (unsigned)session->count + 1;
    record->stands = true;
#define EVENT_COPY(name) \
    record->event.name = arena_copy(session->arena, event->name, strlen(event->name)); \
    if (!record->event.name) \
        return NULL;
    EVENT_TEXTS(EVENT_COPY)
#undef EVENT_COPY
    return record;
}

enum status session_apply(struct session *session, const struct event *event)
{
    struct record *record;

    if (event->kind >= EVENT_KIND_COUNT || !rules[event->kind].fits(session, event))
        return STATUS_INVALID;
    if (memory_grow((void **)&session->records, &session->capacity, session->count,
                    sizeof *session->records) != STATUS_OK ||
        memory_grow((void **)&session->trail, &session->trail_capacity, session->count,
                    sizeof *session->trail) != STATUS_OK ||
        memory_grow((void **)&session->notes, &session->note_capacity, session->count,
                    sizeof *session->notes) != STATUS_OK)
        return STATUS_NO_MEMORY;
    record = copy_event(session, event);
    if (!record)
        return STATUS_NO_MEMORY;
    rules[event->kind].fold(session, &record->event);
    session->records[session->count++] = record;
    return STATUS_OK;
}

void session_retract(struct session *session, size_t events)
{
    size_t count = session->count - events;

    session->state = before_start;
    for (session->count = 0; session->count < count; session->count++) {
        struct record *record = session->records[session->count];

        record->stands = true;
        rules[record->event.kind].fold(session, &record->event);
    }
}
