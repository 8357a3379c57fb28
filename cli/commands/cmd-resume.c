/* SPDX-License-Identifier: MIT */
/*
 * errwalk resume [SESSION]: go on with the last session, or with that one.
 */
#include <config.h>

#include <stddef.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/search-path.h"
#include "cli/walk/shift-run.h"
#include "cli/walk/start-home.h"
#include "cli/walk/walk-runner.h"

static enum exit_code run(const struct options *options);

const struct command command_resume = {
    .name = "resume",
    .usage = "[SESSION]",
    .summary = "resume the last session, or a given one",
    .options = TAKES_WALK | TAKES_REDACT,
    .run = run,
};

static enum exit_code resume(struct walk_runner *runner, const char *prefix)
{
    enum exit_code code;
    char id[SESSION_ID_SIZE];

    if (!runner->history) {
        output_error("there is no history to resume from with --no-history");
        return EXIT_USAGE;
    }
    code = search_path_session(runner->history, prefix, id);
    if (code == EXIT_DONE)
        code = walk_runner_resume(runner, id);
    if (code != EXIT_DONE)
        return code;
    return shift_run_is_call(runner) ? shift_run_resume(runner) : walk_runner_run(runner);
}

static enum exit_code run(const struct options *options)
{
    struct walk_runner runner;
    enum exit_code code;

    if (options->operand_count > 1) {
        output_error("resume takes one session; 'errwalk sessions' lists them");
        return EXIT_USAGE;
    }
    code = walk_runner_open(&runner, options);
    if (code == EXIT_DONE)
        code = resume(&runner, options->operand_count ? options->operands[0] : "");
    walk_runner_close(&runner);
    return code == EXIT_DONE && runner.goes_on ? home_next_case(options) : code;
}
