/* SPDX-License-Identifier: MIT */
/*
 * errwalk serve: other programs walk, by the Model Context Protocol on standard input and output.
 */
#include <config.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/serve/rpc.h"

static enum exit_code run(const struct options *options);

const struct command command_serve = {
    .name = "serve",
    .usage = "",
    .summary = "let other programs walk (MCP)",
    .run = run,
};

static enum exit_code run(const struct options *options)
{
    struct clock clock;
    struct rpc rpc = {.options = options, .clock = &clock};
    enum status status;

    if (options->operand_count) {
        output_error("serve takes no operand; it reads requests from standard input");
        return EXIT_USAGE;
    }
    if (options->no_history) {
        output_error("serve keeps its sessions in the history: it takes no --no-history");
        return EXIT_USAGE;
    }
    if (clock_init(&clock) != STATUS_OK) {
        output_error("ERRWALK_TEST_CLOCK must be a time such as 2026-01-01T00:00:00Z");
        return EXIT_USAGE;
    }
    status = rpc_serve(&rpc);
    buffer_free(&rpc.client);
    if (status != STATUS_OK)
        output_error("standard input or output failed");
    return status == STATUS_OK ? EXIT_DONE : EXIT_FAULT;
}
