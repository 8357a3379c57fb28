/* SPDX-License-Identifier: MIT */
/*
 * errwalk walk PROBLEM: from an error to its fix.
 */
#include <config.h>

#include <stdlib.h>

#include "errwalk/memory.h"

#include "cli/walk/choose.h"
#include "cli/command.h"
#include "cli/walk/start-home.h"
#include "cli/output.h"
#include "cli/search-path.h"
#include "cli/walk/start.h"
#include "cli/walk/train.h"
#include "cli/walk/walk-runner.h"

static enum exit_code run(const struct options *options);

const struct command command_walk = {
    .name = "walk",
    .usage = "[PROBLEM]",
    .summary = "walk from an error to its fix",
    .options = TAKES_WALK | TAKES_REDACT | TAKES_WATCH,
    .run = run,
};

/* Loads the flow that was decided on. */
static enum exit_code load(struct walk_runner *runner, const struct start *start,
                           const struct flow **flow)
{
    struct diag_list faults = {0};
    enum status status;

    status = start->file ? library_add_file(runner->library, start->file, &faults, flow)
                         : library_flow(runner->library, start->flow, &faults, flow);
    if (status != STATUS_OK) {
        output_faults(&faults);
        output_error("%s cannot be walked: fix what is listed above",
                     start->file ? start->file : start->flow);
    }
    diag_list_free(&faults);
    return status == STATUS_OK ? EXIT_DONE : EXIT_USAGE;
}

static enum exit_code begin(struct walk_runner *runner, const struct start *start,
                            const struct flow *flow)
{
    struct event event;

    if (walk_start(runner->walk, flow, start->error, start->code, &event) != STATUS_OK ||
        walk_commit(runner->walk, &event) != STATUS_OK) {
        output_error("the walk cannot begin: %s", walk_store_message(runner->walk));
        return EXIT_FAULT;
    }
    /* A test clock gives each run the same id: the last run makes way. */
    if (runner->clock.fixed && runner->history)
        history_delete(runner->history, session_id(walk_session(runner->walk)));
    return EXIT_DONE;
}

static enum exit_code walk_problem(struct walk_runner *runner, const char *problem)
{
    const struct flow *flow = NULL;
    struct start start;
    enum exit_code code = start_find(runner->library, problem, runner->options, &start);

    if (code == EXIT_DONE && runner->options->watch)
        runner->watched = start.file;

    if (code == EXIT_DONE)
        code = load(runner, &start, &flow);
    if (code == EXIT_DONE)
        code = begin(runner, &start, flow);
    runner->offers = true;
    return code == EXIT_DONE ? walk_runner_run(runner) : code;
}

/* Without a problem: what a person chooses at home. */
static enum exit_code walk_chosen(struct walk_runner *runner)
{
    const struct flow *flow = NULL;
    struct home_choice choice;
    enum exit_code code = home_choose(runner, &choice);
    const struct start start = {
        .flow = choice.start.flow, .error = choice.start.error, .code = choice.start.code};
    const bool is_wanted = start.flow || *choice.session;

    if (code == EXIT_DONE && start.flow) {
        code = load(runner, &start, &flow);
        if (code == EXIT_DONE)
            code = begin(runner, &start, flow);
    } else if (code == EXIT_DONE && is_wanted) {
        code = walk_runner_resume(runner, choice.session);
    }
    memory_free(choice.start.error);
    if (code == EXIT_DONE && choice.start.trains)
        return train_from_home(runner, choice.start.practises);
    return code == EXIT_DONE && is_wanted ? walk_runner_run(runner) : code;
}

static enum exit_code walk_from_home(struct walk_runner *runner)
{
    enum exit_code code = EXIT_DONE;

    do {
        runner->goes_home = false;
        code = walk_chosen(runner);
    } while (runner->goes_home);
    return code;
}

static enum exit_code run(const struct options *options)
{
    struct walk_runner runner;
    enum exit_code code = walk_runner_open(&runner, options);
    char *problem = options_join(options);

    if (code == EXIT_DONE && options->watch && !search_path_is_file(problem)) {
        output_error("--watch takes a flow file, as in 'errwalk walk printer.yaml --watch'");
        code = EXIT_USAGE;
    }
    if (code == EXIT_DONE)
        code = options->operand_count ? walk_problem(&runner, problem) : walk_from_home(&runner);
    walk_runner_close(&runner);
    memory_free(problem);
    return code == EXIT_DONE && runner.goes_on ? home_next_case(options) : code;
}
