/* SPDX-License-Identifier: MIT */
/*
 * Role-play: a scenario played on two terminals, one for the caller and one for the agent.
 *
 * The caller waits at a socket in a directory of the person's own; the agent joins there. Each side
 * walks and keeps what is its own, and tells the other only where it is: when one goes, the other
 * goes on, and is joined again when somebody comes back. A message is one packet of JSON of at most
 * ROLEPLAY_MOST bytes. It carries ids and never texts of the scenario, which both have; what came
 * is still untrusted, and whatever is no message ends the connection.
 *
 * Nothing here waits but roleplay_join. It is polled by its descriptor, and worked on when that is
 * ready or its pause is over.
 */
#ifndef ERRWALK_ROLEPLAY_H
#define ERRWALK_ROLEPLAY_H

#include <stdbool.h>
#include <stddef.h>

#include "errwalk/buffer.h"
#include "errwalk/flow.h"
#include "errwalk/scenario.h"
#include "errwalk/session.h"
#include "errwalk/status.h"
#include "errwalk/training.h"

enum {
    ROLEPLAY_MOST = 8192,
    ROLEPLAY_PATH_MOST = 2048 /* of a step's path that an end compares */
};

struct roleplay;

/*
 * The caller's end for a scenario, by its id and hash. STATUS_NO: another errwalk has it already.
 * STATUS_INVALID: the id is too long for the name of a socket. STATUS_IO with errno: there is no
 * place for it, or not one that is the person's alone (EPERM). The caller owns it, for
 * roleplay_free.
 */
enum status roleplay_wait(const char *scenario, const char *sha256, struct roleplay **roleplay);

/*
 * The agent's end: joins the role-play of a scenario, or with "" the only one that waits. Waits a
 * few seconds at most for the caller to answer. STATUS_NO: nobody waits, or the line is busy.
 * STATUS_INVALID: several wait, or the other end speaks another version. STATUS_IO as above.
 */
enum status roleplay_join(const char *scenario, struct roleplay **roleplay);

/* Hangs up. NULL is allowed. */
void roleplay_free(struct roleplay *roleplay);

/* The ids of scenarios whose callers wait, a line each. Failures as roleplay_join. */
enum status roleplay_waiting(struct buffer *out);

/* What is played, as the one says who waited for it; and the session that the caller was linked to
 * last, "" for none. Of an agent's end. */
const char *roleplay_scenario(const struct roleplay *roleplay);
const char *roleplay_sha256(const struct roleplay *roleplay);
const char *roleplay_session(const struct roleplay *roleplay);

/* Whether somebody is at the other end now. */
bool roleplay_is_linked(const struct roleplay *roleplay);

/* What to poll for reading, or -1; after how many milliseconds to work on it in any case, or -1. */
int roleplay_descriptor(const struct roleplay *roleplay);
int roleplay_pause(const struct roleplay *roleplay);

enum roleplay_news {
    ROLEPLAY_NOTHING,
    ROLEPLAY_JOINED,   /* somebody is at the other end */
    ROLEPLAY_LEFT,     /* nobody is any more */
    ROLEPLAY_MOVED,    /* the agent is elsewhere: see roleplay_agent */
    ROLEPLAY_TOLD,     /* the caller has told what is found at the step roleplay_text */
    ROLEPLAY_TROUBLED, /* the caller brought up the trouble roleplay_text */
    ROLEPLAY_NEWS_COUNT
};

/* Does what can be done without waiting and says what came of it, one piece of news at a time. */
enum roleplay_news roleplay_work(struct roleplay *roleplay);
const char *roleplay_text(const struct roleplay *roleplay);

/* Where an agent is, to be told to the caller; roleplay_work sees to it that it gets there. */
void roleplay_report(struct roleplay *roleplay, const struct training *training);

/* The agent waits to be told what is found where the training stands. STATUS_NO: nobody is there to
 * tell it. */
enum status roleplay_ask(struct roleplay *roleplay, const struct training *training);

/* The event that news of the caller makes in the agent's session. STATUS_NO: none, as where what was
 * told is seen already, or the agent is elsewhere by now. */
enum status roleplay_event(const struct roleplay *roleplay, enum roleplay_news news,
                           struct training *training, struct event *event);

/* Where the agent was last, as far as the caller knows. Strings are valid until roleplay_work. */
struct roleplay_agent {
    const char *step;   /* "" before the first report */
    const char *answer; /* the last answer in words, or "" */
    unsigned minutes;
    unsigned variant; /* of the scenario that is played, from 0 */
    unsigned found;   /* the case that holds at the step, from 1; 0: what is found as a rule */
    bool asks, looked; /* what is found at the step was seen */
    enum outcome outcome;
};
struct roleplay_agent roleplay_agent(const struct roleplay *roleplay);

/* Whether the agent has heard of a trouble. */
bool roleplay_was_heard(const struct roleplay *roleplay, const char *trouble);

/* The caller's part as CommonMark: what to say and to show at a step of the flow, by its path
 * (session_path), in the case that holds there (roleplay_agent), and what it means; the first words where
 * there is no step yet (NULL). Of the variant that is played (scenario_vary). */
void roleplay_part(struct buffer *out, const struct scenario *scenario, const char *path,
                   const struct step *step, unsigned found);

/* What a caller does. STATUS_NO: nobody is there to hear it. */
enum status roleplay_tell(struct roleplay *roleplay, const char *step);
enum status roleplay_trouble(struct roleplay *roleplay, const char *trouble);

#endif
