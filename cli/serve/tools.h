/* SPDX-License-Identifier: MIT */
/*
 * Tools: what other programs can do, as cli/serve/tools.json describes it. Nothing is kept between two
 * calls: each names its session, which is locked, loaded and let go of within the call.
 */
#ifndef ERRWALK_CLI_SERVE_TOOLS_H
#define ERRWALK_CLI_SERVE_TOOLS_H

#include <jansson.h>
#include <stdbool.h>

#include "errwalk/buffer.h"
#include "errwalk/clock.h"

#include "cli/command.h"

/* Who calls: the options of the command line, and what the client calls itself ("" where it did not say). */
struct tool_caller {
    const struct options *options;
    const char *client;
    struct clock *clock;
};

/* What came of a call. Zero-initialise it; tool_result_free when done. */
struct tool_result {
    json_t *structured; /* NULL where it failed */
    struct buffer text; /* for people; where it failed, why */
    bool failed;
};

void tool_result_free(struct tool_result *result);

/* The descriptions of all tools; the caller owns the reference. */
json_t *tools_list(void);

/* Calls a tool. False: there is none of that name. Arguments that do not fit its schema are a failure of
 * the call, so that whoever made it can correct it. */
bool tools_call(const struct tool_caller *caller, const char *name, json_t *arguments,
                struct tool_result *result);

#endif
