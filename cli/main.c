/* SPDX-License-Identifier: MIT */
/*
 * Errwalk walks a person from an error to its fix. This file starts it and ends it.
 */
#include <config.h>

#include <jansson.h>
#include <stdlib.h>

#include "errwalk/memory.h"
#include "errwalk/process.h"
#include "command-line.h"
#include "command.h"
#include "output.h"

const struct command *const commands[] = {
    &command_walk,
    &command_lookup,
    &command_explain,
    &command_flows,
    &command_check,
    &command_graph,
    &command_schema,
    &command_new,
    &command_diff,
    &command_rename,
    &command_order,
    &command_learn,
    &command_draft,
    &command_sessions,
    &command_resume,
    &command_transcript,
    &command_verify,
    &command_stats,
    &command_sync,
    &command_config,
    &command_train,
    &command_debrief,
    &command_results,
    &command_seal,
    &command_completion,
    &command_serve,
    NULL,
};

static enum exit_code run(const struct options *options)
{
    if (options->version) {
        output_printf("%s\n", PACKAGE_STRING);
        return EXIT_DONE;
    }
    if (options->help) {
        command_line_help(options->command == &command_walk ? NULL : options->command);
        return EXIT_DONE;
    }
    return options->command->run(options);
}

int main(int argc, char **argv)
{
    struct options options;
    enum exit_code code = EXIT_USAGE;

    json_set_alloc_funcs(memory_alloc, memory_free);
    process_start();
    argv = process_arguments(&argc, argv);
    output_init(false);
    if (command_line_read(&options, argc, argv)) {
        output_init(options.ascii);
        code = run(&options);
    }
    options_free(&options);
    if (!output_close() && code != EXIT_USAGE)
        code = EXIT_FAULT;
    return code;
}
