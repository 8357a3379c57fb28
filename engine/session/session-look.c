/*
 * What can be asked of a session; nothing here changes it.
 */
#include <config.h>

#include "errwalk/session.h"

#include <string.h>

#include "session-private.h"

size_t session_count(const struct session *session)
{
    return session->count;
}

const struct event *session_event(const struct session *session, size_t index)
{
    return index < session->count ? &session->records[index]->event : NULL;
}

bool session_stands(const struct session *session, const struct event *event)
{
    return event->number >= 1 && event->number <= session->count &&
           session->records[event->number - 1]->stands;
}

const char *session_id(const struct session *session)
{
    return session->count ? session->records[0]->event.session : "";
}

const char *session_flow(const struct session *session)
{
    return session->state.flow;
}

const char *session_step(const struct session *session)
{
    return session->state.step;
}

enum outcome session_outcome(const struct session *session)
{
    return session->state.outcome;
}

enum outcome session_due(const struct session *session)
{
    return session->state.outcome == OUTCOME_UNFINISHED ? session->state.due : OUTCOME_UNFINISHED;
}

bool session_is_over(const struct session *session)
{
    return session_due(session) != OUTCOME_UNFINISHED;
}

const struct event *session_last(const struct session *session)
{
    return session->state.last;
}

const struct event *const *session_trail(const struct session *session, size_t *count)
{
    *count = session->state.trail_count;
    return session->trail;
}

const struct event *const *session_notes(const struct session *session, size_t *count)
{
    *count = session->state.note_count;
    return session->notes;
}

const struct event *session_note_made(const struct session *session, const struct event *note)
{
    while (note->target)
        note = &session->records[note->target - 1]->event;
    return note;
}

void session_note_line(struct buffer *out, const char *text)
{
    size_t length;

    for (; *text; text += strspn(text, "\n")) {
        length = strcspn(text, "\n");
        buffer_append(out, text, length);
        text += length;
        buffer_string(out, *text ? "; " : "");
    }
}

const struct event *session_typed(const struct session *session, const char *fact)
{
    size_t i = session->state.trail_count;

    while (i--) {
        const struct event *event = session->trail[i];

        if (event->kind == EVENT_TYPED && strcmp(event->fact, fact) == 0)
            return event;
    }
    return NULL;
}

size_t session_done(const struct session *session)
{
    size_t count, i, done = 0;
    const struct event *const *trail = session_trail(session, &count);

    for (i = 0; i < count; i++)
        done += trail[i]->kind == EVENT_ANSWERED || trail[i]->kind == EVENT_TYPED;
    return done;
}

bool session_is_answer(const struct event *event)
{
    return event->kind != EVENT_REFERRED || event->step_kind != STEP_REFER;
}

const char *session_answer_text(const struct event *event)
{
    if (event->sensitive)
        return "(not shown)";
    return event->kind == EVENT_TYPED || !*event->say ? event->answer : event->say;
}

bool session_ticked(const struct session *session, unsigned item)
{
    size_t i = session->count;

    while (i--) {
        const struct record *record = session->records[i];

        if (record->stands && record->event.kind == EVENT_TICKED && record->event.item == item &&
            session_is_here(session, &record->event))
            return record->event.on;
    }
    return false;
}

const struct event *session_call(const struct session *session, const struct event *before)
{
    size_t i = before ? before->number - 1 : session->count, returned = 0;

    while (i--) {
        const struct event *event = &session->records[i]->event;

        if (!session->records[i]->stands)
            continue;
        if (event->kind == EVENT_REFERRED && *event->to_flow)
            return NULL; /* it left all calls */
        if (event->kind == EVENT_RETURNED)
            returned++;
        if (event->kind == EVENT_CALLED && returned-- == 0)
            return event;
    }
    return NULL;
}

int64_t session_waits_until(const struct session *session)
{
    const struct event *last = session->state.last;
    int64_t from;
    size_t i;

    if (!last || last->wait <= 0 || session->state.outcome != OUTCOME_UNFINISHED)
        return 0;
    from = last->at;
    for (i = last->number; i < session->count; i++) {
        const struct record *record = session->records[i];

        if (record->stands && record->event.kind == EVENT_TICKED && record->event.on)
            from = record->event.at;
    }
    return from + (int64_t)(last->wait * 60 + 0.5);
}

const struct event *session_training(const struct session *session)
{
    return session_is_training(session) ? &session->records[0]->event : NULL;
}

double session_minutes(const struct session *session)
{
    double minutes = 0;
    size_t i;

    for (i = 0; i < session->count; i++)
        minutes += session->records[i]->event.minutes;
    return minutes;
}

const struct event *session_diagnosis(const struct session *session)
{
    return session->state.diagnosis;
}

bool session_needs_diagnosis(const struct session *session)
{
    const struct event *diagnosis = session->state.diagnosis;

    return session_is_training(session) && session->state.outcome == OUTCOME_UNFINISHED &&
           !(diagnosis && session_is_here(session, diagnosis));
}

bool session_is_released(const struct session *session)
{
    return session->state.released;
}

bool session_entered(const struct session *session, const char *flow)
{
    size_t i;

    for (i = 0; i < session->count; i++) {
        const struct record *record = session->records[i];

        if (record->stands && (record->event.kind == EVENT_STARTED || record->event.kind == EVENT_REFERRED) &&
            strcmp(record->event.to_flow, flow) == 0)
            return true;
    }
    return false;
}
