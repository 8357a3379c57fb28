/* SPDX-License-Identifier: MIT */
/*
 * News of the other end never takes a screen away: something may be being written on it.
 */
#include <config.h>

#include "calling.h"

#include "perform.h"

enum { AT_ONCE = 16 }; /* pieces of news between two looks at the keys */

/* For the agent, and for the caller. */
static const struct {
    const char *agent, *caller;
} says[CALL_NEWS_COUNT] = {
    [CALL_JOINED] = {"The caller is on the line.", "An agent is on the line."},
    [CALL_LEFT] = {"The caller has hung up: go on alone.",
                   "The agent has hung up."},
    [CALL_TOLD] = {"The caller has told you.", NULL},
    [CALL_TROUBLED] = {"The caller brings something up.", NULL},
};

static struct call *call_of(const struct loop *loop)
{
    return loop->context.options->call;
}

static void take(struct loop *loop, enum call_news news)
{
    struct training *training = loop->context.training;
    const char *said = training ? says[news].agent : says[news].caller;
    bool event_is_due = training && (news == CALL_TOLD || news == CALL_TROUBLED);
    struct event event;

    if (event_is_due && (call_event(call_of(loop), news, training, &event) != STATUS_OK ||
                         !perform_commit(loop, &event)))
        return;
    if (!event_is_due)
        loop_lay_out(loop);
    if (said)
        loop_tell(loop, said);
}

void calling_work(struct loop *loop)
{
    struct call *call = call_of(loop);
    enum call_news news;
    int left = AT_ONCE;

    if (!call)
        return;
    while (left-- && !loop->is_held && (news = call_work(call)) != CALL_NOTHING)
        take(loop, news);
    if (loop->context.training)
        call_report(call, walk_session(loop->context.walk));
}

bool calling_ask(struct loop *loop)
{
    struct call *call = call_of(loop);

    if (!call || call_ask(call, walk_session(loop->context.walk)) != STATUS_OK)
        return false;
    loop_tell(loop, "You have asked: wait to be told.");
    return true;
}

void calling_say(struct loop *loop, const char *trouble)
{
    struct call *call = call_of(loop);
    enum status status = trouble ? call_trouble(call, trouble)
                                 : call_tell(call, call_agent(call).step);

    loop_tell(loop, status != STATUS_OK ? "Nobody is there to hear it."
                    : trouble           ? "It was brought up."
                                        : "It was told.");
}
