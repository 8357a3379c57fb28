/* SPDX-License-Identifier: MIT */
/*
 * News of the other end never takes a screen away: something may be being written on it.
 */
#include <config.h>

#include "roleplay-link.h"

#include "commit.h"

enum { AT_ONCE = 16 }; /* pieces of news between two looks at the keys */

/* For the agent, and for the caller. */
static const struct {
    const char *agent, *caller;
} says[ROLEPLAY_NEWS_COUNT] = {
    [ROLEPLAY_JOINED] = {"The caller is on the line.", "An agent is on the line."},
    [ROLEPLAY_LEFT] = {"The caller has hung up: go on alone.",
                   "The agent has hung up."},
    [ROLEPLAY_TOLD] = {"The caller has answered.", NULL},
    [ROLEPLAY_TROUBLED] = {"The caller brings something up.", NULL},
};

static struct roleplay *call_of(const struct loop *loop)
{
    return loop->context.options->roleplay;
}

static void take(struct loop *loop, enum roleplay_news news)
{
    struct training *training = loop->context.training;
    const char *said = training ? says[news].agent : says[news].caller;
    bool event_is_due = training && (news == ROLEPLAY_TOLD || news == ROLEPLAY_TROUBLED);
    struct event event;

    if (event_is_due && (roleplay_event(call_of(loop), news, training, &event) != STATUS_OK ||
                         !commit_event(loop, &event)))
        return;
    if (!event_is_due)
        loop_lay_out(loop);
    if (said)
        loop_message(loop, said);
}

void roleplay_link_work(struct loop *loop)
{
    struct roleplay *roleplay = call_of(loop);
    enum roleplay_news news;
    int left = AT_ONCE;

    if (!roleplay)
        return;
    while (left-- && !loop->is_held && (news = roleplay_work(roleplay)) != ROLEPLAY_NOTHING)
        take(loop, news);
    if (loop->context.training)
        roleplay_report(roleplay, loop->context.training);
}

bool roleplay_link_ask(struct loop *loop)
{
    struct roleplay *roleplay = call_of(loop);

    if (!roleplay || roleplay_ask(roleplay, loop->context.training) != STATUS_OK)
        return false;
    loop_message(loop, "You have asked. Wait for the answer.");
    return true;
}

void roleplay_link_say(struct loop *loop, const char *trouble)
{
    struct roleplay *roleplay = call_of(loop);
    enum status status = trouble ? roleplay_trouble(roleplay, trouble)
                                 : roleplay_tell(roleplay, roleplay_agent(roleplay).step);

    loop_message(loop, status != STATUS_OK ? "Nobody is on the line."
                    : trouble           ? "You brought it up."
                                        : "The agent can read it now.");
}
