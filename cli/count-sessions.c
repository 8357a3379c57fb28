/* SPDX-License-Identifier: MIT */
/*
 * The history is read from its newest session to its oldest.
 */
#include <config.h>

#include "count-sessions.h"

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

enum exit_code figures_add_from(struct history *history, bool whole_team, struct stats *stats)
{
    size_t damaged = 0;
    enum status status;

    history_set_progress(history, progress_show, NULL);
    status = read_all(history, whole_team, stats, &damaged);
    progress_end();
    if (status == STATUS_IO)
        output_error("%s", history_message(history));
    else if (damaged)
        output_error("%zu damaged session%s left out; 'errwalk sessions --check' says more", damaged,
                     damaged == 1 ? " is" : "s are");
    return status == STATUS_IO ? EXIT_FAULT : EXIT_DONE;
}

enum exit_code figures_add(const struct options *options, struct stats *stats)
{
    struct history *history = search_path_history(options);
    enum exit_code code =
        history ? figures_add_from(history, options->whole_team, stats) : EXIT_USAGE;

    history_free(history);
    return code;
}

struct stats_view figures_view(const struct stats_filter *filter)
{
    const struct sink_terminal *terminal = output_terminal();

    return (struct stats_view){
        .terminal = terminal,
        .ascii = terminal->ascii || (terminal->can_show && !terminal->can_show(0x258f)),
        .width = output_width(),
        .filter = filter,
    };
}
