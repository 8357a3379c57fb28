/* SPDX-License-Identifier: MIT */
/*
 * What the files of stats share: what is counted while sessions are added.
 */
#ifndef ERRWALK_TEAM_STATS_PRIVATE_H
#define ERRWALK_TEAM_STATS_PRIVATE_H

#include "errwalk/arena.h"
#include "errwalk/index.h"
#include "errwalk/stats.h"

/* How often each whole number was there. What is above SPREAD_MOST counts as that. */
enum { SPREAD_MOST = 8 * 3600 };

struct spread {
    uint32_t *counts;
    size_t size; /* of counts */
    size_t total;
};

void spread_add(struct spread *spread, int64_t value);

/* In units of so many. */
struct stats_spread spread_result(const struct spread *spread, double unit);

/* Replies are ids of a flow; of a store that somebody else has written to there may be any number. */
enum { MOST_REPLIES = 256 };

struct step_count {
    struct node node; /* id: the step */
    const char *text;
    enum step_kind kind;
    size_t number; /* in its flow, in the order in which they were met */
    size_t views, exits, referred, chosen, deferred, undone, gaps;
    size_t results[FIX_RESULT_COUNT];
    struct stats_way *ways;
    size_t way_count, way_capacity;
    struct spread seconds;
};

struct cause_count {
    struct node node; /* id: the cause */
    const char *title;
    size_t confirmed;
};

struct revision_count {
    struct node node; /* id: the hash */
    size_t walks;
};

struct flow_count {
    struct node node; /* id: the flow */
    const char *title;
    uint32_t map; /* of its steps in the index; those of its causes and revisions follow */
    size_t walks, outcomes[STATS_OUTCOMES], gaps;
    struct spread seconds, questions;
    struct step_count *steps; /* the last met first */
    struct cause_count *causes;
    struct revision_count *revisions;
    size_t step_count, cause_count, revision_count;
};

struct stats_visits;

struct stats {
    struct stats_filter filter;
    struct arena *arena; /* what is counted */
    struct index index;
    struct flow_count *flows; /* the last met first */
    size_t flow_count;
    struct stats_visits *visits; /* of the session at hand */
    struct arena *result_arena;
    struct stats_result result;
};

/* stats-count.c: each is made where it is new; the index keeps it. */
struct flow_count *stats_flow_count(struct stats *stats, const char *id);
struct step_count *stats_step_count(struct stats *stats, struct flow_count *flow, const char *id);
struct cause_count *stats_cause_count(struct stats *stats, struct flow_count *flow, const char *id,
                                      size_t length);
struct revision_count *stats_revision_count(struct stats *stats, struct flow_count *flow,
                                            const char *sha256);
void stats_count_way(struct stats *stats, struct step_count *step, const char *answer,
                     const char *say, const char *to, bool typed);

/* Notes that a session went on in another one; whether it did. */
void stats_note_continued(struct stats *stats, const char *id, size_t length);
bool stats_was_continued(const struct stats *stats, const char *id);

/* What spreads and ways hold. */
void stats_free_counts(struct stats *stats);

/* stats-visit.c: what one session adds. */
struct stats_visits *stats_visits_new(void);
void stats_visits_free(struct stats_visits *visits);
void stats_visit_all(struct stats *stats, const struct session *session);

#endif
