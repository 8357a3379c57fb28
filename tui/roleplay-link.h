/* SPDX-License-Identifier: MIT */
/*
 * Role-play link: the loop's part in a role-play on two terminals, on either of them.
 */
#ifndef ERRWALK_TUI_ROLEPLAY_LINK_H
#define ERRWALK_TUI_ROLEPLAY_LINK_H

#include "loop.h"

/* Takes what came from the other end, and tells it where things are here; nothing without a call. */
void roleplay_link_work(struct loop *loop);

/* The agent wants to see what is found: the caller is asked for it. False where there is nobody to
 * ask, and the agent looks alone. */
bool roleplay_link_ask(struct loop *loop);

/* What the caller says: a trouble by its id; NULL: what is found where the agent is. */
void roleplay_link_say(struct loop *loop, const char *trouble);

#endif
