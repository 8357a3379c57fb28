/* SPDX-License-Identifier: MIT */
/*
 * A sync of its own process, so that the walk's has nothing to do with the network.
 */
#include <config.h>

#include "sync-later.h"

#include "errwalk/detached.h"
#include "errwalk/executable.h"
#include "errwalk/share.h"

#include "cli/output.h"

enum { PATIENCE = 3 * 24 * 60 * 60 };

static void report_failing(struct history *history, int64_t now)
{
    struct buffer says = {0};
    char when[CLOCK_TEXT];
    int64_t since = 0;

    if (share_failing(history, &since, &says) == STATUS_OK && since &&
        now - since >= PATIENCE) {
        clock_format_minute(since, when);
        output_error("the team's store has not been reached since %s: %s; 'errwalk sync' tries again",
                     when, buffer_text(&says));
    }
    buffer_free(&says);
}

/* "--NAME=VALUE" where the option was given on the command line. */
static void pass_on(struct buffer *argument, const char *name, const char *value)
{
    if (value)
        buffer_printf(argument, "--%s=%s", name, value);
}

static void start(const struct options *options)
{
    struct buffer history = {0}, config = {0};
    const char *arguments[7] = {"errwalk", "sync", "--background"};
    char file[EXECUTABLE_SIZE];
    size_t count = 3;

    pass_on(&history, "history", options->history);
    pass_on(&config, "config", options->config);
    if (history.length)
        arguments[count++] = buffer_text(&history);
    if (config.length)
        arguments[count++] = buffer_text(&config);
    if (options->no_config)
        arguments[count++] = "--no-config";
    if (executable_file(file))
        detached_start(file, arguments);
    buffer_free(&history);
    buffer_free(&config);
}

void sync_later(const struct options *options, struct history *history, const struct walk *walk,
                int64_t now)
{
    if (!options->team || !*options->team || !history || !walk || !walk_is_stored(walk) ||
        session_count(walk_session(walk)) < 2)
        return;
    report_failing(history, now);
    start(options);
}
