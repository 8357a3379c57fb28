/* SPDX-License-Identifier: MIT */
/*
 * Figures over a history, and over the flows of a library.
 */
#include <config.h>

#include "errwalk/stats-history.h"

#include "errwalk/memory.h"
#include "stats-private.h"

struct stats_reading {
    struct stats *stats;
    struct history_pass *pass;
};

enum status stats_reading_new(struct stats *stats, struct history *history, bool whole_team,
                              struct stats_reading **reading)
{
    const struct history_filter wanted = {
        .since = stats->filter.since, .outcome = -1, .own = !whole_team};
    struct history_pass *pass;
    enum status status = history_pass_new(history, &wanted, &pass);

    if (status != STATUS_OK)
        return status;
    *reading = memory_alloc(sizeof **reading);
    **reading = (struct stats_reading){stats, pass};
    return STATUS_OK;
}

void stats_reading_free(struct stats_reading *reading)
{
    if (!reading)
        return;
    history_pass_free(reading->pass);
    memory_free(reading);
}

enum status stats_read(struct stats_reading *reading, size_t most)
{
    const struct session *session;
    enum status status = STATUS_OK;

    while (most-- && (status = history_pass_next(reading->pass, &session)) == STATUS_OK)
        stats_add(reading->stats, session);
    return status;
}

const struct history_passed *stats_reading_done(const struct stats_reading *reading)
{
    return history_pass_done(reading->pass);
}

const struct flow *stats_library_flow(void *library, const char *id)
{
    struct diag_list faults = {0};
    const struct flow *flow = NULL;

    library_flow(library, id, &faults, &flow);
    diag_list_free(&faults);
    return flow;
}
