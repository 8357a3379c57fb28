/* SPDX-License-Identifier: MIT */
/*
 * The fold: how each kind of event changes where a session stands.
 *
 * One row of a table a kind says when it fits and what it does. Every event keeps the state after it,
 * so going back to before one takes the state that was there: there is no inverse of an event to keep
 * in step, and every moment of a session can be asked.
 */
#include <config.h>

#include "errwalk/moment.h"

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
    [EVENT_CHOSEN] = "chosen",   [EVENT_DEFERRED] = "deferred", [EVENT_SWITCHED] = "switched",
};

const char *const outcome_names[OUTCOME_COUNT] = {
    [OUTCOME_UNFINISHED] = "unfinished", [OUTCOME_RESOLVED] = "resolved",
    [OUTCOME_REFERRED] = "referred",     [OUTCOME_ESCALATED] = "escalated",
    [OUTCOME_UNRESOLVED] = "unresolved", [OUTCOME_ABANDONED] = "abandoned",
};

static const struct state before_start = {.flow = "", .step = "", .path = ""};

static const struct event no_event = {
#define EVENT_EMPTY(name) .name = "",
    EVENT_TEXTS(EVENT_EMPTY)
#undef EVENT_EMPTY
};

struct event event_make(enum event_kind kind)
{
    struct event event = no_event;

    event.kind = kind;
    return event;
}

struct session *session_new(void)
{
    struct session *session = memory_alloc(sizeof *session);

    session->arena = arena_new();
    return session;
}

void session_free(struct session *session)
{
    if (!session)
        return;
    arena_free(session->arena);
    memory_free(session->records);
    memory_free(session->trail);
    memory_free(session->original_notes);
    memory_free(session->notes);
    memory_free(session);
}

const struct state *session_state(const struct session *session, size_t count)
{
    return count ? &session->records[count - 1]->after : &before_start;
}

bool session_is_here(const struct session *session, const struct event *event)
{
    const struct state *state = session_now(session);

    return session->count > 0 && strcmp(event->flow, state->flow) == 0 &&
           strcmp(event->step, state->step) == 0;
}

bool session_was_here(const struct session *session, const struct event *event)
{
    return session_is_here(session, event) &&
           session_before(session, event)->call == session_now(session)->call;
}

static bool may_decide(const struct session *session, const struct event *event)
{
    const struct state *state = session_now(session);

    return session_is_here(session, event) && state->outcome == OUTCOME_UNFINISHED &&
           state->due == OUTCOME_UNFINISHED;
}

static bool fits_started(const struct session *session, const struct event *event)
{
    return session->count == 0 && *event->to_flow && *event->to;
}

/* A weigh step where nothing is left leads nowhere. */
static bool fits_edge(const struct session *session, const struct event *event)
{
    return may_decide(session, event) && (*event->to || *event->via);
}

bool session_is_training(const struct session *session)
{
    return session->count > 0 && *session->records[0]->event.scenario;
}

/* Whether a cause must be named first: again at each ending, because a fix that failed is evidence. */
static bool needs_diagnosis(const struct session *session, const struct event *event)
{
    const struct event *diagnosis = session_now(session)->diagnosis;

    return session_is_training(session) && !step_is_question(event->step_kind) &&
           !(diagnosis && session_was_here(session, diagnosis));
}

static bool fits_tried(const struct session *session, const struct event *event)
{
    return may_decide(session, event) && !needs_diagnosis(session, event);
}

static bool fits_training(const struct session *session, const struct event *event)
{
    return session_is_training(session) && may_decide(session, event);
}

/* Also after the end: the shift goes on. */
static bool fits_switched(const struct session *session, const struct event *event)
{
    return session_is_training(session) && *event->answer;
}

static bool fits_diagnosed(const struct session *session, const struct event *event)
{
    return fits_training(session, event) && !step_is_question(event->step_kind) &&
           *event->answer && event->percent <= 100;
}

static bool fits_released(const struct session *session, const struct event *event)
{
    const struct state *state = session_now(session);

    (void)event;
    return session_is_training(session) && *session->records[0]->event.lock &&
           state->outcome != OUTCOME_UNFINISHED && !state->lasting.released;
}

