/* SPDX-License-Identifier: MIT */
/*
 * What can be asked of a session as it is now, and of its events; nothing here changes it.
 */
#include <config.h>

#include "errwalk/moment.h"

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
    return moment_stands(moment_now(session), event);
}

const char *session_id(const struct session *session)
{
    return session->count ? session->records[0]->event.session : "";
}

const char *session_flow(const struct session *session)
{
    return session_now(session)->flow;
}

const char *session_step(const struct session *session)
{
    return session_now(session)->step;
}

enum outcome session_outcome(const struct session *session)
{
    return session_now(session)->outcome;
}

enum outcome session_due(const struct session *session)
{
    return session_outcome(session) == OUTCOME_UNFINISHED ? session_now(session)->due
                                                           : OUTCOME_UNFINISHED;
}

bool session_end_is_due(const struct session *session)
{
    return session_due(session) != OUTCOME_UNFINISHED;
}

const struct event *session_last(const struct session *session)
{
    return session_now(session)->last;
}

const struct event *const *session_trail(const struct session *session, size_t *count)
{
    *count = session_now(session)->trail_count;
    return session->trail;
}

const struct event *const *session_notes(const struct session *session, size_t *count)
{
    *count = session->note_count;
    return session->notes;
}

const struct event *session_note_original(const struct session *session, const struct event *note)
{
    while (note->target)
        note = &session->records[note->target - 1]->event;
    return note;
}

const struct event *session_note_edit(const struct session *session, const struct event *note)
{
    unsigned edited = session->records[note->number - 1]->edited;

    return edited ? session_event(session, edited - 1) : NULL;
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

size_t session_done(const struct session *session)
{
    return session_now(session)->done;
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
    const struct event *tick = session_now(session)->tick;

    while (tick && (tick->item != item || !session_was_here(session, tick)))
        tick = session_before(session, tick)->tick;
    return tick && tick->on;
}

const struct event *session_call(const struct session *session, const struct event *before)
{
    return before ? session_before(session, before)->call : session_now(session)->call;
}

const char *session_path(const struct session *session, const struct event *before)
{
    return before ? session_before(session, before)->path : session_now(session)->path;
}

int64_t session_waits_until(const struct session *session)
{
    const struct event *last = session_last(session), *tick = session_now(session)->tick;
    int64_t from;

    if (!last || last->wait <= 0 || session_outcome(session) != OUTCOME_UNFINISHED)
        return 0;
    while (tick && !tick->on && tick->number > last->number)
        tick = session_before(session, tick)->tick;
    from = tick && tick->number > last->number ? tick->at : last->at;
    return from + (int64_t)(last->wait * 60 + 0.5);
}

const struct event *session_training(const struct session *session)
{
    return session_is_training(session) ? &session->records[0]->event : NULL;
}

double session_minutes(const struct session *session)
{
    return session_now(session)->lasting.minutes;
}

const struct event *session_diagnosis(const struct session *session)
{
    return session_now(session)->diagnosis;
}

bool session_needs_diagnosis(const struct session *session)
{
    const struct event *diagnosis = session_now(session)->diagnosis;

    return session_is_training(session) && session_outcome(session) == OUTCOME_UNFINISHED &&
           !(diagnosis && session_was_here(session, diagnosis));
}

bool session_is_released(const struct session *session)
{
    return session_now(session)->lasting.released;
}

bool session_entered(const struct session *session, const char *flow)
{
    return moment_has_entered(moment_now(session), flow);
}
