/* SPDX-License-Identifier: MIT */
/*
 * Stats: what happened over many sessions, from their events alone.
 *
 * Sessions are added one by one, from anywhere, and are not kept: memory grows with the flows and
 * their steps, never with how many sessions there are. A *walk* of a flow is one session that entered
 * it and did not go back to before that; of a block, one call of it. So a session that is referred on
 * is a walk of each flow on its way, and of the first its outcome is "referred". Trainings never count.
 *
 * - A step counts once a walk, however often it was seen; an answer counts where it stands, and one that
 *   was taken back is counted apart.
 * - A walk *exits* at the step where it was left unfinished, or given up. In a block it does so at the
 *   step that calls it as well.
 * - Minutes are those between events, each with the step at which the walk stood; a gap of more than
 *   STATS_GAP minutes (it was resumed later) is left out and counted. What is spent in a block, and what
 *   is asked there, counts for the walk that calls it, too.
 * - Unfinished walks are counted and are in no median. A median of an even number is the mean of the
 *   middle two; the 90th percentile is the least value that nine tenths of all do not exceed.
 * - Intervals are Wilson's: E. B. Wilson, "Probable inference, the law of succession, and statistical
 *   inference", Journal of the American Statistical Association 22 (1927), 209-212.
 */
#ifndef ERRWALK_STATS_H
#define ERRWALK_STATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "errwalk/buffer.h"
#include "errwalk/flow.h"
#include "errwalk/outline.h"
#include "errwalk/session.h"

enum { STATS_GAP = 30 }; /* minutes */

/* How a walk of a flow can end: an enum outcome, or for a block that it came back. */
enum { STATS_RETURNED = OUTCOME_COUNT, STATS_OUTCOMES };

extern const char *const stats_outcome_names[STATS_OUTCOMES];

/* Which sessions count. */
struct stats_filter {
    int64_t since, until; /* started at or after, and before; INT64_MIN and INT64_MAX: any */
    int outcome;          /* an enum outcome of the session; -1: any */
    const char **flows;   /* ids: figures of these alone; borrowed */
    size_t flow_count;    /* 0: of all */
};

extern const struct stats_filter stats_filter_all; /* every session, every flow */

struct stats;

/* Nothing counted yet. stats_free when done. */
struct stats *stats_new(const struct stats_filter *filter);
void stats_free(struct stats *stats); /* NULL is allowed */

/*
 * Adds a session; it may be freed afterwards. A case that went on in another session counts once, as
 * that one: so of two, the one that continues comes before the one that it continues, as it does where
 * the newest come first.
 */
void stats_add(struct stats *stats, const struct session *session);

struct stats_spread {
    size_t count; /* of values; where it is 0, the others are */
    double median, p90;
};

/* An answer that stands, by its id; at a call the id of a return, at a weigh step that of the item
 * that came next, at a fix its result. */
struct stats_answer {
    const char *id, *say;
    size_t count;
};

/* An answer and the step that it led to, or the weigh step that decided where. */
struct stats_way {
    const char *answer, *say, *to;
    bool typed; /* a value, which is not told: `answer` is "" */
    size_t count;
};

struct stats_step {
    const char *id, *text; /* what it asks, or has one do, as the newest session has it */
    enum step_kind kind;
    const struct step *step; /* of the flow as it is now; NULL: it is not there any more */
    size_t views, exits;
    struct stats_answer *answers;
    size_t answer_count;
    const struct stats_way *ways;
    size_t way_count;
    size_t typed;    /* values */
    size_t referred; /* left for another error */
    size_t chosen;   /* at a weigh step: another item than the one it proposed */
    size_t deferred; /* an item that was put off */
    size_t undone;   /* answers, values, results and referrals that were taken back */
    size_t gaps;     /* that were left out */
    struct stats_spread minutes;
};

struct stats_fix {
    const char *id, *text; /* of its step */
    size_t tried;          /* worked, failed or worse: what was skipped was not tried */
    size_t worked, failed, skipped, worse;
    double low, high; /* within which the share that works lies with 95 %; 0 and 1 of no try */
};

struct stats_cause {
    const char *id, *title;
    size_t confirmed; /* by a fix that was verified */
};

/* A file of the flow, by its hash. */
struct stats_revision {
    const char *sha256;
    size_t walks;
    bool current; /* it is the flow as it is now */
};

struct stats_flow {
    const char *id, *title;
    const struct flow *flow; /* as it is now; NULL: it is not there */
    size_t walks, outcomes[STATS_OUTCOMES];
    size_t current; /* walks of the flow as it is now */
    size_t gaps;
    struct stats_spread minutes, questions;
    struct stats_step *steps; /* as the file has them, then those that it has not any more */
    const struct stats_step **by_index; /* of each step of the flow as it is now; NULL: never seen */
    struct stats_fix *fixes;
    struct stats_cause *causes;         /* the most frequent first */
    struct stats_revision *revisions;   /* the most frequent first */
    size_t step_count, fix_count, cause_count, revision_count;
};

struct stats_result {
    struct stats_flow *flows; /* the most walked first */
    size_t count;
};

/* A flow as it is now; NULL: it is not there. */
typedef const struct flow *stats_flow_function(void *context, const char *id);

/* What was counted so far; owned by the stats, until it is asked again or a session is added. */
const struct stats_result *stats_result(struct stats *stats, stats_flow_function *find, void *context);

/* Share of walks that are left at a step, from 0 to 1. */
double stats_drop_off(const struct stats_step *step);

/* Walks that ended, and those of them that did so well: resolved, or back from a block. */
size_t stats_ended(const struct stats_flow *flow);
size_t stats_resolved(const struct stats_flow *flow);

/* The 95 % interval of a share: `hits` of `all`. */
void stats_wilson(size_t hits, size_t all, double *low, double *high);

/* How many walks went along each row of an outline of the flow as it is now; along the first, all. What a
 * route decided is told by where it led. */
struct stats_tree {
    const struct stats_flow *flow;
    const struct outline *outline; /* borrowed, like the flow */
    size_t *traffic;               /* of each row */
    size_t *left; /* of each row: its traffic and that of those below it that leave the same step */
};

void stats_tree_new(struct stats_tree *tree, const struct stats_flow *flow,
                    const struct outline *outline);
void stats_tree_free(struct stats_tree *tree);

/* The figures of one flow, or of a step by its id; NULL: there are none. */
const struct stats_flow *stats_flow_named(const struct stats_result *result, const char *id);
const struct stats_step *stats_step_named(const struct stats_flow *flow, const char *id);

#endif
