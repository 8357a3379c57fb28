/* SPDX-License-Identifier: MIT */
/*
 * What shows does not change before all are counted, since half of the figures would mislead.
 */
#include <config.h>

#include "counting.h"

#include <string.h>

#include "errwalk/stats-history.h"

enum { AT_ONCE = 64 /* sessions */ };

static void report_fault(struct loop *loop)
{
    loop_message(loop, history_message(loop->history));
    counting_end(loop);
    loop->context.figures.state = FIGURES_FAILED;
}

void counting_begin(struct loop *loop, bool whole_team)
{
    counting_end(loop);
    loop->context.figures.whole_team = whole_team;
    if (!loop->history)
        return;
    loop->stats = stats_new(&stats_filter_all);
    if (stats_reading_new(loop->stats, loop->history, whole_team, &loop->reading) == STATUS_OK)
        loop->context.figures.state = FIGURES_COUNTING;
    else
        report_fault(loop);
}

bool counting_has_work(const struct loop *loop)
{
    return !loop_is_done(loop) && loop->reading;
}

/* A flow as it is now: of the library, or of a walk where it has none. */
static const struct flow *find_flow(void *context, const char *id)
{
    const struct loop *loop = context;

    if (loop->search)
        return stats_library_flow(search_library(loop->search), id);
    return loop->context.walk ? walk_entered(loop->context.walk, id) : NULL;
}

static void finish(struct loop *loop)
{
    struct figures *figures = &loop->context.figures;

    figures->damaged = stats_reading_done(loop->reading)->damaged;
    stats_reading_free(loop->reading);
    loop->reading = NULL;
    figures->result = stats_result(loop->stats, find_flow, loop);
    figures->state = FIGURES_COUNTED;
}

bool counting_work(struct loop *loop)
{
    const enum status status = stats_read(loop->reading, AT_ONCE);

    if (status == STATUS_OK)
        return false;
    if (status == STATUS_NO)
        finish(loop);
    else
        report_fault(loop);
    loop_lay_out(loop);
    return true;
}

void counting_end(struct loop *loop)
{
    stats_reading_free(loop->reading);
    stats_free(loop->stats);
    loop->reading = NULL;
    loop->stats = NULL;
    loop->context.figures = (struct figures){.state = FIGURES_NONE};
}
