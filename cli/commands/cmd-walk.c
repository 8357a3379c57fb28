/* SPDX-License-Identifier: MIT */
/*
 * errwalk walk PROBLEM: from an error to its fix.
 */
#include <config.h>

#include <stdlib.h>

#include "errwalk/memory.h"

#include "cli/choose.h"
#include "cli/command.h"
#include "cli/start-home.h"
#include "cli/output.h"
#include "cli/search-path.h"
#include "cli/start.h"
#include "cli/train.h"
#include "cli/walker.h"

static enum exit_code run(const struct options *options);

const struct command command_walk = {
    .name = "walk",
    .usage = "[PROBLEM]",
    .summary = "walk from an error to its fix",
    .options = TAKES_WALK | TAKES_REDACT | TAKES_WATCH,
    .run = run,
};

/* Loads the flow that was decided on. */
static enum exit_code load(struct walker *walker, const struct start *start,
                           const struct flow **flow)
{
    struct diag_list faults = {0};
    enum status status;

    status = start->file ? library_add_file(walker->library, start->file, &faults, flow)
                         : library_flow(walker->library, start->flow, &faults, flow);
    if (status != STATUS_OK) {
        output_faults(&faults);
        output_error("%s cannot be walked: fix what is listed above",
                     start->file ? start->file : start->flow);
    }
    diag_list_free(&faults);
    return status == STATUS_OK ? EXIT_DONE : EXIT_USAGE;
}

static enum exit_code begin(struct walker *walker, const struct start *start,
                            const struct flow *flow)
{
    struct event event;

    if (walk_start(walker->walk, flow, start->error, start->code, &event) != STATUS_OK ||
        walk_commit(walker->walk, &event) != STATUS_OK) {
        output_error("the walk cannot begin: %s", walk_store_says(walker->walk));
        return EXIT_FAULT;
    }
    /* A test clock gives each run the same id: the last run makes way. */
    if (walker->clock.fixed && walker->history)
        history_delete(walker->history, session_id(walk_session(walker->walk)));
    return EXIT_DONE;
}

static enum exit_code walk_problem(struct walker *walker, const char *problem)
{
    const struct flow *flow = NULL;
    struct start start;
    enum exit_code code = start_find(walker->library, problem, walker->options, &start);

    if (code == EXIT_DONE && walker->options->watch)
        walker->watched = start.file;

    if (code == EXIT_DONE)
        code = load(walker, &start, &flow);
    if (code == EXIT_DONE)
        code = begin(walker, &start, flow);
    walker->offers = true;
    return code == EXIT_DONE ? walker_run(walker) : code;
}

/* Without a problem: what a person chooses at home. */
static enum exit_code walk_from_home(struct walker *walker)
{
    const struct flow *flow = NULL;
    struct home_choice choice;
    enum exit_code code = home_choose(walker, &choice);
    const struct start start = {
        .flow = choice.start.flow, .error = choice.start.error, .code = choice.start.code};
    const bool is_wanted = start.flow || *choice.session;

    if (code == EXIT_DONE && start.flow) {
        code = load(walker, &start, &flow);
        if (code == EXIT_DONE)
            code = begin(walker, &start, flow);
    } else if (code == EXIT_DONE && is_wanted) {
        code = walker_resume(walker, choice.session);
    }
    memory_free(choice.start.error);
    if (code == EXIT_DONE && choice.start.trains)
        return train_choose(walker);
    return code == EXIT_DONE && is_wanted ? walker_run(walker) : code;
}

static enum exit_code run(const struct options *options)
{
    struct walker walker;
    enum exit_code code = walker_open(&walker, options);
    char *problem = options_join(options);

    if (code == EXIT_DONE && options->watch && !search_path_is_file(problem)) {
        output_error("--watch takes a flow file, as in 'errwalk walk printer.yaml --watch'");
        code = EXIT_USAGE;
    }
    if (code == EXIT_DONE)
        code = options->operand_count ? walk_problem(&walker, problem) : walk_from_home(&walker);
    walker_close(&walker);
    memory_free(problem);
    return code;
}