/* Whether a note reads so now: it was neither edited nor removed. */
static bool reads_so(const struct session *session, unsigned number)
{
    const struct record *record = number <= session->count ? session->records[number - 1] : NULL;

    return record && record->event.kind == EVENT_NOTED && *record->event.answer && !record->edited;
}

static bool fits_noted(const struct session *session, const struct event *event)
{
    return event->target ? reads_so(session, event->target)
                         : session->count > 0 && *event->answer;
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
    return !target->taken_back && can_take_back(target->event.kind);
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

    return open && may_decide(session, event) && (*event->to || *event->via) &&
           strcmp(open->flow, event->to_flow) == 0;
}

static bool fits_weighed(const struct session *session, const struct event *event)
{
    return may_decide(session, event) && *event->to && *event->via;
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

/* A person may give up anywhere and escalate at an escalation; an exam whose time is up is handed in as
 * it stands; any other end must be due. */
static bool fits_ended(const struct session *session, const struct event *event)
{
    enum outcome outcome = outcome_named(event->answer);
    const struct state *state = session_now(session);

    if (!session_is_here(session, event) || state->outcome != OUTCOME_UNFINISHED)
        return false;
    if (state->due != OUTCOME_UNFINISHED)
        return outcome == state->due;
    return outcome == OUTCOME_ABANDONED ||
           (outcome == OUTCOME_UNRESOLVED && session->records[0]->event.limit) ||
           (outcome == OUTCOME_RESOLVED && event->step_kind == STEP_RETURN) ||
           (outcome == OUTCOME_ESCALATED && event->step_kind == STEP_ESCALATE &&
            !needs_diagnosis(session, event));
}

/* A fold changes the state after its event, which is that before it so far. */

static void fold_nothing(struct session *session, struct record *record)
{
    (void)session, (void)record;
}

static void fold_ticked(struct session *session, struct record *record)
{
    (void)session;
    record->after.tick = &record->event;
}

static void fold_noted(struct session *session, struct record *record)
{
    const struct event *event = &record->event;
    size_t at = 0;

    if (!event->target) {
        session->original_notes[record->after.lasting.notes++] = event;
        session->notes[session->note_count++] = event;
        return;
    }
    session->records[event->target - 1]->edited = event->number;
    while (session->notes[at]->number != event->target)
        at++;
    session->notes[at] = event;
    if (!*event->answer) {
        session->note_count--;
        memmove(&session->notes[at], &session->notes[at + 1],
                (session->note_count - at) * sizeof *session->notes);
    }
}

static enum outcome due_after(const struct event *event)
{
    if (event->kind == EVENT_REFERRED)
        return *event->to_flow ? OUTCOME_UNFINISHED : OUTCOME_REFERRED;
    if (*event->to)
        return OUTCOME_UNFINISHED;
    return event->kind == EVENT_TRIED &&
                   strcmp(event->answer, fix_result_names[FIX_WORKED]) == 0
               ? OUTCOME_RESOLVED
               : OUTCOME_UNRESOLVED;
}

/* The next line of "NAME, a tab, text", copied; `*text` is NULL where a line is a name alone. False
 * where there is none. */
static bool next_pair(struct session *session, const char **lines, const char **name,
                      const char **text)
{
    size_t length = strcspn(*lines, "\n"), tab = strcspn(*lines, "\t\n");

    if (!**lines)
        return false;
    *name = arena_copy(session->arena, *lines, tab);
    *text = tab < length ? arena_copy(session->arena, *lines + tab + 1, length - tab - 1) : NULL;
    *lines += length + ((*lines)[length] == '\n');
    return true;
}

static void fold_pasted(struct session *session, struct record *record)
{
    const struct event *event = &record->event;
    struct state *state = &record->after;
    const char *lines = event->facts, *fact, *value;

    while (next_pair(session, &lines, &fact, &value))
        state->typed = known_with(state->typed, session->arena, fact, value, event);
}

/* What `known` becomes by the facts that an event passes over a call, from a state's. */
static const struct known *pass(struct session *session, const struct known *known,
                                const struct event *event, const struct state *from)
{
    const char *lines = event->facts, *theirs, *ours;

    while (next_pair(session, &lines, &theirs, &ours)) {
        const struct known *fact = known_find(from->typed, ours);

        if (!fact)
            fact = known_find(from->answered, ours);
        if (fact)
            known = known_with(known, session->arena, theirs, fact->value, fact->event);
    }
    return known;
}

static void fold_decision(struct session *session, struct record *record)
{
    const struct event *event = &record->event;
    struct state *state = &record->after;

    session->trail[state->trail_count++] = event;
    state->decision = state->last = event;
    state->done += event->kind == EVENT_ANSWERED || event->kind == EVENT_TYPED;
    state->due = due_after(event);
    if (*event->to)
        state->step = event->to;
}

static void fold_answered(struct session *session, struct record *record)
{
    const struct event *event = &record->event;
    struct state *state = &record->after;

    state->answered =
        known_with(state->answered, session->arena, event->step, event->answer, event);
    fold_decision(session, record);
}

static void fold_typed(struct session *session, struct record *record)
{
    const struct event *event = &record->event;
    struct state *state = &record->after;

    state->typed = known_with(state->typed, session->arena, event->fact, event->answer, event);
    fold_decision(session, record);
}

static void fold_flow(struct session *session, struct record *record)
{
    const struct event *event = &record->event;
    struct state *state = &record->after;

    (void)session;
    state->last = event;
    state->outcome = OUTCOME_UNFINISHED;
    state->due = due_after(event);
    if (*event->error)
        state->problem = event;
    if (*event->to_flow) {
        state->entrance = event;
        state->flow = event->to_flow;
        state->step = event->to;
        state->answered = NULL;
    }
}

/* A block knows what it is given and no more. */
static void fold_called(struct session *session, struct record *record)
{
    struct state before = record->after;

    fold_flow(session, record);
    record->after.call = &record->event;
    record->after.typed = pass(session, NULL, &record->event, &before);
}

/* What was known when it was called is known again, and what it brings back. */
static void fold_returned(struct session *session, struct record *record)
{
    const struct state *caller = session_before(session, record->after.call);
    struct state block = record->after;

    fold_flow(session, record);
    record->after.entrance = block.entrance;
    if (!*record->event.to) /* nothing is left there: it ends at the call */
        record->after.step = block.call->step;
    record->after.call = caller->call;
    record->after.answered = caller->answered;
    record->after.typed = pass(session, caller->typed, &record->event, &block);
}

/* Within the flow and without an answer. */
static void fold_weighed(struct session *session, struct record *record)
{
    (void)session;
    record->after.last = &record->event;
    record->after.step = record->event.to;
}

/* Another error leaves all calls, and takes along what was known before them. */
static void leave_calls(struct session *session, struct state *state)
{
    for (; state->call; state->call = session_before(session, state->call)->call)
        state->typed = session_before(session, state->call)->typed;
}

static void fold_referred(struct session *session, struct record *record)
{
    session->trail[record->after.trail_count++] = &record->event;
    record->after.decision = &record->event;
    fold_flow(session, record);
    if (*record->event.to_flow)
        leave_calls(session, &record->after);
}

static void fold_ended(struct session *session, struct record *record)
{
    (void)session;
    record->after.last = &record->event;
    record->after.outcome = outcome_named(record->event.answer);
}

static void fold_diagnosed(struct session *session, struct record *record)
{
    (void)session;
    record->after.diagnosis = &record->event;
}

static void fold_released(struct session *session, struct record *record)
{
    (void)session;
    record->after.lasting.released = true;
}

/* What stands from the target of `undone` on does so no more by that event, or by none. */
static void take_back(struct session *session, const struct event *undone, unsigned by)
{
    const struct event *event = session_before(session, undone)->standing;

    for (; event && event->number >= undone->target;
         event = session_before(session, event)->standing)
        session->records[event->number - 1]->taken_back = by;
}

static void fold_undone(struct session *session, struct record *record)
{
    const struct event *event = &record->event;
    struct lasting lasting = record->after.lasting;

    take_back(session, event, event->number);
    record->after = *session_state(session, event->target - 1);
    record->after.lasting = lasting;
}

/* `kept`: it happened whatever is taken back. */
static const struct {
    bool (*fits)(const struct session *session, const struct event *event);
    void (*fold)(struct session *session, struct record *record);
    bool kept;
} rules[EVENT_KIND_COUNT] = {
    [EVENT_STARTED] = {fits_started, fold_flow, .kept = true},
    [EVENT_ANSWERED] = {fits_edge, fold_answered, .kept = false},
    [EVENT_TYPED] = {fits_edge, fold_typed, .kept = false},
    [EVENT_TICKED] = {may_decide, fold_ticked, .kept = false},
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
    [EVENT_SWITCHED] = {fits_switched, fold_nothing, .kept = true},
    [EVENT_PASTED] = {fits_pasted, fold_pasted, .kept = false},
    [EVENT_CALLED] = {fits_called, fold_called, .kept = false},
    [EVENT_RETURNED] = {fits_returned, fold_returned, .kept = false},
    [EVENT_CHOSEN] = {fits_weighed, fold_weighed, .kept = false},
    [EVENT_DEFERRED] = {fits_weighed, fold_weighed, .kept = false},
};

static bool can_take_back(enum event_kind kind)
{
    return !rules[kind].kept;
}

/* A text of the session's own; one that the event before it has as well is held once. */
static const char *own_text(struct session *session, const char *text, const char *before)
{
    if (!*text)
        return "";
    return strcmp(text, before) == 0 ? before : arena_copy(session->arena, text, strlen(text));
}

/* A record of the session's own with copies of all texts. */
static struct record *copy_event(struct session *session, const struct event *event)
{
    const size_t count = session->count;
    const struct event *before = count ? &session->records[count - 1]->event : &no_event;
    struct record *record = arena_alloc(session->arena, sizeof *record);

    record->event = *event;
    record->event.number = (unsigned)count + 1;
#define EVENT_COPY(name) record->event.name = own_text(session, event->name, before->name);
    EVENT_TEXTS(EVENT_COPY)
#undef EVENT_COPY
    return record;
}

/* The step of a state by its path. */
static const char *path_of(struct session *session, const struct state *state)
{
    struct buffer path = {0};
    const char *kept = state->step;

    if (!state->call)
        return kept;
    buffer_printf(&path, "%s/%s", session_before(session, state->call)->path, state->step);
    kept = arena_copy(session->arena, buffer_text(&path), path.length);
    buffer_free(&path);
    return kept;
}

enum status session_apply(struct session *session, const struct event *event)
{
    struct record *record;

    if (event->kind >= EVENT_KIND_COUNT || !rules[event->kind].fits(session, event))
        return STATUS_INVALID;
    memory_grow((void **)&session->records, &session->capacity, session->count,
                sizeof *session->records);
    memory_grow((void **)&session->trail, &session->trail_capacity, session->count,
                sizeof *session->trail);
    memory_grow((void **)&session->original_notes, &session->original_capacity, session->count,
                sizeof *session->original_notes);
    memory_grow((void **)&session->notes, &session->note_capacity, session->count,
                sizeof *session->notes);
    record = copy_event(session, event);
    record->after = *session_now(session);
    record->after.lasting.minutes += event->minutes;
    if (can_take_back(event->kind))
        record->after.standing = &record->event;
    rules[event->kind].fold(session, record);
    record->after.path = path_of(session, &record->after);
    session->records[session->count++] = record;
    return STATUS_OK;
}

/* The lists as they are now. */
static void list_again(struct session *session)
{
    const struct state *now = session_now(session);
    const struct event *event = now->decision, *note;
    size_t i = now->trail_count;

    for (; i--; event = session_before(session, event)->decision)
        session->trail[i] = event;
    session->note_count = 0;
    for (i = 0; i < now->lasting.notes; i++) {
        note = moment_note(moment_now(session), i);
        if (note)
            session->notes[session->note_count++] = note;
    }
}

void session_retract(struct session *session, size_t events)
{
    while (events--) {
        const struct event *event = &session->records[--session->count]->event;

        if (event->kind == EVENT_UNDONE)
            take_back(session, event, 0);
        if (event->kind == EVENT_NOTED && event->target)
            session->records[event->target - 1]->edited = 0;
    }
    list_again(session);
}
