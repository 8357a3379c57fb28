/* SPDX-License-Identifier: MIT */
/*
 * Figures over sessions: which of them count, and what all of them come to.
 */
#include <config.h>

#include "stats-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "errwalk/memory.h"

const char *const stats_outcome_names[STATS_OUTCOMES] = {
    [OUTCOME_UNFINISHED] = "unfinished", [OUTCOME_RESOLVED] = "resolved",
    [OUTCOME_REFERRED] = "referred",     [OUTCOME_ESCALATED] = "escalated",
    [OUTCOME_UNRESOLVED] = "unresolved", [OUTCOME_ABANDONED] = "abandoned",
    [STATS_RETURNED] = "returned",
};

const struct stats_filter stats_filter_all = {.since = INT64_MIN, .until = INT64_MAX, .outcome = -1};

struct stats *stats_new(const struct stats_filter *filter)
{
    struct stats *stats = memory_alloc(sizeof *stats);

    stats->filter = *filter;
    stats->arena = arena_new();
    stats->visits = stats_visits_new();
    return stats;
}

void stats_free(struct stats *stats)
{
    if (!stats)
        return;
    stats_free_counts(stats);
    stats_visits_free(stats->visits);
    arena_free(stats->result_arena);
    arena_free(stats->arena);
    memory_free(stats);
}

void stats_add(struct stats *stats, const struct session *session)
{
    const struct event *started = session_count(session) ? session_event(session, 0) : NULL;
    const struct stats_filter *filter = &stats->filter;

    if (!started || session_training(session) || started->at < filter->since ||
        started->at >= filter->until)
        return;
    if (*started->continues)
        stats_note_continued(stats, started->continues, strcspn(started->continues, "#"));
    if (stats_was_continued(stats, session_id(session)) ||
        (filter->outcome >= 0 && (int)session_outcome(session) != filter->outcome))
        return;
    stats_visit_all(stats, session);
}

double stats_drop_off(const struct stats_step *step)
{
    return step->views ? (double)step->exits / (double)step->views : 0;
}

size_t stats_ended(const struct stats_flow *flow)
{
    return flow->walks - flow->outcomes[OUTCOME_UNFINISHED];
}

size_t stats_resolved(const struct stats_flow *flow)
{
    return flow->outcomes[OUTCOME_RESOLVED] + flow->outcomes[STATS_RETURNED];
}

void stats_wilson(size_t hits, size_t all, double *low, double *high)
{
    const double z = 1.959963984540054; /* of the normal distribution, 97.5 % */
    const double n = (double)all, share = all ? (double)hits / n : 0;
    double middle, half;

    *low = 0;
    *high = 1;
    if (!all)
        return;
    middle = (share + z * z / (2 * n)) / (1 + z * z / n);
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    *low = hits ? middle - half : 0;
    *high = hits < all ? middle + half : 1;
}

const struct stats_flow *stats_flow_named(const struct stats_result *result, const char *id)
{
    size_t i;

    for (i = 0; i < result->count; i++) {
        if (strcmp(result->flows[i].id, id) == 0)
            return &result->flows[i];
    }
    return NULL;
}

const struct stats_step *stats_step_named(const struct stats_flow *flow, const char *id)
{
    size_t i;

    for (i = 0; i < flow->step_count; i++) {
        if (strcmp(flow->steps[i].id, id) == 0)
            return &flow->steps[i];
    }
    return NULL;
}
