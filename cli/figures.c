/* SPDX-License-Identifier: MIT */
/*
 * The history is read from its newest session to its oldest.
 */
#include <config.h>

#include "figures.h"

#include "output.h"
#include "progress.h"
#include "search-path.h"

static enum status read_all(struct history *history, bool whole_team, struct stats *stats,
                            size_t *damaged)
{
    struct stats_reading *reading = NULL;
    enum status status = stats_reading_new(stats, history, whole_team, &reading);

    if (status != STATUS_OK)
        return status;
    status = stats_read(reading, SIZE_MAX);
    *damaged = stats_reading_done(reading)->damaged;
    stats_reading_free(reading);
    return status;
}

enum exit_code figures_add(const struct options *options, struct stats *stats)
{
    struct history *history = search_path_history(options);
    enum exit_code code = EXIT_DONE;
    size_t damaged = 0;

    if (!history)
        return EXIT_USAGE;
    history_set_progress(history, progress_show, NULL);
    if (read_all(history, options->whole_team, stats, &damaged) == STATUS_IO)
        code = EXIT_FAULT;
    progress_end();
    if (code != EXIT_DONE)
        output_error("%s", history_message(history));
    else if (damaged)
        output_error("%zu damaged session%s left out; 'errwalk sessions --check' says more", damaged,
                     damaged == 1 ? " is" : "s are");
    history_free(history);
    return code;
}
