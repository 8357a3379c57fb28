/* SPDX-License-Identifier: MIT */
/*
 * The sessions that were walked before: which of them an edit of a flow would send elsewhere.
 */
#ifndef ERRWALK_CLI_DIFF_SESSIONS_H
#define ERRWALK_CLI_DIFF_SESSIONS_H

#include "errwalk/document.h"
#include "errwalk/flow.h"
#include "errwalk/history.h"

#include "cli/command.h"

/* Two versions of a flow. */
struct diff_pair {
    const char *id; /* under which sessions have it; without a directory also in any */
    const struct flow *before, *after;
};

struct diff_sessions {
    const struct diff_pair *pairs;
    size_t pair_count;
    struct history *history;
    bool whole_team;           /* pulled sessions, too */
    size_t count, moved;       /* of sessions: that came to one of the flows; that would end elsewhere */
    json_t *list; /* gets what is found; NULL: it is printed */
};

/* Replays all sessions, and shows those that would end elsewhere. */
enum exit_code diff_sessions_replay(struct diff_sessions *sessions);

#endif
