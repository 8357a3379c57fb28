/* SPDX-License-Identifier: MIT */
/*
 * A session that is only read goes on as a new one, which has from it what stands.
 */
#include <config.h>

#include "errwalk/session.h"

#include <string.h>

#include "errwalk/buffer.h"

/* What does not stand is left out, and with it what took it back; so are the exports, which are of the
 * session that they name. */
static bool comes_along(const struct session *from, const struct event *event)
{
    if (event->kind == EVENT_NOTED)
        return !event->target;
    return event->kind != EVENT_UNDONE && event->kind != EVENT_EXPORTED &&
           session_stands(from, event);
}

/* A note as it reads now; NULL where it was removed. */
static const char *note_text(const struct session *from, const struct event *note)
{
    size_t count, i;
    const struct event *const *notes = session_notes(from, &count);

    for (i = 0; i < count; i++) {
        if (session_note_original(from, notes[i]) == note)
            return notes[i]->answer;
    }
    return NULL;
}

struct session *session_continue(const struct session *from, const char *id)
{
    struct session *session = session_new();
    struct buffer continues = {0};
    size_t i, last = 1;

    for (i = 1; i < session_count(from); i++)
        last = comes_along(from, session_event(from, i)) ? i + 1 : last;
    buffer_printf(&continues, "%s#%zu", session_id(from), last);
    for (i = 0; i < last; i++) {
        struct event event = *session_event(from, i);

        if (event.kind == EVENT_STARTED) {
            event.session = id;
            event.continues = buffer_text(&continues);
        } else if (!comes_along(from, session_event(from, i))) {
            continue;
        }
        event.path = ""; /* a file of another machine */
        if (event.kind == EVENT_NOTED)
            event.answer = note_text(from, session_event(from, i));
        if (event.answer)
            session_apply(session, &event);
    }
    buffer_free(&continues);
    return session;
}
