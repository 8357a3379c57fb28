/* SPDX-License-Identifier: MIT */
/*
 * Call: a role-play of a scenario on two terminals, one for the caller and one for the agent.
 *
 * The caller waits at a socket in a directory of the person's own; the agent joins there. Each side
 * walks and keeps what is its own, and tells the other only where it is: when one goes, the other
 * goes on, and is joined again when somebody comes back. A message is one packet of JSON of at most
 * CALL_MOST bytes. It carries ids and never texts of the scenario, which both have; what came is
 * still untrusted, and whatever is no message ends the connection.
 *
 * Nothing here waits but call_join. A call is polled by its descriptor, and worked on when that is
 * ready or its pause is over.
 */
#ifndef ERRWALK_CALL_H
#define ERRWALK_CALL_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"
#include "errwalk/flow.h"
#include "errwalk/scenario.h"
#include "errwalk/session.h"
#include "errwalk/status.h"
#include "errwalk/training.h"

enum { CALL_MOST = 8192, CALL_ID_MOST = 128 /* bytes of a scenario's id */ };

struct call;

/*
 * The caller's end for a scenario, by its id and hash. STATUS_NO: another errwalk has it already.
 * STATUS_INVALID: the id is too long for the name of a socket. STATUS_IO with errno: there is no
 * place for it, or not one that is the person's alone (EPERM). The caller owns it, for call_free.
 */
enum status call_wait(const char *scenario, const char *sha256, struct call **call);

/*
 * The agent's end: joins the call of a scenario, or with "" the only one that waits. Waits a few
 * seconds at most for the caller to answer. STATUS_NO: nobody waits, or the line is busy.
 * STATUS_INVALID: several wait, or the other end speaks another version. STATUS_IO as above.
 */
enum status call_join(const char *scenario, struct call **call);

/* Hangs up. NULL is allowed. */
void call_free(struct call *call);

/* The ids of scenarios whose callers wait, a line each. Failures as call_join. */
enum status call_waiting(struct buffer *out);

/* What is played, as the one says who waited for it; and the session that the caller was linked to
 * last, "" for none. Of an agent's end. */
const char *call_scenario(const struct call *call);
const char *call_sha256(const struct call *call);
const char *call_session(const struct call *call);

/* Whether somebody is at the other end now. */
bool call_is_linked(const struct call *call);

/* What to poll for reading, or -1; after how many milliseconds to work on it in any case, or -1. */
int call_descriptor(const struct call *call);
int call_pause(const struct call *call);

enum call_news {
    CALL_NOTHING,
    CALL_JOINED,   /* somebody is at the other end */
    CALL_LEFT,     /* nobody is any more */
    CALL_MOVED,    /* the agent is elsewhere: see call_agent */
    CALL_TOLD,     /* the caller has told what is found at the step call_text */
    CALL_TROUBLED, /* the caller brought up the trouble call_text */
    CALL_NEWS_COUNT
};

/* Does what can be done without waiting and says what came of it, one piece of news at a time. */
enum call_news call_work(struct call *call);
const char *call_text(const struct call *call);

/* Where an agent is, to be told to the caller; call_work sees to it that it gets there. */
void call_report(struct call *call, const struct session *session);

/* The agent waits to be told what is found where the session stands. STATUS_NO: nobody is there to
 * tell it. */
enum status call_ask(struct call *call, const struct session *session);

/* The event that news of the caller makes in the agent's session. STATUS_NO: none, as where what was
 * told is seen already, or the agent is elsewhere by now. */
enum status call_event(const struct call *call, enum call_news news, struct training *training,
                       struct event *event);

/* Where the agent was last, as far as the caller knows. Strings are valid until call_work. */
struct call_agent {
    const char *step;   /* "" before the first report */
    const char *answer; /* the last answer in words, or "" */
    unsigned minutes;
    bool asks, looked; /* what is found at the step was seen */
    enum outcome outcome;
};
struct call_agent call_agent(const struct call *call);

/* Whether the agent has heard of a trouble. */
bool call_was_heard(const struct call *call, const char *trouble);

/* The caller's part as CommonMark: what to say and to show at a step of the flow, and what it
 * means; the first words where there is no step yet (NULL). */
void call_part(struct buffer *out, const struct scenario *scenario, const struct step *step);

/* What a caller does. STATUS_NO: nobody is there to hear it. */
enum status call_tell(struct call *call, const char *step);
enum status call_trouble(struct call *call, const char *trouble);

#endif
