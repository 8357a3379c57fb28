/* SPDX-License-Identifier: MIT */
/*
 * errwalk resume [SESSION]: go on with the last session, or with that one.
 */
#include <config.h>

#include <stddef.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/search-path.h"
#include "cli/walker.h"

static enum exit_code run(const struct options *options);

const struct command command_resume = {
    .name = "resume",
    .usage = "[SESSION]",
    .summary = "go on with the last session, or that one",
    .options = TAKES_WALK | TAKES_REDACT,
    .run = run,
};

static enum exit_code resume(struct walker *walker, const char *prefix)
{
    enum exit_code code;
    char id[SESSION_ID_SIZE];

    if (!walker->history) {
        output_error("there is no history to resume from with --no-history");
        return EXIT_USAGE;
    }
    code = search_path_session(walker->history, prefix, id);
    if (code == EXIT_DONE)
        code = walker_resume(walker, id);
    return code == EXIT_DONE ? walker_run(walker) : code;
}

static enum exit_code run(const struct options *options)
{
    struct walker walker;
    enum exit_code code;

    if (options->operand_count > 1) {
        output_error("resume takes one session; 'errwalk sessions' lists them");
        return EXIT_USAGE;
    }
    code = walker_open(&walker, options);
    if (code == EXIT_DONE)
        code = resume(&walker, options->operand_count ? options->operands[0] : "");
    walker_close(&walker);
    return code;
}
